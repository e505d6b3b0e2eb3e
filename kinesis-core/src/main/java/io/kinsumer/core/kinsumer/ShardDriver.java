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
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.kinsumer.core.kinsumer.ShardConsumer.Outcome;
import io.kinsumer.core.metadata.CheckpointRepository;
import io.kinsumer.core.metadata.Owner;
import io.kinsumer.core.metadata.ShardItem;
import io.kinsumer.core.processor.InitializationInput;
import io.kinsumer.core.processor.ProcessRecordsInput;
import io.kinsumer.core.processor.ShutdownInput;
import io.kinsumer.core.processor.ShutdownReason;
import io.kinsumer.core.record.HashKeyRange;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.core.record.SequenceNumber;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.runtime.EngineRuntime;
import io.kinsumer.core.shard.Shard;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.model.Record;

/**
 * Does what a {@link ShardConsumer} and its delivery want done.
 */
final class ShardDriver implements ConsumerEffects, BatchDelivery.Effects, LaneDelivery.Effects {

	private static final Duration CREATE_RETRY = Duration.ofSeconds(1);

	// Before a shard whose steps failed begins anew.
	private static final Duration RESTART_DELAY = Duration.ofSeconds(1);

	private final ShardItem item;

	private final ShardId shardId;

	private final KinsumerRun run;

	private final EngineRuntime runtime;

	private final CoordinatorDriver coordinator;

	private final ShardGate gate;

	private final Progress progress;

	private final MisplacedRecords misplaced;

	private final ShardHandler handler;

	private final ShardSource source;

	private final StoreDriver store;

	private final ShardConsumer consumer;

	private final TimerSlot wake;

	private final TimerSlot persist;

	private final TimerSlot interrupt;

	private final TimerSlot overdue;

	private final AtomicBoolean newsUnderWay = new AtomicBoolean();

	private volatile HashKeyRange range = HashKeyRange.FULL;

	private List<KinesisRecord> delivered = List.of();

	private @Nullable BatchDelivery batches;

	private Hold hold = Hold.NONE;

	private boolean broken;

	ShardDriver(ShardItem item, Owner owner, KinsumerRun run, CoordinatorDriver coordinator,
			CheckpointRepository checkpoints) {
		this.item = item;
		this.shardId = item.shardId();
		this.run = run;
		this.runtime = new StepGuard(run.runtime(), this::stepFailed);
		this.coordinator = coordinator;
		this.gate = new ShardGate(run.settings(), this.shardId, item.epoch(), run.lease());
		this.progress = new Progress(item, this::flush);
		this.misplaced = new MisplacedRecords(run.settings(), this.shardId, this.runtime, run.reports());
		this.handler = run.createHandler(this.gate);
		this.source = ShardSources.open(item, run, this.runtime, this::advance);
		this.store = new StoreDriver(item, owner, checkpoints, this.runtime, run.reports(), this::consumer);
		this.consumer = new ShardConsumer(item, run.settings(), this.runtime, this.gate, this.progress, this.source,
				this.store.store(), this);
		this.wake = new TimerSlot(this.runtime, this.consumer::advance);
		this.persist = new TimerSlot(this.runtime, this::persistTick);
		this.interrupt = new TimerSlot(this.runtime, this.consumer::interrupt);
		this.overdue = new TimerSlot(this.runtime, this.handler::overdue);
	}

	ShardId shardId() {
		return this.shardId;
	}

	ShardConsumer consumer() {
		return this.consumer;
	}

	/**
	 * Gives back what is held in memory, although handlers may still run: nobody will be
	 * there when they return.
	 */
	void abandon() {
		this.source.stop();
		this.source.buffer().abandon();
	}

	@Nullable Instant persistedAt() {
		return this.store.persistedAt();
	}

	Hold hold() {
		return this.hold;
	}

