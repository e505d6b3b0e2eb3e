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

package io.kinsumer.boot.actuate;

import java.time.Duration;

import io.kinsumer.boot.actuate.CallErrors.CallError;
import io.kinsumer.core.producer.AggregatingProducer;
import io.kinsumer.core.producer.ProducerSettings;
import io.kinsumer.core.producer.ProducerStatus;
import org.jspecify.annotations.Nullable;

/**
 * What a producer does.
 *
 * @param name its name
 * @param clientName the name of the client it uses
 * @param streamName the full name of the stream
 * @param streamArn its ARN, absent unless one is configured
 * @param openShardCount shards known to take records; 0 while they are not known
 * @param backlogRecords user records it holds
 * @param backlogCount how many it may hold
 * @param backlogBytes bytes it holds
 * @param backlogSize how many it may hold
 * @param oldest how long it has held the oldest record
 * @param requestsInFlight requests on their way
 * @param paused whether it sends nothing until it is resumed
 * @param lastError what was last refused or failed, absent if nothing was
 */
public record ProducerDescriptor(String name, String clientName, String streamName, @Nullable String streamArn,
		int openShardCount, int backlogRecords, int backlogCount, long backlogBytes, long backlogSize, Duration oldest,
		int requestsInFlight, boolean paused, @Nullable CallError lastError) {

	static ProducerDescriptor of(AggregatingProducer producer, String clientName, @Nullable CallError lastError) {
		ProducerSettings settings = producer.settings();
		ProducerStatus status = producer.status();
		return new ProducerDescriptor(settings.name(), clientName, settings.streamName().value(), settings.streamArn(),
				status.openShards(), status.records(), settings.backlogCount(), status.bytes(), settings.backlogSize(),
				status.oldest(), status.requestsInFlight(), status.paused(), lastError);
	}

}
