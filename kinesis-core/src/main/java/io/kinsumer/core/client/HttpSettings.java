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
import org.jspecify.annotations.Nullable;

/**
 * The HTTP connections of a client.
 *
 * @param connectTimeout to open a connection, more than 0
 * @param readTimeout between two bytes of an answer, more than 0. An answer of
 * {@code GetRecords} has up to 10 MiB, but it need not be complete within this time
 * @param timeout for one attempt of a call, from its first byte to the last of the
 * answer, more than 0; {@code null}: no bound but that of the call with its retries. Does
 * not apply to reads of shards, which a kinsumer times by itself
 * @param maxConcurrency requests at once for each service, at least 1
 * @param proxy what stands between; {@code null}: as the system properties and the
 * environment variables say that the SDK knows
 */
public record HttpSettings(Duration connectTimeout, Duration readTimeout, @Nullable Duration timeout,
		int maxConcurrency, @Nullable HttpProxy proxy) {

	public HttpSettings {
		SettingRules.requirePositive("http.connect-timeout", connectTimeout);
		SettingRules.requirePositive("http.read-timeout", readTimeout);
		if (timeout != null) {
			SettingRules.requirePositive("http.timeout", timeout);
		}
		if (maxConcurrency < 1) {
			throw new InvalidSettingException("http.max-concurrency", maxConcurrency,
					"must be at least 1, because each shard being read and each put in flight needs one");
		}
	}

	/**
	 * 5 s to connect, 30 s to read, 100 requests at once, no bound of its own for an
	 * attempt, no proxy but the system's.
	 * @return the defaults
	 */
	public static HttpSettings defaults() {
		return new HttpSettings(Duration.ofSeconds(5), Duration.ofSeconds(30), null, 100, null);
	}

}
