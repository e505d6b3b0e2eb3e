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

package io.kinsumer.core.producer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Holds records back while order is kept and the shards change: from then until nothing
 * is in flight any more, so that what failed meanwhile goes first. Guarded by the
 * producer's lock.
 */
final class Fence {

	private final Aggregator aggregator;

	private final SendQueue queue;

	private List<PendingRecord> held = new ArrayList<>();

	private boolean raised;

	Fence(Aggregator aggregator, SendQueue queue) {
		this.aggregator = aggregator;
		this.queue = queue;
	}

	boolean isRaised() {
		return this.raised;
	}

	/**
	 * Takes back what is not in flight and holds it.
	 */
	void raise() {
		if (!this.raised) {
			this.raised = true;
			this.held.addAll(takeBack());
		}
	}

	void hold(PendingRecord record) {
		this.held.add(record);
	}

	/**
	 * Makes what is held wait for no others once it is let go.
	 */
	void flush() {
		this.held.forEach(PendingRecord::waitNoMore);
	}

	/**
	 * Lets go what was held.
	 * @return in the order it was put
	 */
	List<PendingRecord> lift() {
		this.raised = false;
		List<PendingRecord> result = this.held;
		this.held = new ArrayList<>();
		return sorted(result);
	}

	/**
	 * Takes back what is not in flight.
	 * @return in the order it was put
	 */
	List<PendingRecord> takeBack() {
		List<PendingRecord> result = this.aggregator.removeAll();
		for (Shipment shipment : this.queue.removeAll()) {
			shipment.records.forEach(PendingRecord::waitNoMore);
			result.addAll(shipment.records);
		}
		return sorted(result);
	}

	private static List<PendingRecord> sorted(List<PendingRecord> records) {
		records.removeIf((record) -> record.settled);
		records.sort(Comparator.comparingLong((record) -> record.order));
		return records;
	}

}
