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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.kinsumer.core.kinsumer.Journal.Violation;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.sim.VirtualTime;
import org.jspecify.annotations.Nullable;

/**
 * What happened to the records of a simulated group. Judges each event as it happens, by
 * what is really in the stream and in the table, never by what a member believes.
 */
final class History {

	private static final int MOST_VIOLATIONS = 20;

	private final VirtualTime time;

	private final Scenario scenario;

	private final Journal journal;

	private final StreamTruth truth = new StreamTruth();

	private final TableHistory table;

	private final GapHistory gaps;

	private final Map<String, Integer> lastOfKey = new HashMap<>();

	private final List<Violation> violations = new ArrayList<>();

	private int repeats;

	private long startMillis = Long.MIN_VALUE;

	History(VirtualTime time, Scenario scenario, Journal journal) {
		this.time = time;
		this.scenario = scenario;
		this.journal = journal;
		this.table = new TableHistory(time, scenario, this);
		this.gaps = new GapHistory(time, scenario, this);
	}

	StreamTruth truth() {
		return this.truth;
	}

	TableHistory table() {
		return this.table;
	}

	GapHistory gaps() {
		return this.gaps;
	}

	Journal journal() {
		return this.journal;
	}

	List<Violation> violations() {
		return this.violations;
	}

	/**
	 * Records that were handled more than once, each time counted but the first.
	 */
	int repeats() {
		return this.repeats;
	}

	void violated(StreamTruth.@Nullable Shard shard, String rule, String what) {
		if (this.violations.size() < MOST_VIOLATIONS) {
			this.violations.add(new Violation(this.time.elapsed(), (shard != null) ? shard.id : null,
					(shard != null) ? shard.parents : List.of(), rule, what));
		}
	}

	/**
	 * The group began at the tip: what was there before needs no handling.
	 * @param sinceNanos records put from then on must be handled
	 * @param sinceMillis records that arrived before must not be delivered
	 */
	void beganAtTip(long sinceNanos, long sinceMillis) {
		this.truth.exempt(0, sinceNanos);
		this.startMillis = sinceMillis;
	}

	void delivered(SimulatedMember member, String shardId, long epoch, int number) {
		StreamTruth.Entry entry = this.truth.entry(number);
		StreamTruth.Shard shard = entry.shard;
		this.journal.noteDelivery(this.time.elapsed(), shard.id,
				() -> member + " begins " + entry + " in epoch " + epoch);
		if (!shard.id.equals(shardId)) {
			violated(shard, "wrong shard", entry + " was delivered as one of " + shardId);
		}
		if (entry.arrivalMillis < this.startMillis && shard.incarnation == 0 && !shard.isReset) {
			violated(shard, "before the start", member + " got " + entry + ", which is older than the group's start");
		}
		if (isHeld(member, shardId)) {
			violated(shard, "held back", member + " began " + entry + " although the shard is paused or stopped");
		}
		ShardRow row = this.table.row(shard);
		boolean mine = row != null && row.owner == member && row.epoch() == epoch && row.ownerName() != null;
		if (row != null && mine) {
			if (this.table.isEpochUsed(row)) {
				violated(shard, "epoch", member + " began " + entry + " in an epoch that it had used before");
			}
			this.gaps.delivered(row, entry);
		}
		if (row != null && mine && this.scenario.concurrency() > 0) {
			inSequenceOfKey(member, row, entry);
		}
		else if (row != null && mine) {
			inSequence(member, row, entry);
		}
		else if (row != null && this.table.mustKnow(member, shard, epoch)) {
			violated(shard, "two owners", member + " began " + entry + " in epoch " + epoch + ", but the table has "
					+ row.ownerName() + " in epoch " + row.epoch());
		}
		for (String parentId : shard.parents) {
			StreamTruth.Shard parent = this.truth.find(shard.incarnation, parentId);
			if (parent != null && parent.unhandled > 0 && !parent.seenFinished) {
				violated(shard, "child before parent", member + " began " + entry + ", while " + parent.unhandled
						+ " records of its parent " + Journal.shortened(parentId) + " are not handled");
			}
		}
		if (!entry.delivered && !shard.isReset) {
			Integer last = this.lastOfKey.put(entry.key, entry.number);
			if (last != null && last > entry.number) {
				violated(shard, "order", entry + " came after record " + last + " of the same key");
			}
		}
		entry.delivered = true;
	}

