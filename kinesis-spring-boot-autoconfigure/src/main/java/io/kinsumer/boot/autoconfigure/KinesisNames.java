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

import io.kinsumer.core.record.StreamName;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Names that depend on where the application belongs.
 */
final class KinesisNames {

	private static final String METADATA_TABLE = "{project}-{env}-{family}-kinsumer-metadata";

	private final KinesisProperties.Application application;

	private final String pattern;

	private final @Nullable String applicationName;

	KinesisNames(KinesisProperties properties, Environment environment) {
		this.application = properties.getApplication();
		this.pattern = properties.getNaming().getPattern();
		String name = this.application.getName();
		this.applicationName = (name != null) ? name : environment.getProperty("spring.application.name");
	}

	/**
	 * Applies the naming pattern.
	 * @param property the property that named the stream
	 * @param streamName the configured name
	 * @return the full name
	 */
	StreamName stream(String property, String streamName) {
		return stream(property, streamName, Map.of());
	}

	/**
	 * Applies the naming pattern for a stream that may belong to another application.
	 * @param property the property that named the stream
	 * @param streamName the configured name
	 * @param owner values of placeholders in place of those of this application
	 * @return the full name
	 */
	StreamName stream(String property, String streamName, Map<String, String> owner) {
		Map<String, @Nullable String> values = values();
		values.putAll(owner);
		values.put("streamName", streamName);
		String name = new StreamNaming("kinesis.naming.pattern", this.pattern).expand(values);
		try {
			return new StreamName(name);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidKinesisPropertyException(property, streamName,
					"makes the full name '" + name + "', which is no name of a stream",
					"Use 1 to 128 letters, digits, underscores, hyphens and dots; see kinesis.naming.pattern and "
							+ "kinesis.application.*.");
		}
	}

	/**
	 * Takes the name of a stream out of its ARN.
	 * @param property the property that holds the ARN
	 * @param arn the ARN
	 * @return the full name
	 */
	static StreamName streamOfArn(String property, String arn) {
		int at = arn.indexOf(":stream/");
		try {
			if (arn.startsWith("arn:") && at > 0) {
				return new StreamName(arn.substring(at + ":stream/".length()));
			}
		}
		catch (IllegalArgumentException ex) {
			throw invalidArn(property, arn);
		}
		throw invalidArn(property, arn);
	}

	private static InvalidKinesisPropertyException invalidArn(String property, String arn) {
		return new InvalidKinesisPropertyException(property, arn, "must be the ARN of a stream",
				"Write it as arn:aws:kinesis:eu-central-1:123456789012:stream/orders.");
	}

	/**
	 * Whether the naming pattern has a placeholder.
	 */
	boolean uses(String placeholder) {
		return this.pattern.contains("{" + placeholder + "}");
	}

	String metadataTable() {
		return new StreamNaming("", METADATA_TABLE).expand(values());
	}

	/**
	 * Finds the group of a kinsumer.
	 * @param property the property that may hold it
	 * @param configured the value of that property
	 * @return the group, never blank
	 */
	String consumerGroup(String property, @Nullable String configured) {
		String group = (configured != null) ? configured : this.applicationName;
		if (!StringUtils.hasText(group)) {
			throw new InvalidKinesisPropertyException(property, configured,
					"must not be blank: it names the group of processes that share the records of the stream",
					"Set it, or kinesis.application.name, or spring.application.name.");
		}
		return group;
	}

	private Map<String, @Nullable String> values() {
		Map<String, @Nullable String> values = new LinkedHashMap<>();
		values.put("project", this.application.getProject());
		values.put("env", this.application.getEnv());
		values.put("family", this.application.getFamily());
		values.put("group", this.application.getGroup());
		values.put("app", this.applicationName);
		return values;
	}

}
