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

package io.kinsumer.spring.event.deduplication;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.kinsumer.core.processor.RetryAfterException;
import io.kinsumer.core.processor.ShardContext;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.spring.error.BatchListenerFailedException;
import io.kinsumer.spring.error.Unprintable;
import io.kinsumer.spring.event.message.EventHeaders;
import io.kinsumer.spring.listener.AckMode;
import io.kinsumer.spring.listener.Acknowledgment;
import io.kinsumer.spring.listener.KinesisListenerEndpoint;
import io.kinsumer.spring.listener.ListenerContext;
import io.kinsumer.spring.listener.ListenerHandler;
import io.kinsumer.spring.listener.ListenerInvocation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;

import org.springframework.transaction.CannotCreateTransactionException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

class DeduplicationInterceptorTests {

	private final EmbeddedDeduplicationStorage storage = new EmbeddedDeduplicationStorage(Duration.ofHours(1), 100);

	private final List<DeduplicationOutcome> outcomes = new ArrayList<>();

	private final DeduplicationInterceptor interceptor = new DeduplicationInterceptor(this.storage, Set.of(),
			List.of((kinsumer, record, outcome) -> this.outcomes.add(outcome)));

	private final List<Integer> given = new ArrayList<>();

	private Acknowledgment acknowledgment;

	private Acknowledgment ofListener;

	private CompletionStage<?> result = CompletableFuture.completedFuture(null);

	@BeforeEach
	void prepare() {
		this.interceptor.prepare(KinesisListenerEndpoint.of("listener", "orders",
				new ListenerHandler.OfRecords((record, context) -> this.result)), "shop", AckMode.BATCH);
	}

	@Test
	void aMessageIsHandledOnce() throws Exception {
		assertThat(handle("a")).isCompleted();
		assertThat(handle("a")).isCompleted();
		assertThat(handle((String) null)).isCompleted();
		assertThat(this.given).containsExactly(0, 0);
		assertThat(this.outcomes).containsExactly(DeduplicationOutcome.NEW, DeduplicationOutcome.DUPLICATE,
				DeduplicationOutcome.NO_ID);
	}

	@Test
	void aFailureReleasesTheClaim() throws Exception {
		this.result = CompletableFuture.failedFuture(new IllegalStateException("failed"));
		assertThat(handle("a")).isCompletedExceptionally();
		this.result = CompletableFuture.completedFuture(null);
		assertThat(handle("a")).isCompleted();
		assertThat(this.given).containsExactly(0, 0);
	}

	@Test
	void ofABatchWhatIsNewIsHandledAndWhatIsHandledElsewhereComesAgain() throws Exception {
		handle("a");
		this.storage.claim("shop:listener", "d");
		this.given.clear();
		CompletableFuture<?> handled = handle("a", "b", null, "b", "d", "e");
		assertThat(handled.handle((value, failure) -> failure).join()).isInstanceOf(RetryAfterException.class);
		assertThat(this.given).containsExactly(1, 2);
		assertThat(duplicated("b")).isTrue();
		// The claim that nobody will use is given back.
		assertThat(this.storage.claim("shop:listener", "e").toCompletableFuture().join())
			.isInstanceOf(DeduplicationClaim.New.class);
	}

	@Test
	void ofABatchThatFailsWhatComesBeforeIsHandled() throws Exception {
		this.result = CompletableFuture
			.failedFuture(new BatchListenerFailedException(1, new IllegalStateException("failed")));
		assertThat(handle("a", "b", "c")).isCompletedExceptionally();
		assertThat(duplicated("a")).isTrue();
		assertThat(duplicated("b")).isFalse();
		assertThat(this.storage.claim("shop:listener", "b").toCompletableFuture().join())
			.isInstanceOf(DeduplicationClaim.New.class);
	}

	@Test
	void duplicatesAreAcknowledgedAndOthersWhenTheListenerSaysSo() throws Exception {
		this.acknowledgment = mock(Acknowledgment.class);
		assertThat(handle("a", "b")).isCompleted();
		assertThat(duplicated("a")).isFalse();
		verify(this.acknowledgment, never()).acknowledge(1);
		this.ofListener.acknowledge();
		verify(this.acknowledgment).acknowledge(1);
		assertThat(duplicated("a")).isTrue();
		assertThat(handle("a", "b")).isCompleted();
		InOrder order = inOrder(this.acknowledgment);
		order.verify(this.acknowledgment, org.mockito.Mockito.times(2)).acknowledge(1);
		handle("c");
		IllegalStateException cause = new IllegalStateException("failed");
		this.ofListener.fail(cause);
		verify(this.acknowledgment).fail(cause);
		assertThat(this.storage.claim("shop:listener", "c").toCompletableFuture().join())
			.isInstanceOf(DeduplicationClaim.New.class);
	}

