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

import java.util.Random;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.InternalFailureException;
import software.amazon.awssdk.services.kinesis.model.LimitExceededException;
import software.amazon.awssdk.services.kinesis.model.ProvisionedThroughputExceededException;

/**
 * The errors with which the services refuse a call.
 */
final class Refusals {

	private Refusals() {
	}

	static RuntimeException kinesisOutage() {
		return InternalFailureException.builder().message("simulated outage").build();
	}

	static RuntimeException dynamoDbOutage() {
		return InternalServerErrorException.builder().message("simulated outage").build();
	}

	static @Nullable RuntimeException kinesis(String operation, Random random) {
		if (!operation.equals("GetRecords")) {
			return LimitExceededException.builder().message("simulated throttle").build();
		}
		return (random.nextInt(4) == 0) ? ExpiredIteratorException.builder().message("simulated expiry").build()
				: ProvisionedThroughputExceededException.builder().message("simulated throttle").build();
	}

	static @Nullable RuntimeException dynamoDb(String operation, Random random) {
		return software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException.builder()
			.message("simulated throttle of " + operation)
			.build();
	}

}
