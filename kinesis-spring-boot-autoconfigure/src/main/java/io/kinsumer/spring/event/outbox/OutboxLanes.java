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

package io.kinsumer.spring.event.outbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

import io.kinsumer.core.client.Backoff;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the rows of the table, and which of them is sent next. Used by one
 * thread.
 * <p>
 * The table is read from its beginning to its end, again and again: one lap after the
 * other. Of a lane, the rows that are kept here are always the first ones that the lap
 * has seen: once a row has been passed over, those behind it are, too, until the next
 * lap.
 */
final class OutboxLanes {

	/** More lanes that failed are not remembered: the eldest is tried again early. */
	private static final int MOST_HELD = 10_000;

	private final int capacity;

	private final Backoff backoff;

	private final RandomGenerator random;

	/** All rows that must not be taken again: until they are deleted or dropped. */
	private final Set<Long> rows = new HashSet<>();

	private final Map<OutboxLane, TreeMap<Long, OutboxRow>> waiting = new LinkedHashMap<>();

	private final Map<OutboxLane, OutboxRow> inFlight = new HashMap<>();

	private final Map<OutboxLane, Hold> holds = new LinkedHashMap<>();

	private final Set<OutboxLane> passedOver = new HashSet<>();

	private final List<Long> acknowledged = new ArrayList<>();

	private long cursor;

	OutboxLanes(int capacity, Backoff backoff, RandomGenerator random) {
		this.capacity = capacity;
		this.backoff = backoff;
		this.random = random;
	}

	/**
	 * The row behind which the lap goes on.
	 */
	long cursor() {
		return this.cursor;
	}

	/**
	 * How many rows can be taken.
	 */
	int room() {
		return this.capacity - this.rows.size();
	}

	/**
	 * Begins a new lap.
	 */
	void rewind() {
		this.cursor = 0;
		this.passedOver.clear();
	}

	/**
	 * Whether a lane may be tried again that this lap passes over.
	 */
	boolean isAnyDue(long now) {
		return this.holds.entrySet()
			.stream()
			.anyMatch((hold) -> now - hold.getValue().until() >= 0 && this.passedOver.contains(hold.getKey()));
	}

	/**
	 * Takes what was read behind the cursor.
	 * @param page in the order of the table
	 * @param now of the monotonic clock
	 * @return whether there was room for all
	 */
	boolean take(List<OutboxRow> page, long now) {
		for (OutboxRow row : page) {
			if (!this.rows.contains(row.id())) {
				OutboxLane lane = row.lane();
				if (isHeld(lane, now) || this.passedOver.contains(lane)) {
					this.passedOver.add(lane);
				}
				else if (room() <= 0) {
					return false;
				}
				else {
					this.rows.add(row.id());
					this.waiting.computeIfAbsent(lane, (key) -> new TreeMap<>()).put(row.id(), row);
				}
			}
			this.cursor = row.id();
		}
		return true;
	}

	private boolean isHeld(OutboxLane lane, long now) {
		Hold hold = this.holds.get(lane);
		return hold != null && now - hold.until() < 0;
	}

	/**
	 * Finds a row that can be sent, which then counts as in flight.
	 * @return {@code null} if there is none
	 */
	@Nullable OutboxRow next() {
		Iterator<Map.Entry<OutboxLane, TreeMap<Long, OutboxRow>>> lanes = this.waiting.entrySet().iterator();
		while (lanes.hasNext()) {
			Map.Entry<OutboxLane, TreeMap<Long, OutboxRow>> lane = lanes.next();
			if (!this.inFlight.containsKey(lane.getKey())) {
				OutboxRow row = lane.getValue().pollFirstEntry().getValue();
				this.inFlight.put(lane.getKey(), row);
				if (lane.getValue().isEmpty()) {
					lanes.remove();
				}
				return row;
			}
		}
		return null;
	}

	/**
	 * How many rows are on their way.
	 */
	int inFlight() {
		return this.inFlight.size();
	}

	/**
	 * A row was sent: its lane goes on, and the row can be deleted.
	 */
	void acknowledge(OutboxRow row) {
		this.inFlight.remove(row.lane());
		this.holds.remove(row.lane());
		this.acknowledged.add(row.id());
	}

	/**
	 * A row was not sent: its lane is held back, and not kept here.
	 * @return how often its lane has failed in a row
	 */
	int fail(OutboxRow row, long now) {
		OutboxLane lane = row.lane();
		this.inFlight.remove(lane);
		this.rows.remove(row.id());
		drop(this.waiting.remove(lane));
		this.passedOver.add(lane);
		Hold before = this.holds.remove(lane);
		int attempts = (before != null) ? before.attempts() + 1 : 1;
		if (this.holds.size() >= MOST_HELD) {
			this.holds.remove(this.holds.keySet().iterator().next());
		}
		this.holds.put(lane, new Hold(attempts, now + this.backoff.delayAfter(attempts, this.random).toNanos()));
		return attempts;
	}

	/**
	 * What was sent and is not deleted yet.
	 */
	List<Long> acknowledged() {
		return List.copyOf(this.acknowledged);
	}

	void deleted(List<Long> ids) {
		this.acknowledged.removeAll(ids);
		this.rows.removeAll(ids);
	}

	/**
	 * Forgets what waits: others may send it from now on.
	 */
	void forgetWaiting() {
		this.waiting.values().forEach(this::drop);
		this.waiting.clear();
		rewind();
	}

	private void drop(@Nullable TreeMap<Long, OutboxRow> dropped) {
		if (dropped != null) {
			this.rows.removeAll(dropped.keySet());
		}
	}

	private record Hold(int attempts, long until) {

	}

}
