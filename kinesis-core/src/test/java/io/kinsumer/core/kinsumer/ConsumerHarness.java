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
import java.util.Deque;
import java.util.List;

import io.kinsumer.core.kinsumer.ShardConsumer.Outcome;
import io.kinsumer.core.metadata.ShardItem;
import io.kinsumer.core.metadata.ShardWrite;
import io.kinsumer.core.metadata.ShardWrite.Kind;
import io.kinsumer.core.processor.ShutdownReason;
import io.kinsumer.core.record.ShardPosition;
import io.kinsumer.core.shard.FetchedRecords;
import io.kinsumer.core.shard.Shard;
import io.kinsumer.core.sim.VirtualRuntime;
import io.kinsumer.core.sim.VirtualTime;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.model.Record;

/**
 * A consumer with a source, a store and timers of its own. Reads are answered at once
 * from a list, then never; everything else is written down and answered by the test.
 */
final class ConsumerHarness
		implements ConsumerEffects, PollingSource.Effects, ShardStore.Effects, BatchDelivery.Effects {

	@Nullable Duration overdueIn;

	private static final Duration RENEWAL = Duration.ofSeconds(1);

	private final VirtualTime time = new VirtualTime();

	private final VirtualRuntime runtime = new VirtualRuntime(this.time);

	private final SessionLease lease = new SessionLease(this.runtime, Duration.ofSeconds(10));

	private final Deque<FetchedRecords> reads = new ArrayDeque<>();

	private final List<String> events = new ArrayList<>();

	private final Progress progress = Samples.progress(ShardPosition.TRIM_HORIZON);

	private final ShardGate gate;

	private final PollingSource source;

	private final ShardStore store;

	private final ShardConsumer consumer;

	private final BatchDelivery delivery;

	private final TimerSlot wake;

	private final TimerSlot wakeSource;

	private final TimerSlot retryWrite;

	private boolean cutOff;

	ConsumerHarness(KinsumerSettings settings, FetchedRecords... reads) {
		this.reads.addAll(List.of(reads));
		ShardItem item = Samples.item(0, Samples.ANNA);
		ShardBuffer buffer = new ShardBuffer(this.runtime, settings.maxBatchSize(),
				new ReadBudget(1 << 24).share(this::changed));
		this.source = new PollingSource(settings, this.runtime, buffer, this);
		this.gate = new ShardGate(settings, Samples.SHARD, item.epoch(), this.lease);
		this.store = new ShardStore(item, Samples.ANNA, this);
		this.consumer = new ShardConsumer(item, settings, this.runtime, this.gate, this.progress, this.source,
				this.store, this);
		this.delivery = new BatchDelivery(new Intake(this.source, settings.consumeDelay(), this.runtime, this::wakeIn),
				this.gate, this.progress, new Attempts(this.runtime), this);
		this.wake = new TimerSlot(this.runtime, this.consumer::advance);
		this.wakeSource = new TimerSlot(this.runtime, this.consumer::advance);
		this.retryWrite = new TimerSlot(this.runtime, this.store::onRetry);
		renew();
	}

	private void changed() {
		this.consumer.advance();
	}

	private void renew() {
		if (!this.cutOff) {
			this.lease.renewed(Mark.now(this.runtime));
		}
		this.runtime.schedule(RENEWAL, this::renew);
	}

	/**
	 * Whether the session is renewed no more.
	 */
	void cutOff(boolean now) {
		this.cutOff = now;
		if (!now) {
			this.lease.renewed(Mark.now(this.runtime));
		}
	}

	ConsumerHarness started() {
		this.consumer.advance();
		return this;
	}

	/**
	 * Initialized, and as many batches fetched as fit.
	 */
	ConsumerHarness running() {
		started();
		initialized();
		passes(Duration.ofMillis(500));
		return this;
	}

	void initialized() {
		this.consumer.onInitialized(this.delivery);
	}

	/**
	 * The handler returns.
	 */
	void processed(@Nullable Throwable problem) {
		this.delivery.onProcessed(problem);
		this.consumer.advance();
	}

	void passes(Duration duration) {
		this.time.runUntil(this.time.elapsed().plus(duration));
	}

	/**
	 * The handler returns; it has checkpointed up to a record.
	 */
	void handled(int sequence) {
		this.progress.checkpoint(Samples.number(sequence));
		processed(null);
	}

	void persists() {
		this.consumer.onPersistTick();
	}

	ShardSource source() {
		return this.source;
	}

	/**
	 * How many answers to reads nobody asked for yet.
	 */
	int unread() {
		return this.reads.size();
	}

	ShardConsumer consumer() {
		return this.consumer;
	}

	Progress progress() {
		return this.progress;
	}

	ShardGate gate() {
		return this.gate;
	}

	ShardStore store() {
		return this.store;
	}

	/**
	 * What the consumer wanted since this was last asked.
	 */
	List<String> events() {
		List<String> result = List.copyOf(this.events);
		this.events.clear();
		return result;
	}

	@Override
	public void initialize(Snapshot start) {
		this.events.add("initialize " + start.position());
	}

	@Override
	public void process(ShardBatch batch) {
		List<String> sequences = batch.records().stream().map(Record::sequenceNumber).toList();
		this.events.add("process " + sequences);
		this.progress.delivering(Samples.number(Integer.parseInt(sequences.get(sequences.size() - 1))));
	}

	@Override
	public void shutdown(ShutdownReason reason) {
		this.events.add("shutdown " + reason);
	}

	@Override
	public void interruptIn(Duration delay) {
		this.events.add("interrupt in " + delay);
	}

	@Override
	public void tellOverdueIn(Duration delay) {
		this.overdueIn = delay;
	}

	@Override
	public void interrupt() {
		this.events.add("interrupt");
	}

	@Override
	public void interrupted(int records) {
		this.events.add("interrupted with " + records + " in hand");
	}

	@Override
	public void repeating(int records) {
		this.events.add("repeating " + records);
	}

	@Override
	public void createChildren(List<Shard> children) {
		this.events.add("create " + children.stream().map(Shard::id).toList());
	}

	@Override
	public void wakeIn(Duration delay) {
		this.wake.setEarliest(delay);
	}

	@Override
	public void handlerFailed(Throwable failure, int attempt, @Nullable Duration retryIn) {
		this.events.add("failed " + attempt + ": " + failure.getMessage()
				+ ((retryIn != null) ? ", again in " + retryIn : ", stopped"));
	}

	@Override
	public void ended(Outcome outcome) {
		this.events.add("ended " + outcome);
	}

	@Override
	public void openIterator(@Nullable String lastSequence) {
		this.runtime.schedule(Duration.ZERO, () -> {
			this.source.onIterator("start");
			this.consumer.advance();
		});
	}

	@Override
	public void fetch(String iterator, int limit) {
		FetchedRecords answer = this.reads.poll();
		if (answer != null) {
			this.runtime.schedule(Duration.ZERO, () -> {
				this.source.onFetched(answer);
				this.consumer.advance();
			});
		}
	}

	@Override
	public void confirmEnd() {
		this.events.add("confirm end");
	}

	@Override
	public void advanceIn(Duration delay) {
		this.wakeSource.set(delay);
	}

	@Override
	public void cancelAdvance() {
		this.wakeSource.cancel();
	}

	@Override
	public void readFailed(Throwable failure) {
		this.events.add("read failed");
	}

	@Override
	public void write(ShardWrite write) {
		this.events.add(write.kind() + " " + write.position());
	}

	@Override
	public void retryWriteIn(Duration delay) {
		this.retryWrite.set(delay);
	}

	@Override
	public void persisted(ShardPosition position) {
	}

	@Override
	public void writeFailed(Throwable failure) {
		this.events.add("write failed");
	}

	@Override
	public void flushed(long upTo, @Nullable Throwable failure) {
		this.events.add("flushed " + upTo);
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
