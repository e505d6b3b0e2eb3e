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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;

import io.kinsumer.core.aggregation.Deaggregator;
import io.kinsumer.core.processor.AsyncShardProcessor;
import io.kinsumer.core.processor.InitializationInput;
import io.kinsumer.core.processor.ProcessRecordsInput;
import io.kinsumer.core.processor.ShardProcessor;
import io.kinsumer.core.processor.ShutdownInput;
import io.kinsumer.core.processor.ShutdownReason;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.core.record.ShardPosition;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.core.sim.VirtualRuntime;
import io.kinsumer.core.sim.VirtualTime;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ProcessorHandlerTests {

	private static final Exception FAILURE = new Exception("broken");

	private final VirtualRuntime runtime = new VirtualRuntime(new VirtualTime());

	private final SessionLease lease = new SessionLease(this.runtime, Duration.ofSeconds(10));

	private final ShardGate gate = new ShardGate(Samples.settings().build(), Samples.SHARD, 1, this.lease);

	private final Progress progress = Samples.progress(ShardPosition.TRIM_HORIZON);

	private final Queue<Runnable> tasks = new ArrayDeque<>();

	private final RecordingProcessor processor = new RecordingProcessor();

	private final ProcessorHandler handler = new ProcessorHandler((shard) -> {
		this.processor.calls.add("create");
		return this.processor;
	}, this.gate, this.tasks::add);

	ProcessorHandlerTests() {
		this.lease.renewed(Mark.now(this.runtime));
	}

	@Test
	void nothingRunsOnTheThreadOfTheCaller() {
		CompletableFuture<Void> answer = initialize();
		assertThat(this.processor.calls).isEmpty();
		assertThat(answer).isNotDone();
		runAll();
		assertThat(this.processor.calls).containsExactly("create", "initialize TRIM_HORIZON");
		assertThat(answer).isCompleted();
	}

	@Test
	void aProcessorThatFailedToInitializeIsCreatedAnew() {
		this.processor.failure = FAILURE;
		assertFails(initialize());
		this.processor.failure = null;
		initialize();
		runAll();
		assertThat(this.processor.calls).containsExactly("create", "initialize TRIM_HORIZON", "create",
				"initialize TRIM_HORIZON");
	}

	@Test
	void aFactoryThatThrowsFailsTheInitialization() {
		ProcessorHandler broken = new ProcessorHandler((shard) -> {
			throw new IllegalStateException("no processor");
		}, this.gate, Runnable::run);
		assertThatExceptionOfType(ExecutionException.class)
			.isThrownBy(broken
				.initialize(new InitializationInput(this.gate, ShardPosition.TRIM_HORIZON, null, this.progress))::get)
			.withMessageContaining("no processor");
	}

	@Test
	void aBatchIsUnpackedWhereItIsHandled() {
		initialized();
		List<String> unpacked = new ArrayList<>();
		CompletableFuture<Void> answer = this.handler.process(() -> {
			unpacked.add("unpacked");
			return input(1, 2);
		});
		assertThat(unpacked).isEmpty();
		runAll();
		assertThat(answer).isCompleted();
		assertThat(this.processor.calls).containsExactly("process 1/0 2/0");
	}

	@Test
	void theEmptyBatchIsNotGivenToTheProcessor() {
		initialized();
		CompletableFuture<Void> answer = this.handler.process(this::input);
		runAll();
		assertThat(answer).isCompleted();
		assertThat(this.processor.calls).isEmpty();
	}

	@Test
	void aBatchThatMayNoLongerBeDeliveredIsNot() {
		initialized();
		CompletableFuture<Void> answer = this.handler.process(() -> input(1));
		this.gate.close();
		runAll();
		assertThat(answer).isCompleted();
		assertThat(this.processor.calls).isEmpty();
		assertThat(this.gate.takeRefusal()).isTrue();
	}

	@Test
	void aFailureOfTheProcessorIsTheAnswer() {
		initialized();
		this.processor.failure = FAILURE;
		assertFails(this.handler.process(() -> input(1)));
		assertFails(shutdown());
	}

	@Test
	void anErrorOfTheProcessorIsTheAnswer() {
		initialized();
		CompletableFuture<Void> answer = this.handler.process(() -> {
			throw new StackOverflowError();
		});
		runAll();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(answer::get)
			.withCauseInstanceOf(StackOverflowError.class);
	}

	@Test
	void theProcessorIsToldWhyItEnds() {
		initialized();
		CompletableFuture<Void> answer = shutdown();
		runAll();
		assertThat(answer).isCompleted();
		assertThat(this.processor.calls).containsExactly("shutdown ZOMBIE");
	}

	@Test
	void anInterruptReachesTheCallThatRunsAndNoOther() {
		initialized();
		this.handler.interrupt();
		assertThat(Thread.currentThread().isInterrupted()).as("nothing runs").isFalse();
		this.processor.interrupts = true;
		this.handler.process(() -> input(1));
		runAll();
		assertThat(this.processor.calls).containsExactly("process 1/0", "interrupted");
		assertThat(Thread.interrupted()).as("after the call").isFalse();
	}

	@Test
	void aStageThatCannotBeCancelledKeepsNoOtherFromIt() {
		Queue<CompletableFuture<Void>> stages = new ArrayDeque<>(List.of(new CompletableFuture<>(), new NoFuture(),
				new CompletableFuture<>(), new NoFuture(), new CompletableFuture<>()));
		List<CompletableFuture<Void>> all = List.copyOf(stages);
		ProcessorHandler asynchronous = new ProcessorHandler((shard) -> new AsyncShardProcessor() {

			@Override
			public CompletionStage<?> processAsync(ProcessRecordsInput input) {
				return stages.remove();
			}

		}, this.gate, Runnable::run);
		asynchronous.initialize(new InitializationInput(this.gate, ShardPosition.TRIM_HORIZON, null, this.progress));
		all.forEach((stage) -> asynchronous.process(() -> input(1)));
		asynchronous.interrupt();
		assertThat(all).allSatisfy((stage) -> assertThat(stage.isCancelled()).isEqualTo(!(stage instanceof NoFuture)));
	}

	@Test
	void aPoolThatIsClosedFailsTheCall() {
		ProcessorHandler late = new ProcessorHandler((shard) -> this.processor, this.gate, (task) -> {
			throw new RejectedExecutionException("closed");
		});
		assertThatExceptionOfType(ExecutionException.class)
			.isThrownBy(late
				.initialize(new InitializationInput(this.gate, ShardPosition.TRIM_HORIZON, null, this.progress))::get)
			.withCauseInstanceOf(RejectedExecutionException.class);
	}

	private CompletableFuture<Void> initialize() {
		return this.handler
			.initialize(new InitializationInput(this.gate, ShardPosition.TRIM_HORIZON, null, this.progress));
	}

	private CompletableFuture<Void> shutdown() {
		return this.handler.shutdown(new ShutdownInput(this.gate, ShutdownReason.ZOMBIE, this.progress));
	}

	private void initialized() {
		initialize();
		runAll();
		this.processor.calls.clear();
	}

	private void runAll() {
		while (!this.tasks.isEmpty()) {
			this.tasks.remove().run();
		}
	}

	private void assertFails(CompletableFuture<Void> answer) {
		runAll();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(answer::get).withCause(FAILURE);
	}

	private ProcessRecordsInput input(Integer... sequences) {
		List<KinesisRecord> records = Deaggregator.decode(new StreamName("orders-stream"), Samples.SHARD,
				Samples.behind(sequences).records(), null);
		return new ProcessRecordsInput(this.gate, records, this.progress, 0, Samples.START, Samples.START);
	}

	private static final class NoFuture extends CompletableFuture<Void> {

		@Override
		public CompletableFuture<Void> toCompletableFuture() {
			throw new UnsupportedOperationException("not offered");
		}

	}

	private final class RecordingProcessor implements ShardProcessor {

		private final List<String> calls = new ArrayList<>();

		private Exception failure;

		private boolean interrupts;

		private void call(String what) throws Exception {
			this.calls.add(what);
			if (this.interrupts) {
				ProcessorHandlerTests.this.handler.interrupt();
				this.calls.add(Thread.currentThread().isInterrupted() ? "interrupted" : "not interrupted");
			}
			if (this.failure != null) {
				throw this.failure;
			}
		}

		@Override
		public void initialize(InitializationInput input) throws Exception {
			call("initialize " + input.position());
		}

		@Override
		public void process(ProcessRecordsInput input) throws Exception {
			call("process " + String.join(" ",
					input.records().stream().map((record) -> record.sequenceNumber().toString()).toList()));
		}

		@Override
		public void shutdown(ShutdownInput input) throws Exception {
			call("shutdown " + input.reason());
		}

	}

}
