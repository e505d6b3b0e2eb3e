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

import io.kinsumer.core.runtime.EngineRuntime;

/**
 * A moment on this machine, which has two clocks: the monotonic one may stand still while
 * a virtual machine is suspended, the wall clock may be set.
 *
 * @param nanos monotonic
 * @param wall wall clock
 */
record Mark(long nanos, Instant wall) {

	static Mark now(EngineRuntime runtime) {
		return new Mark(runtime.nanoTime(), runtime.now());
	}

	/**
	 * The time that may have passed at most: the larger of what the clocks say. It is
	 * what counts against this client itself.
	 */
	Duration until(Mark later) {
		Duration monotonic = monotonic(later);
		Duration wall = Duration.between(this.wall, later.wall);
		return (wall.compareTo(monotonic) > 0) ? wall : monotonic;
	}

	/**
	 * The time that has passed for sure, however the wall clock was set. It is what
	 * counts against others.
	 */
	Duration surelyUntil(Mark later) {
		return monotonic(later);
	}

	private Duration monotonic(Mark later) {
		return Duration.ofNanos(later.nanos - this.nanos);
	}

}
