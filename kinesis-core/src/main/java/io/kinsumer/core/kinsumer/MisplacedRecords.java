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

import java.time.Duration;

import io.kinsumer.core.record.HashKeyRange;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.core.record.SequenceNumber;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.runtime.EngineRuntime;
import org.jspecify.annotations.Nullable;

/**
 * Decides about user records that are in a shard they do not belong to, and reports them:
 * each to the listeners once, however often it is delivered; to the log once in a while.
 * Used by one thread at a time.
 */
final class MisplacedRecords {

	static final Duration LOG_INTERVAL = Duration.ofMinutes(1);

	private final KinsumerSettings settings;

	private final ShardId shardId;

	private final EngineRuntime runtime;

	private final Reports reports;

	private @Nullable SequenceNumber lastReported;

	private int found;

	private long silent;

	private long loggedAt;

	private boolean logged;

	MisplacedRecords(KinsumerSettings settings, ShardId shardId, EngineRuntime runtime, Reports reports) {
		this.settings = settings;
		this.shardId = shardId;
		this.runtime = runtime;
		this.reports = reports;
	}

	/**
	 * A misplaced record was found.
	 * @return whether to deliver it
	 */
	boolean isDelivered(KinesisRecord record) {
		SequenceNumber number = record.sequenceNumber();
		SequenceNumber last = this.lastReported;
		if (last == null || number.compareTo(last) > 0) {
			this.lastReported = number;
			this.found++;
		}
		return !isDropped();
	}

	/**
	 * A batch was looked through.
	 * @param range the hash keys of the shard
	 */
	void report(HashKeyRange range) {
		int count = this.found;
		if (count == 0) {
			return;
		}
		this.found = 0;
		this.reports
			.tell((listener, kinsumer) -> listener.recordsMisplaced(kinsumer, this.shardId, count, isDropped()));
		long now = this.runtime.nanoTime();
		this.silent += count;
		if (!this.logged || now - this.loggedAt >= LOG_INTERVAL.toNanos()) {
			this.reports.misplaced(this.shardId, this.silent, range, this.lastReported, isDropped());
			this.logged = true;
			this.loggedAt = now;
			this.silent = 0;
		}
	}

	private boolean isDropped() {
		return this.settings.misplacedRecords() == MisplacedRecordPolicy.DROP;
	}

}
