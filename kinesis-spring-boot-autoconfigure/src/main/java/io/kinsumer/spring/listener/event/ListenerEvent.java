/*
 * Copyright 2026 the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.kinsumer.spring.listener.event;

import java.time.Duration;

import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.ShardPosition;

/**
 * Something happened to a listener. Published to the application context, for methods
 * with {@code @EventListener} that take one of the kinds, or this type for all of them.
 * The events of a listener come one after the other, in the order in which things
 * happened, on a thread of their own: a method that is slow holds up the events of its
 * listener, but no records. If more than 10,000 wait, further ones are left out and the
 * log says so.
 */
public sealed interface ListenerEvent {

	/**
	 * The listener.
	 * @return its id in the registry
	 */
	String listenerId();

	/**
	 * The kinsumer that the listener listens to.
	 * @return its name
	 */
	String kinsumer();

	/**
	 * It is a member of its group. Its shards follow one by one.
	 *
	 * @param listenerId the id of the listener
	 * @param kinsumer the name of its kinsumer
	 */
	record Started(String listenerId, String kinsumer) implements ListenerEvent {

	}

	/**
	 * It has left its group.
	 *
	 * @param listenerId the id of the listener
	 * @param kinsumer the name of its kinsumer
	 * @param reason why
	 */
	record Stopped(String listenerId, String kinsumer, StopReason reason) implements ListenerEvent {

	}

	/**
	 * It could not join its group, or stopped by an error that would not go away by
	 * itself. It can be started again.
	 *
	 * @param listenerId the id of the listener
	 * @param kinsumer the name of its kinsumer
	 * @param failure why, a typed error
	 */
	record Failed(String listenerId, String kinsumer, Throwable failure) implements ListenerEvent {

	}

	/**
	 * Others ended its session, because it could not renew it in time. Its shards are
	 * lost; it joins anew by itself.
	 *
	 * @param listenerId the id of the listener
	 * @param kinsumer the name of its kinsumer
	 */
	record SessionLost(String listenerId, String kinsumer) implements ListenerEvent {

	}

	/**
	 * The members of its group changed.
	 *
	 * @param listenerId the id of the listener
	 * @param kinsumer the name of its kinsumer
	 * @param members how many there are now, this one included
	 */
	record MembersChanged(String listenerId, String kinsumer, int members) implements ListenerEvent {

	}

	/**
	 * It owns a shard from now on.
	 *
	 * @param listenerId the id of the listener
	 * @param kinsumer the name of its kinsumer
	 * @param shardId the shard
	 * @param position where its records begin
	 */
	record ShardAssigned(String listenerId, String kinsumer, ShardId shardId,
			ShardPosition position) implements ListenerEvent {

	}

	/**
	 * It gave up a shard in good order.
	 *
	 * @param listenerId the id of the listener
	 * @param kinsumer the name of its kinsumer
	 * @param shardId the shard
	 * @param position where the next owner goes on
	 */
	record ShardReleased(String listenerId, String kinsumer, ShardId shardId,
			ShardPosition position) implements ListenerEvent {

	}

	/**
	 * A shard was taken from it.
	 *
	 * @param listenerId the id of the listener
	 * @param kinsumer the name of its kinsumer
	 * @param shardId the shard
	 */
	record ShardLost(String listenerId, String kinsumer, ShardId shardId) implements ListenerEvent {

	}

	/**
	 * All records of a closed shard were handled.
	 *
	 * @param listenerId the id of the listener
	 * @param kinsumer the name of its kinsumer
	 * @param shardId the shard
	 */
	record ShardFinished(String listenerId, String kinsumer, ShardId shardId) implements ListenerEvent {

	}

	/**
	 * Nothing more of a shard is handled until it is resumed: handling failed and the
	 * failure policy said so, or somebody stopped it.
	 *
	 * @param listenerId the id of the listener
	 * @param kinsumer the name of its kinsumer
	 * @param shardId the shard
	 * @param failure why; without a cause if it was stopped on request
	 */
	record ShardStopped(String listenerId, String kinsumer, ShardId shardId,
			Throwable failure) implements ListenerEvent {

	}

	/**
	 * A shard is kept, but nothing of it is handled until it is resumed.
	 *
	 * @param listenerId the id of the listener
	 * @param kinsumer the name of its kinsumer
	 * @param shardId the shard
	 */
	record ShardPaused(String listenerId, String kinsumer, ShardId shardId) implements ListenerEvent {

	}

	/**
	 * A shard that was paused or stopped goes on.
	 *
	 * @param listenerId the id of the listener
	 * @param kinsumer the name of its kinsumer
	 * @param shardId the shard
	 */
	record ShardResumed(String listenerId, String kinsumer, ShardId shardId) implements ListenerEvent {

	}

	/**
	 * Records may be lost: retention has passed the position of a shard before it was
	 * read on, or the whole shard.
	 *
	 * @param listenerId the id of the listener
	 * @param kinsumer the name of its kinsumer
	 * @param shardId the shard
	 * @param gap how long the stretch is at most; zero when it cannot be told
	 */
	record RetentionGap(String listenerId, String kinsumer, ShardId shardId, Duration gap) implements ListenerEvent {

	}

	/**
	 * Nothing arrived in any of its shards for the {@code idle-event-interval}. Told
	 * once, until something arrives.
	 *
	 * @param listenerId the id of the listener
	 * @param kinsumer the name of its kinsumer
	 * @param idleFor since something arrived last, or since it was started
	 */
	record Idle(String listenerId, String kinsumer, Duration idleFor) implements ListenerEvent {

	}

	/**
	 * Something arrived again.
	 *
	 * @param listenerId the id of the listener
	 * @param kinsumer the name of its kinsumer
	 * @param idleFor how long nothing had arrived
	 */
	record NoLongerIdle(String listenerId, String kinsumer, Duration idleFor) implements ListenerEvent {

	}

	/**
	 * Nothing arrived in one of its shards for the {@code idle-event-interval}. Told
	 * once, until something arrives.
	 *
	 * @param listenerId the id of the listener
	 * @param kinsumer the name of its kinsumer
	 * @param shardId the shard
	 * @param idleFor since something arrived last, or since the shard is owned
	 */
	record ShardIdle(String listenerId, String kinsumer, ShardId shardId, Duration idleFor) implements ListenerEvent {

	}

	/**
	 * Something arrived again in a shard.
	 *
	 * @param listenerId the id of the listener
	 * @param kinsumer the name of its kinsumer
	 * @param shardId the shard
	 * @param idleFor how long nothing had arrived
	 */
	record ShardNoLongerIdle(String listenerId, String kinsumer, ShardId shardId,
			Duration idleFor) implements ListenerEvent {

	}

}
