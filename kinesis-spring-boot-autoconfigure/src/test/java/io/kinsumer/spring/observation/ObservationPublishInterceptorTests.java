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

package io.kinsumer.spring.observation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.kinsumer.spring.event.message.EventMessage;
import io.kinsumer.spring.event.message.EventsNotWrittenException;
import io.kinsumer.spring.listener.KinesisHeaders;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.ObservationContextAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ObservationPublishInterceptorTests {

	private final ObservationRegistry registry = ObservationRegistry.create();

	private final List<Observation.Context> stopped = new ArrayList<>();

	private final List<EventMessage> written = new ArrayList<>();

	private final ObservationPublishInterceptor interceptor = new ObservationPublishInterceptor(this.registry, null);

	@BeforeEach
	void observe() {
		this.registry.observationConfig().observationHandler(new ObservationHandler<KinesisPublishContext>() {
			@Override
			public void onStart(KinesisPublishContext context) {
				context.getCarrier().put("traceparent", "trace of " + context.getMessage().id());
			}

			@Override
			public void onStop(KinesisPublishContext context) {
				ObservationPublishInterceptorTests.this.stopped.add(context);
			}

			@Override
			public boolean supportsContext(Observation.Context context) {
				return context instanceof KinesisPublishContext;
			}
		});
	}

	@Test
	void eachMessageCarriesATraceOfItsOwn() {
		CompletableFuture<Void> outcome = new CompletableFuture<>();
		CompletableFuture<Void> result = this.interceptor.intercept(List.of(message("1"), message("2")), (messages) -> {
			this.written.addAll(messages);
			return outcome;
		});
		assertThat(this.written).extracting((message) -> message.headers().get("traceparent"))
			.containsExactly("trace of 1", "trace of 2");
		assertThat(this.written).extracting((message) -> message.headers().get("tenant")).containsOnly("books");
		assertThat(this.stopped).isEmpty();
		outcome.complete(null);
		assertThat(result).isCompleted();
		assertThat(this.stopped).hasSize(2).allSatisfy((context) -> assertThat(context.getError()).isNull());
		ObservationContextAssert.assertThat(this.stopped.get(0))
			.hasNameEqualTo("kinesis.publisher")
			.hasContextualNameEqualTo("orders create")
			.hasLowCardinalityKeyValue("messaging.system", "aws_kinesis")
			.hasLowCardinalityKeyValue("messaging.operation.type", "create")
			.hasLowCardinalityKeyValue("messaging.destination.name", "orders")
			.hasLowCardinalityKeyValue("kinesis.event.type", "order-placed")
			.hasHighCardinalityKeyValue("messaging.message.id", "1");
	}

	@Test
	void onlyWhatWasNotWrittenHasFailed() {
		CompletableFuture<Void> result = this.interceptor.intercept(List.of(message("1"), message("2")), (messages) -> {
			Map<EventMessage, Throwable> failures = new LinkedHashMap<>();
			failures.put(messages.get(1), new IllegalStateException("throttled"));
			return CompletableFuture.failedFuture(new EventsNotWrittenException(List.of(messages.get(0)), failures));
		});
		assertThat(result).isCompletedExceptionally();
		assertThat(this.stopped.get(0).getError()).isNull();
		assertThat(this.stopped.get(1).getError()).hasMessage("throttled");
	}

	@Test
	void aWriterThatThrowsEndsTheObservation() {
		assertThatIllegalStateException()
			.isThrownBy(() -> this.interceptor.intercept(List.of(message("1")), (messages) -> {
				assertThat(this.registry.getCurrentObservation()).isNotNull();
				throw new IllegalStateException("closed");
			}));
		assertThat(this.stopped).hasSize(1);
		assertThat(this.stopped.get(0).getError()).hasMessage("closed");
		assertThat(this.registry.getCurrentObservation()).isNull();
	}

	@Test
	void aHandlerOfObservationsThatThrowsChangesNoOutcome() {
		this.registry.observationConfig().observationHandler(new ObservationHandler<>() {

			@Override
			public void onStop(Observation.Context context) {
				ObservationPublishInterceptorTests.this.stopped.add(context);
				throw new UnsupportedOperationException("expected by the test");
			}

			@Override
			public boolean supportsContext(Observation.Context context) {
				return true;
			}

		});
		CompletableFuture<Void> outcome = new CompletableFuture<>();
		CompletableFuture<Void> result = this.interceptor.intercept(List.of(message("1"), message("2")),
				(messages) -> outcome);
		outcome.complete(null);
		assertThat(result).isCompleted();
		assertThat(this.stopped).hasSize(2);
	}

	private static EventMessage message(String id) {
		return new EventMessage(id, "orders", "", Map.of("tenant", "books", KinesisHeaders.TYPE, "order-placed"),
				"application/json", new byte[0], Instant.EPOCH);
	}

}
