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
import java.util.concurrent.CompletionStage;

import io.kinsumer.core.client.ThrottlingException;
import io.kinsumer.core.record.DataRecord;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.core.record.RecordResult;
import io.kinsumer.core.record.SequenceNumber;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.UserRecord;
import io.kinsumer.spring.listener.Acknowledgment;
import io.kinsumer.spring.listener.ListenerInvocation;
import io.kinsumer.spring.template.SendInvocation;
import io.kinsumer.spring.template.SendMode;
import io.kinsumer.spring.template.SendRequest;
import io.kinsumer.spring.template.SendTarget;
import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

class ObservationInterceptorTests {

	private final TestObservationRegistry registry = TestObservationRegistry.create();

	private final CompletableFuture<RecordResult> outcome = new CompletableFuture<>();

	private final List<DataRecord> sent = new ArrayList<>();

	@Test
	void whatIsSentHasAllKeys() {
		CompletableFuture<RecordResult> result = send(this.registry, null);
		this.outcome.complete(new RecordResult(new ShardId("shardId-7"), SequenceNumber.of("42"), true, 1));
		assertThat(result).isCompletedWithValue(this.outcome.join());
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasSingleObservationThat()
			.hasNameEqualTo("kinesis.template")
			.hasContextualNameEqualTo("dev-orders send")
			.hasLowCardinalityKeyValue("messaging.system", "aws_kinesis")
			.hasLowCardinalityKeyValue("messaging.operation.type", "send")
			.hasLowCardinalityKeyValue("messaging.destination.name", "dev-orders")
			.hasLowCardinalityKeyValue("kinesis.template.destination", "orders")
			.hasLowCardinalityKeyValue("kinesis.template.mode", "writer")
			.hasHighCardinalityKeyValue("kinesis.partition.key", "none")
			.hasHighCardinalityKeyValue("kinesis.shard.id", "shardId-7")
			.hasHighCardinalityKeyValue("kinesis.sequence.number", SequenceNumber.of("42").toString())
			.doesNotHaveError()
			.hasBeenStopped();
		assertAllKeys(KinesisTemplateObservation.SEND.getLowCardinalityKeyNames(),
				KinesisTemplateObservation.SEND.getHighCardinalityKeyNames());
	}

	@Test
	void aFailedSendHasTheErrorAndAllKeys() {
		ThrottlingException failure = new ThrottlingException("too much", null);
		CompletableFuture<RecordResult> result = send(this.registry, null);
		TestObservationRegistryAssert.assertThat(this.registry).hasSingleObservationThat().isNotStopped();
		this.outcome.completeExceptionally(failure);
		assertThat(result).isCompletedExceptionally();
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasSingleObservationThat()
			.hasError(failure)
			.hasBeenStopped();
		assertAllKeys(KinesisTemplateObservation.SEND.getLowCardinalityKeyNames(),
				KinesisTemplateObservation.SEND.getHighCardinalityKeyNames());
	}

	@Test
	void theObservationEndsBeforeTheSenderHearsOfIt() {
		List<Boolean> stopped = new ArrayList<>();
		send(this.registry, null)
			.whenComplete((result, failure) -> TestObservationRegistryAssert.assertThat(this.registry)
				.hasSingleObservationThat()
				.satisfies((context) -> stopped.add(true))
				.hasBeenStopped());
		this.outcome.completeExceptionally(new ThrottlingException("too much", null));
		assertThat(stopped).containsExactly(true);
	}

	@Test
	void whatIsThrownWhileSendingIsObserved() {
		SendInvocation broken = invocation(() -> {
			throw new IllegalStateException("closed");
		});
		assertThatIllegalStateException()
			.isThrownBy(() -> new ObservationSendInterceptor(this.registry, null).intercept(broken));
		TestObservationRegistryAssert.assertThat(this.registry).hasSingleObservationThat().hasError().hasBeenStopped();
	}

	@Test
	void cancellingReachesTheRecord() {
		send(this.registry, null).cancel(false);
		assertThat(this.outcome).isCancelled();
		TestObservationRegistryAssert.assertThat(this.registry).hasSingleObservationThat().hasBeenStopped();
	}

