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

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Which application the stream of a kinsumer belongs to, where it is not this one.
 */
final class StreamOwners {

	private static final Map<String, String> PLACEHOLDERS = Map.of("name", "app");

	private StreamOwners() {
	}

	/**
	 * What is set of the owner.
	 * @return by the names of the settings
	 */
	static Map<String, String> of(KinsumerReadProperties properties) {
		KinsumerReadProperties.StreamOwner owner = properties.getStreamOwner();
		Map<String, String> values = new LinkedHashMap<>();
		put("project", owner.getProject(), values);
		put("env", owner.getEnv(), values);
		put("family", owner.getFamily(), values);
		put("group", owner.getGroup(), values);
		put("name", owner.getName(), values);
		return values;
	}

	private static void put(String setting, @Nullable String value, Map<String, String> values) {
		if (value != null) {
			values.put(setting, value);
		}
	}

	/**
	 * Values for the naming pattern.
	 * @param prefix the key of the kinsumer, without the last dot
	 * @return by placeholder
	 * @throws InvalidKinesisPropertyException if the pattern has no place for one of them
	 */
	static Map<String, String> values(String prefix, KinsumerReadProperties properties, KinesisNames names) {
		Map<String, String> values = new LinkedHashMap<>();
		of(properties).forEach((setting, value) -> {
			String placeholder = PLACEHOLDERS.getOrDefault(setting, setting);
			if (!names.uses(placeholder)) {
				throw new InvalidKinesisPropertyException(key(prefix, setting), value,
						"has no effect, because kinesis.naming.pattern has no placeholder {" + placeholder + "}",
						"Remove it, or add the placeholder to the pattern.");
			}
			values.put(placeholder, value);
		});
		return values;
	}

	/**
	 * Refuses an owner beside an ARN.
	 * @param prefix the key of the kinsumer, without the last dot
	 * @throws InvalidKinesisPropertyException if there is one
	 */
	static void refuse(String prefix, KinsumerReadProperties properties) {
		of(properties).forEach((setting, value) -> {
			throw new InvalidKinesisPropertyException(key(prefix, setting), value,
					"has no effect, because " + prefix + ".stream-arn names the stream", "Remove one of them.");
		});
	}

	private static String key(String prefix, String setting) {
		return prefix + ".stream-owner." + setting;
	}

}
