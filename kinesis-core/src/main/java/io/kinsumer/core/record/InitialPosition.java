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

import org.jspecify.annotations.Nullable;

/**
 * Where a group begins when it starts for the first time on a stream.
 *
 * @param type one of the three
 * @param timestamp required with {@link Type#AT_TIMESTAMP}, otherwise {@code null}
 */
public record InitialPosition(Type type, @Nullable Instant timestamp) {

	/**
	 * The oldest record of the stream.
	 */
	public static final InitialPosition TRIM_HORIZON = new InitialPosition(Type.TRIM_HORIZON, null);

	/**
	 * Records that arrive after the group was created.
	 */
	public static final InitialPosition LATEST = new InitialPosition(Type.LATEST, null);

	public InitialPosition {
		if (type == Type.AT_TIMESTAMP && timestamp == null) {
			throw new IllegalArgumentException("initial position AT_TIMESTAMP needs a timestamp");
		}
		if (type != Type.AT_TIMESTAMP && timestamp != null) {
			throw new IllegalArgumentException("initial position " + type + " takes no timestamp, but " + timestamp
					+ " is given: use AT_TIMESTAMP");
		}
	}

	/**
	 * Records that arrived at or after a time.
	 * @param timestamp by the clock of Kinesis
	 * @return the position
	 */
	public static InitialPosition at(Instant timestamp) {
		return new InitialPosition(Type.AT_TIMESTAMP, timestamp);
	}

	/**
	 * Kinds of initial position, named as the iterator types of Kinesis.
	 */
	public enum Type {

		/**
		 * The oldest record that the stream still has.
		 */
		TRIM_HORIZON,

		/**
		 * What arrives after the group was created.
		 */
		LATEST,

		/**
		 * What arrived at or after a time.
		 */
		AT_TIMESTAMP

	}

}
