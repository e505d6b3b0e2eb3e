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

package io.kinsumer.core.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(30)
class ThreadedRuntimeTests {

	private static final Duration FOR_EVER = Duration.ofHours(1);

	private final ThreadedRuntime runtime = new ThreadedRuntime("test");

	@AfterEach
	void close() {
		this.runtime.close();
	}

	@Test
	void theLoopRunsTasksOnOneThreadInTheOrderGiven() throws Exception {
		List<Integer> order = new ArrayList<>();
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < 100; i++) {
			int number = i;
			this.runtime.loop().execute(() -> {
				order.add(number);
				threads.add(Thread.currentThread());
			});
		}
		onLoop(() -> {
		});
		assertThat(order).hasSize(100).isSorted();
		assertThat(threads).containsOnly(threads.get(0));
		assertThat(threads.get(0).getName()).startsWith("test-loop-");
		assertThat(threads.get(0).isDaemon()).isTrue();
	}

	@Test
	void aFailingTaskDoesNotEndTheLoop() throws Exception {
		this.runtime.loop().execute(() -> {
			throw new IllegalStateException("expected by the test");
		});
		this.runtime.loop().execute(() -> {
			throw new StackOverflowError("expected by the test");
		});
		this.runtime.schedule(Duration.ZERO, () -> {
			throw new IllegalStateException("expected by the test");
		});
		List<String> later = new ArrayList<>();
		onLoop(() -> later.add("ran"));
		assertThat(later).containsExactly("ran");
	}

	@Test
	void aTimerRunsOnTheLoopWhenItsTimeHasCome() throws Exception {
		long begun = this.runtime.nanoTime();
		CompletableFuture<Thread> ran = new CompletableFuture<>();
		this.runtime.schedule(Duration.ofMillis(50), () -> ran.complete(Thread.currentThread()));
		assertThat(ran.get().getName()).startsWith("test-loop-");
		assertThat(Duration.ofNanos(this.runtime.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(50));
	}

	@Test
	void aCancelledTimerDoesNotRun() throws Exception {
		List<String> ran = new ArrayList<>();
		CompletableFuture<Void> later = new CompletableFuture<>();
		// On the loop, so that no timer can run in between.
		onLoop(() -> {
			this.runtime.schedule(Duration.ofMillis(20), () -> ran.add("cancelled")).cancel();
			this.runtime.schedule(Duration.ofMillis(40), () -> later.complete(null));
		});
		later.get();
		assertThat(ran).isEmpty();
	}

	@Test
	void aDelayThatIsOverMeansAsSoonAsPossible() throws Exception {
		CompletableFuture<Void> ran = new CompletableFuture<>();
		this.runtime.schedule(Duration.ofSeconds(-5), () -> ran.complete(null));
		ran.get();
	}

	@Test
	void anAnswerThatTakesTooLongIsATimeoutToldOnTheLoop() throws Exception {
		CompletableFuture<String> answer = new CompletableFuture<>();
		CompletableFuture<String> thread = new CompletableFuture<>();
		// On the loop, so that the time cannot be over before somebody listens.
		CompletableFuture<String> limited = CompletableFuture
			.supplyAsync(
					() -> this.runtime.within(Duration.ofMillis(20), answer)
						.whenComplete((value, failure) -> thread.complete(Thread.currentThread().getName())),
					this.runtime.loop())
			.get();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(limited::get)
			.withCauseInstanceOf(TimeoutException.class)
			.withMessageContaining("PT0.02S");
		assertThat(thread.get()).startsWith("test-loop-");
		assertThat(answer).as("the call itself").isNotDone();
		answer.complete("late");
		onLoop(() -> {
		});
		assertThat(limited).isCompletedExceptionally();
	}

	@Test
	void anAnswerInTimeIsPassedOnTheLoop() throws Exception {
		CompletableFuture<String> answer = new CompletableFuture<>();
		CompletableFuture<String> thread = this.runtime.within(FOR_EVER, answer)
			.thenApply((value) -> value + " on " + Thread.currentThread().getName());
		answer.complete("answer");
		assertThat(thread.get()).startsWith("answer on test-loop-");
	}

	@Test
	void aFailureInTimeIsPassed() {
		IllegalStateException failure = new IllegalStateException("refused");
		assertThatExceptionOfType(ExecutionException.class)
			.isThrownBy(this.runtime.within(FOR_EVER, CompletableFuture.failedFuture(failure))::get)
			.withCause(failure);
	}

	@Test
	void anAnswerIsToldOnceOnTheLoop() throws Exception {
		CompletableFuture<String> call = new CompletableFuture<>();
		List<String> told = new ArrayList<>();
		CompletableFuture<Void> first = new CompletableFuture<>();
		this.runtime.ask(Duration.ofMillis(20), () -> call, (value, failure) -> {
			told.add(Thread.currentThread().getName().replaceAll("[0-9]", "") + value + " " + failure);
			first.complete(null);
		});
		first.get();
		call.complete("late");
		onLoop(() -> {
		});
		assertThat(told)
			.containsExactly("test-loop-null java.util.concurrent.TimeoutException: no answer within PT0.02S");
	}

	@Test
	void aCallThatThrowsIsAnsweredByWhatItThrew() throws Exception {
		StackOverflowError thrown = new StackOverflowError("expected by the test");
		CompletableFuture<Throwable> told = new CompletableFuture<>();
		this.runtime.ask(FOR_EVER, () -> {
			throw thrown;
		}, (value, failure) -> told.complete(failure));
		assertThat(told.get()).isSameAs(thrown);
	}

	@Test
	void asManyHandlersRunAtOnceAsAreGiven() throws Exception {
		CountDownLatch all = new CountDownLatch(50);
		for (int i = 0; i < 50; i++) {
			this.runtime.handlers().execute(() -> {
				all.countDown();
				awaitUninterrupted(all);
			});
		}
		assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void theThreadsOfHandlersAreNamedAndDoNotKeepTheProcessAlive() throws Exception {
		Thread thread = handlerThread();
		assertThat(thread.getName()).startsWith("test-handler-");
		assertThat(thread.isDaemon()).isTrue();
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void handlersUseVirtualThreads() throws Exception {
		assertThat(Thread.class.getMethod("isVirtual").invoke(handlerThread())).isEqualTo(true);
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void handlersUsePlatformThreadsWhenToldSo() throws Exception {
		ThreadedRuntime platform = new ThreadedRuntime("platform", HandlerThreads.PLATFORM);
		CompletableFuture<Thread> thread = new CompletableFuture<>();
		platform.handlers().execute(() -> thread.complete(Thread.currentThread()));
		assertThat(Thread.class.getMethod("isVirtual").invoke(thread.get())).isEqualTo(false);
		platform.close();
	}

	@Test
	void closingInterruptsHandlersAndAcceptsNothingMore() throws Exception {
		CompletableFuture<Void> began = new CompletableFuture<>();
		CompletableFuture<String> ended = new CompletableFuture<>();
		List<String> ran = new ArrayList<>();
		this.runtime.handlers().execute(() -> {
			began.complete(null);
			try {
				new CountDownLatch(1).await();
			}
			catch (InterruptedException ex) {
				ended.complete("interrupted");
			}
		});
		began.get();
		this.runtime.close();
		assertThat(ended.get()).isEqualTo("interrupted");
		this.runtime.loop().execute(() -> ran.add("task"));
		this.runtime.schedule(Duration.ZERO, () -> ran.add("late timer")).cancel();
		assertThat(ran).isEmpty();
	}

	private static void awaitUninterrupted(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private Thread handlerThread() throws Exception {
		CompletableFuture<Thread> thread = new CompletableFuture<>();
		this.runtime.handlers().execute(() -> thread.complete(Thread.currentThread()));
		return thread.get();
	}

	private void onLoop(Runnable task) throws Exception {
		CompletableFuture.runAsync(task, this.runtime.loop()).get();
	}

}
