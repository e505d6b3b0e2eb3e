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

package io.kinsumer.test.assertj;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.kinsumer.test.EmbeddedKinesisServer;
import io.kinsumer.test.fault.FaultRule;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about an {@link EmbeddedKinesisServer}. Requests are those of both services
 * since the start or the last {@code resetCounts()} of their gates, refused ones
 * included; what a test does itself through the server or its streams is none.
 */
public final class EmbeddedKinesisServerAssert
		extends AbstractAssert<EmbeddedKinesisServerAssert, EmbeddedKinesisServer> {

	EmbeddedKinesisServerAssert(EmbeddedKinesisServer actual) {
		super(actual, EmbeddedKinesisServerAssert.class);
	}

	/**
	 * Go on with a stream.
	 * @param name the stream's name
	 * @return the assertions of the stream
	 */
	public EmbeddedStreamAssert stream(String name) {
		isNotNull();
		return new EmbeddedStreamAssert(this.actual.stream(name));
	}

	/**
	 * Verify how often an operation was called.
	 * @param operation the operation as AWS names it, such as {@code PutRecords}
	 * @param count how often
	 * @return this
	 * @throws IllegalArgumentException if there is no such operation
	 */
	public EmbeddedKinesisServerAssert hasRequests(String operation, long count) {
		return hasRequestsBetween(operation, count, count);
	}

	/**
	 * Verify that an operation was not called.
	 * @param operation the operation as AWS names it
	 * @return this
	 * @throws IllegalArgumentException if there is no such operation
	 */
	public EmbeddedKinesisServerAssert hasNoRequests(String operation) {
		return hasRequests(operation, 0);
	}

	/**
	 * Verify how often an operation was called, within bounds.
	 * @param operation the operation as AWS names it
	 * @param least how often at least
	 * @param most how often at most
	 * @return this
	 * @throws IllegalArgumentException if there is no such operation
	 */
	public EmbeddedKinesisServerAssert hasRequestsBetween(String operation, long least, long most) {
		isNotNull();
		// refuses names that would be counted as never called
		this.actual.faults().on(operation);
		Map<String, Long> counts = new TreeMap<>(this.actual.kinesis().gate().counts());
		this.actual.dynamoDb().gate().counts().forEach((name, count) -> counts.merge(name, count, Long::sum));
		long count = counts.getOrDefault(operation, 0L);
		if (count < least || count > most) {
			failWithMessage("Expected %s requests %s but there were %s. All requests: %s",
					(least == most) ? Long.toString(least) : least + " to " + most, operation, count, counts);
		}
		return this;
	}

	/**
	 * Verify that every fault took effect: as often as its rule says, or at least once
	 * where that is not limited.
	 * @return this
	 */
	public EmbeddedKinesisServerAssert usedAllFaults() {
		isNotNull();
		List<FaultRule> unused = this.actual.faults().rules().stream().filter((rule) -> !isUsed(rule)).toList();
		if (!unused.isEmpty()) {
			StringBuilder text = new StringBuilder();
			unused.forEach((rule) -> text.append("\n  ").append(rule));
			failWithMessage("Expected all faults to be used, but these were not, or not as often as they should:%s",
					text);
		}
		return this;
	}

	private static boolean isUsed(FaultRule rule) {
		long times = rule.schedule().times();
		return rule.fired() >= ((times < Long.MAX_VALUE) ? times : 1);
	}

}
