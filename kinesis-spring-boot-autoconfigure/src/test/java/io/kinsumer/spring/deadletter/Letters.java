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

package io.kinsumer.spring.deadletter;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.core.record.SequenceNumber;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.spring.error.DeadLetter;

/**
 * Dead letters for tests.
 */
final class Letters {

	static final Instant ARRIVED = Instant.parse("2026-01-31T08:00:00Z");

	static final Instant FAILED = Instant.parse("2026-01-31T09:00:00Z");

	private Letters() {
	}

	static DeadLetter of(int number, Map<String, String> headers, Throwable cause) {
		return new DeadLetter(new Read(number, headers), cause, 3, "orders", "shop", "listener", FAILED);
	}

	/**
	 * A record that was read.
	 */
	record Read(int number, Map<String, String> headers) implements KinesisRecord {

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
			return new SequenceNumber("49", this.number);
		}

		@Override
		public String partitionKey() {
			return "key-" + this.number;
		}

		@Override
		public String explicitHashKey() {
			return String.valueOf(this.number);
		}

		@Override
		public ByteBuffer data() {
			return ByteBuffer.wrap(String.valueOf(this.number).getBytes(StandardCharsets.UTF_8)).asReadOnlyBuffer();
		}

		@Override
		public Instant approximateArrivalTimestamp() {
			return ARRIVED;
		}

		@Override
		public boolean aggregated() {
			return true;
		}

	}

}
