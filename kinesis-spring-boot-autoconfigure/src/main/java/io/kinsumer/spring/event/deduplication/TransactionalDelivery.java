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

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

import io.kinsumer.core.processor.RetryAfterException;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.spring.listener.ListenerInvocation;

/**
 * Handles a message and remembers that in one transaction.
 */
final class TransactionalDelivery {

	private final TransactionalDeduplicationStorage storage;

	private final Outcomes outcomes;

	TransactionalDelivery(TransactionalDeduplicationStorage storage, Outcomes outcomes) {
		this.storage = storage;
		this.outcomes = outcomes;
	}

	CompletionStage<?> handle(String group, ListenerInvocation invocation) throws Exception {
		KinesisRecord record = invocation.records().get(0);
		String id = DeduplicationInterceptor.id(record);
		if (id == null) {
			tell(invocation, DeduplicationOutcome.NO_ID);
			return invocation.proceed();
		}
		DeduplicationOutcome outcome = inTransaction(group, id, invocation);
		if (outcome != DeduplicationOutcome.IN_PROGRESS) {
			tell(invocation, outcome);
		}
		return CompletableFuture.completedFuture(null);
	}

	private DeduplicationOutcome inTransaction(String group, String id, ListenerInvocation invocation)
			throws Exception {
		AtomicBoolean begun = new AtomicBoolean();
		try {
			return this.storage.inTransaction(() -> {
				begun.set(true);
				return handle(group, id, invocation);
			});
		}
		catch (RuntimeException ex) {
			throw begun.get() ? ex : unknown(group, id, invocation, ex);
		}
	}

	private RetryAfterException unknown(String group, String id, ListenerInvocation invocation, Exception cause) {
		tell(invocation, DeduplicationOutcome.LOOKUP_FAILED);
		return DeduplicationException.unknown(group, id, cause);
	}

	private DeduplicationOutcome handle(String group, String id, ListenerInvocation invocation) throws Exception {
		DeduplicationClaim claim;
		try {
			claim = Stages.await(this.storage.claim(group, id));
		}
		catch (InterruptedException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw unknown(group, id, invocation, ex);
		}
		if (claim instanceof DeduplicationClaim.InProgress progress) {
			tell(invocation, DeduplicationOutcome.IN_PROGRESS);
			throw new RetryAfterException(progress.retryAfter(), null);
		}
		if (claim instanceof DeduplicationClaim.New claimed) {
			CompletableFuture<?> handled = invocation.proceed().toCompletableFuture();
			if (!handled.isDone()) {
				throw new DeduplicationTransactionException("message " + id + " is handled later than listener '"
						+ invocation.context().listenerId() + "' returns, so that no transaction can cover that: "
						+ "handle it before the listener returns, or use another store than jdbc");
			}
			Stages.await(handled);
			return claimed.retaken() ? DeduplicationOutcome.RETAKEN : DeduplicationOutcome.NEW;
		}
		return DeduplicationOutcome.DUPLICATE;
	}

	private void tell(ListenerInvocation invocation, DeduplicationOutcome outcome) {
		this.outcomes.tell(invocation.context().shard().kinsumer(), invocation.records().get(0), outcome);
	}

}
