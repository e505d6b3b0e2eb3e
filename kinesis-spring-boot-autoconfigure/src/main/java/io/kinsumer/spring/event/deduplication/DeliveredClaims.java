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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;

import io.kinsumer.core.client.AwsErrors;
import io.kinsumer.core.processor.RetryAfterException;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.spring.error.BatchListenerFailedException;
import io.kinsumer.spring.listener.Acknowledgment;
import io.kinsumer.spring.listener.ListenerInvocation;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The claims of one delivery, and what becomes of them while its records are handled.
 */
final class DeliveredClaims {

	private static final Log logger = LogFactory.getLog(DeliveredClaims.class);

	private final DeduplicationStorage storage;

	private final ClaimRenewal renewal;

	private final Outcomes outcomes;

	private final ListenerInvocation invocation;

	/** The records that the listener gets, by their index. */
	private final List<Integer> indexes = new ArrayList<>();

	private final ConcurrentSkipListMap<Integer, OpenClaim> open = new ConcurrentSkipListMap<>();

	private int known;

	private @Nullable Duration retryAfter;

	private volatile boolean returned;

	DeliveredClaims(DeduplicationStorage storage, ClaimRenewal renewal, Outcomes outcomes,
			ListenerInvocation invocation) {
		this.storage = storage;
		this.renewal = renewal;
		this.outcomes = outcomes;
		this.invocation = invocation;
	}

	/**
	 * When to ask again for what is handled elsewhere; {@code null} when nothing is.
	 */
	@Nullable Duration retryAfter() {
		return this.retryAfter;
	}

	void withoutId(int index) {
		this.indexes.add(index);
		this.known = index + 1;
		tell(index, DeduplicationOutcome.NO_ID);
	}

	void duplicate(int index) {
		this.known = index + 1;
		tell(index, DeduplicationOutcome.DUPLICATE);
	}

	void claimed(int index, String group, String id, DeduplicationClaim claim, long asked) {
		if (claim instanceof DeduplicationClaim.InProgress progress) {
			this.retryAfter = progress.retryAfter();
			tell(index, DeduplicationOutcome.IN_PROGRESS);
		}
		else if (claim instanceof DeduplicationClaim.New claimed) {
			OpenClaim claimOfRecord = new OpenClaim(group, id, claimed.token(), this.invocation.records().get(index),
					this, asked);
			this.open.put(index, claimOfRecord);
			this.renewal.add(claimOfRecord);
			this.indexes.add(index);
			this.known = index + 1;
			tell(index, claimed.retaken() ? DeduplicationOutcome.RETAKEN : DeduplicationOutcome.NEW);
		}
		else {
			duplicate(index);
		}
	}

	private void tell(int index, DeduplicationOutcome outcome) {
		tell(this.invocation.records().get(index), outcome);
	}

	void tell(KinesisRecord record, DeduplicationOutcome outcome) {
		this.outcomes.tell(this.invocation.context().shard().kinsumer(), record, outcome);
	}

	/**
	 * Whether the claims are to be kept: not when the listener has returned, has not
	 * acknowledged, and the shard goes elsewhere.
	 */
	boolean isWanted() {
		return !this.returned || this.invocation.context().shard().deliverable();
	}

	/**
	 * Calls the listener with what is new.
	 */
	CompletionStage<?> handle() throws Exception {
		Acknowledgment acknowledgment = this.invocation.context().acknowledgment();
		if (this.indexes.isEmpty()) {
			if (acknowledgment != null && this.known > 0) {
				acknowledgment.acknowledge(this.known - 1);
			}
			return rest();
		}
		CompletionStage<?> handled;
		try {
			handled = call(acknowledgment);
		}
		catch (Throwable ex) {
			handled = CompletableFuture.failedFuture(ex);
		}
		CompletableFuture<Void> result = new CompletableFuture<>();
		CompletionStage<?> call = handled;
		// Not whenComplete: that asks a failure for its text, which may throw.
		call.handle((value, failure) -> {
			Throwable cause = (failure != null) ? AwsErrors.unwrap(failure) : null;
			return ended(cause, acknowledgment != null).handle((ignored, problem) -> {
				Throwable outcome = (problem != null) ? AwsErrors.unwrap(problem) : cause;
				return (outcome != null) ? result.completeExceptionally(outcome) : result.complete(null);
			});
		});
		result.handle((value, failure) -> {
			if (result.isCancelled()) {
				call.toCompletableFuture().cancel(true);
			}
			return null;
		});
		return result;
	}

	private CompletionStage<?> call(@Nullable Acknowledgment acknowledgment) throws Exception {
		if (acknowledgment != null) {
			return this.invocation.proceed(List.copyOf(this.indexes),
					new DeduplicatedAcknowledgment(this, acknowledgment, this.indexes, this.known));
		}
		if (this.indexes.size() == this.invocation.records().size()) {
			return this.invocation.proceed();
		}
		return this.invocation.proceed(List.copyOf(this.indexes), null);
	}

	/**
	 * Tells the store what became of what was claimed.
	 */
	private CompletableFuture<Void> ended(@Nullable Throwable failure, boolean manual) {
		this.returned = true;
		if (failure == null) {
			return manual ? CompletableFuture.completedFuture(null)
					: commitBefore(this.known).thenCompose((committed) -> rest());
		}
		int handled = (failure instanceof BatchListenerFailedException batch) ? batch.index() : 0;
		return commitBefore(handled).thenCompose((committed) -> releaseAll());
	}

	/**
	 * All that was claimed is handled; what is handled elsewhere comes again.
	 */
	private CompletableFuture<Void> rest() {
		Duration delay = this.retryAfter;
		return (delay != null) ? CompletableFuture.failedFuture(new RetryAfterException(delay, null))
				: CompletableFuture.completedFuture(null);
	}

	/**
	 * The records before this one are handled. A commit that fails does not make a
	 * failure of what succeeded.
	 */
	CompletableFuture<Void> commitBefore(int end) {
		return Stages.forEach(take(end), (claim) -> {
			return Stages.call(() -> this.storage.commit(claim.group, claim.id, claim.token))
				.handle((held, failure) -> {
					this.renewal.remove(claim);
					if (failure != null) {
						logger.warn(
								"Message " + claim.id + " was handled by " + claim.group
										+ ", but that could not be stored: it is handled again if it comes again",
								failure);
						tell(claim.record, DeduplicationOutcome.COMMIT_FAILED);
					}
					else if (!held) {
						logger.warn("Message " + claim.id + " was handled by " + claim.group
								+ ", but its claim was somebody else's by then: it may have been handled twice");
						tell(claim.record, DeduplicationOutcome.CLAIM_LOST);
					}
					return null;
				});
		});
	}

	/**
	 * What is not committed is not handled.
	 */
	CompletableFuture<Void> releaseAll() {
		return Stages.forEach(take(Integer.MAX_VALUE), (claim) -> {
			this.renewal.remove(claim);
			return release(this.storage, claim.group, claim.id, claim.token);
		});
	}

	static CompletableFuture<Void> release(DeduplicationStorage storage, String group, String id, String token) {
		return Stages.call(() -> storage.release(group, id, token)).exceptionally((failure) -> {
			logger.warn("The claim of message " + id + " of " + group
					+ " could not be released: it is handled again when the claim has lapsed: " + failure);
			return null;
		});
	}

	private List<OpenClaim> take(int end) {
		List<OpenClaim> taken = new ArrayList<>();
		for (Integer index : this.open.headMap(end).keySet()) {
			OpenClaim claim = this.open.remove(index);
			if (claim != null) {
				taken.add(claim);
			}
		}
		return taken;
	}

}
