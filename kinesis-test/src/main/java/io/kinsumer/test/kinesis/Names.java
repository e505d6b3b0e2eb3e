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

import org.jspecify.annotations.Nullable;

/**
 * The form of names and shard ids, as the service model of the AWS SDK gives it: 1 to 128
 * of {@code a-zA-Z0-9_.-}.
 */
final class Names {

	private static final int MAX_LENGTH = 128;

	private Names() {
	}

	/** Return the name, or refuse it naming the member of the request. */
	static String require(String name, String member) {
		if (name.isEmpty() || name.length() > MAX_LENGTH || !name.chars().allMatch(Names::isAllowed)) {
			throw KinesisErrors.constraint(name, member,
					"Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+ and have a length of 1 to "
							+ MAX_LENGTH);
		}
		return name;
	}

	static @Nullable String optional(@Nullable String name, String member) {
		return (name != null) ? require(name, member) : null;
	}

	private static boolean isAllowed(int c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.'
				|| c == '-';
	}

}
