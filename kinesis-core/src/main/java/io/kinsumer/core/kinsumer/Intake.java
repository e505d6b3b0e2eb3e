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
import java.util.function.Consumer;

import io.kinsumer.core.runtime.EngineRuntime;
import org.jspecify.annotations.Nullable;

/**
 * Takes records from a source once they are old enough to be handled, and releases them
 * when they are.
 */
final class Intake {

	private final ShardSource source;

	private final Duration consumeDelay;

	private final EngineRuntime runtime;

	private final Consumer<Duration> wake;

	private final Consumer<Duration> held;

	private @Nullable Long heldSince;

	/**
	 * Creates the intake.
	 * @param wake asks to be woken after a time
	 */
	Intake(ShardSource source, Duration consumeDelay, EngineRuntime runtime, Consumer<Duration> wake) {
		this(source, consumeDelay, runtime, wake, (duration) -> {
		});
	}

	/**
	 * Creates the intake.
	 * @param wake asks to be woken after a time
	 * @param held told how long the next records were too young
	 */
	Intake(ShardSource source, Duration consumeDelay, EngineRuntime runtime, Consumer<Duration> wake,
			Consumer<Duration> held) {
		this.source = source;
		this.consumeDelay = consumeDelay;
		this.runtime = runtime;
		this.wake = wake;
		this.held = held;
	}

	/**
	 * Takes what is due.
	 * @return {@code null} when nothing is
	 */
	@Nullable ShardBatch take() {
		ShardBatch head = this.source.head();
		if (head == null) {
			return null;
		}
		int count = head.records().size();
		if (!this.consumeDelay.isZero()) {
			count = head.countOlderThan(this.consumeDelay, this.runtime.now());
			if (count == 0) {
				hold();
				Instant due = head.arrival(0).plus(this.consumeDelay);
				this.wake.accept(Duration.between(this.runtime.now(), due));
				return null;
			}
			letGo();
		}
		return this.source.take(count);
	}

	private void hold() {
		if (this.heldSince == null) {
			this.heldSince = this.runtime.nanoTime();
		}
	}

	private void letGo() {
		Long since = this.heldSince;
		if (since != null) {
			this.heldSince = null;
			this.held.accept(Duration.ofNanos(this.runtime.nanoTime() - since));
		}
	}

	/**
	 * The oldest batch that was taken is handled.
	 */
	void release() {
		this.source.release();
	}

}
