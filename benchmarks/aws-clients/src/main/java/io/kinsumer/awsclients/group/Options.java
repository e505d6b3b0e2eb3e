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

package io.kinsumer.awsclients.group;

import java.util.Map;
import java.util.TreeMap;

/**
 * Options of a benchmark, as {@code name=number}.
 */
final class Options {

	private final Map<String, Integer> values = new TreeMap<>();

	private final Map<String, Integer> known = new TreeMap<>();

	Options(String... args) {
		for (String arg : args) {
			if (!arg.matches("[a-z]+=\\d{1,9}")) {
				throw new IllegalArgumentException("Option '" + arg + "' must be written as name=number");
			}
			String[] parts = arg.split("=");
			this.values.put(parts[0], Integer.parseInt(parts[1]));
		}
	}

	int get(String name, int defaultValue) {
		this.known.put(name, defaultValue);
		return this.values.getOrDefault(name, defaultValue);
	}

	/**
	 * Refuse options that nobody asked for.
	 */
	void check() {
		for (String name : this.values.keySet()) {
			if (!this.known.containsKey(name)) {
				throw new IllegalArgumentException(
						"Option '" + name + "' is unknown; known, with their defaults, are " + this.known);
			}
		}
	}

}
