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
import java.util.Objects;
import java.util.Optional;

import io.kinsumer.core.metadata.ShardItem;
import io.kinsumer.core.record.SequenceNumber;
import io.kinsumer.core.record.ShardPosition;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.model.Record;

/**
 * Notices that retention has passed the position of a shard before it was read on. Either
 * nobody read until this client owned it: the record that was handled last is gone, and
 * the first one that is left follows at the trim horizon, or the position was written
 * longer ago than records are kept. Times of Kinesis and of clients are set side by side
 * for that, for a report that decides nothing. Or this owner fell behind, or could not
 * read: then the age of its position counts, which Kinesis told with the last answer, and
 * the time since by this client's own clocks.
 */
final class RetentionGap {

	// How near to the trim horizon the first record of a busy shard is found.
	private static final Duration NEAR = Duration.ofMinutes(10);

	// When a read takes longer, the machine stood still, and nobody knows when Kinesis
	// answered: as late as can be.
	private static final Duration LONGEST_READ = PollingDriver.READ_TIMEOUT;

	// An owner that stays behind is overtaken with each read.
	private static final Duration TOLD_AGAIN_AFTER = Duration.ofMinutes(1);

	private final ShardPosition acquired;

	private final @Nullable Instant persisted;

	private final boolean released;

	private final Duration retention;

	private Mark lastAsked;

	private Duration lastBehind = Duration.ZERO;

	private ShardPosition position;

	private boolean begun;

	private Duration untold = Duration.ZERO;

	private @Nullable Mark told;

	/**
	 * Begins with the ownership of a shard.
	 * @param item as it was acquired
	 * @param released whether the shard was free, so that the position was written when
	 * it was last owned; an owner that vanished may have read an idle shard for long
	 * @param retention how long records are kept
	 * @param begun now
	 */
	RetentionGap(ShardItem item, boolean released, Duration retention, Mark begun) {
		this.released = released;
		this.acquired = item.position();
		this.position = item.position();
		this.persisted = item.persistedAt();
		this.retention = retention;
		this.lastAsked = begun;
	}

	/**
	 * Records were read.
	 * @param asked when they were asked for
	 * @param answered when they came
	 * @param records what came
	 * @param millisBehindLatest how far behind the tip, as Kinesis said
	 * @return the gap, if one opened since it was last told
	 */
	Optional<Gap> read(Mark asked, Mark answered, List<Record> records, long millisBehindLatest) {
		boolean stoodStill = asked.until(answered).compareTo(LONGEST_READ) > 0;
		return read(stoodStill ? answered : asked, records, millisBehindLatest);
	}

	private Optional<Gap> read(Mark asked, List<Record> records, long millisBehindLatest) {
		boolean passed = false;
		Duration overtaken = this.lastBehind.plus(this.lastAsked.until(asked)).minus(this.retention);
		if (!overtaken.isNegative() && !overtaken.isZero()) {
			this.untold = this.untold.plus(overtaken);
			passed = true;
		}
		Duration before = this.begun ? null : beforeOwned(records, millisBehindLatest, asked.wall());
		if (before != null) {
			this.untold = (before.compareTo(this.untold) > 0) ? before : this.untold;
			passed = true;
		}
		Optional<Gap> gap = tell(asked, passed);
		this.lastAsked = asked;
		this.lastBehind = Duration.ofMillis(millisBehindLatest);
		if (!records.isEmpty()) {
			this.position = ShardPosition.after(SequenceNumber.of(records.get(records.size() - 1).sequenceNumber()));
		}
		return gap;
	}

	private Optional<Gap> tell(Mark now, boolean passed) {
		Mark last = this.told;
		boolean due = last == null || last.until(now).compareTo(TOLD_AGAIN_AFTER) >= 0;
		if (!due || !(passed || !this.untold.isZero())) {
			return Optional.empty();
		}
		Gap gap = new Gap(this.position, this.untold);
		this.told = now;
		this.untold = Duration.ZERO;
		return Optional.of(gap);
	}

	/**
	 * What was lost before this client owned the shard.
	 * @return {@code null} when nothing was, or that cannot be told yet
	 */
	private @Nullable Duration beforeOwned(List<Record> records, long millisBehindLatest, Instant now) {
		Instant horizon = now.minus(this.retention);
		if (records.isEmpty()) {
			this.begun = millisBehindLatest == 0;
			return (this.begun && this.released) ? beforeHorizon(horizon) : null;
		}
		this.begun = true;
		Instant first = Objects.requireNonNullElse(records.get(0).approximateArrivalTimestamp(), now);
		Instant since = handledUntil(records.get(0).sequenceNumber(), horizon);
		boolean nearHorizon = first.isBefore(horizon.plus(NEAR));
		if (since == null || !(since.isBefore(horizon) || nearHorizon)) {
			return null;
		}
		Duration gap = Duration.between(since, first);
		return gap.isNegative() ? Duration.ZERO : gap;
	}

	/**
	 * Nothing is left of a shard.
	 */
	private @Nullable Duration beforeHorizon(Instant horizon) {
		return (this.persisted != null && this.persisted.isBefore(horizon)) ? Duration.between(this.persisted, horizon)
				: null;
	}

	/**
	 * Until when records were handled, at most; {@code null} when what follows is still
	 * there.
	 */
	private @Nullable Instant handledUntil(String firstSequence, Instant horizon) {
		if (this.persisted == null) {
			return null;
		}
		if (this.acquired instanceof ShardPosition.After after) {
			return after.sequenceNumber().sequence().equals(firstSequence) ? null : this.persisted;
		}
		if (this.acquired instanceof ShardPosition.AtTimestamp at && at.timestamp().isBefore(horizon)) {
			return this.persisted;
		}
		// Of a shard that was owned before, but of which nothing was handled.
		boolean fromBeginning = this.acquired.equals(ShardPosition.TRIM_HORIZON);
		return (fromBeginning && this.persisted.isBefore(horizon)) ? this.persisted : null;
	}

	/**
	 * A stretch of a shard whose records may be lost.
	 *
	 * @param position where reading was to go on
	 * @param length how long it is, zero when that is not known
	 */
	record Gap(ShardPosition position, Duration length) {

	}

}
