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

package io.kinsumer.boot.actuate;

import java.time.Duration;
import java.time.Instant;

import io.kinsumer.core.observe.KinsumerInfo;
import io.kinsumer.core.record.StreamName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is remembered of errors.
 */
class CallErrorsTests {

	private static final KinsumerInfo ORDERS = new KinsumerInfo("orders", new StreamName("orders"), "shop", "anna");

	private final CallErrors errors = new CallErrors(() -> Instant.EPOCH);

	@Test
	void aKinsumerThatFailsBeforeItHasJoinedFailsToStart() {
		fail();
		assertThat(this.errors.ofKinsumer("orders"))
			.isEqualTo(new CallErrors.CallError(Instant.EPOCH, "start", "java.lang.IllegalStateException: no"));
		this.errors.joined(ORDERS, Duration.ZERO);
		this.errors.left(ORDERS, Duration.ZERO);
		fail();
		assertThat(this.errors.ofKinsumer("orders").operation()).isEqualTo("start");
	}

	@Test
	void aKinsumerThatFailsAfterItHasJoinedLosesItsMembership() {
		this.errors.joined(ORDERS, Duration.ZERO);
		fail();
		assertThat(this.errors.ofKinsumer("orders").operation()).isEqualTo("membership");
		fail();
		assertThat(this.errors.ofKinsumer("orders").operation()).isEqualTo("start");
	}

	private void fail() {
		this.errors.failed(ORDERS, new IllegalStateException("no"));
	}

}
