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

package io.kinsumer.spring.listener;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.core.record.SequenceNumber;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.StreamName;

record TestRecord(StreamName stream, ShardId shardId, SequenceNumber sequenceNumber, String partitionKey,
		String explicitHashKey, ByteBuffer data, Instant approximateArrivalTimestamp, Map<String, String> headers,
		boolean aggregated) implements KinesisRecord {

	static TestRecord of(int number, String payload) {
		return of(number, payload, Map.of());
	}

	static TestRecord of(int number, String payload, Map<String, String> headers) {
		return new TestRecord(new StreamName("orders"), new ShardId("shardId-000000000000"),
				new SequenceNumber("49", number), "key-" + number, null,
				ByteBuffer.wrap(payload.getBytes(StandardCharsets.UTF_8)).asReadOnlyBuffer(), Instant.EPOCH, headers,
				false);
	}

	@Override
	public ByteBuffer data() {
		return this.data.duplicate();
	}

}
