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
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How long and how much the memory of the process remembers.
 */
class EmbeddedDeduplicationStorageTests {

	private static final Duration WINDOW = Duration.ofHours(1);

	private final AtomicLong nanos = new AtomicLong();

	private final EmbeddedDeduplicationStorage storage = new EmbeddedDeduplicationStorage(WINDOW, 100, this.nanos::get);

	private DeduplicationClaim claim(String id) {
		return this.storage.claim("shop", id).toCompletableFuture().join();
	}

	private void handle(String id) {
		DeduplicationClaim.New claim = (DeduplicationClaim.New) claim(id);
		this.storage.commit("shop", id, claim.token());
	}

	private boolean isDuplicated(String id) {
		return this.storage.isDuplicated("shop", id).toCompletableFuture().join();
	}

	@Test
	void aMessageIsKnownForTheWindowHoweverOftenItComes() {
		handle("1");
		this.nanos.addAndGet(WINDOW.toNanos() - 1);
		assertThat(claim("1")).isInstanceOf(DeduplicationClaim.Duplicate.class);
		assertThat(isDuplicated("1")).isTrue();
		this.nanos.addAndGet(1);
		assertThat(isDuplicated("1")).isFalse();
		assertThat(claim("1")).isInstanceOf(DeduplicationClaim.New.class);
	}

	@Test
	void noMoreAreKeptThanAllowed() {
		for (int i = 0; i < 1000; i++) {
			handle("m" + i);
		}
		assertThat(this.storage.size()).isEqualTo(100);
	}

	@Test
	void whatIsBeingHandledIsNeverForgotten() {
		DeduplicationClaim.New claim = (DeduplicationClaim.New) claim("slow");
		for (int i = 0; i < 1000; i++) {
			handle("m" + i);
		}
		this.nanos.addAndGet(WINDOW.multipliedBy(2).toNanos());
		assertThat(claim("slow")).isInstanceOf(DeduplicationClaim.InProgress.class);
		this.storage.commit("shop", "slow", claim.token());
		assertThat(claim("slow")).isInstanceOf(DeduplicationClaim.Duplicate.class);
	}

}
