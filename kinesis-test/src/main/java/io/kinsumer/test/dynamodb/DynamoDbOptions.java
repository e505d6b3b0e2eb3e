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
 */
public record DynamoDbOptions(String region, String account, Duration transition, boolean throttling) {

	/**
	 * Check the values.
	 */
	public DynamoDbOptions {
		if (transition.isNegative()) {
			throw new IllegalArgumentException("transition is " + transition + " but must be zero or more");
		}
	}

	/**
	 * Return the defaults: changes at once, throttling.
	 * @return the options
	 */
	public static DynamoDbOptions defaults() {
		return new DynamoDbOptions("eu-central-1", "000000000000", Duration.ZERO, true);
	}

}
