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

package io.kinsumer.spring.event;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.kinsumer.core.processor.RetryAfterException;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.core.record.SequenceNumber;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.spring.converter.PayloadConversionException;
import io.kinsumer.spring.error.Unprintable;
import io.kinsumer.spring.event.deduplication.DeduplicationInterceptor;
import io.kinsumer.spring.event.message.EventHeaders;
import io.kinsumer.spring.listener.KinesisHeaders;
import io.kinsumer.spring.listener.ListenerContext;
import io.kinsumer.spring.listener.ListenerInvocation;
import io.kinsumer.spring.observation.ObservationListenerInterceptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

@ExtendWith(OutputCaptureExtension.class)
class EventErrorLoggingInterceptorTests {

	private static final String SECRET = "4711-secret";

	private final EventErrorLoggingInterceptor interceptor = new EventErrorLoggingInterceptor();

	@Test
	void logsAFailureOnceAndPassesItOn(CapturedOutput output) throws Exception {
		IllegalStateException failure = new IllegalStateException("13 brings bad luck");
		CompletionStage<?> handled = this.interceptor
			.intercept(invocation(true, CompletableFuture.failedFuture(failure)));
		assertThat(handled.toCompletableFuture()).failsWithin(Duration.ofSeconds(1))
			.withThrowableThat()
			.withCause(failure);
		assertThat(output.getOut())
			.containsOnlyOnce("Attempt 2 of listener 'orders' failed for message m of type "
					+ "'order-placed' (record 49/0 of shard shardId-000000000000, stream orders)")
			.contains("13 brings bad luck")
			.doesNotContain(SECRET);
	}

	@Test
	void logsWhatIsThrown(CapturedOutput output) {
		assertThatIllegalStateException().isThrownBy(() -> this.interceptor.intercept(invocation(true, null)))
			.withMessage("thrown");
		assertThat(output.getOut()).containsOnlyOnce("Attempt 2 of listener").contains("thrown");
	}

	@Test
	void doesNotQuoteThePayload(CapturedOutput output) throws Exception {
		this.interceptor.intercept(invocation(true, CompletableFuture
			.failedFuture(new IllegalArgumentException(new PayloadConversionException("unexpected " + SECRET, null)))));
		assertThat(output.getOut()).containsOnlyOnce("Attempt 2 of listener")
			.contains(IllegalArgumentException.class.getName())
			.doesNotContain(SECRET);
	}

	@Test
	void logsWhatCannotBeTold(CapturedOutput output) throws Exception {
		CompletableFuture<Object> outcome = new CompletableFuture<>();
		CompletionStage<?> handled = this.interceptor.intercept(invocation(true, outcome));
		RuntimeException failure = new Unprintable();
		outcome.completeExceptionally(failure);
		assertThat(handled.handle((value, thrown) -> thrown).toCompletableFuture()).isCompletedWithValue(failure);
		assertThat(output.getOut()).containsOnlyOnce("Attempt 2 of listener")
			.contains(UnsupportedOperationException.class.getName());
	}

	@Test
	@Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
	void causesMayGoRound(CapturedOutput output) throws Exception {
		Exception cause = new IllegalStateException("cause");
		Exception failure = new IllegalStateException("failure", cause);
		cause.initCause(failure);
		this.interceptor.intercept(invocation(true, CompletableFuture.failedFuture(failure)));
		assertThat(output.getOut()).containsOnlyOnce("Attempt 2 of listener");
	}

	@Test
	void cancellingReachesTheListener() throws Exception {
		CompletableFuture<Object> outcome = new CompletableFuture<>();
		this.interceptor.intercept(invocation(true, outcome)).toCompletableFuture().cancel(true);
		assertThat(outcome).isCancelled();
	}

	@Test
	void logsNothingElse(CapturedOutput output) throws Exception {
		this.interceptor.intercept(invocation(true, CompletableFuture.completedFuture(null)));
		this.interceptor
			.intercept(invocation(false, CompletableFuture.failedFuture(new IllegalStateException("no event"))));
		this.interceptor
			.intercept(invocation(true, CompletableFuture.failedFuture(new RetryAfterException(Duration.ZERO, null))));
		assertThat(output.getOut()).doesNotContain("Attempt");
	}

	@Test
	void interceptorsStandInTheirOrder() {
		assertThat(List.of(this.interceptor.getOrder(), ObservationListenerInterceptor.ORDER,
				DeduplicationInterceptor.ORDER, 0))
			.isSorted()
			.doesNotHaveDuplicates();
	}

	private static ListenerInvocation invocation(boolean event, CompletableFuture<?> outcome) throws Exception {
		KinesisRecord record = mock(KinesisRecord.class);
		given(record.stream()).willReturn(new StreamName("orders"));
		given(record.shardId()).willReturn(new ShardId("shardId-000000000000"));
		given(record.sequenceNumber()).willReturn(new SequenceNumber("49", 0));
		given(record.headers()).willReturn(
				event ? Map.of(EventHeaders.MESSAGE_ID, "m", KinesisHeaders.TYPE, "order-placed", "token", SECRET)
						: Map.of());
		ListenerContext context = mock(ListenerContext.class);
		given(context.attempt()).willReturn(2);
		given(context.listenerId()).willReturn("orders");
		ListenerInvocation invocation = mock(ListenerInvocation.class);
		given(invocation.records()).willReturn(List.of(record));
		given(invocation.context()).willReturn(context);
		if (outcome == null) {
			given(invocation.proceed()).willThrow(new IllegalStateException("thrown"));
		}
		else {
			given(invocation.proceed()).willAnswer((call) -> outcome);
		}
		return invocation;
	}

}
