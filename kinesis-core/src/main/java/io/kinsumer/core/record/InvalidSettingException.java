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

import org.jspecify.annotations.Nullable;

/**
 * A setting breaks its rule.
 */
public class InvalidSettingException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	private final String setting;

	private final String value;

	private final String rule;

	public InvalidSettingException(String setting, @Nullable Object value, String rule) {
		super(setting + " " + rule + ", but is '" + value + "'");
		this.setting = setting;
		this.value = String.valueOf(value);
		this.rule = rule;
	}

	/**
	 * The setting, in the spelling of a configuration file.
	 * @return such as {@code wait-time}
	 */
	public String getSetting() {
		return this.setting;
	}

	/**
	 * The value that was given.
	 * @return as text
	 */
	public String getValue() {
		return this.value;
	}

	/**
	 * The rule.
	 * @return such as {@code must be at least PT0.001S}
	 */
	public String getRule() {
		return this.rule;
	}

}
