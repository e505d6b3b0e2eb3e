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
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.kinsumer.core.metadata.ShardItem;
import io.kinsumer.core.record.ShardPosition;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.model.Record;

/**
 * Notices that retention has passed the position of a shard before anybody read on: the
 * record that was handled last is gone, and the first one that is left follows at the
 * trim horizon, or the position was written longer ago than records are kept. Times of
 * Kinesis and of clients are set side by side here, for a report that decides nothing.
 */
final class RetentionGap {

	// How near to the trim horizon the first record of a busy shard is found.
	private static final Duration NEAR = Duration.ofMinutes(10);

	private final ShardPosition position;

	private final @Nullable Instant persisted;

	private final Duration retention;

	private boolean settled;

	RetentionGap(ShardItem item, Duration retention) {
		this.position = item.position();
		this.persisted = item.persistedAt();
		this.retention = retention;
	}

	/**
	 * Records were read.
	 * @return how long the stretch is at most in which records may have been lost, if
	 * this is the first answer and there is such a stretch
	 */
	Optional<Duration> read(List<Record> records, long millisBehindLatest, Instant now) {
		if (this.settled || (records.isEmpty() && millisBehindLatest > 0)) {
			return Optional.empty();
		}
		this.settled = true;
		if (records.isEmpty()) {
			return Optional.empty();
		}
		Instant first = records.get(0).approximateArrivalTimestamp();
		Instant horizon = now.minus(this.retention);
		Instant since = handledUntil(records.get(0).sequenceNumber(), horizon);
		boolean nearHorizon = first.isBefore(horizon.plus(NEAR));
		if (since == null || !(since.isBefore(horizon) || nearHorizon)) {
			return Optional.empty();
		}
		Duration gap = Duration.between(since, first);
		return Optional.of(gap.isNegative() ? Duration.ZERO : gap);
	}

	/**
	 * Until when records were handled, at most; {@code null} when what follows is still
	 * there.
	 */
	private @Nullable Instant handledUntil(String firstSequence, Instant horizon) {
		if (this.persisted == null) {
			return null;
		}
		if (this.position instanceof ShardPosition.After after) {
			return after.sequenceNumber().sequence().equals(firstSequence) ? null : this.persisted;
		}
		if (this.position instanceof ShardPosition.AtTimestamp at && at.timestamp().isBefore(horizon)) {
			return this.persisted;
		}
		return null;
	}

}
