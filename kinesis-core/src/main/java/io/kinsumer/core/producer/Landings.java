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
import java.util.List;

import io.kinsumer.core.record.HashKeyRange;
import org.jspecify.annotations.Nullable;

/**
 * Decides about aggregates that are not where they were meant to be. One whose records
 * all belong where it is was written; the records of another are put again, because KCL
 * drops it as a whole. While its shard is not known, it waits for the next listing.
 * Guarded by the producer's lock.
 */
final class Landings {

	/**
	 * Kinesis may list a shard later than it writes to it.
	 */
	private static final int LISTINGS_TO_WAIT_FOR = 3;

	private final Intake intake;

	private final SendQueue queue;

	private final Settlement settlement;

	private final ProducerReports reports;

	private final Runnable refresh;

	private List<Open> open = new ArrayList<>();

	Landings(Intake intake, SendQueue queue, Settlement settlement, ProducerReports reports, Runnable refresh) {
		this.intake = intake;
		this.queue = queue;
		this.settlement = settlement;
		this.reports = reports;
		this.refresh = refresh;
	}

	boolean isEmpty() {
		return this.open.isEmpty();
	}

	void clear() {
		this.open.clear();
	}

	/**
	 * Something was written, wherever.
	 */
	void written(Landing landing, Effects effects, long now) {
		Shipment shipment = landing.shipment();
		if (shipment.expectedShard == null || shipment.expectedShard.equals(landing.shardId())) {
			this.settlement.succeed(landing, effects);
			return;
		}
		this.reports.mispredicted(landing, effects);
		effects.send(this.refresh);
		if (shipment.hasSeveralHashKeys()) {
			judge(new Open(landing, 0), effects, now);
		}
		else {
			this.settlement.succeed(landing, effects);
		}
	}

	/**
	 * The shards were listed: decides about those that wait.
	 */
	void listed(Effects effects, long now) {
		takeOpen().forEach((each) -> judge(new Open(each.landing, each.listings + 1), effects, now));
		refreshIfOpen(effects);
	}

	/**
	 * The shards could not be listed: gives up what waited long enough.
	 */
	void listingFailed(@Nullable Throwable failure, Effects effects, long now) {
		for (Open each : takeOpen()) {
			Shipment shipment = each.landing.shipment();
			if (shipment.earliestDeadline() - now <= 0) {
				this.settlement.fail(shipment, this.settlement.unverified(each.landing, failure), effects);
			}
			else {
				this.open.add(each);
			}
		}
		refreshIfOpen(effects);
	}

	private void judge(Open each, Effects effects, long now) {
		Landing landing = each.landing;
		HashKeyRange range = this.intake.shards().range(landing.shardId());
		if (range != null && landing.fits(range)) {
			this.settlement.succeed(landing, effects);
		}
		else if (range != null) {
			putAgain(landing, 1, effects, now);
		}
		else if (each.listings < LISTINGS_TO_WAIT_FOR) {
			this.open.add(each);
		}
		else {
			// The source does not know the shard: only records on their own are safe.
			putAgain(landing, 2, effects, now);
		}
	}

	private void putAgain(Landing landing, int misplacements, Effects effects, long now) {
		this.reports.misplaced(landing, effects);
		this.intake.fenceIfOrdered();
		this.queue.settled(landing.shipment());
		for (PendingRecord record : landing.shipment().records) {
			record.misplacements += misplacements;
			this.intake.placeAgain(record, now);
		}
	}

	private List<Open> takeOpen() {
		List<Open> result = this.open;
		this.open = new ArrayList<>();
		return result;
	}

	private void refreshIfOpen(Effects effects) {
		if (!this.open.isEmpty()) {
			effects.send(this.refresh);
		}
	}

	/**
	 * A landing that nothing is known about.
	 */
	private record Open(Landing landing, int listings) {

	}

}
