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

package io.kinsumer.spring.listener;

import java.time.Duration;

import io.kinsumer.core.observe.KinsumerInfo;
import io.kinsumer.core.observe.KinsumerListener;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.ShardPosition;
import io.kinsumer.spring.listener.event.ListenerEvent;
import io.kinsumer.spring.listener.event.StopReason;
import org.jspecify.annotations.Nullable;

/**
 * Makes events of what one kinsumer does.
 */
public final class KinsumerEvents implements KinsumerListener {

	private final String id;

	private final String name;

	private final EventQueue queue;

	private final @Nullable Duration idleInterval;

	private final ListenerEvents.Timer timer;

	private volatile @Nullable IdleWatch idle;

	private boolean running;

	KinsumerEvents(String id, String name, EventQueue queue, @Nullable Duration idleInterval,
			ListenerEvents.Timer timer) {
		this.id = id;
		this.name = name;
		this.queue = queue;
		this.idleInterval = idleInterval;
		this.timer = timer;
	}

	@Override
	public void joined(KinsumerInfo kinsumer, Duration took) {
		started();
	}

	/**
	 * It has joined: the engine may tell of a first shard before it says so. To join anew
	 * is no start.
	 */
	private synchronized void started() {
		if (this.running) {
			return;
		}
		this.running = true;
		this.queue.add(new ListenerEvent.Started(this.id, this.name));
		Duration interval = this.idleInterval;
		if (interval != null) {
			IdleWatch watch = new IdleWatch(interval, System::nanoTime, (shardId, becameIdle, idleFor) -> this.queue
				.add(IdleWatch.event(this.id, this.name, shardId, becameIdle, idleFor)));
			this.idle = watch;
			look(watch);
		}
	}

	private void look(IdleWatch watch) {
		if (this.idle == watch) {
			this.timer.schedule(watch.look(), () -> look(watch));
		}
	}

	/**
	 * It was stopped; told only if it had joined and did not fail since.
	 */
	synchronized void stopped(StopReason reason) {
		if (!this.running) {
			return;
		}
		this.running = false;
		this.idle = null;
		this.queue.add(new ListenerEvent.Stopped(this.id, this.name, reason));
	}

	@Override
	public synchronized void failed(KinsumerInfo kinsumer, Throwable failure) {
		this.running = false;
		this.idle = null;
		this.queue.add(new ListenerEvent.Failed(this.id, this.name, failure));
	}

	@Override
	public void sessionLost(KinsumerInfo kinsumer) {
		this.queue.add(new ListenerEvent.SessionLost(this.id, this.name));
	}

	@Override
	public void membersChanged(KinsumerInfo kinsumer, int members) {
		started();
		this.queue.add(new ListenerEvent.MembersChanged(this.id, this.name, members));
	}

	@Override
	public void shardAssigned(KinsumerInfo kinsumer, ShardId shardId, ShardPosition position, Duration took) {
		started();
		this.queue.add(new ListenerEvent.ShardAssigned(this.id, this.name, shardId, position));
		IdleWatch watch = this.idle;
		if (watch != null) {
			watch.begun(shardId);
		}
	}

	@Override
	public void shardReleased(KinsumerInfo kinsumer, ShardId shardId, ShardPosition position, Duration took) {
		ended(shardId, new ListenerEvent.ShardReleased(this.id, this.name, shardId, position));
	}

	@Override
	public void shardLost(KinsumerInfo kinsumer, ShardId shardId, Duration owned) {
		ended(shardId, new ListenerEvent.ShardLost(this.id, this.name, shardId));
	}

	@Override
	public void shardFinished(KinsumerInfo kinsumer, ShardId shardId, Duration owned) {
		ended(shardId, new ListenerEvent.ShardFinished(this.id, this.name, shardId));
	}

	private void ended(ShardId shardId, ListenerEvent event) {
		IdleWatch watch = this.idle;
		if (watch != null) {
			watch.ended(shardId);
		}
		this.queue.add(event);
	}

	@Override
	public void shardStopped(KinsumerInfo kinsumer, ShardId shardId, Throwable failure) {
		this.queue.add(new ListenerEvent.ShardStopped(this.id, this.name, shardId, failure));
	}

	@Override
	public void shardPaused(KinsumerInfo kinsumer, ShardId shardId) {
		this.queue.add(new ListenerEvent.ShardPaused(this.id, this.name, shardId));
	}

	@Override
	public void shardResumed(KinsumerInfo kinsumer, ShardId shardId) {
		this.queue.add(new ListenerEvent.ShardResumed(this.id, this.name, shardId));
	}

	@Override
	public void retentionGap(KinsumerInfo kinsumer, ShardId shardId, ShardPosition position, Duration gap) {
		this.queue.add(new ListenerEvent.RetentionGap(this.id, this.name, shardId, gap));
	}

	@Override
	public void shardVanished(KinsumerInfo kinsumer, ShardId shardId) {
		this.queue.add(new ListenerEvent.RetentionGap(this.id, this.name, shardId, Duration.ZERO));
	}

	@Override
	public void recordsRead(KinsumerInfo kinsumer, ShardId shardId, int records, long bytes, long millisBehindLatest) {
		IdleWatch watch = this.idle;
		if (watch != null && records > 0) {
			watch.arrived(shardId);
		}
	}

}
