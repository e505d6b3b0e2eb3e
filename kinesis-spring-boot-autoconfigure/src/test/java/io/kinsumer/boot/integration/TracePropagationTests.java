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

package io.kinsumer.boot.integration;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import io.kinsumer.core.record.RecordResult;
import io.kinsumer.spring.annotation.KinesisListener;
import io.kinsumer.spring.event.Event;
import io.kinsumer.spring.event.KinesisPublisher;
import io.kinsumer.spring.template.KinesisTemplate;
import io.kinsumer.spring.template.SendInterceptor;
import io.kinsumer.spring.template.SendRequest;
import io.kinsumer.test.EmbeddedKinesisServer;
import io.kinsumer.test.context.EmbeddedKinesis;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.BaggageInScope;
import io.micrometer.tracing.Tracer;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The trace of a sender continues where its records are handled.
 */
@EmbeddedKinesis(streams = { "orders:1", "alone:1", "batches:1", "events" })
@SpringBootTest(properties = { "spring.application.name=shop", "management.tracing.sampling.probability=1.0",
		"management.tracing.baggage.remote-fields=tenant", "kinesis.producers.orders.flush-interval=1s",
		"kinesis.producers.alone.flush-interval=0", "kinesis.producers.events.flush-interval=0",
		"kinesis.kinsumers.events.wait-time=100ms", "kinesis.producers.batches.flush-interval=1s",
		"kinesis.kinsumers.orders.wait-time=100ms", "kinesis.kinsumers.alone.wait-time=100ms",
		"kinesis.kinsumers.batches.wait-time=100ms" })
class TracePropagationTests {

	@Autowired
	private KinesisTemplate kinesis;

	@Autowired
	private KinesisPublisher publisher;

	@Autowired
	private EmbeddedKinesisServer server;

	@Autowired
	private Listeners listeners;

	@Autowired
	private ObservationRegistry observations;

	@Autowired
	private MeterRegistry meters;

	@Autowired
	private InMemorySpanExporter spans;

	@Autowired
	private Tracer tracer;

	@Test
	void theTraceOfTheSenderContinuesThroughAnAggregate() {
		String ann = sendWithin("orders", "ann", "ann again");
		String bob = sendWithin("orders", "bob", "bob again");
		assertThat(ann).isNotEqualTo(bob);
		await().untilAsserted(() -> assertThat(this.listeners.traces).containsEntry("ann", ann)
			.containsEntry("ann again", ann)
			.containsEntry("bob", bob)
			.containsEntry("bob again", bob));
		assertThat(this.server.stream("orders").storedRecords()).hasSizeLessThan(4);
		await().untilAsserted(() -> assertThat(this.meters.find("kinesis.listener").timers()).isNotEmpty());
		assertThat(this.meters.get("kinesis.template").tag("messaging.destination.name", "orders").timer().count())
			.isPositive();
	}

	@Test
	void aRecordAloneIsNotWrappedForItsTrace() {
		String trace = sendWithin("alone", "by itself");
		assertThat(this.listeners.sentHeaders)
			.anySatisfy((headers) -> assertThat(headers).containsKeys("traceparent", "tenant"));
		await().untilAsserted(() -> assertThat(this.listeners.traces).containsKey("by itself"));
		assertThat(this.listeners.traces).doesNotContainEntry("by itself", trace);
		assertThat(this.server.stream("alone").records()).hasSize(1).noneMatch((record) -> record.aggregated());
	}

	@Test
	void aRecordAloneThatIsWrappedAnywayCarriesItsTrace() {
		Observation observation = Observation.start("wrapped", this.observations);
		observation.scoped(() -> {
			this.kinesis.send(SendRequest.of("orders", "with header").withHeader("type", "order"));
		});
		observation.stop();
		await().untilAsserted(() -> assertThat(this.listeners.traces).containsEntry("with header", trace("wrapped")));
	}

	@Test
	void anEventAloneCarriesItsTraceInItsEnvelope() {
		Observation observation = Observation.start("checkout", this.observations);
		observation.scoped(() -> {
			this.publisher.publishTo("events", new Checkout("by envelope"));
		});
		observation.stop();
		await().untilAsserted(() -> assertThat(this.listeners.traces).containsEntry("by envelope", trace("checkout")));
		assertThat(this.server.stream("events").records()).hasSize(1).noneMatch((record) -> record.aggregated());
		assertThat(trace("events create")).isEqualTo(trace("checkout"));
	}

	@Test
	void aBatchHasLinksToItsSenders() {
		List<CompletableFuture<RecordResult>> results = Stream.of("first", "second").map((text) -> {
			Observation observation = Observation.start(text, this.observations);
			try {
				return observation.scoped(() -> this.kinesis.sendAsync("batches", "key", text));
			}
			finally {
				observation.stop();
			}
		}).toList();
		results.forEach(CompletableFuture::join);
		await().untilAsserted(() -> assertThat(this.spans.getFinishedSpanItems())
			.filteredOn((span) -> span.getName().equals("batches process"))
			.hasSize(1));
		SpanData span = this.spans.getFinishedSpanItems()
			.stream()
			.filter((each) -> each.getName().equals("batches process"))
			.findFirst()
			.orElseThrow();
		assertThat(span.getLinks()).extracting((link) -> link.getSpanContext().getTraceId())
			.containsExactly(trace("first"), trace("second"));
	}

	/**
	 * Sends within a span of its own.
	 * @return the id of the trace
	 */
	private String sendWithin(String destination, String... texts) {
		Observation observation = Observation.start(texts[0], this.observations);
		List<CompletableFuture<RecordResult>> results = observation.scoped(() -> {
			BaggageInScope baggage = this.tracer.createBaggageInScope("tenant", "books");
			try {
				return Stream.of(texts).map((text) -> this.kinesis.sendAsync(destination, "key", text)).toList();
			}
			finally {
				baggage.close();
			}
		});
		observation.stop();
		results.forEach(CompletableFuture::join);
		return trace(texts[0]);
	}

	private String trace(String span) {
		return this.spans.getFinishedSpanItems()
			.stream()
			.filter((each) -> each.getName().equals(span))
			.findFirst()
			.orElseThrow()
			.getTraceId();
	}

	record Checkout(String text) implements Event {

	}

	static class Listeners {

		final Map<String, String> traces = new ConcurrentHashMap<>();

		final List<Map<String, String>> sentHeaders = new CopyOnWriteArrayList<>();

		private final Tracer tracer;

		Listeners(Tracer tracer) {
			this.tracer = tracer;
		}

		@KinesisListener("orders")
		void listen(String text) {
			remember(text);
		}

		@KinesisListener("alone")
		void listenAlone(String text) {
			remember(text);
		}

		@KinesisListener("events")
		void listen(Checkout event) {
			remember(event.text());
		}

		@KinesisListener("batches")
		void listen(List<String> texts) {
			texts.forEach(this::remember);
		}

		private void remember(String text) {
			this.traces.put(text, this.tracer.currentSpan().context().traceId());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Listeners.class)
	static class Application {

		@Bean
		InMemorySpanExporter spans() {
			return InMemorySpanExporter.create();
		}

		@Bean
		SendInterceptor headers(Listeners listeners) {
			return (invocation) -> {
				listeners.sentHeaders.add(invocation.record().headers());
				return invocation.proceed();
			};
		}

		@Bean
		SpanProcessor immediately(InMemorySpanExporter spans) {
			return SimpleSpanProcessor.create(spans);
		}

	}

}
