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

package io.kinsumer.test.dynamodb;

import org.jspecify.annotations.Nullable;

/**
 * The key of a table.
 *
 * @param hash the hash key
 * @param range the range key, if the table has one
 */
public record KeySchema(Key hash, @Nullable Key range) {

	/**
	 * Return a key of strings.
	 * @param hash the name of the hash key
	 * @param range the name of the range key, if any
	 * @return the key schema
	 */
	public static KeySchema ofStrings(String hash, @Nullable String range) {
		return new KeySchema(new Key(hash, "S"), (range != null) ? new Key(range, "S") : null);
	}

	boolean contains(String name) {
		return this.hash.name().equals(name) || (this.range != null && this.range.name().equals(name));
	}

	int size() {
		return (this.range != null) ? 2 : 1;
	}

	/**
	 * A key attribute.
	 *
	 * @param name the name
	 * @param type {@code S}, {@code N} or {@code B}
	 */
	public record Key(String name, String type) {

	}

}
