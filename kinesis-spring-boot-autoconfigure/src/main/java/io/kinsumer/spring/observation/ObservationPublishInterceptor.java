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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.kinsumer.core.client.AwsErrors;
import io.kinsumer.spring.event.message.EventMessage;
import io.kinsumer.spring.event.message.EventWriter;
import io.kinsumer.spring.event.message.EventsNotWrittenException;
import io.kinsumer.spring.event.message.PublishInterceptor;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;

/**
 * Observes events that are published, and lets each message carry the context of its
 * trace, whatever the writer does with it.
 */
public final class ObservationPublishInterceptor implements PublishInterceptor, Ordered {

	/**
	 * Early, so that what other interceptors do is observed as well.
	 */
	public static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 100;

	private static final KinesisPublishObservationConvention DEFAULT = new DefaultKinesisPublishObservationConvention();

	private final ObservationRegistry registry;

	private final @Nullable KinesisPublishObservationConvention convention;

	/**
	 * Creates the interceptor.
	 * @param registry where observations go
	 * @param convention names and keys; {@code null} for the default
	 */
	public ObservationPublishInterceptor(ObservationRegistry registry,
			@Nullable KinesisPublishObservationConvention convention) {
		this.registry = registry;
		this.convention = convention;
	}

	@Override
	public CompletableFuture<Void> intercept(List<EventMessage> messages, EventWriter next) {
		if (this.registry.isNoop()) {
			return next.write(messages);
		}
		List<Observation> observations = new ArrayList<>();
		List<EventMessage> traced = new ArrayList<>();
		for (EventMessage message : messages) {
			KinesisPublishContext context = new KinesisPublishContext(message);
			observations.add(KinesisPublishObservation.PUBLISH
				.observation(this.convention, DEFAULT, () -> context, this.registry)
				.start());
			traced.add(withHeaders(message, context.traceHeaders()));
		}
		CompletableFuture<Void> written;
		try {
			written = (observations.size() == 1) ? within(observations.get(0), traced, next) : next.write(traced);
		}
		catch (RuntimeException ex) {
			stop(observations, traced, ex);
			throw ex;
		}
		CompletableFuture<Void> result = new CompletableFuture<>();
		written.whenComplete((nothing, failure) -> {
			// Before anybody else hears of the outcome.
			stop(observations, traced, failure);
			if (failure == null) {
				result.complete(null);
			}
			else {
				result.completeExceptionally(AwsErrors.unwrap(failure));
			}
		});
		return result;
	}

	private static CompletableFuture<Void> within(Observation observation, List<EventMessage> messages,
			EventWriter next) {
		Observation.Scope scope = observation.openScope();
		try {
			return next.write(messages);
		}
		finally {
			scope.close();
		}
	}

	private static EventMessage withHeaders(EventMessage message, Map<String, String> more) {
		if (more.isEmpty()) {
			return message;
		}
		Map<String, String> headers = new HashMap<>(message.headers());
		headers.putAll(more);
		return new EventMessage(message.id(), message.stream(), message.key(), headers, message.contentType(),
				message.data(), message.time());
	}

	private static void stop(List<Observation> observations, List<EventMessage> messages, @Nullable Throwable failure) {
		Throwable cause = (failure != null) ? AwsErrors.unwrap(failure) : null;
		for (int i = 0; i < observations.size(); i++) {
			Throwable own = (cause instanceof EventsNotWrittenException partly)
					? partly.getFailures().get(messages.get(i)) : cause;
			Observations.stop(observations.get(i), own);
		}
	}

	@Override
	public int getOrder() {
		return ORDER;
	}

}
