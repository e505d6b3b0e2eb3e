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

package io.kinsumer.sample.board;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LoadScheduleTests {

	private long now = 12345;

	private final LoadSchedule schedule = new LoadSchedule(this.now);

	@Test
	void rateIsKeptOverManyShortIntervals() {
		int sent = 0;
		for (int i = 0; i < 1000; i++) {
			sent += after(10, 333);
		}
		assertThat(sent).isBetween(3329, 3330);
	}

	@Test
	void lowRateIsKeptToo() {
		int sent = 0;
		for (int i = 0; i < 1000; i++) {
			sent += after(10, 1);
		}
		assertThat(sent).isBetween(9, 10);
	}

	@Test
	void whatWasMissedIsNotMadeUpForInABurst() {
		assertThat(after(60_000, 1000)).isEqualTo(250);
	}

	@Test
	void nothingIsDueWithoutLoad() {
		after(5, 100);
		assertThat(after(1000, 0)).isZero();
		assertThat(after(5, 100)).isZero();
	}

	private int after(long millis, int eventsPerSecond) {
		this.now += TimeUnit.MILLISECONDS.toNanos(millis);
		return this.schedule.due(this.now, eventsPerSecond);
	}

}
