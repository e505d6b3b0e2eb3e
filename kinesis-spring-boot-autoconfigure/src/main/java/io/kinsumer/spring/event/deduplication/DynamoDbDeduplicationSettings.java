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

package io.kinsumer.spring.event.deduplication;

import java.time.Duration;
import java.util.regex.Pattern;

import io.kinsumer.core.record.InvalidSettingException;
import io.kinsumer.core.record.SettingRules;

/**
 * Settings of a storage in DynamoDB.
 *
 * @param tableName name of the table, as DynamoDB takes it
 * @param createTable whether it is created when it is missing, with on-demand billing
 * @param createTimeout how long its creation may take, at least 1 s
 * @param window how long a message is remembered at least, 1 s or more. DynamoDB removes
 * items by its own clock, some time after that: the clock of this machine must be right
 * to within a small part of the window
 * @param inProgressTimeout how long a claim must stand still until it is given to
 * somebody else, from 1 s to the window
 */
public record DynamoDbDeduplicationSettings(String tableName, boolean createTable, Duration createTimeout,
		Duration window, Duration inProgressTimeout) {

	private static final Pattern TABLE = Pattern.compile("[a-zA-Z0-9_.-]{3,255}");

	private static final Duration SHORTEST = Duration.ofSeconds(1);

	/**
	 * Checks the settings.
	 * @throws InvalidSettingException if one of them is out of its range
	 */
	public DynamoDbDeduplicationSettings {
		if (!TABLE.matcher(tableName).matches()) {
			throw new InvalidSettingException("table-name", tableName,
					"must have 3 to 255 letters, digits, dots, dashes and underscores");
		}
		SettingRules.requireAtLeast("create-timeout", createTimeout, SHORTEST);
		SettingRules.requireAtLeast("window", window, SHORTEST);
		SettingRules.requireAtLeast("in-progress-timeout", inProgressTimeout, SHORTEST);
		if (inProgressTimeout.compareTo(window) > 0) {
			throw new InvalidSettingException("in-progress-timeout", inProgressTimeout,
					"must not be longer than the window, which is " + window);
		}
	}

}
