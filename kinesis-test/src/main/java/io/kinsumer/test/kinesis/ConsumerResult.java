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

package io.kinsumer.test.kinesis;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Results of enhanced fan-out.
 */
public sealed interface ConsumerResult extends KinesisResult {

	/**
	 * A registered consumer.
	 *
	 * @param consumerName the name
	 * @param consumerArn the ARN
	 * @param status the state
	 * @param creationTimestamp when it was registered
	 * @param streamArn the ARN of its stream
	 */
	record ConsumerDescription(String consumerName, String consumerArn, ConsumerStatus status,
			Instant creationTimestamp, String streamArn) implements ConsumerResult {

	}

	/**
	 * A page of consumers.
	 *
	 * @param consumers the consumers, by name
	 * @param nextToken where to go on, {@code null} at the end
	 */
	record ConsumerPage(List<ConsumerDescription> consumers, @Nullable String nextToken) implements ConsumerResult {

	}

}
