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
import java.util.function.Supplier;

import io.kinsumer.core.record.InvalidSettingException;
import io.kinsumer.core.record.SettingRules;
import io.kinsumer.spring.event.deduplication.DynamoDbDeduplicationSettings;

/**
 * What is configured about deduplication, checked.
 */
final class DeduplicationSettings {

	private static final String PREFIX = "kinesis.deduplication";

	private DeduplicationSettings() {
	}

	static Duration window(DeduplicationProperties properties) {
		return checked(PREFIX, () -> {
			SettingRules.requireAtLeast("window", properties.getWindow(), Duration.ofSeconds(1));
			return properties.getWindow();
		});
	}

	static long maxEntries(DeduplicationProperties properties) {
		return checked(PREFIX + ".embedded", () -> {
			long maxEntries = properties.getEmbedded().getMaxEntries();
			if (maxEntries < 1) {
				throw new InvalidSettingException("max-entries", maxEntries, "must be at least 1");
			}
			return maxEntries;
		});
	}

	static DynamoDbDeduplicationSettings dynamoDb(DeduplicationProperties properties) {
		DeduplicationProperties.DynamoDb dynamoDb = properties.getDynamodb();
		Duration window = window(properties);
		return checked(PREFIX + ".dynamodb", () -> new DynamoDbDeduplicationSettings(dynamoDb.getTableName(),
				dynamoDb.isCreateTable(), dynamoDb.getCreateTimeout(), window, dynamoDb.getInProgressTimeout()));
	}

	private static <T> T checked(String prefix, Supplier<T> settings) {
		try {
			return settings.get();
		}
		catch (IllegalArgumentException ex) {
			throw InvalidKinesisPropertyException.of(prefix, ex);
		}
	}

	static InvalidKinesisPropertyException missing(DeduplicationProperties.Store store, String what, String remedy) {
		return new InvalidKinesisPropertyException(PREFIX + ".store", store.name().toLowerCase(Locale.ROOT),
				"needs " + what, remedy);
	}

}
