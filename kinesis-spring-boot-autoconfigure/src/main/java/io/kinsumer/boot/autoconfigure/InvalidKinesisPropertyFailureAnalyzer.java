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

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/**
 * Explains a property that breaks its rule: the key, the value as it was written, where
 * it was written, the rule, and what to change.
 */
class InvalidKinesisPropertyFailureAnalyzer extends AbstractFailureAnalyzer<InvalidKinesisPropertyException> {

	private static final Pattern BARE_NUMBER = Pattern.compile("-?\\d+");

	private static final Pattern DURATION = Pattern.compile("\\d(ms|s|m|h|d)\\b");

	private final Environment environment;

	InvalidKinesisPropertyFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidKinesisPropertyException cause) {
		StringBuilder description = new StringBuilder("A configuration property of Kinesis is not valid:\n\n");
		description.append("    Property: ").append(cause.getProperty());
		ConfigurationProperty written = find(cause.getProperty());
		Object value = (written != null) ? written.getValue() : cause.getValue();
		if (value != null) {
			String text = InvalidKinesisPropertyException.withoutUser(value.toString());
			description.append("\n    Value: \"").append(text).append('"');
		}
		if (written != null && written.getOrigin() != null) {
			description.append("\n    Origin: ").append(written.getOrigin());
		}
		description.append("\n    Reason: ").append(cause.getRule());
		return new FailureAnalysis(description.toString(), cause.getRemedy() + aboutUnits(value, cause.getRule()),
				cause);
	}

	private static String aboutUnits(@Nullable Object value, String rule) {
		boolean bare = value != null && BARE_NUMBER.matcher(value.toString()).matches();
		return (bare && DURATION.matcher(rule).find()) ? " A number without a unit is one of milliseconds." : "";
	}

	private @Nullable ConfigurationProperty find(String property) {
		ConfigurationPropertyName name = ConfigurationPropertyName.adapt(property, '.');
		for (var source : ConfigurationPropertySources.get(this.environment)) {
			ConfigurationProperty found = source.getConfigurationProperty(name);
			if (found != null) {
				return found;
			}
		}
		return null;
	}

}
