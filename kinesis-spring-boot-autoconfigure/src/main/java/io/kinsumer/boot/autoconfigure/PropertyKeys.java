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

package io.kinsumer.boot.autoconfigure;

/**
 * Keys of what is configured by name. A name with a dot, such as that of a stream of dead
 * letters, is one name only in brackets.
 */
final class PropertyKeys {

	private static final String KINSUMERS = "kinesis.kinsumers";

	private static final String CLIENTS = "kinesis.clients";

	private PropertyKeys() {
	}

	static String kinsumer(String name) {
		return of(KINSUMERS, name);
	}

	static String client(String name) {
		return of(CLIENTS, name);
	}

	/**
	 * The key of a name.
	 * @param map the key of all names
	 * @return without a dot at its end
	 */
	static String of(String map, String name) {
		return name.matches("[a-zA-Z0-9_-]+") ? map + "." + name : map + "[" + name + "]";
	}

}
