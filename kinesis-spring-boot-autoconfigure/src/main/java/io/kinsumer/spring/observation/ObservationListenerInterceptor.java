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

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.kinsumer.core.client.AwsErrors;
import io.kinsumer.spring.event.message.EventInterceptors;
import io.kinsumer.spring.listener.ListenerInterceptor;
import io.kinsumer.spring.listener.ListenerInvocation;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;

/**
 * Observes each attempt to handle a record or a batch. The observation is the current one
 * while the listener is called, and ends when the records are handled or have failed.
 */
public final class ObservationListenerInterceptor implements ListenerInterceptor, Ordered {

	/**
	 * Early, so that what other interceptors do is observed as well.
	 */
	public static final int ORDER = EventInterceptors.OBSERVATION;

	private static final KinesisListenerObservationConvention DEFAULT = new DefaultKinesisListenerObservationConvention();

	private final ObservationRegistry registry;

	private final @Nullable KinesisListenerObservationConvention convention;

	/**
	 * Creates the interceptor.
	 * @param registry where observations go
	 * @param convention names and keys; {@code null} for the default
	 */
	public ObservationListenerInterceptor(ObservationRegistry registry,
			@Nullable KinesisListenerObservationConvention convention) {
		this.registry = registry;
		this.convention = convention;
	}

	@Override
	public CompletionStage<?> intercept(ListenerInvocation invocation) throws Exception {
		if (this.registry.isNoop()) {
			return invocation.proceed();
		}
		KinesisListenerContext context = new KinesisListenerContext(invocation.records(), invocation.context());
		Observation observation = KinesisListenerObservation.PROCESS
			.observation(this.convention, DEFAULT, () -> context, this.registry)
			.start();
		CompletionStage<?> handled;
		try {
			handled = Objects.requireNonNull(within(observation, invocation),
					"the listener returned null in place of a CompletionStage");
		}
		catch (Throwable ex) {
			Observations.stop(observation, ex);
			throw ex;
		}
		return observed(handled, observation);
	}

	private static CompletionStage<?> within(Observation observation, ListenerInvocation invocation) throws Exception {
		Observation.Scope scope = observation.openScope();
		try {
			return invocation.proceed();
		}
		finally {
			scope.close();
		}
	}

	/**
	 * Ends the observation before the outcome has consequences. To cancel what it returns
	 * cancels what the listener returned.
	 */
	private static CompletionStage<?> observed(CompletionStage<?> handled, Observation observation) {
		CompletableFuture<@Nullable Object> result = new CompletableFuture<>();
		// Not whenComplete: that asks a failure for its text, which may throw.
		handled.handle((value, failure) -> {
			Observations.stop(observation, failure);
			return (failure != null) ? result.completeExceptionally(AwsErrors.unwrap(failure)) : result.complete(value);
		});
		result.handle((value, failure) -> {
			if (result.isCancelled()) {
				cancel(handled);
			}
			return null;
		});
		return result;
	}

	private static void cancel(CompletionStage<?> handled) {
		try {
			handled.toCompletableFuture().cancel(true);
		}
		catch (UnsupportedOperationException ex) {
			// It cannot be cancelled, so it ends when it ends.
		}
	}

	@Override
	public int getOrder() {
		return ORDER;
	}

}
