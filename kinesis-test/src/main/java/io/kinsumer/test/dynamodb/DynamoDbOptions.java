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

package io.kinsumer.test.dynamodb;

import java.time.Duration;

/**
 * How a {@link DynamoDbModel} is set up.
 *
 * @param region the region in ARNs
 * @param account the account in ARNs, 12 digits
 * @param transition how long a table stays in a changing state, zero for not at all
 * @param throttling whether provisioned tables refuse what exceeds their capacity
 * @param memoryCap how many bytes of items are kept at most, counting an item as its
 * names and values, 200 bytes, and 100 more for each attribute; putting more is an error
 */
public record DynamoDbOptions(String region, String account, Duration transition, boolean throttling, long memoryCap) {

	/**
	 * Check the values.
	 */
	public DynamoDbOptions {
		if (transition.isNegative()) {
			throw new IllegalArgumentException("transition is " + transition + " but must be zero or more");
		}
		if (memoryCap < 1) {
			throw new IllegalArgumentException("memoryCap is " + memoryCap + " but must be at least 1 byte");
		}
	}

	/**
	 * Return the defaults: changes at once, throttling, and a quarter of the JVM's
	 * largest heap for items.
	 * @return the options
	 */
	public static DynamoDbOptions defaults() {
		return new DynamoDbOptions("eu-central-1", "000000000000", Duration.ZERO, true,
				Runtime.getRuntime().maxMemory() / 4);
	}

	/**
	 * Return a copy with another transition time.
	 * @param transition how long a table stays in a changing state
	 * @return the copy
	 */
	public DynamoDbOptions withTransition(Duration transition) {
		return new DynamoDbOptions(this.region, this.account, transition, this.throttling, this.memoryCap);
	}

	/**
	 * Return a copy with or without throttling.
	 * @param throttling whether provisioned tables refuse what exceeds their capacity
	 * @return the copy
	 */
	public DynamoDbOptions withThrottling(boolean throttling) {
		return new DynamoDbOptions(this.region, this.account, this.transition, throttling, this.memoryCap);
	}

	/**
	 * Return a copy with another memory cap.
	 * @param memoryCap how many bytes of items are kept at most
	 * @return the copy
	 */
	public DynamoDbOptions withMemoryCap(long memoryCap) {
		return new DynamoDbOptions(this.region, this.account, this.transition, this.throttling, memoryCap);
	}

}
