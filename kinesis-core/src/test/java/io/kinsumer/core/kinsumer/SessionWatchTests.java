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

import io.kinsumer.core.metadata.Session;
import io.kinsumer.core.record.StreamName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SessionWatch} with clocks and answers of its own.
 */
class SessionWatchTests {

	private static final Session BERT = new Session(Samples.BERT, 7, 0, Session.State.ACTIVE, Duration.ofSeconds(10),
			"host", "sticky", "1");

	private final SessionWatch watch = new SessionWatch(Samples.ANNA,
			KinsumerSettings.builder("orders", new StreamName("orders"), "group", "anna").build());

	@Test
	void aWallClockThatIsSetForwardEndsNobodysTime() {
		this.watch.saw(List.of(BERT), at(0, 0));
		this.watch.saw(List.of(BERT), at(4_000, 4_000));
		this.watch.saw(List.of(BERT), at(8_000, 8_000));
		assertThat(this.watch.judge(at(8_500, 12_500)).overdue()).isEmpty();
		this.watch.saw(List.of(BERT), at(9_000, 13_000));
		assertThat(this.watch.judge(at(9_999, 13_999)).overdue()).isEmpty();
		assertThat(this.watch.judge(at(10_000, 14_000)).overdue()).containsExactly(BERT);
	}

	@Test
	void anAnswerFromBeforeADeathBringsNobodyBack() {
		this.watch.saw(List.of(BERT), at(0, 0));
		this.watch.killed(BERT);
		this.watch.saw(List.of(BERT), at(1_000, 1_000));
		assertThat(this.watch.members(true).active()).isEmpty();
		assertThat(this.watch.members(true).dead()).containsExactly(Samples.BERT);
		this.watch.saw(List.of(BERT), at(100_000, 100_000));
		assertThat(this.watch.members(true).active()).as("after a gap").isEmpty();
		this.watch.saw(List.of(), at(101_000, 101_000));
		assertThat(this.watch.members(true).dead()).as("gone").isEmpty();
	}

	private static Mark at(long monotonicMillis, long wallMillis) {
		return new Mark(Duration.ofMillis(monotonicMillis).toNanos(), Instant.ofEpochMilli(wallMillis));
	}

}
