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

import io.kinsumer.core.kinsumer.KinsumerSettings;
import io.kinsumer.core.record.StreamName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class ShutdownTimeTests {

	private final MockEnvironment environment = new MockEnvironment();

	@Test
	void warnsOfHandlersThatMayTakeAllOfTheShutdownPhase(CapturedOutput output) {
		check(Duration.ofSeconds(30));
		assertThat(output).contains("kinesis.kinsumers.orders.release-delay is 30s")
			.contains("spring.lifecycle.timeout-per-shutdown-phase, 30s");
	}

	@Test
	void isSilentWhenTimeIsLeft(CapturedOutput output) {
		check(Duration.ofSeconds(29));
		assertThat(output).doesNotContain("release-delay");
	}

	@Test
	void looksAtWhatIsConfigured(CapturedOutput output) {
		this.environment.setProperty("spring.lifecycle.timeout-per-shutdown-phase", "1m");
		check(Duration.ofSeconds(59));
		assertThat(output).doesNotContain("release-delay");
		this.environment.setProperty("spring.lifecycle.timeout-per-shutdown-phase", "5s");
		check(Duration.ofSeconds(6));
		assertThat(output).contains("release-delay is 6s").contains("phase, 5s");
	}

	private void check(Duration releaseDelay) {
		ShutdownTime.of(this.environment)
			.check(KinsumerSettings.builder("orders", new StreamName("orders"), "shop", "me")
				.releaseDelay(releaseDelay)
				.build());
	}

}
