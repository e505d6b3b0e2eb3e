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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.kinsumer.core.kinsumer.ShardConsumer.Outcome;
import io.kinsumer.core.metadata.CheckpointRepository;
import io.kinsumer.core.metadata.Owner;
import io.kinsumer.core.metadata.ShardItem;
import io.kinsumer.core.metadata.ShardWrite;
import io.kinsumer.core.metadata.ShardWrite.Kind;
import io.kinsumer.core.processor.InitializationInput;
import io.kinsumer.core.processor.ProcessRecordsInput;
import io.kinsumer.core.processor.ShutdownInput;
import io.kinsumer.core.processor.ShutdownReason;
import io.kinsumer.core.record.HashKeyRange;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.core.record.SequenceNumber;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.ShardPosition;
import io.kinsumer.core.runtime.EngineRuntime;
import io.kinsumer.core.shard.Shard;
import org.jspecify.annotations.Nullable;

/**
 * Does what a {@link ShardConsumer} and its store want done.
 */
final class ShardDriver implements ShardConsumer.Effects, ShardStore.Effects {

	private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(5);

	private static final Duration CREATE_RETRY = Duration.ofSeconds(1);

	private final ShardItem item;

	private final ShardId shardId;

	private final KinsumerRun run;

	private final EngineRuntime runtime;

	private final CoordinatorDriver coordinator;

	private final CheckpointRepository checkpoints;

	private final ShardGate gate;

	private final Progress progress;

	private final MisplacedRecords misplaced;

	private final ShardHandler handler;

	private final ShardSource source;

	private final ShardStore store;

	private final ShardConsumer consumer;

	private final TimerSlot wake;

	private final TimerSlot retryWrite;

	private final TimerSlot persist;

	private final TimerSlot interrupt;

	private List<KinesisRecord> delivered = List.of();

	private @Nullable ShardWrite lastWrite;

	ShardDriver(ShardItem item, Owner owner, KinsumerRun run, CoordinatorDriver coordinator,
			CheckpointRepository checkpoints) {
		this.item = item;
		this.shardId = item.shardId();
		this.run = run;
		this.runtime = run.runtime();
		this.coordinator = coordinator;
		this.checkpoints = checkpoints;
		this.gate = new ShardGate(run.settings(), this.shardId, item.epoch(), run.lease());
		this.progress = new Progress(this.shardId, item.position());
		this.misplaced = new MisplacedRecords(run.settings(), this.shardId, this.runtime, run.reports());
		this.handler = run.createHandler(this.gate);
		this.source = ShardSources.open(item, run, this::advance);
		this.store = new ShardStore(item, owner, this);
		this.consumer = new ShardConsumer(item, run.settings(), this.runtime, this.gate, this.progress, this.source,
				this.store, this);
		this.wake = new TimerSlot(this.runtime, this.consumer::advance);
		this.retryWrite = new TimerSlot(this.runtime, this.store::onRetry);
		this.persist = new TimerSlot(this.runtime, this::persistTick);
		this.interrupt = new TimerSlot(this.runtime, this.handler::interrupt);
	}

	ShardConsumer consumer() {
		return this.consumer;
	}

	private void advance() {
		this.consumer.advance();
	}

	void start() {
		this.persist.set(this.run.settings().persistFrequency());
		this.consumer.advance();
	}

	private void persistTick() {
		this.consumer.onPersistTick();
		this.persist.set(this.run.settings().persistFrequency());
	}

	/**
	 * Interrupts the handler, if it runs.
	 */
	void interrupt() {
		this.handler.interrupt();
	}

	@Override
	public void initialize(ShardPosition position) {
		handle(() -> this.handler.initialize(new InitializationInput(this.gate, position)),
				this.consumer::onInitialized);
	}

	@Override
	public void process(ShardBatch batch) {
		long begun = this.runtime.nanoTime();
		HashKeyRange range = hashKeys();
		handle(() -> this.handler.process(() -> unpack(batch, range)), (failure) -> {
			int handled = countHandled();
			Duration duration = Duration.ofNanos(this.runtime.nanoTime() - begun);
			if (handled > 0) {
				this.run.reports()
					.tell((listener, kinsumer) -> listener.recordsHandled(kinsumer, this.shardId, handled, duration));
			}
			this.consumer.onProcessed(failure);
		});
	}