	@Test
	void headersOfTracingAreContextOfTheRecord() {
		this.registry.observationConfig().observationHandler(new Injecting());
		send(this.registry, null);
		DataRecord record = this.sent.get(0);
		assertThat(record.headers()).isEqualTo(Map.of("type", "order", "tenant", "t", "traceparent", "00-1"));
		assertThat(record.contextHeaders()).containsExactlyInAnyOrder("tenant", "traceparent");
	}

	@Test
	void nothingIsAddedWithoutTracingOrRegistry() {
		send(this.registry, null);
		send(ObservationRegistry.NOOP, null);
		assertThat(this.sent).extracting(DataRecord::headers).containsOnly(Map.of("type", "order"));
	}

	@Test
	void conventionsMayBeReplaced() throws Exception {
		send(this.registry, new DefaultKinesisTemplateObservationConvention() {

			@Override
			public String getName() {
				return "mine.sent";
			}

		});
		new ObservationListenerInterceptor(this.registry, new DefaultKinesisListenerObservationConvention() {

			@Override
			public String getName() {
				return "mine.handled";
			}

		}).intercept(new Delivery(1, new TestRecord("k", Map.of())));
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasObservationWithNameEqualTo("mine.sent")
			.that()
			.hasLowCardinalityKeyValue("kinesis.template.mode", "writer");
		TestObservationRegistryAssert.assertThat(this.registry).hasObservationWithNameEqualTo("mine.handled");
	}

	@Test
	void whatIsHandledHasAllKeysAndIsCurrent() throws Exception {
		Delivery delivery = new Delivery(2, new TestRecord("k", Map.of())) {

			@Override
			public CompletionStage<?> proceed() {
				assertThat(ObservationInterceptorTests.this.registry.getCurrentObservation()).isNotNull();
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
		assertAllKeys(KinesisListenerObservation.PROCESS.getLowCardinalityKeyNames(),
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
	void aBatchIsOneObservation() throws Exception {
		Delivery delivery = new Delivery(1, new TestRecord("a", Map.of()), new TestRecord("b", Map.of()));
		new ObservationListenerInterceptor(this.registry, null).intercept(delivery);
		delivery.stage.complete(null);
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasSingleObservationThat()
			.hasHighCardinalityKeyValue("messaging.batch.message_count", "2")
			.hasHighCardinalityKeyValue("kinesis.partition.key", "none")
			.hasLowCardinalityKeyValue("kinesis.listener.retry", "false");
		assertAllKeys(KinesisListenerObservation.PROCESS.getLowCardinalityKeyNames(),
				KinesisListenerObservation.PROCESS.getHighCardinalityKeyNames());
	}

	private void assertAllKeys(KeyName[] low, KeyName[] high) {
		TestObservationRegistryAssert.assertThat(this.registry).hasSingleObservationThat().satisfies((context) -> {
			assertThat(context.getLowCardinalityKeyValues()).extracting("key")
				.containsExactlyInAnyOrder(java.util.Arrays.stream(low).map(KeyName::asString).toArray());
			assertThat(context.getHighCardinalityKeyValues()).extracting("key")
				.containsExactlyInAnyOrder(java.util.Arrays.stream(high).map(KeyName::asString).toArray());
		});
	}

	private CompletableFuture<RecordResult> send(ObservationRegistry registry,
			KinesisTemplateObservationConvention convention) {
		return new ObservationSendInterceptor(registry, convention).intercept(invocation(() -> this.outcome));
	}

	private SendInvocation invocation(java.util.function.Supplier<CompletableFuture<RecordResult>> outcome) {
		DataRecord record = DataRecord.of(UserRecord.withoutKey(new byte[1]).withHeaders(Map.of("type", "order")));
		return new SendInvocation() {

			@Override
			public SendRequest request() {
				return SendRequest.of("orders", new byte[1]);
			}

			@Override
			public SendTarget target() {
				return new SendTarget("orders", SendMode.WRITER, "dev-orders");
			}

			@Override
			public DataRecord record() {
				return record;
			}

			@Override
			public CompletableFuture<RecordResult> proceed(DataRecord record) {
				ObservationInterceptorTests.this.sent.add(record);
				return outcome.get();
			}

		};
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

	private static final class Injecting implements ObservationHandler<KinesisTemplateContext> {

		@Override
		public void onStart(KinesisTemplateContext context) {
			context.getSetter().set(context.getCarrier(), "traceparent", "00-1");
			context.getSetter().set(context.getCarrier(), "tenant", "t");
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return context instanceof KinesisTemplateContext;
		}

	}

}
