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

package io.kinsumer.core.kinsumer;

import io.kinsumer.core.processor.ShardContext;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.StreamName;

/**
 * Lets the handling of a record begin, or not. It remembers a refusal, because then the
 * rest of the batch was left unhandled. Safe for use by any thread.
 */
final class ShardGate implements ShardContext {

	private final String kinsumer;

	private final StreamName stream;

	private final ShardId shardId;

	private final long epoch;

	private final SessionLease lease;

	private volatile boolean closed;

	private volatile boolean held;

	private volatile boolean refused;

	ShardGate(KinsumerSettings settings, ShardId shardId, long epoch, SessionLease lease) {
		this.kinsumer = settings.name();
		this.stream = settings.streamName();
		this.shardId = shardId;
		this.epoch = epoch;
		this.lease = lease;
	}

	@Override
	public String kinsumer() {
		return this.kinsumer;
	}

	@Override
	public StreamName stream() {
		return this.stream;
	}

	@Override
	public ShardId shardId() {
		return this.shardId;
	}

	@Override
	public long epoch() {
		return this.epoch;
	}

	@Override
	public boolean deliverable() {
		if (!this.closed && !this.held && this.lease.isValid()) {
			return true;
		}
		this.refused = true;
		return false;
	}

	/**
	 * Whether the shard is surely still ours, even if nothing new may begin.
	 */
	boolean isOwned() {
		return this.lease.isValid();
	}

	/**
	 * Refuses everything as long as the shard is held.
	 */
	void hold(boolean now) {
		this.held = now;
	}

	/**
	 * Refuses everything from now on.
	 */
	void close() {
		this.closed = true;
	}

	/**
	 * Whether anything was refused since this was last asked.
	 */
	boolean takeRefusal() {
		boolean result = this.refused;
		this.refused = false;
		return result;
	}

}
