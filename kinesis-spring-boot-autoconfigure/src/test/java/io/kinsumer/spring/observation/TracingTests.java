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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.kinsumer.core.record.KinesisRecord;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingReceiverTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelBaggageManager;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelPropagator;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Spans of handled records, by the OpenTelemetry bridge.
 */
class TracingTests {

	private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

	private static final String SPAN = "00f067aa0ba902b7";

	private final InMemorySpanExporter spans = InMemorySpanExporter.create();

	private final SdkTracerProvider provider = SdkTracerProvider.builder()
		.addSpanProcessor(SimpleSpanProcessor.create(this.spans))
		.setSpanLimits(SpanLimits.builder().setMaxNumberOfLinks(2000).build())
		.build();

	private final ObservationRegistry registry = ObservationRegistry.create();

	TracingTests() {
		io.opentelemetry.api.trace.Tracer otel = this.provider.get("test");
		OtelCurrentTraceContext current = new OtelCurrentTraceContext();
		OtelTracer tracer = new OtelTracer(otel, current, (event) -> {
		}, new OtelBaggageManager(current, List.of(), List.of()));
		OtelPropagator propagator = new OtelPropagator(
				ContextPropagators.create(W3CTraceContextPropagator.getInstance()), otel);
		this.registry.observationConfig()
			.observationHandler(new ObservationHandler.FirstMatchingCompositeObservationHandler(
					new BatchLinkingTracingObservationHandler(tracer, propagator),
					new PropagatingReceiverTracingObservationHandler<>(tracer, propagator),
					new DefaultTracingObservationHandler(tracer)));
	}

	@AfterEach
	void close() {
		this.provider.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "traceparent", "TraceParent" })
	void aSingleRecordContinuesTheTraceOfItsSender(String header) throws Exception {
		SpanData span = handle(new TestRecord("k", Map.of(header, "00-" + TRACE + "-" + SPAN + "-01")));
		assertThat(span.getTraceId()).isEqualTo(TRACE);
		assertThat(span.getParentSpanId()).isEqualTo(SPAN);
		assertThat(span.getLinks()).isEmpty();
		assertThat(span.getName()).isEqualTo("orders process");
		assertThat(span.getKind()).hasToString("CONSUMER");
	}

	@Test
	void aBatchHasOneSpanWithLinksToItsSenders() throws Exception {
		SpanData span = handle(new TestRecord("a", Map.of("traceparent", "00-" + TRACE + "-" + SPAN + "-01")),
				new TestRecord("b", Map.of()), new TestRecord("c", Map.of("b3", "a3ce929d0e0e4736-00f067aa0ba902b8-1")),
				new TestRecord("d",
						Map.of("X-B3-TraceId", TRACE, "X-B3-SpanId", "00f067aa0ba902b9", "X-B3-Sampled", "1")),
				new TestRecord("e", Map.of("traceparent", "00-" + TRACE + "-" + SPAN + "-01")),
				new TestRecord("f", Map.of("traceparent", "garbage")), new TestRecord("g", Map.of("b3", "0")));
		assertThat(span.getTraceId()).isNotEqualTo(TRACE);
		assertThat(span.getParentSpanContext().isValid()).isFalse();
		assertThat(span.getLinks()).extracting((link) -> link.getSpanContext().getSpanId())
			.containsExactly(SPAN, "00f067aa0ba902b8", "00f067aa0ba902b9");
		assertThat(span.getLinks().get(0).getSpanContext().getTraceId()).isEqualTo(TRACE);
	}

	@Test
	void linksAreBounded() throws Exception {
		KinesisRecord[] records = IntStream.range(0, 1000)
			.mapToObj((i) -> new TestRecord("k", Map.of("traceparent", "00-%s-%016x-01".formatted(TRACE, i + 1))))
			.toArray(KinesisRecord[]::new);
		assertThat(handle(records).getLinks()).hasSize(BatchLinkingTracingObservationHandler.MAX_LINKS);
	}

	@Test
	void otherObservationsAreNotTouched() {
		Observation.createNotStarted("other", this.registry).observe(() -> {
		});
		assertThat(this.spans.getFinishedSpanItems()).extracting(SpanData::getName).containsExactly("other");
	}

	private SpanData handle(KinesisRecord... records) throws Exception {
		List<KinesisRecord> all = new ArrayList<>(List.of(records));
		new ObservationListenerInterceptor(this.registry, null)
			.intercept(new io.kinsumer.spring.listener.ListenerInvocation() {

				@Override
				public List<KinesisRecord> records() {
					return all;
				}

				@Override
				public TestListenerContext context() {
					return new TestListenerContext(1);
				}

				@Override
				public CompletableFuture<?> proceed() {
					return CompletableFuture.completedFuture(null);
				}

				@Override
				public CompletableFuture<?> proceed(List<Integer> indexes,
						io.kinsumer.spring.listener.Acknowledgment acknowledgment) {
					return proceed();
				}

			});
		assertThat(this.spans.getFinishedSpanItems()).hasSize(1);
		return this.spans.getFinishedSpanItems().get(0);
	}

}
