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

package io.kinsumer.core.metadata.dynamodb;

import java.time.Duration;
import java.util.regex.Pattern;

import io.kinsumer.core.record.InvalidSettingException;
import io.kinsumer.core.record.SettingRules;

/**
 * Settings of the metadata table.
 *
 * @param tableName name of the table: 3 to 255 letters, digits, underscores, hyphens and
 * dots
 * @param createTable whether it is created when it is missing
 * @param createTimeout how long its creation may take, more than 0
 * @param billingMode how it is paid for, when it is created
 * @param readCapacity read units a second, when created with
 * {@link BillingMode#PROVISIONED}, at least 1
 * @param writeCapacity write units a second, when created with
 * {@link BillingMode#PROVISIONED}, at least 1
 */
public record MetadataTableSettings(String tableName, boolean createTable, Duration createTimeout,
		BillingMode billingMode, long readCapacity, long writeCapacity) {

	private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]{3,255}");

	/**
	 * Checks the settings.
	 * @throws InvalidSettingException if a value breaks its rule
	 */
	public MetadataTableSettings {
		if (!NAME.matcher(tableName).matches()) {
			throw new InvalidSettingException("table-name", tableName,
					"must have 3 to 255 letters, digits, underscores, hyphens and dots");
		}
		SettingRules.requirePositive("create-timeout", createTimeout);
		requireOne("read-capacity", readCapacity);
		requireOne("write-capacity", writeCapacity);
	}

	private static void requireOne(String setting, long value) {
		if (value < 1) {
			throw new InvalidSettingException(setting, value, "must be at least 1");
		}
	}

	/**
	 * How a table is paid for.
	 */
	public enum BillingMode {

		/**
		 * By request.
		 */
		PAY_PER_REQUEST,

		/**
		 * By provisioned capacity.
		 */
		PROVISIONED

	}

}
