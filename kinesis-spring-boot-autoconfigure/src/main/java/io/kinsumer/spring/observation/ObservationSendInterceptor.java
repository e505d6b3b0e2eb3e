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

import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.kinsumer.core.client.AwsErrors;
import io.kinsumer.core.record.RecordResult;
import io.kinsumer.spring.template.SendInterceptor;
import io.kinsumer.spring.template.SendInvocation;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;

/**
 * Observes what is sent, and lets each record carry the context of its trace. That
 * context never is a reason to wrap a record that travels alone, which then goes without
 * it.
 */
public final class ObservationSendInterceptor implements SendInterceptor, Ordered {

	/**
	 * Early, so that what other interceptors do is observed as well.
	 */
	public static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 100;

	private static final KinesisTemplateObservationConvention DEFAULT = new DefaultKinesisTemplateObservationConvention();

	private final ObservationRegistry registry;

	private final @Nullable KinesisTemplateObservationConvention convention;

	/**
	 * Creates the interceptor.
	 * @param registry where observations go
	 * @param convention names and keys; {@code null} for the default
	 */
	public ObservationSendInterceptor(ObservationRegistry registry,
			@Nullable KinesisTemplateObservationConvention convention) {
		this.registry = registry;
		this.convention = convention;
	}

	@Override
	public CompletableFuture<RecordResult> intercept(SendInvocation invocation) {
		if (this.registry.isNoop()) {
			return invocation.proceed();
		}
		KinesisTemplateContext context = new KinesisTemplateContext(invocation.target(), invocation.record());
		Observation observation = KinesisTemplateObservation.SEND
			.observation(this.convention, DEFAULT, () -> context, this.registry)
			.start();
		CompletableFuture<RecordResult> outcome;
		try {
			Map<String, String> headers = context.traceHeaders();
			outcome = headers.isEmpty() ? invocation.proceed()
					: invocation.proceed(invocation.record().withContext(headers));
		}
		catch (RuntimeException ex) {
			Observations.stop(observation, ex);
			throw ex;
		}
		return observed(outcome, context, observation);
	}

	/**
	 * Ends the observation before anybody else hears of the outcome.
	 */
	private static CompletableFuture<RecordResult> observed(CompletableFuture<RecordResult> outcome,
			KinesisTemplateContext context, Observation observation) {
		CompletableFuture<RecordResult> result = new CompletableFuture<>();
		outcome.whenComplete((written, failure) -> {
			context.setResult(written);
			Observations.stop(observation, failure);
			if (failure == null) {
				result.complete(written);
			}
			else {
				result.completeExceptionally(AwsErrors.unwrap(failure));
			}
		});
		result.whenComplete((written, failure) -> {
			if (result.isCancelled()) {
				outcome.cancel(false);
			}
		});
		return result;
	}

	@Override
	public int getOrder() {
		return ORDER;
	}

}
