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
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.kinsumer.core.client.AwsErrors;
import io.kinsumer.core.processor.ShutdownException;
import io.kinsumer.spring.listener.Acknowledgment;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Commits messages before they are acknowledged, so that one that comes again is known.
 * When the shard is lost meanwhile, the listener learns it only if the storage answers at
 * once; the next owner finds a duplicate.
 */
final class DeduplicatedAcknowledgment implements Acknowledgment {

	private static final Log logger = LogFactory.getLog(DeduplicatedAcknowledgment.class);

	private final DeliveredClaims claims;

	private final Acknowledgment delegate;

	private final List<Integer> indexes;

	private final int known;

	private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

	/**
	 * Creates an acknowledgment.
	 * @param indexes what the listener gets
	 * @param known how many records are either new or duplicates
	 */
	DeduplicatedAcknowledgment(DeliveredClaims claims, Acknowledgment delegate, List<Integer> indexes, int known) {
		this.claims = claims;
		this.delegate = delegate;
		this.indexes = List.copyOf(indexes);
		this.known = known;
	}

	@Override
	public void acknowledge() {
		acknowledge(this.indexes.size() - 1);
	}

	@Override
	public void acknowledge(int index) {
		Objects.checkIndex(index, this.indexes.size());
		boolean all = index == this.indexes.size() - 1;
		int end = all ? this.known : this.indexes.get(index + 1);
		then(() -> this.claims.commitBefore(end), () -> {
			this.delegate.acknowledge(end - 1);
			Duration retryAfter = this.claims.retryAfter();
			if (all && retryAfter != null) {
				this.delegate.retryAfter(retryAfter);
			}
		});
	}

	@Override
	public void fail(Throwable cause) {
		then(this.claims::releaseAll, () -> this.delegate.fail(cause));
	}

	@Override
	public void retryAfter(Duration delay) {
		then(this.claims::releaseAll, () -> this.delegate.retryAfter(delay));
	}

	/**
	 * One after the other, however long the storage takes.
	 */
	private void then(Supplier<CompletableFuture<Void>> store, Runnable tell) {
		CompletableFuture<Void> told;
		synchronized (this) {
			told = this.last.thenCompose((done) -> store.get()).thenRun(tell);
			this.last = told.exceptionally((failure) -> null);
		}
		if (!told.isDone()) {
			told.exceptionally((failure) -> {
				logger.debug("An acknowledgment came too late: what it is about is delivered again", failure);
				return null;
			});
		}
		else if (told.isCompletedExceptionally()) {
			Throwable failure = AwsErrors.unwrap(told.handle((value, problem) -> problem).join());
			if (failure instanceof ShutdownException shutdown) {
				throw shutdown;
			}
			throw new IllegalStateException(failure);
		}
	}

}
