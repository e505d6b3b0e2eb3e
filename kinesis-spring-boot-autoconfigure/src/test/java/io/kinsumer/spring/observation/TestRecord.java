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

package io.kinsumer.spring.observation;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;

import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.core.record.SequenceNumber;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.StreamName;

record TestRecord(String partitionKey, Map<String, String> headers) implements KinesisRecord {

	@Override
	public StreamName stream() {
		return new StreamName("orders");
	}

	@Override
	public ShardId shardId() {
		return new ShardId("shardId-000000000000");
	}

	@Override
	public SequenceNumber sequenceNumber() {
		return SequenceNumber.of("49");
	}

	@Override
	public String explicitHashKey() {
		return null;
	}

	@Override
	public ByteBuffer data() {
		return ByteBuffer.allocate(1);
	}

	@Override
	public Instant approximateArrivalTimestamp() {
		return Instant.EPOCH;
	}

	@Override
	public boolean aggregated() {
		return true;
	}

}