	/**
	 * The hash keys of the shard; all of them as long as it is not known which.
	 */
	private HashKeyRange hashKeys() {
		HashKeyRange known = this.coordinator.coordinator().hashKeys(this.shardId);
		return (known != null) ? known : HashKeyRange.FULL;
	}

	private ProcessRecordsInput unpack(ShardBatch batch, HashKeyRange range) {
		List<KinesisRecord> records = this.run.deaggregator()
			.decode(this.shardId, range, batch.records(), this.progress.handledUpTo(), this.misplaced::isDelivered);
		this.misplaced.report(range);
		this.delivered = records;
		if (!records.isEmpty()) {
			this.progress.delivering(records.get(records.size() - 1).sequenceNumber());
		}
		return new ProcessRecordsInput(this.gate, records, this.progress, batch.millisBehindLatest(),
				batch.fetched().wall(), this.runtime.now());
	}

	private int countHandled() {
		SequenceNumber handled = this.progress.handledUpTo();
		int count = this.delivered.size();
		while (count > 0
				&& (handled == null || this.delivered.get(count - 1).sequenceNumber().compareTo(handled) > 0)) {
			count--;
		}
		this.delivered = List.of();
		return count;
	}

	@Override
	public void shutdown(ShutdownReason reason) {
		handle(() -> this.handler.shutdown(new ShutdownInput(this.gate, reason, this.progress)),
				this.consumer::onShutdown);
	}

	private void handle(java.util.function.Supplier<CompletableFuture<Void>> call,
			Consumer<@Nullable Throwable> answer) {
		call.get()
			.whenCompleteAsync((ignored, failure) -> answer.accept((failure != null) ? Reports.cause(failure) : null),
					this.runtime.loop());
	}

	@Override
	public void interruptIn(Duration delay) {
		this.interrupt.set(delay);
	}

	@Override
	public void createChildren(List<Shard> children) {
		this.coordinator.createChildren(children).whenComplete((ignored, failure) -> {
			if (failure != null) {
				this.run.reports().callFailed("creation of the items of " + children, Reports.cause(failure));
				this.runtime.schedule(CREATE_RETRY, () -> createChildren(children));
			}
			else {
				this.consumer.onChildrenCreated();
			}
		});
	}

	@Override
	public void wakeIn(Duration delay) {
		this.wake.set(delay);
	}

	@Override
	public void handlerFailed(Throwable failure, int attempt, Duration retryIn) {
		this.run.onHandlerFailed(this.shardId, failure, attempt, retryIn);
	}

	@Override
	public void ended(Outcome outcome) {
		this.source.close();
		this.wake.cancel();
		this.retryWrite.cancel();
		this.persist.cancel();
		this.interrupt.cancel();
		ShardWrite last = this.lastWrite;
		long version = (last != null) ? last.version() : this.item.version();
		ShardItem now = new ShardItem(this.shardId, this.item.parents(), null, this.item.epoch(), version,
				this.progress.handled(), outcome == Outcome.FINISHED);
		this.coordinator.onEnded(this, now, outcome);
	}

	@Override
	public void write(ShardWrite write) {
		this.lastWrite = write;
		this.runtime.within(WRITE_TIMEOUT, this.checkpoints.write(write)).whenComplete((ignored, failure) -> {
			if (failure != null) {
				this.store.onFailed(Reports.cause(failure));
			}
			else {
				this.store.onWritten();
			}
		});
	}

	@Override
	public void retryWriteIn(Duration delay) {
		this.retryWrite.set(delay);
	}

	@Override
	public void persisted(ShardPosition position) {
		this.run.reports().tell((listener, kinsumer) -> listener.persisted(kinsumer, this.shardId, position));
	}

	@Override
	public void writeFailed(Throwable failure) {
		this.run.reports().callFailed("writing the position of " + this.shardId, failure);
	}

	@Override
	public void stored(Kind kind) {
		this.consumer.onStored(kind);
	}

	@Override
	public void notOwner() {
		this.consumer.lose();
	}

}
