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
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

import io.kinsumer.core.record.ShardId;
import io.kinsumer.spring.listener.event.ListenerEvent;
import org.jspecify.annotations.Nullable;

/**
 * Tells when nothing arrives for a listener, or for one of its shards. Safe for use by
 * any thread.
 */
final class IdleWatch {

	private final Duration interval;

	private final LongSupplier nanoTime;

	private final Listener told;

	private final Quiet all;

	private final Map<ShardId, Quiet> shards = new HashMap<>();

	/**
	 * Creates the watch.
	 * @param interval after this time without arrivals something is idle
	 * @param told told under the lock of this watch, in order
	 */
	IdleWatch(Duration interval, LongSupplier nanoTime, Listener told) {
		this.interval = interval;
		this.nanoTime = nanoTime;
		this.told = told;
		this.all = new Quiet(nanoTime.getAsLong());
	}

	synchronized void begun(ShardId shardId) {
		this.shards.put(shardId, new Quiet(this.nanoTime.getAsLong()));
	}

	synchronized void ended(ShardId shardId) {
		this.shards.remove(shardId);
	}

	synchronized void arrived(ShardId shardId) {
		long now = this.nanoTime.getAsLong();
		Quiet shard = this.shards.get(shardId);
		if (shard != null) {
			arrived(shard, shardId, now);
		}
		arrived(this.all, null, now);
	}

	private void arrived(Quiet quiet, @Nullable ShardId shardId, long now) {
		Duration idleFor = Duration.ofNanos(now - quiet.since);
		quiet.since = now;
		if (quiet.idle) {
			quiet.idle = false;
			this.told.changed(shardId, false, idleFor);
		}
	}

	/**
	 * Looks whether anything is idle.
	 * @return when to look again
	 */
	synchronized Duration look() {
		long now = this.nanoTime.getAsLong();
		long next = look(this.all, null, now);
		for (Map.Entry<ShardId, Quiet> entry : this.shards.entrySet()) {
			next = Math.min(next, look(entry.getValue(), entry.getKey(), now));
		}
		return Duration.ofNanos(next);
	}

	private long look(Quiet quiet, @Nullable ShardId shardId, long now) {
		long left = this.interval.toNanos() - (now - quiet.since);
		if (left <= 0 && !quiet.idle) {
			quiet.idle = true;
			this.told.changed(shardId, true, Duration.ofNanos(now - quiet.since));
		}
		return (left > 0) ? left : this.interval.toNanos();
	}

	static ListenerEvent event(String listenerId, String kinsumer, @Nullable ShardId shardId, boolean idle,
			Duration idleFor) {
		if (shardId == null) {
			return idle ? new ListenerEvent.Idle(listenerId, kinsumer, idleFor)
					: new ListenerEvent.NoLongerIdle(listenerId, kinsumer, idleFor);
		}
		return idle ? new ListenerEvent.ShardIdle(listenerId, kinsumer, shardId, idleFor)
				: new ListenerEvent.ShardNoLongerIdle(listenerId, kinsumer, shardId, idleFor);
	}

	private static final class Quiet {

		private long since;

		private boolean idle;

		private Quiet(long since) {
			this.since = since;
		}

	}

	/**
	 * Hears what became idle or is so no longer.
	 */
	@FunctionalInterface
	interface Listener {

		/**
		 * Told once a change.
		 * @param shardId the shard, {@code null} for the whole listener
		 * @param idleFor since when nothing arrived
		 */
		void changed(@Nullable ShardId shardId, boolean idle, Duration idleFor);

	}

}
