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

package io.kinsumer.spring.template;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.kinsumer.core.client.NoSuchStreamException;
import io.kinsumer.core.client.ThrottlingException;
import io.kinsumer.core.record.RecordResult;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * How a send ends.
 */
class SendWaitTests {

	private final TestTemplate template = new TestTemplate();

	@Test
	void throwsWhatTheProducerFailedWith() {
		ThrottlingException failure = new ThrottlingException("too much", null);
		this.template.sender("orders").outcomes.add(CompletableFuture.failedFuture(failure));
		assertThatException().isThrownBy(() -> this.template.template().send("orders", "key", "x")).isSameAs(failure);
	}

	@Test
	void anInterruptEndsTheWait() {
		this.template.sender("orders").outcomes.add(new CompletableFuture<>());
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(SendInterruptedException.class)
			.isThrownBy(() -> this.template.template().send("orders", "key", "x"))
			.withMessageContaining("'orders'");
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void aWaitMayHaveATimeout() {
		CompletableFuture<RecordResult> outcome = new CompletableFuture<>();
		this.template.sender("orders").outcomes.addAll(List.of(outcome, outcome));
		assertThatExceptionOfType(SendTimeoutException.class)
			.isThrownBy(() -> this.template.template().send(SendRequest.of("orders", "x"), Duration.ofMillis(1)))
			.withMessageContaining("'orders'")
			.withMessageContaining("PT0.001S")
			.withMessageContaining("may still be written");
		this.template.options = new KinesisTemplateOptions(null, Duration.ofMillis(1), false, List.of(), List.of());
		assertThatExceptionOfType(SendTimeoutException.class)
			.isThrownBy(() -> this.template.template().send("orders", "x"));
		assertThat(outcome).isNotCancelled();
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new KinesisTemplateOptions(null, Duration.ZERO, false, List.of(), List.of()))
			.withMessageContaining("send-timeout must be more than 0");
	}

	@Test
	void cancellingReachesTheSender() {
		CompletableFuture<RecordResult> outcome = new CompletableFuture<>();
		this.template.sender("orders").outcomes.add(outcome);
		this.template.template().sendAsync("orders", "x").cancel(false);
		assertThat(outcome).isCancelled();
	}

	@Test
	void aMissingStreamIsExplained() {
		this.template.sender("orders").outcomes
			.add(CompletableFuture.failedFuture(new NoSuchStreamException("dev-orders", null)));
		UnknownDestinationException failure = catchThrowableOfType(UnknownDestinationException.class,
				() -> this.template.template().send("orders", "x"));
		assertThat(failure).isInstanceOf(NoSuchStreamException.class)
			.hasMessageContaining("no stream 'orders-stream'")
			.hasMessageContaining("kinesis.producers.orders.stream-name");
		assertThat(failure.getDestination()).isEqualTo("orders");
		assertThat(failure.getStream()).isEqualTo("dev-orders");
	}

}
