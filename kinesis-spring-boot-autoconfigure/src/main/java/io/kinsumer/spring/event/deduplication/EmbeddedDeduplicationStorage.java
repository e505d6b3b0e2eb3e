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
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;

/**
 * Remembers in the memory of this process, by Caffeine. Other processes do not see it,
 * and it ends with this one: it finds what is published twice, and what comes again while
 * this process owns the shard, but not what the next owner of a shard gets again.
 */
public final class EmbeddedDeduplicationStorage implements DeduplicationStorage {

	private static final Duration RETRY_AFTER = Duration.ofMillis(100);

	private final Cache<List<String>, String> committed;

	/** Not in the cache, which may drop anything at any time. */
	private final ConcurrentMap<List<String>, String> claims = new ConcurrentHashMap<>();

	/**
	 * Creates a storage.
	 * @param window how long a message is remembered, more than zero
	 * @param maxEntries how many are remembered at most, 1 or more; when there are more,
	 * those that are not asked for are forgotten first
	 */
	public EmbeddedDeduplicationStorage(Duration window, long maxEntries) {
		this(window, maxEntries, Ticker.systemTicker());
	}

	EmbeddedDeduplicationStorage(Duration window, long maxEntries, Ticker ticker) {
		this.committed = Caffeine.newBuilder()
			.maximumSize(maxEntries)
			.expireAfterWrite(window)
			.ticker(ticker)
			.executor(Runnable::run)
			.build();
	}

	@Override
	public CompletionStage<DeduplicationClaim> claim(String group, String id) {
		return CompletableFuture.completedFuture(claim(key(group, id)));
	}

	private static List<String> key(String group, String id) {
		return List.of(group, StoredText.of(id));
	}

	private DeduplicationClaim claim(List<String> key) {
		String token = UUID.randomUUID().toString();
		if (this.claims.putIfAbsent(key, token) != null) {
			return new DeduplicationClaim.InProgress(RETRY_AFTER);
		}
		// Not before: a commit comes before the end of its claim.
		if (this.committed.getIfPresent(key) != null) {
			this.claims.remove(key, token);
			return new DeduplicationClaim.Duplicate();
		}
		return new DeduplicationClaim.New(token, false);
	}

	@Override
	public CompletionStage<Boolean> renew(String group, String id, String token) {
		return CompletableFuture.completedFuture(token.equals(this.claims.get(key(group, id))));
	}

	@Override
	public CompletionStage<Boolean> commit(String group, String id, String token) {
		List<String> key = key(group, id);
		String before = this.committed.getIfPresent(key);
		this.committed.put(key, token);
		boolean held = this.claims.remove(key, token) || token.equals(before);
		return CompletableFuture.completedFuture(held);
	}

	@Override
	public CompletionStage<Void> release(String group, String id, String token) {
		this.claims.remove(key(group, id), token);
		return CompletableFuture.completedFuture(null);
	}

	@Override
	public CompletionStage<Boolean> isDuplicated(String group, String id) {
		return CompletableFuture.completedFuture(this.committed.getIfPresent(key(group, id)) != null);
	}

	long size() {
		this.committed.cleanUp();
		return this.committed.estimatedSize() + this.claims.size();
	}

}
