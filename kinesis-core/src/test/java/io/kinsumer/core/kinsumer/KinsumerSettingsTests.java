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

package io.kinsumer.core.kinsumer;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import io.kinsumer.core.kinsumer.KinsumerSettings.Builder;
import io.kinsumer.core.record.InitialPosition;
import io.kinsumer.core.record.InvalidSettingException;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.core.shard.Retrieval;
import io.kinsumer.core.shard.StickyShardAssignor;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class KinsumerSettingsTests {

	private static final StreamName STREAM = new StreamName("orders-stream");

	@Test
	void defaultsAreThoseOfTheDesign() {
		KinsumerSettings settings = Samples.settings().build();
		assertThat(settings)
			.isEqualTo(new KinsumerSettings("orders", STREAM, null, "group", "anna", InitialPosition.TRIM_HORIZON,
					Duration.ZERO, 10_000, Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(15),
					Duration.ofSeconds(5), Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(1), true,
					Retrieval.polling(), new StickyShardAssignor(), MisplacedRecordPolicy.DELIVER, 1));
	}

	@Test
	void theLeastOfEachRangeIsAccepted() {
		assertThat(Samples.settings()
			.consumeDelay(Duration.ZERO)
			.maxBatchSize(1)
			.waitTime(Duration.ofMillis(1))
			.persistFrequency(Duration.ofMillis(100))
			.discoverFrequency(Duration.ofSeconds(1))
			.releaseDelay(Duration.ofSeconds(1))
			.heartbeatInterval(Duration.ofMillis(100))
			.sessionTimeout(Duration.ofMillis(400))
			.throughputExceededDelay(Duration.ofMillis(1))
			.build()).isNotNull();
	}

	@Test
	void namesMustNotBeBlank() {
		assertRefused(KinsumerSettings.builder(" ", STREAM, "group", "anna"), "name must not be blank, but is ' '");
		assertRefused(KinsumerSettings.builder("orders", STREAM, "", "anna"),
				"consumer-group must not be blank, but is ''");
		assertRefused(KinsumerSettings.builder("orders", STREAM, "group", ""),
				"client-id must not be blank, but is ''");
	}

	@Test
	void aClientIdHasNoSeparator() {
		assertRefused(KinsumerSettings.builder("orders", STREAM, "group", "an#na"),
				"client-id must not contain '#', but is 'an#na'");
	}

	@Test
	void durationsKeepToTheirLeast() {
		assertRefused(Samples.settings().consumeDelay(Duration.ofMillis(-1)),
				"consume-delay must be at least 0ms, but is 'PT-0.001S'");
		assertRefused(Samples.settings().waitTime(Duration.ofNanos(999_999)),
				"wait-time must be at least 1ms, but is 'PT0.000999999S'");
		assertRefused(Samples.settings().persistFrequency(Duration.ofMillis(99)),
				"persist-frequency must be at least 100ms, but is 'PT0.099S'");
		assertRefused(Samples.settings().discoverFrequency(Duration.ofMillis(999)),
				"discover-frequency must be at least 1000ms, but is 'PT0.999S'");
		assertRefused(Samples.settings().releaseDelay(Duration.ofMillis(999)),
				"release-delay must be at least 1000ms, but is 'PT0.999S'");
		assertRefused(Samples.settings().heartbeatInterval(Duration.ofMillis(99)),
				"heartbeat-interval must be at least 100ms, but is 'PT0.099S'");
		assertRefused(Samples.settings().throughputExceededDelay(Duration.ZERO),
				"read-provisioned-throughput-exceeded-delay must be at least 1ms, but is 'PT0S'");
	}

	@Test
	void noDurationIsForEver() {
		Duration forEver = ChronoUnit.FOREVER.getDuration();
		String tooLong = " must be at most 365d, but is '" + forEver + "'";
		assertRefused(Samples.settings().consumeDelay(forEver), "consume-delay" + tooLong);
		assertRefused(Samples.settings().waitTime(forEver), "wait-time" + tooLong);
		assertRefused(Samples.settings().persistFrequency(forEver), "persist-frequency" + tooLong);
		assertRefused(Samples.settings().discoverFrequency(forEver), "discover-frequency" + tooLong);
		assertRefused(Samples.settings().releaseDelay(forEver), "release-delay" + tooLong);
		assertRefused(Samples.settings().heartbeatInterval(forEver), "heartbeat-interval" + tooLong);
		assertRefused(Samples.settings().sessionTimeout(forEver), "session-timeout" + tooLong);
		assertRefused(Samples.settings().throughputExceededDelay(forEver),
				"read-provisioned-throughput-exceeded-delay" + tooLong);
		Duration year = Duration.ofDays(365);
		assertThat(Samples.settings().releaseDelay(year).sessionTimeout(year).build()).isNotNull();
	}

	@Test
	void aBatchHasOneToTenThousandRecords() {
		assertRefused(Samples.settings().maxBatchSize(0), "max-batch-size must be between 1 and 10000, but is '0'");
		assertRefused(Samples.settings().maxBatchSize(10_001),
				"max-batch-size must be between 1 and 10000, but is '10001'");
	}

	@Test
	void atLeastOneRecordIsHandledAtOnce() {
		assertRefused(Samples.settings().concurrency(0), "concurrency must be between 1 and 1000, but is '0'");
		assertRefused(Samples.settings().concurrency(1001), "concurrency must be between 1 and 1000, but is '1001'");
		assertThat(Samples.settings().concurrency(1000).build().concurrency()).isEqualTo(1000);
	}

	@Test
	void aSessionOutlastsFourHeartbeats() {
		assertRefused(Samples.settings().heartbeatInterval(Duration.ofSeconds(3)),
				"session-timeout must be at least 4 times the heartbeat-interval, which is PT3S, but is 'PT10S'");
	}

	@Test
	void theExceptionNamesSettingValueAndRule() {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> Samples.settings().maxBatchSize(0).build())
			.satisfies((ex) -> {
				assertThat(ex.getSetting()).isEqualTo("max-batch-size");
				assertThat(ex.getValue()).isEqualTo("0");
				assertThat(ex.getRule()).isEqualTo("must be between 1 and 10000");
			});
	}

	private static void assertRefused(Builder settings, String message) {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(settings::build).withMessage(message);
	}

}
