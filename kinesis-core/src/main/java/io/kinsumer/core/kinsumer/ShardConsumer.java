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

import io.kinsumer.core.metadata.ShardItem;
import io.kinsumer.core.metadata.ShardWrite.Kind;
import io.kinsumer.core.processor.ShutdownReason;
import io.kinsumer.core.record.ShardPosition;
import io.kinsumer.core.runtime.EngineRuntime;
import io.kinsumer.core.shard.Shard;
import org.jspecify.annotations.Nullable;

/**
 * One period of ownership of a shard, from its acquisition to its release, finish or
 * loss. A step machine: it is told what happened and says what to do next; it never
 * waits. One call of the handler is under way at most.
 */
final class ShardConsumer {

	private final ShardItem item;

	private final KinsumerSettings settings;

	private final EngineRuntime runtime;

	private final Effects effects;

	private final ShardSource source;

	private final ShardStore store;

	private final ShardGate gate;

	private final Progress progress;

	private final Attempts attempts;

	private Phase phase = Phase.INITIALIZING;

	private boolean initialized;

	private boolean busy;

	private boolean drainWanted;

	private @Nullable ShardBatch taken;

	private @Nullable List<Shard> children;

	private Instant lastProgress;

	private ShardPosition lastSeen;

	ShardConsumer(ShardItem item, KinsumerSettings settings, EngineRuntime runtime, ShardGate gate, Progress progress,
			ShardSource source, ShardStore store, Effects effects) {
		this.item = item;
		this.settings = settings;
		this.runtime = runtime;
		this.gate = gate;
		this.progress = progress;
		this.source = source;
		this.store = store;
		this.effects = effects;
		this.attempts = new Attempts(runtime);
		this.lastProgress = runtime.now();
		this.lastSeen = item.position();
	}

	/**
	 * Begins what may begin now. Called whenever something changed; calling it once more
	 * does no harm.
	 */
	void advance() {
		if (this.phase == Phase.INITIALIZING || this.phase == Phase.RUNNING) {
			this.source.advance();
		}
		if (this.busy || !isDue()) {
			return;
		}
		switch (this.phase) {
			case INITIALIZING -> initialize();
			case RUNNING -> process();
			case DRAINING, LOST -> shutdown();
			case TERMINATING -> terminate();
			case STORING, ENDED -> {
			}
		}
	}

	private boolean isDue() {
		if (this.phase == Phase.DRAINING || this.phase == Phase.LOST) {
			return true;
		}
		Duration wait = this.attempts.untilNext();
		boolean due = wait.isZero() || wait.isNegative();
		if (!due) {
			this.effects.wakeIn(wait);
		}
		return due;
	}

	private void initialize() {
		if (this.gate.deliverable()) {
			this.busy = true;
			this.effects.initialize(this.item.position());
		}
	}

	void onInitialized(@Nullable Throwable problem) {
		this.busy = false;
		if (problem == null) {
			this.initialized = true;
			this.attempts.succeeded();
			if (this.phase == Phase.INITIALIZING) {
				this.phase = Phase.RUNNING;
			}
		}
		else {
			failed(problem);
		}
		advance();
	}

	private void process() {
		if (this.taken != null) {
			deliver(this.taken);
			return;
		}
		ShardBatch head = this.source.head();
		if (head == null) {
			this.children = this.source.childrenAtEnd();
			if (this.children != null) {
				this.phase = Phase.TERMINATING;
				terminate();
			}
			return;
		}
		int count = head.records().size();
		if (!this.settings.consumeDelay().isZero()) {
			count = head.countOlderThan(this.settings.consumeDelay(), this.runtime.now());
			if (count == 0) {
				Instant due = head.arrival(0).plus(this.settings.consumeDelay());
				this.effects.wakeIn(Duration.between(this.runtime.now(), due));
				return;
			}
		}
		this.taken = this.source.take(count);
		deliver(this.taken);
	}

	private void deliver(ShardBatch batch) {
		if (this.gate.deliverable()) {
			this.busy = true;
			this.gate.takeRefusal();
			this.effects.process(batch);
		}
	}

	void onProcessed(@Nullable Throwable problem) {
		this.busy = false;
		noteProgress();
		boolean refused = this.gate.takeRefusal();
		if (refused) {
			this.progress.leftUnfinished();
		}
		if (problem != null) {
			if (this.phase == Phase.RUNNING) {
				failed(problem);
			}
			else {
				failedForGood(problem);
			}
		}
		else {
			this.attempts.succeeded();
			if (this.phase == Phase.RUNNING && !refused) {
				this.taken = null;
				this.source.release();
			}
		}
		advance();
	}

	private void terminate() {
		if (this.gate.deliverable()) {
			this.busy = true;
			this.effects.shutdown(ShutdownReason.TERMINATE);
		}
	}

	private void shutdown() {
		if (this.initialized) {
			this.busy = true;
			this.effects.shutdown((this.phase == Phase.LOST) ? ShutdownReason.ZOMBIE : ShutdownReason.REQUESTED);
		}
		else {
			afterShutdown();
		}
	}

