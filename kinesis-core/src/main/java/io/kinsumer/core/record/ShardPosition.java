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

package io.kinsumer.core.record;

import java.time.Instant;

/**
 * Where to go on in a shard.
 */
public sealed interface ShardPosition {

	/**
	 * The oldest record that the stream still has.
	 */
	ShardPosition TRIM_HORIZON = new TrimHorizon();

	/**
	 * Just after a user record that was handled.
	 * @param sequenceNumber the last handled record
	 * @return the position
	 */
	static ShardPosition after(SequenceNumber sequenceNumber) {
		return new After(sequenceNumber);
	}

	/**
	 * The first record that arrived at or after a time.
	 * @param timestamp by the clock of Kinesis, millisecond precision
	 * @return the position
	 */
	static ShardPosition at(Instant timestamp) {
		return new AtTimestamp(timestamp);
	}

	/**
	 * The oldest record.
	 */
	record TrimHorizon() implements ShardPosition {

		@Override
		public String toString() {
			return "TRIM_HORIZON";
		}

	}

	/**
	 * The first record at or after a time.
	 *
	 * @param timestamp by the clock of Kinesis
	 */
	record AtTimestamp(Instant timestamp) implements ShardPosition {

		@Override
		public String toString() {
			return "AT_TIMESTAMP " + this.timestamp;
		}

	}

	/**
	 * Just after a user record.
	 *
	 * @param sequenceNumber the last handled record
	 */
	record After(SequenceNumber sequenceNumber) implements ShardPosition {

		@Override
		public String toString() {
			return "AFTER " + this.sequenceNumber;
		}

	}

}