	@Test
	void aFailureWhoseTextThrowsIsHandedOnAsItIs() throws Exception {
		RuntimeException failure = new Unprintable();
		CompletableFuture<Object> pending = new CompletableFuture<>();
		this.result = pending;
		CompletableFuture<?> handled = handle("a");
		pending.completeExceptionally(failure);
		assertThat(handled.handle((value, thrown) -> thrown).join()).isSameAs(failure);
		assertThat(duplicated("a")).isFalse();
		assertThat(this.storage.claim("shop:listener", "a").toCompletableFuture().join())
			.isInstanceOf(DeduplicationClaim.New.class);
	}

	@Test
	void whatCannotBeLookedUpFails() throws Exception {
		DeduplicationStorage broken = mock(DeduplicationStorage.class);
		given(broken.inProgressTimeout()).willReturn(Duration.ZERO);
		given(broken.claim(any(), any())).willReturn(CompletableFuture.failedFuture(new IllegalStateException("away")));
		DeduplicationInterceptor interceptor = new DeduplicationInterceptor(broken, Set.of(),
				List.of((kinsumer, record, outcome) -> this.outcomes.add(outcome)));
		interceptor.prepare(KinesisListenerEndpoint.of("listener", "orders",
				new ListenerHandler.OfRecords((record, context) -> this.result)), "shop", AckMode.BATCH);
		org.assertj.core.api.Assertions.assertThatThrownBy(() -> interceptor.intercept(new Call(List.of(record("a")))))
			.isInstanceOf(RetryAfterException.class)
			.hasMessageContaining("away")
			.hasCauseInstanceOf(DeduplicationException.class);
		assertThat(this.given).isEmpty();
		assertThat(this.outcomes).containsExactly(DeduplicationOutcome.LOOKUP_FAILED);
	}

	@Test
	void whatCannotBeLookedUpInATransactionFails() throws Exception {
		TransactionalDeduplicationStorage broken = mock(TransactionalDeduplicationStorage.class);
		given(broken.inProgressTimeout()).willReturn(Duration.ZERO);
		given(broken.inTransaction(any())).willThrow(new CannotCreateTransactionException("away"));
		DeduplicationInterceptor interceptor = new DeduplicationInterceptor(broken, Set.of(),
				List.of((kinsumer, record, outcome) -> this.outcomes.add(outcome)));
		interceptor.prepare(KinesisListenerEndpoint.of("listener", "orders",
				new ListenerHandler.OfRecords((record, context) -> this.result)), "shop", AckMode.BATCH);
		org.assertj.core.api.Assertions.assertThatThrownBy(() -> interceptor.intercept(new Call(List.of(record("a")))))
			.isInstanceOf(RetryAfterException.class)
			.hasCauseInstanceOf(DeduplicationException.class)
			.hasMessageContaining("message a")
			.hasMessageContaining("away");
		assertThat(this.outcomes).containsExactly(DeduplicationOutcome.LOOKUP_FAILED);
	}

	private boolean duplicated(String id) {
		return this.storage.isDuplicated("shop:listener", id).toCompletableFuture().join();
	}

	private CompletableFuture<?> handle(String... ids) throws Exception {
		List<KinesisRecord> records = new ArrayList<>();
		for (String id : ids) {
			records.add(record(id));
		}
		return this.interceptor.intercept(new Call(records)).toCompletableFuture();
	}

	private static KinesisRecord record(String id) {
		KinesisRecord record = mock(KinesisRecord.class);
		given(record.headers()).willReturn((id != null) ? Map.of(EventHeaders.MESSAGE_ID, id) : Map.of());
		return record;
	}

	private final class Call implements ListenerInvocation {

		private final List<KinesisRecord> records;

		private final ListenerContext context = mock(ListenerContext.class);

		Call(List<KinesisRecord> records) {
			this.records = records;
			ShardContext shard = mock(ShardContext.class);
			given(shard.kinsumer()).willReturn("orders");
			given(shard.deliverable()).willReturn(true);
			given(this.context.listenerId()).willReturn("listener");
			given(this.context.shard()).willReturn(shard);
			given(this.context.acknowledgment()).willReturn(DeduplicationInterceptorTests.this.acknowledgment);
		}

		@Override
		public List<KinesisRecord> records() {
			return this.records;
		}

		@Override
		public ListenerContext context() {
			return this.context;
		}

		@Override
		public CompletionStage<?> proceed() {
			for (int i = 0; i < this.records.size(); i++) {
				DeduplicationInterceptorTests.this.given.add(i);
			}
			return DeduplicationInterceptorTests.this.result;
		}

		@Override
		public CompletionStage<?> proceed(List<Integer> indexes, Acknowledgment acknowledgment) {
			DeduplicationInterceptorTests.this.given.addAll(indexes);
			DeduplicationInterceptorTests.this.ofListener = acknowledgment;
			return DeduplicationInterceptorTests.this.result;
		}

	}

}
