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

import java.util.List;

import io.kinsumer.test.fault.ServiceException;
import io.kinsumer.test.kinesis.KinesisResult.ChildShard;
import io.kinsumer.test.kinesis.KinesisResult.StoredRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Subscription} brings.
 */
public sealed interface SubscriptionEvent {

	/**
	 * Records, named SubscribeToShardEvent by AWS.
	 *
	 * @param records the records, by sequence number; perhaps none
	 * @param continuationSequenceNumber what to go on AT or AFTER; {@code null} at the
	 * end of a closed shard, as the Kinesis Client Library expects of AWS
	 * @param millisBehindLatest 0 when all was read, else the age of the oldest record
	 * not read yet
	 * @param childShards the children, at the end of a closed shard; else empty
	 */
	record Records(List<StoredRecord> records, @Nullable String continuationSequenceNumber, long millisBehindLatest,
			List<ChildShard> childShards) implements SubscriptionEvent {

	}

	/**
	 * The subscription ends with an error.
	 *
	 * @param error the error
	 */
	record Failure(ServiceException error) implements SubscriptionEvent {

	}

	/**
	 * The subscription ends: five minutes are over, or the closed shard has been read.
	 */
	record End() implements SubscriptionEvent {

	}

}
