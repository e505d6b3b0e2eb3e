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

import io.kinsumer.core.client.ThrottlingException;
import io.kinsumer.core.record.DataRecord;
import io.kinsumer.core.record.RecordResult;
import io.kinsumer.core.record.SequenceNumber;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.UserRecord;
import io.kinsumer.spring.template.SendInvocation;
import io.kinsumer.spring.template.SendMode;
import io.kinsumer.spring.template.SendRequest;
import io.kinsumer.spring.template.SendTarget;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What is observed of sending.
 */
class ObservationSendInterceptorTests {

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
		ObservedKeys.assertAll(this.registry, KinesisTemplateObservation.SEND.getLowCardinalityKeyNames(),
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
		ObservedKeys.assertAll(this.registry, KinesisTemplateObservation.SEND.getLowCardinalityKeyNames(),
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
	void theConventionMayBeReplaced() {
		send(this.registry, new DefaultKinesisTemplateObservationConvention() {

			@Override
			public String getName() {
				return "mine.sent";
			}

		});
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasObservationWithNameEqualTo("mine.sent")
			.that()
			.hasLowCardinalityKeyValue("kinesis.template.mode", "writer");
	}

	@Test
	void aHandlerOfObservationsThatThrowsChangesNoOutcome() {
		this.registry.observationConfig().observationHandler(new ThrowingObservationHandler());
		CompletableFuture<RecordResult> result = send(this.registry, null);
		this.outcome.complete(new RecordResult(new ShardId("shardId-7"), SequenceNumber.of("42"), true, 1));
		assertThat(result).isCompletedWithValue(this.outcome.join());
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
				ObservationSendInterceptorTests.this.sent.add(record);
				return outcome.get();
			}

		};
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
