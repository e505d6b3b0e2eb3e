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

package io.kinsumer.test.server;

/**
 * A stream to create: {@code name:shards}, or {@code name} for one shard.
 *
 * @param name the name
 * @param shards the number of shards, at least 1
 */
public record StreamDefinition(String name, int shards) {

	/**
	 * Parse a definition.
	 * @param text such as {@code orders:4}
	 * @return the definition
	 * @throws IllegalArgumentException if it is malformed, naming the rule
	 */
	public static StreamDefinition parse(String text) {
		String[] parts = text.trim().split(":", -1);
		boolean valid = parts.length <= 2 && parts[0].matches("[a-zA-Z0-9_.-]{1,128}")
				&& (parts.length == 1 || parts[1].matches("[1-9]\\d{0,4}"));
		if (!valid) {
			throw new IllegalArgumentException("Stream '" + text
					+ "' is not name:shards, such as orders:4, with a name of 1 to 128 of a-z, A-Z, 0-9, '_', '.', '-'"
					+ " and 1 to 99999 shards");
		}
		return new StreamDefinition(parts[0], (parts.length == 2) ? Integer.parseInt(parts[1]) : 1);
	}

}
