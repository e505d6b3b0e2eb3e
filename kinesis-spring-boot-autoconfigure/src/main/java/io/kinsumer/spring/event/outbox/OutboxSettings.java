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

package io.kinsumer.spring.event.outbox;

import java.time.Duration;
import java.util.regex.Pattern;

import io.kinsumer.core.client.Backoff;
import io.kinsumer.core.record.InvalidSettingException;
import io.kinsumer.core.record.SettingRules;

/**
 * How an outbox works.
 *
 * @param tableName the table of the messages, possibly behind a schema and a dot; that of
 * the lease has the same name with {@code _LEASE} behind it
 * @param pollInterval how often the relay looks for messages of other processes; at least
 * 10 ms
 * @param batchSize messages that are read at once, and the most that are on their way; 1
 * to 1,000
 * @param leaseDuration how long after the death of the process that sends another takes
 * over; at least 1 s
 * @param backoff how long a key is held back after a failure, and how long the relay
 * waits for a database that cannot be reached; its bounds of attempts and time are not
 * used
 */
public record OutboxSettings(String tableName, Duration pollInterval, int batchSize, Duration leaseDuration,
		Backoff backoff) {

	/** 57 letters and {@code _LEASE} are as many as PostgreSQL takes. */
	private static final Pattern TABLE = Pattern
		.compile("([A-Za-z_][A-Za-z0-9_]{0,62}\\.)?[A-Za-z_][A-Za-z0-9_]{0,56}");

	private static final int LARGEST_BATCH = 1000;

	public OutboxSettings {
		if (!TABLE.matcher(tableName).matches()) {
			throw new InvalidSettingException("table-name", tableName,
					"must be up to 57 letters, digits and underscores, possibly behind the name of a schema and a dot");
		}
		SettingRules.requireAtLeast("poll-interval", pollInterval, Duration.ofMillis(10));
		SettingRules.requireBetween("batch-size", batchSize, 1, LARGEST_BATCH);
		SettingRules.requireAtLeast("lease-duration", leaseDuration, Duration.ofSeconds(1));
	}

	String leaseTable() {
		return this.tableName + "_LEASE";
	}

}