	/**
	 * Lets no handler begin, or lets them begin again, at once with what failed. What
	 * runs may end.
	 */
	void hold(Hold wanted) {
		this.hold = wanted;
		this.gate.hold(wanted != Hold.NONE);
		this.source.buffer().pause(wanted != Hold.NONE);
		if (wanted == Hold.NONE) {
			this.consumer.watch().resumed();
			this.consumer.resume();
		}
		else {
			// It may wait for its turn to read.
			this.source.advance();
		}
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

	private CompletableFuture<Void> flush() {
		return this.store.flush(this.progress::snapshot);
	}

	@Override
	public void initialize(Snapshot start) {
		InitializationInput input = new InitializationInput(this.gate, start.position(), start.pending(),
				this.progress);
		handle(() -> this.handler.initialize(input), (failure) -> {
			if (failure != null) {
				this.consumer.onInitializationFailed(failure);
			}
			else {
				this.consumer.onInitialized(createDelivery());
			}
		});
	}

	private Delivery createDelivery() {
		this.range = hashKeys();
		KinsumerSettings settings = this.run.settings();
		Intake intake = new Intake(this.source, settings.consumeDelay(), this.runtime, this::wakeIn,
				(held) -> this.run.reports()
					.tell((listener, kinsumer) -> listener.recordsDelayed(kinsumer, this.shardId, held)));
		if (this.handler.isRecordwise()) {
			Lanes lanes = new Lanes(settings.concurrency(), this.gate, this.progress, this.runtime::nanoTime,
					this::onNews, (records) -> decode(records, this.range));
			return new LaneDelivery(intake, lanes, this.runtime, this);
		}
		BatchDelivery delivery = new BatchDelivery(intake, this.gate, this.progress, new Attempts(this.runtime), this);
		this.batches = delivery;
		return delivery;
	}

	private void onNews() {
		if (!this.newsUnderWay.getAndSet(true)) {
			this.runtime.loop().execute(() -> {
				this.newsUnderWay.set(false);
				this.consumer.advance();
			});
		}
	}

	@Override
	public void work(Lanes lanes) {
		this.range = hashKeys();
		this.handler.work(lanes);
	}

	@Override
	public void brokeDown(Throwable reason) {
		this.runtime.loop().execute(() -> {
			throw new IllegalStateException("records of shard " + this.shardId + " cannot be handed over any more",
					reason);
		});
	}

	@Override
	public void recordsHandled(Lanes.Handled handled) {
		this.run.reports()
			.tell((listener, kinsumer) -> listener.recordsHandled(kinsumer, this.shardId, handled.records(),
					handled.duration()));
	}

	@Override
	public void process(ShardBatch batch) {
		long begun = this.runtime.nanoTime();
		HashKeyRange range = hashKeys();
		handle(() -> this.handler.process(() -> unpack(batch, range)), (failure) -> {
			int handled = countHandled();
			if (handled > 0) {
				recordsHandled(new Lanes.Handled(handled, Duration.ofNanos(this.runtime.nanoTime() - begun)));
			}
			if (this.batches != null) {
				this.batches.onProcessed(failure);
			}
			this.consumer.advance();
		});
	}

	/**
	 * The hash keys of the shard; all of them as long as it is not known which.
	 */
	private HashKeyRange hashKeys() {
		HashKeyRange known = this.coordinator.coordinator().shards().hashKeys(this.shardId);
		return (known != null) ? known : HashKeyRange.FULL;
	}

	private List<KinesisRecord> decode(List<Record> records, HashKeyRange range) {
		List<KinesisRecord> result = this.run.deaggregator()
			.decode(this.shardId, range, records, this.progress.handledUpTo(), this.misplaced::isDelivered);
		this.misplaced.report(range);
		return result;
	}

	private ProcessRecordsInput unpack(ShardBatch batch, HashKeyRange range) {
		List<KinesisRecord> records = decode(batch.records(), range);
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

	private void handle(Supplier<CompletableFuture<Void>> call, Consumer<@Nullable Throwable> answer) {
		// Not whenComplete: that asks a failure for its text, which may throw.
		call.get().handle((ignored, failure) -> {
			this.runtime.loop().execute(() -> answer.accept((failure != null) ? Reports.cause(failure) : null));
			return null;
		});
	}

	@Override
	public void interruptIn(Duration delay) {
		this.interrupt.set(delay);
	}

	@Override
	public void tellOverdueIn(Duration delay) {
		this.overdue.set(delay);
	}

	@Override
	public void interrupt() {
		this.handler.interrupt();
	}

	@Override
	public void interrupted(int records) {
		this.run.onHandlersInterrupted(this.shardId, records);
	}

	@Override
	public void repeating(int records) {
		this.run.reports().repeating(this.shardId, records);
	}

	@Override
	public void createChildren(List<Shard> children) {
		this.coordinator.createChildren(children).whenComplete((ignored, failure) -> {
			if (failure != null) {
				this.run.reports().callFailed("creation of shard items", children, Reports.cause(failure));
				this.runtime.schedule(CREATE_RETRY, () -> createChildren(children));
			}
			else {
				this.consumer.onChildrenCreated();
			}
		});
	}

	@Override
	public void wakeIn(Duration delay) {
		this.wake.setEarliest(delay);
	}

	@Override
	public void handlerFailed(Throwable failure, int attempt, @Nullable Duration retryIn) {
		this.run.onHandlerFailed(this.shardId, failure, attempt, retryIn);
	}

	@Override
	public void ended(Outcome outcome) {
		this.source.close();
		this.wake.cancel();
		this.store.cancel();
		this.persist.cancel();
		this.interrupt.cancel();
		this.overdue.cancel();
		Snapshot end = this.progress.snapshot();
		ShardItem now = new ShardItem(this.shardId, this.item.parents(), null, this.item.epoch(),
				this.store.lastVersion(), end.position(), end.pending(), outcome == Outcome.FINISHED, null,
				this.item.persistedAt());
		if (this.broken) {
			this.runtime.schedule(RESTART_DELAY, () -> this.coordinator.onEnded(this, now, outcome));
		}
		else {
			this.coordinator.onEnded(this, now, outcome);
		}
	}

	/**
	 * Gives the ownership up as if it were lost, because a step of it failed: nothing of
	 * it may be stored any more. The coordinator finds the shard its own still, and
	 * begins it anew from the checkpoint.
	 */
	private void stepFailed(Throwable problem) {
		if (!this.broken) {
			this.broken = true;
			this.run.reports().stepFailed(this.shardId, problem);
			this.consumer.lose();
		}
	}

}
