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

import java.util.ArrayDeque;
import java.util.Deque;

import io.kinsumer.core.kinsumer.InFlight.Stage;
import org.jspecify.annotations.Nullable;

/**
 * The records of a shard, in its order, from the first one that is not handled on, each
 * in a lane of its key. Progress is made at its beginning. When the shard is handed over
 * it shrinks from its end, until it is empty: then no record that is handled comes after
 * one that is not. Not safe for use by several threads.
 */
final class Window {

	private static final int MANY = 256;

	private final boolean byKey;

	private Deque<InFlight> records = new ArrayDeque<>();

	private KeyLanes lanes;

	private int peak;

	private long entered;

	private long end = Long.MAX_VALUE;

	private int handledBeyond;

	private boolean draining;

	private boolean givenUp;

	/**
	 * Creates an empty window.
	 * @param byKey {@code false} for a single lane
	 */
	Window(boolean byKey) {
		this.byKey = byKey;
		this.lanes = new KeyLanes(byKey);
	}

	/**
	 * The place of the next record that is added.
	 */
	long next() {
		return this.entered;
	}

	void add(InFlight record) {
		this.records.add(record);
		this.entered++;
		this.peak = Math.max(this.peak, this.records.size());
		this.lanes.enter(record);
	}

	boolean hasReady() {
		return this.lanes.hasReady();
	}

	/**
	 * The next record that may begin.
	 */
	@Nullable InFlight poll() {
		return this.lanes.poll();
	}

	/**
	 * The next record of its lane may begin.
	 */
	void leave(InFlight record) {
		this.lanes.leave(record);
	}

	/**
	 * A record may begin again.
	 */
	void retry(InFlight record) {
		record.stage = Stage.WAITING;
		this.lanes.retry(record);
	}

	int size() {
		return this.records.size();
	}

	/**
	 * A record is handled.
	 */
	void handled(InFlight record) {
		record.stage = Stage.HANDLED;
		if (record.index() >= this.end) {
			this.handledBeyond++;
		}
	}

	/**
	 * Takes out the first record, if it is handled.
	 */
	@Nullable InFlight pollHandled() {
		InFlight first = this.records.peek();
		return (first != null && first.stage == Stage.HANDLED) ? this.records.remove() : null;
	}

	/**
	 * From now on only records count that are handled or under way, or come before one
	 * that is.
	 */
	void drain() {
		this.draining = true;
		trim();
	}

	boolean isDraining() {
		return this.draining;
	}

	/**
	 * A record failed, or was left unhandled.
	 */
	void fellBack(InFlight record) {
		if (this.givenUp) {
			cutAt(record);
		}
		else if (this.draining) {
			trim();
		}
	}

	/**
	 * Records that failed, fail from now on, or whose end somebody else has not told, do
	 * not count any more, and with them what comes after them.
	 */
	void giveUp() {
		this.givenUp = true;
		for (InFlight record : this.records) {
			if (record.stage == Stage.FAILED || record.stage == Stage.DEFERRED) {
				cutAt(record);
				return;
			}
		}
	}

	private void cutAt(InFlight record) {
		InFlight last = this.records.peekLast();
		while (last != null && last.index() >= record.index()) {
			this.handledBeyond += (this.records.removeLast().stage == Stage.HANDLED) ? 1 : 0;
			last = this.records.peekLast();
		}
		trim();
	}

	private void trim() {
		InFlight last = this.records.peekLast();
		while (last != null && !last.stage.isDoneOrUnderWay()) {
			this.records.removeLast();
			last = this.records.peekLast();
		}
		this.end = Math.min(this.end, (last != null) ? last.index() + 1 : 0);
		this.lanes.endBefore(this.end);
	}

	/**
	 * The place before which records still count.
	 */
	long end() {
		return this.end;
	}

	/**
	 * Whether it takes calls, or the end of some, to leave no gap. Records whose end
	 * somebody else will tell, and nothing else, take none.
	 */
	boolean takesCalls() {
		for (InFlight record : this.records) {
			if (record.stage != Stage.DEFERRED) {
				return true;
			}
		}
		return false;
	}

	/**
	 * How many records there are whose end somebody else will tell.
	 */
	int deferred() {
		return count(Stage.DEFERRED);
	}

	private int count(Stage stage) {
		int count = 0;
		for (InFlight record : this.records) {
			count += (record.stage == stage) ? 1 : 0;
		}
		return count;
	}

	/**
	 * How many records are handled that come after one that is not.
	 */
	int handledAhead() {
		return this.handledBeyond + count(Stage.HANDLED);
	}

	/**
	 * Gives back the room it once needed, if it is empty. Collections keep the size they
	 * once had, and an idle shard needs none.
	 */
	void shrink() {
		if (this.records.isEmpty() && this.peak > MANY && !this.draining) {
			this.peak = 0;
			this.records = new ArrayDeque<>();
			this.lanes = new KeyLanes(this.byKey);
		}
	}

}
