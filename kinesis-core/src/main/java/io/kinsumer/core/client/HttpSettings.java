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

package io.kinsumer.core.client;

import java.time.Duration;

import io.kinsumer.core.record.InvalidSettingException;
import io.kinsumer.core.record.SettingRules;

/**
 * The HTTP connections of a client.
 *
 * @param connectTimeout to open a connection, more than 0
 * @param readTimeout between two bytes of an answer, more than 0. An answer of
 * {@code GetRecords} has up to 10 MiB, but it need not be complete within this time
 * @param maxConcurrency requests at once for each service, at least 1
 */
public record HttpSettings(Duration connectTimeout, Duration readTimeout, int maxConcurrency) {

	public HttpSettings {
		SettingRules.requirePositive("http.connect-timeout", connectTimeout);
		SettingRules.requirePositive("http.read-timeout", readTimeout);
		if (maxConcurrency < 1) {
			throw new InvalidSettingException("http.max-concurrency", maxConcurrency,
					"must be at least 1, because each shard being read and each put in flight needs one");
		}
	}

	/**
	 * 5 s to connect, 30 s to read, 100 requests at once.
	 * @return the defaults
	 */
	public static HttpSettings defaults() {
		return new HttpSettings(Duration.ofSeconds(5), Duration.ofSeconds(30), 100);
	}

}
