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

package io.kinsumer.spring.observation;

import java.time.Instant;

import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.spring.error.DeadLetter;
import io.kinsumer.spring.error.HandlingFailure;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class FailureMetersTests {

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final FailureMeters meters = new FailureMeters(this.registry);

	@Test
	void countsWhatBecameOfRecords() {
		KinesisRecord record = mock(KinesisRecord.class);
		given(record.stream()).willReturn(new StreamName("shop-orders"));
		Exception cause = new Exception();
		DeadLetter letter = new DeadLetter(record, cause, 3, "orders", "shop", "listener", Instant.EPOCH);
		this.meters.recordSkipped(new HandlingFailure("orders", "shop", "listener", record, cause, 3));
		this.meters.deadLetterRefused(letter, cause, 1);
		this.meters.deadLetterRefused(letter, cause, 2);
		this.meters.deadLetterStored(letter);
		assertThat(count("skipped.records")).isOne();
		assertThat(count("dead.letter.refusals")).isEqualTo(2);
		assertThat(count("dead.letters")).isOne();
	}

	private double count(String name) {
		return this.registry.get("kinesis.kinsumer." + name)
			.tags("kinsumer", "orders", "stream", "shop-orders")
			.counter()
			.count();
	}

}
