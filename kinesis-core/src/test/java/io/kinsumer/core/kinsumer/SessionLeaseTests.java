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
import java.util.concurrent.Executor;

import io.kinsumer.core.runtime.EngineRuntime;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SessionLeaseTests {

	private final TwoClocks clocks = new TwoClocks();

	private final SessionLease lease = new SessionLease(this.clocks, Duration.ofSeconds(10));

	@Test
	void isInvalidBeforeTheFirstRenewal() {
		assertThat(this.lease.isValid()).isFalse();
	}

	@Test
	void endsNineTenthsOfTheTimeoutAfterTheRenewalWasSent() {
		this.lease.renewed(Mark.now(this.clocks));
		this.clocks.pass(Duration.ofSeconds(9).minusNanos(1), Duration.ofSeconds(8));
		assertThat(this.lease.isValid()).isTrue();
		this.clocks.pass(Duration.ofNanos(1), Duration.ZERO);
		assertThat(this.lease.isValid()).isFalse();
	}

	@Test
	void endsByTheWallClockAlone() {
		this.lease.renewed(Mark.now(this.clocks));
		this.clocks.pass(Duration.ZERO, Duration.ofSeconds(9).minusNanos(1));
		assertThat(this.lease.isValid()).isTrue();
		this.clocks.pass(Duration.ZERO, Duration.ofNanos(1));
		assertThat(this.lease.isValid()).isFalse();
	}

	@Test
	void aWallClockSetBackProlongsNothing() {
		this.lease.renewed(Mark.now(this.clocks));
		this.clocks.pass(Duration.ofSeconds(9), Duration.ofHours(-1));
		assertThat(this.lease.isValid()).isFalse();
	}

	@Test
	void anotherRenewalMakesItValidAgain() {
		this.lease.renewed(Mark.now(this.clocks));
		this.clocks.pass(Duration.ofSeconds(60), Duration.ofSeconds(60));
		assertThat(this.lease.isValid()).isFalse();
		this.lease.renewed(Mark.now(this.clocks));
		assertThat(this.lease.isValid()).isTrue();
		this.lease.revoke();
		assertThat(this.lease.isValid()).isFalse();
	}

	@Test
	void elapsedTimeIsTheLargerOfBothClocks() {
		Mark mark = Mark.now(this.clocks);
		this.clocks.pass(Duration.ofSeconds(2), Duration.ofSeconds(3));
		assertThat(mark.until(Mark.now(this.clocks))).isEqualTo(Duration.ofSeconds(3));
		this.clocks.pass(Duration.ofSeconds(2), Duration.ZERO);
		assertThat(mark.until(Mark.now(this.clocks))).isEqualTo(Duration.ofSeconds(4));
	}

	private static final class TwoClocks implements EngineRuntime {

		private long nanos = Long.MAX_VALUE - 5;

		private Instant wall = Samples.START;

		private void pass(Duration monotonic, Duration wallClock) {
			this.nanos += monotonic.toNanos();
			this.wall = this.wall.plus(wallClock);
		}

		@Override
		public long nanoTime() {
			return this.nanos;
		}

		@Override
		public Instant now() {
			return this.wall;
		}

		@Override
		public Executor loop() {
			throw new UnsupportedOperationException();
		}

		@Override
		public Executor handlers() {
			throw new UnsupportedOperationException();
		}

		@Override
		public Timer schedule(Duration delay, Runnable task) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void close() {
		}

	}

}
