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

/**
 * Tells how many events are due. What could not be sent in time is left out rather than
 * sent in a burst. Not safe for use by several threads.
 */
final class LoadSchedule {

	private static final double MAX_SECONDS = 0.25;

	private long last;

	private double owed;

	LoadSchedule(long now) {
		this.last = now;
	}

	/**
	 * The events due since the last call.
	 * @param now in nanoseconds, never less than before
	 * @param eventsPerSecond how many per second
	 * @return at least 0
	 */
	int due(long now, int eventsPerSecond) {
		double seconds = Math.min((now - this.last) / (double) TimeUnit.SECONDS.toNanos(1), MAX_SECONDS);
		this.last = now;
		this.owed = (eventsPerSecond > 0) ? this.owed + seconds * eventsPerSecond : 0;
		int due = (int) this.owed;
		this.owed -= due;
		return due;
	}

}
