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

import java.util.LinkedHashSet;
import java.util.Set;

import io.kinsumer.core.record.KinesisRecord;
import io.micrometer.observation.Observation;
import io.micrometer.tracing.Link;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.PropagatingReceiverTracingObservationHandler;
import io.micrometer.tracing.propagation.Propagator;

import org.springframework.core.Ordered;

/**
 * Makes spans of handled records: that of a single record continues the trace of its
 * sender, that of a batch has links to the spans of its senders.
 */
public final class BatchLinkingTracingObservationHandler
		extends PropagatingReceiverTracingObservationHandler<KinesisListenerContext> implements Ordered {

	/**
	 * Most links of a span; as many as OpenTelemetry keeps by default.
	 */
	public static final int MAX_LINKS = 128;

	/**
	 * Before the handler of other things that are received.
	 */
	public static final int ORDER = 900;

	private final Tracer tracer;

	/**
	 * Creates the handler.
	 * @param tracer makes spans
	 * @param propagator reads the context of senders
	 */
	public BatchLinkingTracingObservationHandler(Tracer tracer, Propagator propagator) {
		super(tracer, propagator);
		this.tracer = tracer;
	}

	@Override
	public boolean supportsContext(Observation.Context context) {
		return context instanceof KinesisListenerContext;
	}

	@Override
	public Span.Builder customizeExtractedSpan(KinesisListenerContext context, Span.Builder builder) {
		if (context.isBatch()) {
			Set<SenderLink> links = new LinkedHashSet<>();
			for (KinesisRecord record : context.getRecords()) {
				SenderLink link = SenderLink.of(record.headers());
				if (link != null && links.size() < MAX_LINKS) {
					links.add(link);
				}
			}
			links.forEach((link) -> builder.addLink(new Link(this.tracer.traceContextBuilder()
				.traceId(link.traceId())
				.spanId(link.spanId())
				.sampled(link.sampled())
				.build())));
		}
		return builder;
	}

	@Override
	public int getOrder() {
		return ORDER;
	}

}
