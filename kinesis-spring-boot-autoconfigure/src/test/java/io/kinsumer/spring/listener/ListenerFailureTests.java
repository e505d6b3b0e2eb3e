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

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.kinsumer.core.processor.RetryAfterException;
import io.kinsumer.spring.converter.PayloadConversionException;
import io.kinsumer.spring.error.BatchListenerFailedException;
import io.kinsumer.spring.error.DeadLetter;
import io.kinsumer.spring.error.DeadLetterTarget;
import io.kinsumer.spring.error.ExhaustedAction;
import io.kinsumer.spring.error.FailureDecision;
import io.kinsumer.spring.error.FailureListener;
import io.kinsumer.spring.error.FailurePolicy;
import io.kinsumer.spring.error.RetryBackoff;
import io.kinsumer.spring.error.RetryingFailurePolicy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What happens when handling fails, on the real engine, beyond the table.
 */
class ListenerFailureTests {

	private static final RetryBackoff SOON = new RetryBackoff(Duration.ofMillis(1), 1, Duration.ofMillis(1), 0);

	private static EngineHarness engine;

	private final ConcurrentLinkedQueue<Integer> seen = new ConcurrentLinkedQueue<>();

	private final List<DeadLetter> letters = new CopyOnWriteArrayList<>();

	private final DeadLetterTarget target = (letter) -> {
		this.letters.add(letter);
		return CompletableFuture.completedFuture(null);
	};

	@BeforeAll
	static void start() {
		engine = new EngineHarness();
	}

	@AfterAll
	static void stop() {
		engine.close();
	}

	@Test
	void whileTheTargetRefusesARecordItIsOfferedAgainWithoutCallingTheListener() {
		EngineHarness.Stream stream = engine.stream(2);
		AtomicBoolean broken = new AtomicBoolean(true);
		AtomicInteger offered = new AtomicInteger();
		AtomicInteger refusals = new AtomicInteger();
		DeadLetterTarget target = (letter) -> {
			offered.incrementAndGet();
			if (broken.get()) {
				throw new IllegalStateException("no room");
			}
			return this.target.send(letter);
		};
		FailureListener listener = new FailureListener() {

			@Override
			public void deadLetterRefused(DeadLetter letter, Throwable failure, int attempt) {
				refusals.set(attempt);
			}

		};
		EngineHarness.Run run = stream.start(failingAt(1), new ListenerOptions(AckMode.RECORD,
				policy(2, ExhaustedAction.DEAD_LETTER), target, List.of(), List.of(listener)));
		await().until(() -> offered.get() > 5);
		assertThat(this.seen).as("two attempts, and nothing of its key").containsExactly(1, 1);
		await().untilAsserted(() -> assertThat(run.failures().ofDeadLetterTarget(EngineHarness.SHARD))
			.hasRootCauseMessage("no room"));
		await()
			.untilAsserted(() -> assertThat(run.shard().failure()).contains("dead-letter target").contains("no room"));
		assertThat(refusals).hasPositiveValue();
		assertThat(stream.persisted()).isEmpty();
		broken.set(false);
		await().until(() -> this.seen.contains(2));
		assertThat(this.seen).containsExactly(1, 1, 2);
		assertThat(this.letters).hasSize(1);
		assertThat(this.letters.get(0).attempts()).isEqualTo(2);
		await().until(run::isHealthy);
		run.stop();
	}

