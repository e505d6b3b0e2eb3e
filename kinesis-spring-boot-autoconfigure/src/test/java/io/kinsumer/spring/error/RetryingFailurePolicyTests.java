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

package io.kinsumer.spring.error;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.spring.converter.PayloadConversionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mockito.Mockito.mock;

class RetryingFailurePolicyTests {

	private static final FailureDecision STOP = new FailureDecision.Stop();

	@Test
	void triesAgainWithoutEndWhenTheShardWouldStop() {
		RetryingFailurePolicy policy = RetryingFailurePolicy.builder().build();
		assertThat(decide(policy, new IllegalStateException(), 1_000_000)).isInstanceOf(FailureDecision.Retry.class);
	}

	@ParameterizedTest
	@EnumSource(names = { "DEAD_LETTER", "SKIP" })
	void triesFiveTimesWhenTheShardGoesOn(ExhaustedAction action) {
		RetryingFailurePolicy policy = RetryingFailurePolicy.builder().onExhausted(action).build();
		assertThat(decide(policy, new IllegalStateException(), 4)).isInstanceOf(FailureDecision.Retry.class);
		assertThat(decide(policy, new IllegalStateException(), 5)).isEqualTo(
				(action == ExhaustedAction.SKIP) ? new FailureDecision.Skip() : new FailureDecision.SendToDeadLetter());
	}

	@Test
	void doesNotTryAgainWhatCannotHelp() {
		RetryingFailurePolicy policy = RetryingFailurePolicy.builder().build();
		class Rejected extends Exception implements NonRetryable {

		}
		for (Throwable failure : List.of(new PayloadConversionException("no JSON", null),
				new NonRetryableException("no"), new Rejected(), new ClassCastException(),
				new IllegalStateException(new NonRetryableException("no")))) {
			assertThat(decide(policy, failure, 1)).as(failure.toString()).isEqualTo(STOP);
		}
	}

	@Test
	void theApplicationHasTheLastWordAndTheNearestClassCounts() {
		RetryingFailurePolicy policy = RetryingFailurePolicy.builder()
			.notRetryable(IOException.class)
			.retryable(ConnectException.class, ClassCastException.class)
			.build();
		assertThat(decide(policy, new IOException(), 1)).isEqualTo(STOP);
		assertThat(decide(policy, new UncheckedIOException(new IOException()), 1)).isEqualTo(STOP);
		assertThat(decide(policy, new ConnectException(), 1)).isInstanceOf(FailureDecision.Retry.class);
		assertThat(decide(policy, new ClassCastException(), 1)).isInstanceOf(FailureDecision.Retry.class);
	}

	@Test
	void survivesCausesThatGoInCircles() {
		Exception first = new Exception();
		Exception second = new Exception(first);
		first.initCause(second);
		assertThat(decide(RetryingFailurePolicy.builder().build(), first, 1)).isInstanceOf(FailureDecision.Retry.class);
	}

	@Test
	void delaysGrowUpToALimitAndVary() {
		RetryBackoff backoff = new RetryBackoff(Duration.ofMillis(100), 3, Duration.ofSeconds(2), 0);
		assertThat(IntStream.rangeClosed(1, 5).mapToObj((attempt) -> backoff.delay(attempt, () -> 1).toMillis()))
			.containsExactly(100L, 300L, 900L, 2000L, 2000L);
		assertThat(backoff.delay(Integer.MAX_VALUE, () -> 0)).isEqualTo(Duration.ofSeconds(2));
		RetryBackoff varied = new RetryBackoff(Duration.ofMillis(100), 1, Duration.ofMillis(100), 0.5);
		assertThat(varied.delay(1, () -> 0)).isEqualTo(Duration.ofMillis(50));
		assertThat(varied.delay(1, () -> 1)).isEqualTo(Duration.ofMillis(150));
		FailureDecision decision = decide(RetryingFailurePolicy.builder().backoff(varied).randomness(() -> 0.5).build(),
				new Exception(), 9);
		assertThat(decision).isEqualTo(new FailureDecision.Retry(Duration.ofMillis(100)));
	}

	@ParameterizedTest
	@CsvSource({ "0, 2, 1000, 0.1, initial-interval", "10, 0.5, 1000, 0.1, multiplier",
			"10, 101, 1000, 0.1, multiplier", "10, 2, 9, 0.1, max-interval", "10, 2, 86400001, 0.1, max-interval",
			"10, 2, 1000, 1.1, jitter", "10, 2, 1000, -0.1, jitter", "10, NaN, 1000, 0, multiplier" })
	void refusesDelaysThatBreakTheirRules(long initial, double multiplier, long max, double jitter, String setting) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new RetryBackoff(Duration.ofMillis(initial), multiplier, Duration.ofMillis(max), jitter))
			.withMessageStartingWith(setting)
			.withMessageContaining("it must be");
	}

	@Test
	void refusesWhatContradictsItself() {
		assertThatIllegalArgumentException().isThrownBy(() -> RetryingFailurePolicy.builder().maxAttempts(-1))
			.withMessageStartingWith("max-attempts -1");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> RetryingFailurePolicy.builder()
				.retryable(IOException.class)
				.notRetryable(IOException.class)
				.build())
			.withMessageContaining("java.io.IOException");
	}

	private static FailureDecision decide(FailurePolicy policy, Throwable failure, int attempt) {
		return policy.decide(new HandlingFailure("orders", "shop", "id", mock(KinesisRecord.class), failure, attempt));
	}

}
