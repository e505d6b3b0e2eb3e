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

import java.time.Duration;

/**
 * The rules that settings of several rooms have in common.
 */
public final class SettingRules {

	private SettingRules() {
	}

	/**
	 * Refuses a number out of its range.
	 * @param setting in the spelling of a configuration file
	 * @param value the number
	 * @param min the least that is allowed
	 * @param max the most that is allowed
	 * @throws InvalidSettingException if it is less or more
	 */
	public static void requireBetween(String setting, long value, long min, long max) {
		if (value < min || value > max) {
			throw new InvalidSettingException(setting, value, "must be between " + min + " and " + max);
		}
	}

	/**
	 * Refuses a time that is too short.
	 * @param setting in the spelling of a configuration file
	 * @param value the time
	 * @param min the least that is allowed
	 * @throws InvalidSettingException if it is less
	 */
	public static void requireAtLeast(String setting, Duration value, Duration min) {
		if (value.compareTo(min) < 0) {
			throw new InvalidSettingException(setting, value, "must be at least " + min);
		}
	}

	/**
	 * Refuses a time that is too long.
	 * @param setting in the spelling of a configuration file
	 * @param value the time
	 * @param max the most that is allowed
	 * @throws InvalidSettingException if it is more
	 */
	public static void requireAtMost(String setting, Duration value, Duration max) {
		if (value.compareTo(max) > 0) {
			throw new InvalidSettingException(setting, value, "must be at most " + max);
		}
	}

	/**
	 * Refuses no time at all.
	 * @param setting in the spelling of a configuration file
	 * @param value the time
	 * @throws InvalidSettingException if it is not more than 0
	 */
	public static void requirePositive(String setting, Duration value) {
		if (value.isZero() || value.isNegative()) {
			throw new InvalidSettingException(setting, value, "must be more than 0");
		}
	}

}
