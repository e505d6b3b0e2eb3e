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

import java.time.Instant;

import io.kinsumer.core.record.SequenceNumber;
import io.kinsumer.core.record.ShardPosition;

/**
 * Where a checkpoint is moved to.
 *
 * @see Kinsumer#resetCheckpoint
 */
public sealed interface ResetPosition {

	/**
	 * The oldest record that the stream still has.
	 */
	ResetPosition TRIM_HORIZON = new At(ShardPosition.TRIM_HORIZON);

	/**
	 * Records that arrive after the reset, by the clock of Kinesis and to the second.
	 */
	ResetPosition LATEST = new Latest();

	/**
	 * Records that arrived at or after a time.
	 * @param timestamp by the clock of Kinesis, not in its future
	 * @return the position
	 */
	static ResetPosition at(Instant timestamp) {
		return new At(ShardPosition.at(timestamp));
	}

	/**
	 * Records after one of them. For a single shard.
	 * @param sequenceNumber a user record that counts as handled, with all before it
	 * @return the position
	 */
	static ResetPosition after(SequenceNumber sequenceNumber) {
		return new At(ShardPosition.after(sequenceNumber));
	}

	/**
	 * What is known before Kinesis is asked.
	 *
	 * @param position a position as it is stored
	 */
	record At(ShardPosition position) implements ResetPosition {

		@Override
		public String toString() {
			return this.position.toString();
		}

	}

	/**
	 * The tip of the stream.
	 */
	record Latest() implements ResetPosition {

		@Override
		public String toString() {
			return "LATEST";
		}

	}

}
