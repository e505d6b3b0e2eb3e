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

import io.kinsumer.core.processor.RetryAfterException;
import io.kinsumer.core.processor.StopShardException;
import io.kinsumer.core.runtime.EngineRuntime;
import org.jspecify.annotations.Nullable;

/**
 * How often in a row the handler of a shard failed, and when it may be called again.
 */
final class Attempts {

	private static final Duration LONGEST = Duration.ofDays(365);

	private static final Backoff RETRY = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));

	private final EngineRuntime runtime;

	private int failures;

	private long retryAt;

	private @Nullable Throwable failure;

	private boolean stopped;

	Attempts(EngineRuntime runtime) {
		this.runtime = runtime;
		this.retryAt = runtime.nanoTime();
	}

	void succeeded() {
		this.failures = 0;
		this.failure = null;
	}

	/**
	 * The handler failed and is to be called again.
	 * @return after which delay; {@code null} when it wants to be resumed first
	 */
	@Nullable Duration failed(Throwable problem) {
		failedForGood(problem);
		Duration delay = delay(problem, this.failures);
		this.stopped = delay == null;
		this.retryAt = this.runtime.nanoTime() + ((delay != null) ? delay.toNanos() : 0);
		return delay;
	}

	/**
	 * After which delay something that failed is repeated.
	 * @param failures how often in a row it failed
	 * @return {@code null} when that takes a resumption
	 */
	static @Nullable Duration delay(Throwable problem, int failures) {
		if (problem instanceof StopShardException) {
			return null;
		}
		if (problem instanceof RetryAfterException retry) {
			return (retry.delay().compareTo(LONGEST) < 0) ? retry.delay() : LONGEST;
		}
		return RETRY.delay(failures);
	}

	boolean isStopped() {
		return this.stopped;
	}

	/**
	 * The next call may be made at once.
	 */
	void resume() {
		this.stopped = false;
		this.retryAt = this.runtime.nanoTime();
	}

	/**
	 * The handler failed and will not be called again.
	 */
	void failedForGood(Throwable problem) {
		this.failures++;
		this.failure = problem;
	}

	int failures() {
		return this.failures;
	}

	@Nullable Throwable failure() {
		return this.failure;
	}

	/**
	 * How long to wait before the next call; zero or less means no longer.
	 */
	Duration untilNext() {
		return Duration.ofNanos(this.retryAt - this.runtime.nanoTime());
	}

}