	/**
	 * Whether nothing may begin, unless it comes before a record that was handled.
	 */
	private static boolean isHeld(SimulatedMember member, String shardId) {
		CoordinatorDriver shards = member.run().shards();
		ShardDriver driver = (shards != null) ? shards.consumer(new ShardId(shardId)) : null;
		return driver != null && driver.hold() != Hold.NONE && !driver.consumer().isDraining();
	}

	private void inSequenceOfKey(SimulatedMember member, ShardRow row, StreamTruth.Entry entry) {
		if (entry.previous != null && !entry.previous.delivered && !entry.previous.exempt) {
			violated(entry.shard, "order", member + " began " + entry + " before " + entry.previous);
		}
		if (entry.handledIn == row.ownership) {
			violated(entry.shard, "repeated", member + " got " + entry + " again in the same ownership");
		}
		row.next = Math.max(row.next, entry.index + 1);
	}

	private void inSequence(SimulatedMember member, ShardRow row, StreamTruth.Entry entry) {
		StreamTruth.Shard shard = entry.shard;
		while (row.next < entry.index && shard.entries.get(row.next).exempt) {
			row.next++;
		}
		if (entry.index > row.next) {
			violated(shard, "skipped", member + " began " + entry + " before " + shard.entries.get(row.next));
		}
		else if (entry.index <= row.handled) {
			violated(shard, "repeated", member + " got " + entry + " again in the same ownership");
		}
		row.next = Math.max(row.next, entry.index + 1);
	}

	void completed(SimulatedMember member, long epoch, int number) {
		StreamTruth.Entry entry = this.truth.entry(number);
		this.journal.noteDelivery(this.time.elapsed(), entry.shard.id, () -> member + " handled " + entry);
		ShardRow row = this.table.row(entry.shard);
		boolean mine = row != null && row.owner == member && row.epoch() == epoch && row.ownerName() != null;
		boolean repeated = entry.isHandled();
		if (repeated) {
			this.repeats++;
		}
		entry.shard.handled(entry, this.time.nanos());
		if (row == null || !mine) {
			// It was begun in time; who owns the shard now cannot know of it.
			entry.atRisk = true;
			return;
		}
		if (repeated && !entry.atRisk) {
			violated(entry.shard, "repeated",
					member + " handled " + entry + " again, although its handling was not lost");
		}
		entry.atRisk = false;
		entry.handledIn = row.ownership;
		row.handled = Math.max(row.handled, entry.index);
		row.lastHandledNanos = this.time.nanos();
	}

	/**
	 * A member said that a number of records will be handled again after it hands a shard
	 * over, because one before them kept failing.
	 */
	void announced(SimulatedMember member, String shardId, int records) {
		ShardRow row = ownedBy(member, shardId);
		if (row != null) {
			row.announced = records;
		}
	}

	/**
	 * A member said that handlers of a shard did not end in time.
	 */
	void interrupted(SimulatedMember member, String shardId) {
		ShardRow row = ownedBy(member, shardId);
		if (row != null) {
			row.interrupted = true;
		}
	}

	/**
	 * A shard of the present stream, if a process owns it.
	 */
	@Nullable ShardRow ownedBy(SimulatedMember member, String shardId) {
		StreamTruth.Shard shard = this.truth.find(this.truth.incarnation(), shardId);
		ShardRow row = (shard != null) ? this.table.row(shard) : null;
		return (row != null && row.owner == member) ? row : null;
	}

	/**
	 * Everything has healed, and had its time.
	 */
	void mustBeSettled(@Nullable String unsettled, Duration since) {
		if (unsettled == null || !this.violations.isEmpty()) {
			return;
		}
		StreamTruth.Entry lost = this.truth.firstUnhandled();
		if (lost != null) {
			violated(lost.shard, "lost", this.truth.unhandled() + " of " + this.truth.size()
					+ " records were not handled " + since.toSeconds() + " s after all faults, first of all " + lost);
		}
		else {
			violated(null, "not settled", since.toSeconds() + " s after all faults, " + unsettled);
		}
	}

}
