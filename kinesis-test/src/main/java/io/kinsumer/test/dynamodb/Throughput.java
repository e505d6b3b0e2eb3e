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

package io.kinsumer.test.dynamodb;

import java.time.Clock;

/**
 * Capacity units of one kind, as provisioned for a table. What is not used within a
 * second is kept for up to five minutes. A request that costs more than a second's worth
 * waits for no more than that and overdraws the rest. Guarded by the table's monitor.
 */
final class Throughput {

	private static final long KEPT_SECONDS = 300;

	private final Clock clock;

	private long unitsPerSecond;

	private double available;

	private long asOf;

	Throughput(Clock clock, long unitsPerSecond) {
		this.clock = clock;
		this.asOf = clock.millis();
		this.unitsPerSecond = unitsPerSecond;
		this.available = unitsPerSecond;
	}

	void change(long unitsPerSecond) {
		refill();
		this.unitsPerSecond = unitsPerSecond;
		this.available = Math.max(this.available, unitsPerSecond);
	}

	/** Take what a request costs, and return whether it may go on. */
	boolean take(double units) {
		refill();
		if (this.available < Math.min(units, this.unitsPerSecond)) {
			return false;
		}
		this.available -= units;
		return true;
	}

	private void refill() {
		long now = this.clock.millis();
		double earned = Math.max(0, now - this.asOf) / 1000.0 * this.unitsPerSecond;
		this.available = Math.min(this.available + earned, (double) this.unitsPerSecond * KEPT_SECONDS);
		this.asOf = Math.max(this.asOf, now);
	}

}
