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

package io.kinsumer.spring.listener;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import io.kinsumer.core.record.UserRecord;
import io.kinsumer.spring.deadletter.DeadLetterHeaders;
import io.kinsumer.spring.deadletter.StreamDeadLetterTarget;
import io.kinsumer.spring.error.ExhaustedAction;
import io.kinsumer.spring.error.RetryBackoff;
import io.kinsumer.spring.error.RetryingFailurePolicy;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A process that dies when it has written a dead letter, but no position.
 */
class DeadLetterCrashTests {

	private final List<UserRecord> letters = new CopyOnWriteArrayList<>();

	private final List<Integer> calls = new CopyOnWriteArrayList<>();

	@Test
	void theRecordBecomesALetterAgainAndNothingElseIsLostOrStopped() {
		try (EngineHarness engine = new EngineHarness()) {
			EngineHarness.Stream stream = engine.stream(3);
			stream.sessionTimeout = Duration.ofMillis(1500);
			stream.throttled = true;
			EngineHarness.Run first = stream.start(listener(), options());
			await().until(() -> this.calls.contains(3));
			assertThat(this.letters).hasSize(1);
			EngineHarness.get(first.kinsumer().abandon());
			stream.throttled = false;
			EngineHarness.Run second = stream.start(listener(), options());
			await().until(() -> this.calls.size() == 8 && !stream.persisted().isEmpty());
			await().until(second::isHealthy);
			assertThat(this.calls).containsExactly(1, 2, 2, 3, 1, 2, 2, 3);
			assertThat(facts(0)).isEqualTo(facts(1))
				.containsEntry(DeadLetterHeaders.ATTEMPTS, "2")
				.containsEntry(DeadLetterHeaders.CAUSE_MESSAGE, "2 is broken")
				.hasEntrySatisfying(DeadLetterHeaders.ORIGIN,
						(origin) -> assertThat(origin).startsWith(stream.name() + "/" + EngineHarness.SHARD + "/"));
			assertThat(this.letters).extracting(UserRecord::partitionKey).containsOnly("key");
			assertThat(this.letters).extracting((letter) -> StandardCharsets.UTF_8.decode(letter.data()).toString())
				.containsOnly("2");
		}
	}

	/**
	 * The headers of a letter, but for its time.
	 */
	private Map<String, String> facts(int letter) {
		Map<String, String> headers = new TreeMap<>(this.letters.get(letter).headers());
		headers.remove(DeadLetterHeaders.FAILED_AT);
		return headers;
	}

	private ListenerHandler listener() {
		return new ListenerHandler.OfRecords((record, context) -> {
			int number = EngineHarness.number(record);
			this.calls.add(number);
			if (number == 2) {
				throw new IllegalStateException("2 is broken");
			}
			return CompletableFuture.completedFuture(null);
		});
	}

	private ListenerOptions options() {
		RetryingFailurePolicy policy = RetryingFailurePolicy.builder()
			.maxAttempts(2)
			.backoff(new RetryBackoff(Duration.ofMillis(1), 1, Duration.ofMillis(1), 0))
			.onExhausted(ExhaustedAction.DEAD_LETTER)
			.build();
		return new ListenerOptions(AckMode.BATCH, policy, new StreamDeadLetterTarget((letter) -> {
			this.letters.add(letter);
			return CompletableFuture.completedFuture(null);
		}), List.of(), List.of(), null);
	}

}