	@Test
	void whileTheTargetRefusesARecordOfABatchTheListenerIsNotCalled() {
		EngineHarness.Stream stream = engine.stream(3);
		AtomicInteger offered = new AtomicInteger();
		DeadLetterTarget target = (letter) -> (offered.incrementAndGet() < 4)
				? CompletableFuture.failedFuture(new IllegalStateException("no room")) : this.target.send(letter);
		List<List<Integer>> batches = new CopyOnWriteArrayList<>();
		EngineHarness.Run run = stream.start(new ListenerHandler.OfBatches((records, context) -> {
			List<Integer> numbers = records.stream().map(EngineHarness::number).toList();
			batches.add(numbers);
			if (numbers.contains(2)) {
				throw new IllegalStateException("two");
			}
			return CompletableFuture.completedFuture(null);
		}), new ListenerOptions(AckMode.BATCH, policy(2, ExhaustedAction.DEAD_LETTER), target, List.of(), List.of()));
		await().until(() -> batches.size() == 5);
		assertThat(batches).containsExactly(List.of(1, 2, 3), List.of(1, 2, 3), List.of(1), List.of(2), List.of(3));
		assertThat(offered).hasValue(4);
		assertThat(this.letters).hasSize(1);
		run.stop();
	}

	@Test
	void aRecordThatFailsHoldsBackItsKeyAlone() {
		EngineHarness.Stream stream = engine.stream(0);
		AtomicBoolean broken = new AtomicBoolean(true);
		for (int i = 1; i <= 10; i++) {
			stream.put((i % 2 == 1) ? "bad" : "good", i);
		}
		EngineHarness.Run run = stream.start(new ListenerHandler.OfRecords((record, context) -> {
			if (broken.get() && record.partitionKey().equals("bad")) {
				throw new IllegalStateException("bad");
			}
			this.seen.add(EngineHarness.number(record));
			return CompletableFuture.completedFuture(null);
		}), options(policy(RetryingFailurePolicy.UNLIMITED, ExhaustedAction.STOP)), 4, Duration.ofSeconds(1));
		await().until(() -> this.seen.size() == 5);
		assertThat(this.seen).containsExactly(2, 4, 6, 8, 10);
		broken.set(false);
		await().until(() -> this.seen.size() == 10);
		assertThat(this.seen).endsWith(1, 3, 5, 7, 9);
		run.stop();
	}

	@Test
	void aResumedRecordIsTriedAsOftenAgain() {
		EngineHarness.Stream stream = engine.stream(1);
		List<Integer> attempts = new CopyOnWriteArrayList<>();
		FailurePolicy policy = policy(3, ExhaustedAction.STOP);
		EngineHarness.Run run = stream.start(failingAt(1), options((failure) -> {
			attempts.add(failure.attempt());
			return policy.decide(failure);
		}));
		await().until(run::isStopped);
		assertThat(attempts).containsExactly(1, 2, 3);
		run.resume();
		await().until(() -> attempts.size() == 6 && run.isStopped());
		assertThat(attempts).containsExactly(1, 2, 3, 1, 2, 3);
		await().untilAsserted(() -> assertThat(run.shard().failure()).contains("6 attempts"));
		run.stop();
	}

	@Test
	void anOutageThatIsLongHealsByItself() {
		EngineHarness.Stream stream = engine.stream(2);
		AtomicInteger calls = new AtomicInteger();
		EngineHarness.Run run = stream.start(new ListenerHandler.OfRecords((record, context) -> {
			if (calls.incrementAndGet() < 50) {
				throw new IllegalStateException("the database is away");
			}
			this.seen.add(EngineHarness.number(record));
			return CompletableFuture.completedFuture(null);
		}), options(RetryingFailurePolicy.builder().backoff(SOON).build()));
		await().until(() -> this.seen.size() == 2);
		assertThat(this.seen).containsExactly(1, 2);
		run.stop();
	}

	@Test
	void aPolicyThatThrowsStopsTheShard() {
		EngineHarness.Run run = engine.stream(1).start(failingAt(1), options((failure) -> {
			throw new IllegalStateException("bug");
		}));
		await().until(run::isStopped);
		run.stop();
	}

	@Test
	void aLetterWithoutATargetStopsTheShardAndSaysWhatToDo() {
		EngineHarness.Run run = engine.stream(1)
			.start(failingAt(1), new ListenerOptions(AckMode.BATCH, (failure) -> new FailureDecision.SendToDeadLetter(),
					null, List.of(), List.of()));
		await().until(run::isStopped);
		assertThat(run.shard().failure()).contains("DeadLetterTarget");
		run.stop();
	}

