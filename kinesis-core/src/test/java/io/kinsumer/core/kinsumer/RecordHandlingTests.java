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

package io.kinsumer.core.kinsumer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.kinsumer.core.processor.InitializationInput;
import io.kinsumer.core.processor.QueuedRecord;
import io.kinsumer.core.processor.RecordDelivery;
import io.kinsumer.core.processor.RecordProcessor;
import io.kinsumer.core.processor.RecordQueue;
import io.kinsumer.core.processor.ShardProcessorFactory;
import io.kinsumer.core.processor.ShutdownInput;
import io.kinsumer.core.processor.ShutdownReason;
import io.kinsumer.core.record.ShardPosition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The handler of records and its lanes, with real threads.
 */
class RecordHandlingTests {

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final Queue<String> handled = new ConcurrentLinkedQueue<>();

	@AfterEach
	void closePool() {
		this.threads.shutdownNow();
	}

	@Test
	void recordsOfSeveralKeysAreHandledAtOnceWhenTheHandlerBlocks() throws Exception {
		LanesHarness shard = new LanesHarness(3).add(1, "a", "a", "b", "c", "d");
		CountDownLatch atOnce = new CountDownLatch(3);
		CountDownLatch goOn = new CountDownLatch(1);
		work(shard, (delivery) -> {
			atOnce.countDown();
			goOn.await();
			return handled(delivery);
		});
		assertThat(atOnce.await(20, TimeUnit.SECONDS)).isTrue();
		assertThat(shard.lanes.running()).isEqualTo(3);
		goOn.countDown();
		await().until(() -> shard.progress.handled().equals(Samples.after(5)));
		assertThat(this.handled).hasSize(5).doesNotHaveDuplicates();
	}

	@Test
	void asynchronousHandlersKeepNoThread() {
		LanesHarness shard = new LanesHarness(2).add(1, "a", "b", "a", "c");
		List<CompletableFuture<Void>> stages = new ArrayList<>();
		work(shard, (delivery) -> {
			CompletableFuture<Void> stage = new CompletableFuture<>();
			synchronized (stages) {
				stages.add(stage);
			}
			return stage;
		});
		await().until(() -> shard.lanes.running() == 2);
		for (int next = 0; next < 4; next++) {
			int index = next;
			await().until(() -> {
				synchronized (stages) {
					return stages.size() > index;
				}
			});
			stages.get(next).complete(null);
		}
		await().until(() -> shard.progress.handled().equals(Samples.after(4)));
	}

	@Test
	void aStageThatDoesNotTellWhetherItIsDoneCountsToo() {
		LanesHarness shard = new LanesHarness(1).add(1, "a", "b", "c");
		work(shard, (delivery) -> CompletableFuture.completedStage("minimal"));
		await().until(() -> shard.progress.handled().equals(Samples.after(3)));
	}

	@Test
	void aHandlerThatReturnsNothingFails() {
		LanesHarness shard = new LanesHarness(1).add(1, "a");
		work(shard, (delivery) -> null);
		await().until(() -> shard.lanes.failure() != null);
		assertThat(shard.lanes.failure()).hasMessageContaining("returned null");
		assertThat(shard.progress.handled()).isEqualTo(ShardPosition.TRIM_HORIZON);
	}

	@Test
	void anInterruptThatAHandlerLeavesBehindIsNotMeantForTheNextRecord() {
		LanesHarness shard = new LanesHarness(1).add(1, "a", "b", "c");
		Queue<Boolean> foundInterrupted = new ConcurrentLinkedQueue<>();
		work(shard, (delivery) -> {
			foundInterrupted.add(Thread.currentThread().isInterrupted());
			Thread.currentThread().interrupt();
			return handled(delivery);
		});
		await().until(() -> shard.progress.handled().equals(Samples.after(3)));
		assertThat(foundInterrupted).containsExactly(false, false, false);
	}

