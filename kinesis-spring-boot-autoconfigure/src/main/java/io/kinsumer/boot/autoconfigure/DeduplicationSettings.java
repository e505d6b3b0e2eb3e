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
import java.util.Locale;

import io.kinsumer.spring.event.deduplication.DynamoDbDeduplicationSettings;

/**
 * What is configured about deduplication, checked.
 */
final class DeduplicationSettings {

	private static final String PREFIX = "kinesis.deduplication.";

	private static final String REMEDY = "Change the value, or remove it to use the default.";

	private DeduplicationSettings() {
	}

	static Duration window(DeduplicationProperties properties) {
		return atLeastASecond("window", properties.getWindow());
	}

	static long maxEntries(DeduplicationProperties properties) {
		long maxEntries = properties.getEmbedded().getMaxEntries();
		if (maxEntries < 1) {
			throw new InvalidKinesisPropertyException(PREFIX + "embedded.max-entries", Long.toString(maxEntries),
					"must be at least 1", REMEDY);
		}
		return maxEntries;
	}

	static DynamoDbDeduplicationSettings dynamoDb(DeduplicationProperties properties) {
		DeduplicationProperties.DynamoDb dynamoDb = properties.getDynamodb();
		Duration window = window(properties);
		Duration inProgressTimeout = atLeastASecond("dynamodb.in-progress-timeout", dynamoDb.getInProgressTimeout());
		if (inProgressTimeout.compareTo(window) > 0) {
			throw new InvalidKinesisPropertyException(PREFIX + "dynamodb.in-progress-timeout",
					inProgressTimeout.toSeconds() + "s",
					"must not be longer than the window, which is " + window.toSeconds() + "s", REMEDY);
		}
		if (!dynamoDb.getTableName().matches("[a-zA-Z0-9_.-]{3,255}")) {
			throw new InvalidKinesisPropertyException(PREFIX + "dynamodb.table-name", dynamoDb.getTableName(),
					"must have 3 to 255 letters, digits, dots, dashes and underscores", REMEDY);
		}
		return new DynamoDbDeduplicationSettings(dynamoDb.getTableName(), dynamoDb.isCreateTable(),
				atLeastASecond("dynamodb.create-timeout", dynamoDb.getCreateTimeout()), window, inProgressTimeout);
	}

	private static Duration atLeastASecond(String setting, Duration value) {
		if (value.compareTo(Duration.ofSeconds(1)) < 0) {
			throw new InvalidKinesisPropertyException(PREFIX + setting, value.toMillis() + "ms", "must be at least 1s",
					REMEDY);
		}
		return value;
	}

	static InvalidKinesisPropertyException missing(DeduplicationProperties.Store store, String what, String remedy) {
		return new InvalidKinesisPropertyException(PREFIX + "store", store.name().toLowerCase(Locale.ROOT),
				"needs " + what, remedy);
	}

}
