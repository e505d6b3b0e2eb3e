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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import io.kinsumer.core.record.KinesisRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class ClaimRenewalTests {

	private final DeduplicationStorage storage = mock(DeduplicationStorage.class);

	private final AtomicInteger renewed = new AtomicInteger();

	private volatile CompletableFuture<Boolean> answer = CompletableFuture.completedFuture(true);

	private ClaimRenewal renewal;

	@AfterEach
	void close() {
		this.renewal.close();
	}

	@Test
	void aClaimIsRenewedAsLongAsItsMessageIsHandled() {
		OpenClaim claim = claim();
		await().until(() -> this.renewed.get() >= 3);
		this.renewal.remove(claim);
		assertThat(isStill()).isTrue();
	}

	@Test
	void aRenewalThatFailsIsTriedAgain() {
		this.answer = CompletableFuture.failedFuture(new IllegalStateException("away"));
		claim();
		await().until(() -> this.renewed.get() >= 3);
	}

	@Test
	void aClaimThatIsSomebodyElsesIsNotRenewed() {
		this.answer = CompletableFuture.completedFuture(false);
		claim();
		await().until(() -> this.renewed.get() >= 1);
		assertThat(isStill()).isTrue();
		assertThat(this.renewed).hasValue(1);
	}

	private OpenClaim claim() {
		given(this.storage.inProgressTimeout()).willReturn(Duration.ofMillis(60));
		given(this.storage.renew("shop:orders", "7", "token")).willAnswer((invocation) -> {
			this.renewed.incrementAndGet();
			return this.answer;
		});
		this.renewal = new ClaimRenewal(this.storage);
		OpenClaim claim = open("7");
		this.renewal.add(claim);
		return claim;
	}

	/** Whether nothing more is renewed while another claim is, several times. */
	private boolean isStill() {
		AtomicInteger others = new AtomicInteger();
		given(this.storage.renew("shop:orders", "8", "token")).willAnswer((invocation) -> {
			others.incrementAndGet();
			return CompletableFuture.completedFuture(true);
		});
		this.renewal.add(open("8"));
		await().until(() -> others.get() >= 1);
		int before = this.renewed.get();
		await().until(() -> others.get() >= 4);
		return this.renewed.get() == before;
	}

	private static OpenClaim open(String id) {
		DeliveredClaims delivery = mock(DeliveredClaims.class);
		given(delivery.isWanted()).willReturn(true);
		return new OpenClaim("shop:orders", id, "token", mock(KinesisRecord.class), delivery, System.nanoTime());
	}

}
