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

package io.kinsumer.core.sim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * When something could not be done.
 */
public final class Hindrances {

	private final List<Span> spans = new ArrayList<>();

	// When attempts began whose outcome is not known yet.
	private final List<Long> attempts = new ArrayList<>();

	private long since = -1;

	/**
	 * It could not be done for a while.
	 */
	public void add(long fromNanos, long toNanos) {
		this.spans.add(new Span(fromNanos, toNanos));
	}

	/**
	 * An attempt begins, which is a hindrance as long as its outcome is not known.
	 */
	void attempted(long nanos) {
		this.attempts.add(nanos);
	}

	/**
	 * An attempt has ended.
	 * @param succeeded whether it is a hindrance no longer
	 */
	void ended(long fromNanos, long toNanos, boolean succeeded) {
		if (this.attempts.remove(Long.valueOf(fromNanos)) && !succeeded) {
			add(fromNanos, toNanos);
		}
	}

	void begin(long nanos) {
		if (this.since < 0) {
			this.since = nanos;
		}
	}

	void end(long nanos) {
		if (this.since >= 0) {
			add(this.since, nanos);
			this.since = -1;
		}
	}

	/**
	 * The longest time without any hindrance.
	 * @param fromNanos where to begin
	 * @param toNanos where to end
	 * @param all what counts
	 * @return nanoseconds
	 */
	public static long longestFree(long fromNanos, long toNanos, List<Hindrances> all) {
		List<Span> spans = new ArrayList<>();
		for (Hindrances hindrances : all) {
			spans.addAll(hindrances.spans);
			hindrances.attempts.forEach((from) -> spans.add(new Span(from, Long.MAX_VALUE)));
			if (hindrances.since >= 0) {
				spans.add(new Span(hindrances.since, Long.MAX_VALUE));
			}
		}
		spans.sort(Comparator.comparingLong(Span::from));
		long free = 0;
		long from = fromNanos;
		for (Span span : spans) {
			free = Math.max(free, Math.min(span.from(), toNanos) - from);
			from = Math.max(from, span.to());
		}
		return Math.max(free, toNanos - from);
	}

	private record Span(long from, long to) {

	}

}