	@Test
	void aListenerMayDecideByItself() {
		EngineHarness.Stream stream = engine.stream(1);
		EngineHarness.Run run = stream.start(new ListenerHandler.OfRecords((record, context) -> {
			this.seen.add(context.attempt());
			if (this.seen.size() < 4) {
				throw new RetryAfterException(Duration.ZERO, null);
			}
			return CompletableFuture.completedFuture(null);
		}), options(policy(1, ExhaustedAction.STOP)));
		await().until(() -> this.seen.size() == 4);
		assertThat(this.seen).as("no attempt is counted").containsExactly(1, 1, 1, 1);
		assertThat(stream.failed()).as("nothing failed").isEmpty();
		run.stop();
	}

	@Test
	void whatCannotBeReadNeverReachesTheListener() {
		EngineHarness.Stream stream = engine.stream(1);
		stream.put("key", "no number");
		stream.put("key", 3);
		EngineHarness.Run run = stream.start(method(new RecordMethods(this.seen)), new ListenerOptions(AckMode.BATCH,
				policy(5, ExhaustedAction.DEAD_LETTER), this.target, List.of(), List.of()));
		await().until(() -> this.seen.contains(3));
		assertThat(this.seen).containsExactly(1, 3);
		assertThat(this.letters).hasSize(1);
		assertThat(this.letters.get(0).attempts()).as("no use to try again").isOne();
		assertThat(this.letters.get(0).cause()).isInstanceOf(PayloadConversionException.class);
		run.stop();
	}

	@Test
	void ofABatchWhatComesBeforeAnUnreadableRecordIsHandledFirst() {
		EngineHarness.Stream stream = engine.stream(2);
		stream.put("key", "no number");
		stream.put("key", 4);
		BatchMethods bean = new BatchMethods();
		EngineHarness.Run run = stream.start(method(bean), options(policy(5, ExhaustedAction.STOP)));
		await().until(run::isStopped);
		assertThat(bean.batches).containsExactly(List.of(1, 2));
		assertThat(run.shard().failure()).contains("1 attempts");
		await().until(() -> !stream.persisted().isEmpty());
		run.stop();
		BatchMethods next = new BatchMethods();
		EngineHarness.Run other = stream.start(method(next), new ListenerOptions(AckMode.BATCH,
				policy(5, ExhaustedAction.DEAD_LETTER), this.target, List.of(), List.of()));
		await().until(() -> !next.batches.isEmpty());
		assertThat(next.batches).containsExactly(List.of(4));
		assertThat(this.letters).hasSize(1);
		other.stop();
	}

	@Test
	void theRestOfABatchIsNotDeliveredByTheThreadThatEndedItsBeginning() {
		EngineHarness.Stream stream = engine.stream(3);
		ExecutorService foreign = Executors.newSingleThreadExecutor((task) -> new Thread(task, "foreign"));
		List<String> threads = new CopyOnWriteArrayList<>();
		EngineHarness.Run run = stream.start(new ListenerHandler.OfBatches((records, context) -> {
			threads.add(Thread.currentThread().getName());
			return CompletableFuture.runAsync(() -> {
				List<Integer> numbers = records.stream().map(EngineHarness::number).toList();
				if (numbers.contains(1)) {
					throw new BatchListenerFailedException(0, new IllegalStateException("one"));
				}
				this.seen.addAll(numbers);
			}, foreign);
		}), new ListenerOptions(AckMode.BATCH, policy(1, ExhaustedAction.DEAD_LETTER), this.target, List.of(),
				List.of()));
		await().until(() -> this.seen.contains(3));
		assertThat(this.seen).containsExactly(2, 3);
		assertThat(threads).hasSize(2).doesNotContain("foreign");
		assertThat(this.letters).hasSize(1);
		run.stop();
		foreign.shutdown();
	}