	void onShutdown(@Nullable Throwable problem) {
		this.busy = false;
		noteProgress();
		if (this.phase != Phase.TERMINATING) {
			if (problem != null) {
				failedForGood(problem);
			}
			afterShutdown();
			return;
		}
		if (problem == null && this.progress.isComplete()) {
			this.attempts.succeeded();
			List<Shard> following = (this.children != null) ? this.children : List.of();
			this.phase = Phase.STORING;
			this.effects.createChildren(following);
			return;
		}
		if (this.drainWanted) {
			release();
			return;
		}
		failed((problem != null) ? problem : new IllegalStateException("the processor of shard " + this.item.shardId()
				+ " returned from the end of the shard without a checkpoint of its last record"));
		advance();
	}

	private void afterShutdown() {
		if (this.phase == Phase.LOST) {
			end(Outcome.LOST);
		}
		else {
			release();
		}
	}

	private void release() {
		this.phase = Phase.STORING;
		this.progress.close();
		this.store.end(Kind.RELEASE, this.progress.handled());
	}

	void onChildrenCreated() {
		if (this.phase == Phase.STORING) {
			this.progress.close();
			this.store.end(Kind.FINISH, this.progress.handled());
		}
	}

	/**
	 * Time to write the position, if it moved.
	 */
	void onPersistTick() {
		noteProgress();
		if (this.phase == Phase.RUNNING || this.phase == Phase.DRAINING || this.phase == Phase.TERMINATING) {
			this.store.persist(this.progress.handled());
		}
	}

	/**
	 * Gives the shard up in good order: what runs may end, the rest is left to the next
	 * owner.
	 */
	void drain() {
		this.drainWanted = true;
		if (this.phase == Phase.INITIALIZING || this.phase == Phase.RUNNING) {
			this.phase = Phase.DRAINING;
			this.gate.close();
			this.source.stop();
			advance();
		}
		else if (this.phase == Phase.TERMINATING && !this.busy && this.attempts.failures() == 0) {
			this.phase = Phase.DRAINING;
			this.gate.close();
			advance();
		}
		else if (this.phase == Phase.TERMINATING && !this.busy) {
			release();
		}
	}

	/**
	 * The shard is no longer ours, or must be treated so.
	 */
	void lose() {
		if (this.phase == Phase.LOST || this.phase == Phase.ENDED) {
			return;
		}
		boolean shutDown = this.phase == Phase.STORING;
		this.phase = Phase.LOST;
		this.gate.close();
		this.source.stop();
		this.store.close();
		this.progress.close();
		if (shutDown) {
			end(Outcome.LOST);
			return;
		}
		if (this.busy) {
			this.effects.interruptIn(this.settings.releaseDelay());
		}
		advance();
	}

	void onStored(Kind kind) {
		if (this.phase == Phase.STORING) {
			end((kind == Kind.FINISH) ? Outcome.FINISHED : Outcome.RELEASED);
		}
	}

	private void end(Outcome outcome) {
		this.phase = Phase.ENDED;
		this.effects.ended(outcome);
	}

	private void failed(Throwable problem) {
		Duration delay = this.attempts.failed(problem);
		this.effects.handlerFailed(problem, this.attempts.failures(), delay);
	}

	private void failedForGood(Throwable problem) {
		this.attempts.failedForGood(problem);
		this.effects.handlerFailed(problem, this.attempts.failures(), Duration.ZERO);
	}

	private void noteProgress() {
		ShardPosition handled = this.progress.handled();
		if (!handled.equals(this.lastSeen)) {
			this.lastSeen = handled;
			this.lastProgress = this.runtime.now();
		}
	}

	ShardItem item() {
		return this.item;
	}

	ShardPosition position() {
		return this.progress.handled();
	}

	@Nullable Throwable failure() {
		return this.attempts.failure();
	}

	@Nullable Long millisBehindLatest() {
		return this.source.millisBehindLatest();
	}

	/**
	 * When the position last moved, or everything was found handled at the tip.
	 */
	Instant lastProgress() {
		Mark tip = this.source.reachedTip();
		boolean idle = this.source.isEmpty();
		return (idle && tip != null && tip.wall().isAfter(this.lastProgress)) ? tip.wall() : this.lastProgress;
	}

	boolean isDraining() {
		return this.drainWanted;
	}

	private enum Phase {

		INITIALIZING, RUNNING, DRAINING, TERMINATING, STORING, LOST, ENDED

	}

	/**
	 * How an ownership ended.
	 */
	enum Outcome {

		RELEASED, FINISHED, LOST

	}

	/**
	 * What the consumer wants done. No method may call back before it returns.
	 */
	interface Effects {

		/**
		 * Answered by {@link #onInitialized}.
		 */
		void initialize(ShardPosition position);

		/**
		 * Answered by {@link #onProcessed}.
		 */
		void process(ShardBatch batch);

		/**
		 * Answered by {@link #onShutdown}.
		 */
		void shutdown(ShutdownReason reason);

		/**
		 * Interrupts the handler after a time, if it has not returned by then.
		 */
		void interruptIn(Duration delay);

		/**
		 * Answered by {@link #onChildrenCreated}, after as many attempts as it takes.
		 */
		void createChildren(List<Shard> children);

		/**
		 * Answered by {@link #advance}; replaces an earlier wish.
		 */
		void wakeIn(Duration delay);

		/**
		 * For the record: the handler failed.
		 */
		void handlerFailed(Throwable failure, int attempt, Duration retryIn);

		/**
		 * The ownership is over.
		 */
		void ended(Outcome outcome);

	}

}