	@Test
	void anInterruptReachesEveryCallAndCancelsEveryStage() throws Exception {
		LanesHarness shard = new LanesHarness(3).add(1, "a", "b", "c");
		AtomicInteger interrupted = new AtomicInteger();
		CountDownLatch begun = new CountDownLatch(3);
		CompletableFuture<Void> stage = new CompletableFuture<>();
		CountDownLatch never = new CountDownLatch(1);
		ProcessorHandler handler = work(shard, (delivery) -> {
			begun.countDown();
			if (delivery.record().partitionKey().equals("c")) {
				return stage;
			}
			try {
				never.await();
			}
			catch (InterruptedException ex) {
				interrupted.incrementAndGet();
			}
			return handled(delivery);
		});
		assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
		await().until(() -> shard.lanes.running() == 3);
		shard.lanes.stop();
		shard.progress.close();
		await().until(() -> {
			handler.interrupt();
			return shard.lanes.running() == 0;
		});
		assertThat(interrupted).hasValue(2);
		assertThat(stage).isCancelled();
		assertThat(shard.progress.handled()).as("what was interrupted is not handled")
			.isEqualTo(ShardPosition.TRIM_HORIZON);
	}

	@Test
	void aQueueHandsRecordsOutAndTheCheckpointFollowsTheirCompletion() throws Exception {
		RecordQueue queue = new RecordQueue(2);
		LanesHarness shard = new LanesHarness(1).add(1, "a", "a", "b", "c");
		workAs(shard, queue);
		await().until(() -> queue.size() == 2);
		QueuedRecord first = queue.take();
		QueuedRecord second = queue.take();
		assertThat(first.record().sequenceNumber()).isEqualTo(Samples.number(1));
		assertThat(second.record().sequenceNumber()).isEqualTo(Samples.number(2));
		second.complete();
		assertThat(shard.progress.handled()).isEqualTo(ShardPosition.TRIM_HORIZON);
		first.complete();
		await().until(() -> shard.progress.handled().equals(Samples.after(2)));
		queue.take().complete();
		queue.take().complete();
		await().until(() -> shard.progress.handled().equals(Samples.after(4)));
		assertThat(queue.poll(Duration.ZERO)).isNull();
	}

	@Test
	void whatNobodyTookFromTheQueueLeavesItWithItsShard() throws Exception {
		RecordQueue queue = new RecordQueue(2);
		LanesHarness shard = new LanesHarness(1).add(1, "a", "a", "a", "a");
		ProcessorHandler handler = workAs(shard, queue);
		await().until(() -> queue.size() == 2);
		QueuedRecord first = queue.take();
		await().until(() -> queue.size() == 2);
		shard.gate.close();
		shard.lanes.stop();
		await().until(() -> shard.lanes.running() == 0);
		assertThat(shard.lanes.takeFailed()).as("waiting for room is no failure").isEmpty();
		handler.shutdown(new ShutdownInput(shard.gate, ShutdownReason.REQUESTED, shard.progress))
			.get(20, TimeUnit.SECONDS);
		assertThat(queue.size()).isZero();
		assertThat(shard.lanes.deferred()).as("the one that was taken is awaited").isOne();
		first.complete();
		assertThat(shard.progress.handled()).isEqualTo(Samples.after(1));
		assertThat(shard.lanes.deferred()).isZero();
	}

	private ProcessorHandler work(LanesHarness shard, RecordProcessor processor) {
		return workAs(shard, (context) -> processor);
	}

	private ProcessorHandler workAs(LanesHarness shard, ShardProcessorFactory processors) {
		ProcessorHandler handler = new ProcessorHandler(processors, shard.gate, this.threads);
		handler.initialize(new InitializationInput(shard.gate, ShardPosition.TRIM_HORIZON, null, shard.progress))
			.join();
		assertThat(handler.isRecordwise()).isTrue();
		if (shard.lanes.wantsScout()) {
			handler.work(shard.lanes);
		}
		return handler;
	}

	private CompletionStage<?> handled(RecordDelivery delivery) {
		this.handled.add(LanesHarness.number(delivery.record()));
		return CompletableFuture.completedFuture(null);
	}

}
