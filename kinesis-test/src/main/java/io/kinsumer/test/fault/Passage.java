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

package io.kinsumer.test.fault;

import java.time.Duration;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * The way of one request through the {@link Gate}, for a caller that holds requests and
 * answers back itself instead of waiting on the calling thread. Not safe for use by
 * several threads at once; may move between threads from one run to the next.
 */
public final class Passage {

	private static final ThreadLocal<@Nullable Passage> CURRENT = new ThreadLocal<>();

	private @Nullable Fault resume;

	private Duration answerDelay = Duration.ZERO;

	private long bytesPerSecond;

	private boolean reset;

	/**
	 * Run the request, which passes a gate at most once, on this thread.
	 * @param <T> the type of the answer
	 * @param request what to run
	 * @return its answer
	 * @throws HeldBackException if it is to be run again later
	 */
	public <T extends @Nullable Object> T run(Supplier<T> request) {
		CURRENT.set(this);
		try {
			return request.get();
		}
		finally {
			CURRENT.remove();
		}
	}

	static @Nullable Passage current() {
		return CURRENT.get();
	}

	/** What is left of the faults before the effect, {@code null} on the first run. */
	@Nullable Fault resume() {
		return this.resume;
	}

	void holdBack(Fault.Delay delay, boolean applied) {
		if (!applied) {
			this.resume = delay.then();
			throw new HeldBackException(delay.duration());
		}
		this.answerDelay = this.answerDelay.plus(delay.duration());
	}

	void slow(long bytesPerSecond) {
		this.bytesPerSecond = (this.bytesPerSecond > 0) ? Math.min(this.bytesPerSecond, bytesPerSecond)
				: bytesPerSecond;
	}

	void reset() {
		this.reset = true;
	}

	/**
	 * Return how long the answer is to be held back.
	 * @return zero when not at all
	 */
	public Duration answerDelay() {
		return this.answerDelay;
	}

	/**
	 * Return how fast the answer may be written.
	 * @return bytes per second, 0 for no limit
	 */
	public long bytesPerSecond() {
		return this.bytesPerSecond;
	}

	/**
	 * Return whether the connection is to be reset.
	 * @return {@code true} when a fault said so
	 */
	public boolean isReset() {
		return this.reset;
	}

}
