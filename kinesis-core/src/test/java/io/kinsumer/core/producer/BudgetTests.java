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

package io.kinsumer.core.producer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

import io.kinsumer.core.client.KinesisException;
import io.kinsumer.core.record.StreamName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Timeout(30)
class BudgetTests {

	private static final long MIB = 1024 * 1024;

	private final ProducerSettingsBuilder settings = ProducerSettings.builder("clicks", new StreamName("orders"))
		.backlogCount(3)
		.backlogSize(4 * MIB);

	@Test
	void waitersAreServedInTheirOrder() {
		Budget budget = new Budget(this.settings.build());
		assertThat(budget.acquire(3 * MIB)).isNull();
		List<Integer> served = new ArrayList<>();
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			int number = i;
			// The first is large: the small ones behind it, which would fit, must not
			// overtake it.
			long size = (i == 0) ? 4 * MIB : 1;
			Thread thread = new Thread(() -> {
				assertThat(budget.acquire(size)).isNull();
				synchronized (served) {
					served.add(number);
				}
				budget.release(1, size);
			});
			threads.add(thread);
			thread.start();
			await().until(
					() -> thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING);
		}
		assertThat(served).isEmpty();
		budget.release(1, 3 * MIB);
		await().until(() -> threads.stream().noneMatch(Thread::isAlive));
		assertThat(served.get(0)).isZero();
		assertThat(served).hasSize(3);
		assertThat(budget.records()).isZero();
		assertThat(budget.bytes()).isZero();
	}

	@Test
	void waitingEndsWithTheTimeout() {
		Budget budget = new Budget(
				this.settings.backlogPolicy(BacklogPolicy.TIMEOUT).backlogTimeout(Duration.ofMillis(20)).build());
		assertThat(budget.acquire(4 * MIB)).isNull();
		assertThat(budget.acquire(1)).isInstanceOf(BacklogFullException.class).hasMessageContaining("PT0.02S");
		budget.release(1, 4 * MIB);
		assertThat(budget.acquire(1)).isNull();
		assertThat(budget.records()).as("nothing is taken for whoever gave up").isEqualTo(1);
		assertThat(budget.bytes()).isEqualTo(1);
	}

	@Test
	void emptyOneTakesARecordLargerThanAllItsRoom() {
		Budget budget = new Budget(this.settings.backlogPolicy(BacklogPolicy.FAIL).build());
		assertThat(budget.acquire(5 * MIB)).isNull();
		assertThat(budget.used()).isEqualTo(1.25);
		assertThat(budget.acquire(1)).isInstanceOf(BacklogFullException.class);
		budget.release(1, 5 * MIB);
		assertThat(budget.acquire(1)).isNull();
	}

	@Test
	void waitingEndsWithInterruptOrClose() {
		Budget budget = new Budget(this.settings.build());
		assertThat(budget.acquire(4 * MIB)).isNull();
		Thread.currentThread().interrupt();
		assertThat(budget.acquire(1)).isInstanceOf(BacklogFullException.class).hasMessageContaining("interrupted");
		assertThat(Thread.interrupted()).isTrue();
		AtomicReference<KinesisException> failure = new AtomicReference<>();
		Thread waiting = new Thread(() -> failure.set(budget.acquire(1)));
		waiting.start();
		await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
		budget.close();
		await().until(() -> failure.get() instanceof ProducerStoppedException);
		assertThat(budget.acquire(1)).isInstanceOf(ProducerStoppedException.class);
		assertThat(budget.records()).isEqualTo(1);
	}

	@Test
	void neverExceedsItsBounds() {
		Budget budget = new Budget(this.settings.build());
		ExecutorService executor = Executors.newFixedThreadPool(8);
		List<CompletableFuture<Void>> done = new ArrayList<>();
		for (int i = 0; i < 8; i++) {
			done.add(CompletableFuture.runAsync(() -> {
				for (int round = 0; round < 500; round++) {
					assertThat(budget.acquire(MIB + round)).isNull();
					assertThat(budget.records()).isBetween(1, 3);
					assertThat(budget.bytes()).isBetween(MIB, 4 * MIB);
					budget.release(1, MIB + round);
				}
			}, executor));
		}
		done.forEach(CompletableFuture::join);
		executor.shutdown();
		assertThat(budget.records()).isZero();
		assertThat(budget.bytes()).isZero();
	}

}