	@Test
	void interceptorsStandAroundEachCallInTheirOrder() {
		EngineHarness.Stream stream = engine.stream(2);
		List<String> calls = new CopyOnWriteArrayList<>();
		EngineHarness.Run run = stream.start(failingOnceAt(1),
				new ListenerOptions(AckMode.BATCH, policy(3, ExhaustedAction.STOP), null,
						List.of(interceptor("outer", calls), interceptor("inner", calls), new ListenerInterceptor() {

							@Override
							public CompletableFuture<?> intercept(ListenerInvocation invocation) {
								throw new IllegalStateException("not for this listener");
							}

							@Override
							public boolean supports(String listenerId, String kinsumer) {
								return !kinsumer.equals("orders");
							}

						}), List.of()));
		await().until(() -> this.seen.contains(2));
		assertThat(calls).startsWith("outer before 1", "inner before 1", "inner one", "outer one", "outer before 1",
				"inner before 1", "inner null", "outer null", "outer before 2");
		run.stop();
	}

	@Test
	void anInterceptorMayTakeTheListenersPlace() {
		EngineHarness.Stream stream = engine.stream(3);
		ListenerInterceptor even = (invocation) -> (EngineHarness.number(invocation.records().get(0)) == 2)
				? CompletableFuture.completedFuture(null) : invocation.proceed();
		EngineHarness.Run run = stream.start(failingAt(2),
				new ListenerOptions(AckMode.BATCH, policy(3, ExhaustedAction.STOP), null, List.of(even), List.of()));
		await().until(() -> this.seen.contains(3));
		assertThat(this.seen).containsExactly(1, 3);
		run.stop();
	}

	private static ListenerInterceptor interceptor(String name, List<String> calls) {
		return (invocation) -> {
			calls.add(name + " before " + EngineHarness.number(invocation.records().get(0)));
			return Pipeline.then(Pipeline.call(invocation::proceed), (failure) -> {
				calls.add(name + " " + ((failure != null) ? failure.getMessage() : null));
				return FailureHandling.pass(failure);
			});
		};
	}

	private ListenerHandler failingAt(int number) {
		return new ListenerHandler.OfRecords((record, context) -> {
			this.seen.add(EngineHarness.number(record));
			if (EngineHarness.number(record) == number) {
				throw new IllegalStateException("one");
			}
			return CompletableFuture.completedFuture(null);
		});
	}

	private ListenerHandler failingOnceAt(int number) {
		AtomicBoolean failed = new AtomicBoolean();
		return new ListenerHandler.OfRecords((record, context) -> {
			this.seen.add(EngineHarness.number(record));
			if (EngineHarness.number(record) == number && !failed.getAndSet(true)) {
				throw new IllegalStateException("one");
			}
			return CompletableFuture.completedFuture(null);
		});
	}

	private static FailurePolicy policy(int attempts, ExhaustedAction action) {
		return RetryingFailurePolicy.builder().maxAttempts(attempts).backoff(SOON).onExhausted(action).build();
	}

	private static ListenerOptions options(FailurePolicy policy) {
		return new ListenerOptions(AckMode.BATCH, policy, null, List.of(), List.of());
	}

	private static ListenerHandler method(Object bean) {
		Method method = Arrays.stream(bean.getClass().getDeclaredMethods())
			.filter((candidate) -> candidate.getName().equals("listen"))
			.findFirst()
			.orElseThrow();
		return new MethodListenerEndpoints(ListenerHarness.JSON, null, null, (text) -> text)
			.create("id", "orders", Map.of(), bean, method)
			.handler();
	}

	static class RecordMethods {

		private final ConcurrentLinkedQueue<Integer> seen;

		RecordMethods(ConcurrentLinkedQueue<Integer> seen) {
			this.seen = seen;
		}

		void listen(Integer number) {
			this.seen.add(number);
		}

	}

	static class BatchMethods {

		final List<List<Integer>> batches = new CopyOnWriteArrayList<>();

		void listen(List<Integer> numbers) {
			this.batches.add(List.copyOf(numbers));
		}

	}

}
