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

/**
 * Which of the calls that a rule is for, or entries of calls, it hits.
 *
 * @param skip how many calls go well first
 * @param times the most calls to hit, {@link Long#MAX_VALUE} for no limit
 * @param probability the probability of hitting a call, more than 0, at most 1
 * @param seed the seed of the random numbers
 */
public record FaultSchedule(long skip, long times, double probability, long seed) {

	/** Every call. */
	public static final FaultSchedule ALWAYS = new FaultSchedule(0, Long.MAX_VALUE, 1, 0);

	/**
	 * Check the numbers.
	 */
	public FaultSchedule {
		if (skip < 0) {
			throw new IllegalArgumentException("skip is " + skip + " but must be 0 or more calls");
		}
		if (times < 1) {
			throw new IllegalArgumentException("times is " + times + " but must be 1 or more calls");
		}
		if (!(probability > 0 && probability <= 1)) {
			throw new IllegalArgumentException("probability is " + probability + " but must be more than 0, at most 1");
		}
	}

}
