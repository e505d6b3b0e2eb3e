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

import java.util.regex.Pattern;

/**
 * The full name of a stream, as Kinesis knows it.
 *
 * @param value 1 to 128 characters of {@code a-zA-Z0-9_.-} (Kinesis API reference,
 * CreateStream)
 */
public record StreamName(String value) implements Comparable<StreamName> {

	private static final Pattern VALID = Pattern.compile("[a-zA-Z0-9_.-]{1,128}");

	public StreamName {
		if (!VALID.matcher(value).matches()) {
			throw new IllegalArgumentException("stream name '" + value
					+ "' is not valid: use 1 to 128 letters, digits, underscores, hyphens or dots");
		}
	}

	@Override
	public int compareTo(StreamName other) {
		return this.value.compareTo(other.value);
	}

	@Override
	public String toString() {
		return this.value;
	}

}
