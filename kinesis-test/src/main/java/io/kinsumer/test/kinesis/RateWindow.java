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

package io.kinsumer.test.kinesis;

/**
 * Counts an amount per window of time. A window begins with the first use after an idle
 * one. An amount larger than the limit passes an unused window, and whatever exceeds a
 * window is carried over, so that the mean keeps to the limit.
 */
final class RateWindow {

	private final long limit;

	private final long millis;

	private long start;

	private long used;

	RateWindow(long limit, long millis) {
		this.limit = limit;
		this.millis = millis;
	}

	static RateWindow perSecond(long limit) {
		return new RateWindow(limit, 1000);
	}

	boolean tryUse(long now, long amount) {
		boolean fits = fits(now, amount);
		if (fits) {
			use(now, amount);
		}
		return fits;
	}

	boolean fits(long now, long amount) {
		roll(now);
		return this.used == 0 || this.used + amount <= this.limit;
	}

	/** Whether nothing more fits. */
	boolean spent(long now) {
		roll(now);
		return this.used >= this.limit;
	}

	void use(long now, long amount) {
		roll(now);
		this.used += amount;
	}

	/** Whether it could be forgotten without a difference. */
	boolean idle(long now) {
		roll(now);
		return this.used == 0;
	}

	private void roll(long now) {
		long windows = (now - this.start) / this.millis;
		if (windows > 0) {
			this.used = Math.max(0, this.used - windows * this.limit);
			this.start = (this.used > 0) ? this.start + windows * this.millis : now;
		}
	}

}
