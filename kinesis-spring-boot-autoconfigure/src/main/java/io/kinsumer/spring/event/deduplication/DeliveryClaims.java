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

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.kinsumer.core.client.AwsErrors;
import io.kinsumer.core.processor.RetryAfterException;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.spring.listener.ListenerInvocation;
import org.jspecify.annotations.Nullable;

/**
 * Claims the messages of a delivery. Waits for the storage on the calling thread, which
 * is the one that the listener will be called on.
 */
final class DeliveryClaims {

	private static final int AT_ONCE = 64;

	private final DeduplicationStorage storage;

	private final ClaimRenewal renewal;

	private final Outcomes outcomes;

	DeliveryClaims(DeduplicationStorage storage, ClaimRenewal renewal, Outcomes outcomes) {
		this.storage = storage;
		this.renewal = renewal;
		this.outcomes = outcomes;
	}

	/**
	 * Claims the messages in their order, up to the first one that somebody else is
	 * handling.
	 * @throws RetryAfterException if the storage does not answer; nothing is claimed then
	 * @throws InterruptedException if the shard is wanted back
	 */
	DeliveredClaims claim(String group, ListenerInvocation invocation) throws InterruptedException {
		DeliveredClaims delivered = new DeliveredClaims(this.storage, this.renewal, this.outcomes, invocation);
		List<KinesisRecord> records = invocation.records();
		Set<String> seen = new HashSet<>();
		for (int from = 0; from < records.size() && delivered.retryAfter() == null; from += AT_ONCE) {
			claim(group, delivered, records, from, Math.min(records.size(), from + AT_ONCE), seen);
		}
		return delivered;
	}

	private void claim(String group, DeliveredClaims delivered, List<KinesisRecord> records, int from, int to,
			Set<String> seen) throws InterruptedException {
		long now = System.nanoTime();
		List<@Nullable CompletableFuture<DeduplicationClaim>> answers = new ArrayList<>();
		for (int i = from; i < to; i++) {
			String id = DeduplicationInterceptor.id(records.get(i));
			answers.add((id != null && seen.add(id)) ? Stages.call(() -> this.storage.claim(group, id)) : null);
		}
		int next = from;
		try {
			for (; next < to && delivered.retryAfter() == null; next++) {
				KinesisRecord record = records.get(next);
				String id = DeduplicationInterceptor.id(record);
				CompletableFuture<DeduplicationClaim> answer = answers.get(next - from);
				if (id == null) {
					delivered.withoutId(next);
				}
				else if (answer == null) {
					// The same message is in this delivery already.
					delivered.duplicate(next);
				}
				else {
					delivered.claimed(next, group, id, Stages.await(answer), now);
				}
			}
		}
		catch (InterruptedException ex) {
			giveBack(delivered, group, records, answers, from, next);
			throw ex;
		}
		catch (Exception ex) {
			giveBack(delivered, group, records, answers, from, next + 1);
			KinesisRecord record = records.get(next);
			delivered.tell(record, DeduplicationOutcome.LOOKUP_FAILED);
			throw DeduplicationException.unknown(group, String.valueOf(DeduplicationInterceptor.id(record)),
					AwsErrors.unwrap(ex));
		}
		giveBack(null, group, records, answers, from, next);
	}

	/**
	 * Releases what was claimed, now or later, and will not be handled.
	 */
	private void giveBack(@Nullable DeliveredClaims delivered, String group, List<KinesisRecord> records,
			List<@Nullable CompletableFuture<DeduplicationClaim>> answers, int from, int next) {
		if (delivered != null) {
			delivered.releaseAll();
		}
		for (int i = next; i - from < answers.size(); i++) {
			CompletableFuture<DeduplicationClaim> answer = answers.get(i - from);
			String id = DeduplicationInterceptor.id(records.get(i));
			if (answer != null && id != null) {
				answer.thenAccept((claim) -> {
					if (claim instanceof DeduplicationClaim.New claimed) {
						DeliveredClaims.release(this.storage, group, id, claimed.token());
					}
				});
			}
		}
	}

}
