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

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.spring.listener.Acknowledgment;
import io.kinsumer.spring.listener.ListenerInvocation;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

/**
 * What is observed of listening.
 */
class ObservationListenerInterceptorTests {

	private final TestObservationRegistry registry = TestObservationRegistry.create();

	@Test
	void whatIsHandledHasAllKeysAndIsCurrent() throws Exception {
		Delivery delivery = new Delivery(2, new TestRecord("k", Map.of())) {

			@Override
			public CompletionStage<?> proceed() {
				assertThat(ObservationListenerInterceptorTests.this.registry.getCurrentObservation()).isNotNull();
				return super.proceed();
			}

		};
		CompletionStage<?> handled = new ObservationListenerInterceptor(this.registry, null).intercept(delivery);
		assertThat(this.registry.getCurrentObservation()).isNull();
		TestObservationRegistryAssert.assertThat(this.registry).hasSingleObservationThat().isNotStopped();
		delivery.stage.complete(null);
		assertThat(handled.toCompletableFuture()).isCompleted();
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasSingleObservationThat()
			.hasNameEqualTo("kinesis.listener")
			.hasContextualNameEqualTo("orders process")
			.hasLowCardinalityKeyValue("messaging.system", "aws_kinesis")
			.hasLowCardinalityKeyValue("messaging.operation.type", "process")
			.hasLowCardinalityKeyValue("messaging.destination.name", "orders")
			.hasLowCardinalityKeyValue("kinesis.listener.id", "mine")
			.hasLowCardinalityKeyValue("kinesis.kinsumer", "orders-kinsumer")
			.hasLowCardinalityKeyValue("kinesis.listener.retry", "true")
			.hasHighCardinalityKeyValue("kinesis.shard.id", "shardId-000000000000")
			.hasHighCardinalityKeyValue("kinesis.partition.key", "k")
			.hasHighCardinalityKeyValue("messaging.batch.message_count", "1")
			.hasHighCardinalityKeyValue("kinesis.listener.attempt", "2")
			.doesNotHaveError()
			.hasBeenStopped();
		ObservedKeys.assertAll(this.registry, KinesisListenerObservation.PROCESS.getLowCardinalityKeyNames(),
				KinesisListenerObservation.PROCESS.getHighCardinalityKeyNames());
	}

	@Test
	void aFailureIsObservedHoweverItComes() throws Exception {
		IllegalStateException failure = new IllegalStateException("no");
		Delivery delivery = new Delivery(1, new TestRecord("k", Map.of()));
		CompletionStage<?> handled = new ObservationListenerInterceptor(this.registry, null).intercept(delivery);
		delivery.stage.completeExceptionally(failure);
		assertThat(handled.toCompletableFuture()).isCompletedExceptionally();
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasSingleObservationThat()
			.hasError(failure)
			.hasBeenStopped();
		this.registry.clear();
		assertThatIllegalStateException().isThrownBy(() -> new ObservationListenerInterceptor(this.registry, null)
			.intercept(new Delivery(1, new TestRecord("k", Map.of())) {

				@Override
				public CompletionStage<?> proceed() {
					throw failure;
				}

			}));
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasSingleObservationThat()
			.hasError(failure)
			.hasBeenStopped();
		assertThat(this.registry.getCurrentObservation()).isNull();
	}

	@Test
	void cancellingReachesTheListener() throws Exception {
		Delivery delivery = new Delivery(1, new TestRecord("k", Map.of()));
		new ObservationListenerInterceptor(this.registry, null).intercept(delivery).toCompletableFuture().cancel(true);
		assertThat(delivery.stage).isCancelled();
		TestObservationRegistryAssert.assertThat(this.registry).hasSingleObservationThat().hasError().hasBeenStopped();
	}

	@Test
	void aListenerThatReturnsNoStageIsObserved() {
		Delivery delivery = new Delivery(1, new TestRecord("k", Map.of())) {

			@Override
			public CompletionStage<?> proceed() {
				return null;
			}

		};
		assertThatNullPointerException()
			.isThrownBy(() -> new ObservationListenerInterceptor(this.registry, null).intercept(delivery));
		TestObservationRegistryAssert.assertThat(this.registry).hasSingleObservationThat().hasError().hasBeenStopped();
	}

	@Test
	void theConventionMayBeReplaced() throws Exception {
		new ObservationListenerInterceptor(this.registry, new DefaultKinesisListenerObservationConvention() {

			@Override
			public String getName() {
				return "mine.handled";
			}

		}).intercept(new Delivery(1, new TestRecord("k", Map.of())));
		TestObservationRegistryAssert.assertThat(this.registry).hasObservationWithNameEqualTo("mine.handled");
	}

	@Test
	void aHandlerOfObservationsThatThrowsChangesNoOutcome() throws Exception {
		this.registry.observationConfig().observationHandler(new ThrowingObservationHandler());
		ObservationListenerInterceptor interceptor = new ObservationListenerInterceptor(this.registry, null);
		Delivery handled = new Delivery(1, new TestRecord("k", Map.of()));
		CompletionStage<?> outcome = interceptor.intercept(handled);
		handled.stage.complete("done");
		assertThat(outcome.toCompletableFuture()).isCompleted();
		Delivery failed = new Delivery(1, new TestRecord("k", Map.of()));
		CompletionStage<?> failure = interceptor.intercept(failed);
		failed.stage.completeExceptionally(new IllegalStateException("expected by the test"));
		assertThat(failure.toCompletableFuture()).isCompletedExceptionally();
		assertThatIllegalStateException()
			.isThrownBy(() -> interceptor.intercept(new Delivery(1, new TestRecord("k", Map.of())) {

				@Override
				public CompletionStage<?> proceed() {
					throw new IllegalStateException("expected by the test");
				}

			}))
			.withMessage("expected by the test");
	}

	@Test
	void aBatchIsOneObservation() throws Exception {
		Delivery delivery = new Delivery(1, new TestRecord("a", Map.of()), new TestRecord("b", Map.of()));
		new ObservationListenerInterceptor(this.registry, null).intercept(delivery);
		delivery.stage.complete(null);
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasSingleObservationThat()
			.hasHighCardinalityKeyValue("messaging.batch.message_count", "2")
			.hasHighCardinalityKeyValue("kinesis.partition.key", "none")
			.hasLowCardinalityKeyValue("kinesis.listener.retry", "false");
		ObservedKeys.assertAll(this.registry, KinesisListenerObservation.PROCESS.getLowCardinalityKeyNames(),
				KinesisListenerObservation.PROCESS.getHighCardinalityKeyNames());
	}

	private static class Delivery implements ListenerInvocation {

		final CompletableFuture<Object> stage = new CompletableFuture<>();

		private final List<KinesisRecord> records;

		private final TestListenerContext context;

		Delivery(int attempt, KinesisRecord... records) {
			this.records = List.of(records);
			this.context = new TestListenerContext(attempt);
		}

		@Override
		public List<KinesisRecord> records() {
			return this.records;
		}

		@Override
		public TestListenerContext context() {
			return this.context;
		}

		@Override
		public CompletionStage<?> proceed() {
			return this.stage;
		}

		@Override
		public CompletionStage<?> proceed(List<Integer> indexes, Acknowledgment acknowledgment) {
			return this.stage;
		}

	}

}
