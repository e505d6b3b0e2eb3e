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

package io.kinsumer.spring.listener;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.spring.error.BatchListenerFailedException;
import org.jspecify.annotations.Nullable;

/**
 * A call of a listener, seen by one of the interceptors around it.
 */
final class InterceptedCall implements ListenerInvocation {

	private final List<ListenerInterceptor> interceptors;

	private final int next;

	private final List<KinesisRecord> records;

	private final ListenerContext context;

	private final Target target;

	private InterceptedCall(List<ListenerInterceptor> interceptors, int next, List<KinesisRecord> records,
			ListenerContext context, Target target) {
		this.interceptors = interceptors;
		this.next = next;
		this.records = records;
		this.context = context;
		this.target = target;
	}

	/**
	 * A listener with interceptors around it.
	 */
	static RecordListener around(List<ListenerInterceptor> interceptors, RecordListener listener) {
		if (interceptors.isEmpty()) {
			return listener;
		}
		return (record, context) -> new InterceptedCall(interceptors, 0, List.of(record), context,
				(records, known) -> listener.onRecord(records.get(0), known))
			.proceed();
	}

	/**
	 * A listener with interceptors around it.
	 */
	static BatchListener aroundBatches(List<ListenerInterceptor> interceptors, BatchListener listener) {
		if (interceptors.isEmpty()) {
			return listener;
		}
		return (records, context) -> new InterceptedCall(interceptors, 0, records, context, listener::onBatch)
			.proceed();
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
	public CompletionStage<?> proceed() throws Exception {
		return proceed(this.records, this.context);
	}

	@Override
	public CompletionStage<?> proceed(List<Integer> indexes, @Nullable Acknowledgment acknowledgment) {
		List<KinesisRecord> part = indexes.stream().map(this.records::get).toList();
		ListenerContext known = new DeliveryContext(this.context.listenerId(), this.context.shard(),
				this.context.attempt(), this.context.fetchedAt(), this.context.millisBehindLatest(), acknowledgment);
		return Pipeline.then(Pipeline.call(() -> proceed(part, known)), (failure) -> (failure != null)
				? CompletableFuture.failedFuture(translate(failure, indexes)) : Pipeline.DONE);
	}

	/**
	 * Translates the index of a failure, which is that of a record that was left.
	 */
	private static Throwable translate(Throwable failure, List<Integer> indexes) {
		if (failure instanceof UnreadableRecordException unreadable) {
			return new UnreadableRecordException(indexes.get(unreadable.index()), unreadable.reason());
		}
		if (failure instanceof BatchListenerFailedException batch) {
			if (batch.index() >= indexes.size()) {
				return new IllegalStateException("the listener says that record " + batch.index()
						+ " failed of a batch of " + indexes.size() + " records", batch);
			}
			Throwable cause = (batch.getCause() != null) ? batch.getCause() : batch;
			return new BatchListenerFailedException(indexes.get(batch.index()), cause);
		}
		return failure;
	}

	private CompletionStage<?> proceed(List<KinesisRecord> records, ListenerContext context) throws Exception {
		if (this.next == this.interceptors.size()) {
			return this.target.call(records, context);
		}
		return this.interceptors.get(this.next)
			.intercept(new InterceptedCall(this.interceptors, this.next + 1, records, context, this.target));
	}

	/**
	 * The listener's own call.
	 */
	private interface Target {

		CompletionStage<?> call(List<KinesisRecord> records, ListenerContext context) throws Exception;

	}

}
