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

package io.kinsumer.sample.counting;

import java.util.List;
import java.util.Map;

/**
 * What one instance sent and received so far.
 *
 * @param instance which instance
 * @param version grows with each snapshot of the instance
 * @param sent by key, the numbers that the instance gave out
 * @param received by key, the numbers that its listener handled
 */
public record InstanceCounts(String instance, long version, Map<String, Sent> sent, Map<String, Received> received) {

	/**
	 * What an instance sent with a key.
	 *
	 * @param last the highest number given out, counted from 1
	 * @param failed the numbers whose sending was reported as failed
	 */
	public record Sent(long last, List<Run> failed) {

	}

	/**
	 * What an instance received with a key.
	 *
	 * @param runs the numbers and how often
	 * @param outOfOrder how many of them came after a higher one, not counting repeats
	 */
	public record Received(List<Run> runs, long outOfOrder) {

	}

}
