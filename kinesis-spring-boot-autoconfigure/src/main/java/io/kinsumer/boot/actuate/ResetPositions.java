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

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

import io.kinsumer.core.kinsumer.ResetPosition;
import io.kinsumer.core.record.SequenceNumber;
import org.jspecify.annotations.Nullable;

/**
 * Positions as an operator writes them.
 *
 * @param position the type of the position
 * @param timestamp for {@link Type#AT_TIMESTAMP}
 * @param sequenceNumber for {@link Type#AFTER_SEQUENCE_NUMBER}
 * @param subSequenceNumber beside a sequence number, 0 by default
 */
record ResetPositions(@Nullable String position, @Nullable String timestamp, @Nullable String sequenceNumber,
		@Nullable Long subSequenceNumber) {

	/**
	 * Reads it.
	 * @param types those that it may be of
	 * @throws IllegalArgumentException if it is not complete, or says too much
	 */
	ResetPosition read(Set<Type> types) {
		Type type = type(types);
		refuseUnless(type == Type.AT_TIMESTAMP, "timestamp", this.timestamp);
		refuseUnless(type == Type.AFTER_SEQUENCE_NUMBER, "sequenceNumber", this.sequenceNumber);
		refuseUnless(type == Type.AFTER_SEQUENCE_NUMBER, "subSequenceNumber", this.subSequenceNumber);
		return switch (type) {
			case TRIM_HORIZON -> ResetPosition.TRIM_HORIZON;
			case LATEST -> ResetPosition.LATEST;
			case AT_TIMESTAMP -> ResetPosition.at(instant(required("timestamp", this.timestamp)));
			case AFTER_SEQUENCE_NUMBER ->
				ResetPosition.after(new SequenceNumber(required("sequenceNumber", this.sequenceNumber),
						(this.subSequenceNumber != null) ? this.subSequenceNumber : 0));
		};
	}

	private Type type(Set<Type> types) {
		String rule = "it must be one of " + types;
		if (this.position == null || this.position.isBlank()) {
			throw new IllegalArgumentException("position is missing: " + rule);
		}
		String name = this.position.replace('-', '_').toUpperCase(Locale.ROOT);
		return types.stream()
			.filter((type) -> type.name().equals(name))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("position '" + this.position + "' is not valid: " + rule));
	}

	private static String required(String name, @Nullable String value) {
		if (value == null || value.isBlank()) {
			throw new IllegalArgumentException(name + " is missing");
		}
		return value;
	}

	private void refuseUnless(boolean expected, String name, @Nullable Object value) {
		if (!expected && value != null) {
			throw new IllegalArgumentException(name + " does not go with position '" + this.position + "'");
		}
	}

	private static Instant instant(String text) {
		try {
			return OffsetDateTime.parse(text).toInstant();
		}
		catch (DateTimeParseException ex) {
			throw new IllegalArgumentException(
					"timestamp '" + text + "' is not valid: write it as 2026-11-01T00:00:00Z", ex);
		}
	}

	/**
	 * What a position can be.
	 */
	enum Type {

		TRIM_HORIZON, LATEST, AT_TIMESTAMP, AFTER_SEQUENCE_NUMBER;

		/**
		 * A sequence number is one of a shard.
		 */
		static final Set<Type> OF_ALL_SHARDS = Collections
			.unmodifiableSet(EnumSet.of(TRIM_HORIZON, LATEST, AT_TIMESTAMP));

		static final Set<Type> OF_A_SHARD = Collections.unmodifiableSet(EnumSet.allOf(Type.class));

	}

}
