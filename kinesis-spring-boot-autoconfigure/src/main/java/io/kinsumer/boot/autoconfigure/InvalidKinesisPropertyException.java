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

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

import io.kinsumer.core.record.InvalidSettingException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.DurationStyle;

/**
 * A configuration property breaks its rule. The application does not start.
 */
public class InvalidKinesisPropertyException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private static final Pattern USER_INFO = Pattern.compile("(^|//)[^/@\\s]+@");

	private static final Pattern ISO_DURATION = Pattern.compile("PT[0-9HMS.]*[HMS]");

	private final String property;

	private final @Nullable String value;

	private final String rule;

	private final String remedy;

	InvalidKinesisPropertyException(String property, @Nullable String value, String rule, String remedy) {
		super(property + " " + rule + ((value != null) ? ", but is '" + withoutUser(value) + "'" : ""));
		this.property = property;
		this.value = (value != null) ? withoutUser(value) : null;
		this.rule = rule;
		this.remedy = remedy;
	}

	/**
	 * Names the whole key of a setting that the engine refused.
	 * @param prefix the key up to the setting, without the last dot
	 * @param refused what the engine said
	 * @return the exception
	 */
	static InvalidKinesisPropertyException of(String prefix, IllegalArgumentException refused) {
		String remedy = "Change the value, or remove it to use the default.";
		if (refused instanceof InvalidSettingException invalid) {
			return new InvalidKinesisPropertyException(prefix + "." + invalid.getSetting(),
					readable(invalid.getValue()), readable(invalid.getRule()), remedy);
		}
		return new InvalidKinesisPropertyException(prefix, null, "is not valid: " + refused.getMessage(), remedy);
	}

	/**
	 * Hides the user of an address, and the password with it.
	 */
	static String withoutUser(String value) {
		return USER_INFO.matcher(value).replaceFirst("$1***@");
	}

	private static String readable(String text) {
		return ISO_DURATION.matcher(text).replaceAll((match) -> {
			Duration duration = Duration.parse(match.group());
			boolean seconds = duration.toNanosPart() == 0;
			return DurationStyle.SIMPLE.print(duration, seconds ? ChronoUnit.SECONDS : ChronoUnit.MILLIS);
		});
	}

	/**
	 * The key.
	 * @return such as {@code kinesis.kinsumers.orders.wait-time}
	 */
	public String getProperty() {
		return this.property;
	}

	/**
	 * The value.
	 * @return as the engine saw it, {@code null} when the rule tells it
	 */
	public @Nullable String getValue() {
		return this.value;
	}

	/**
	 * The rule that it breaks.
	 * @return such as {@code must not be blank}
	 */
	public String getRule() {
		return this.rule;
	}

	/**
	 * What to change.
	 * @return a sentence
	 */
	public String getRemedy() {
		return this.remedy;
	}

}
