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

import io.kinsumer.core.metadata.ShardItem;
import io.kinsumer.core.metadata.ShardWrite.Kind;
import io.kinsumer.core.processor.ShutdownReason;
import io.kinsumer.core.record.ShardPosition;
import io.kinsumer.core.runtime.EngineRuntime;
import io.kinsumer.core.shard.Shard;
import org.jspecify.annotations.Nullable;

/**
 * One period of ownership of a shard, from its acquisition to its release, finish or
 * loss: initialize, deliver, shut down, store. A step machine: it is told what happened
 * and says what to do next; it never waits. Reading is the matter of the
 * {@link ShardSource}, handing over that of the {@link Delivery}, writing that of the
 * {@link ShardStore}.
 */
final class ShardConsumer {

	private final ShardItem item;

	private final KinsumerSettings settings;

	private final EngineRuntime runtime;

	private final ConsumerEffects effects;

	private final ShardSource source;

	private final ShardStore store;

	private final ShardGate gate;

	private final Progress progress;

	private final ProcessorCalls calls;

	private final ProgressWatch watch;

	private Phase phase = Phase.INITIALIZING;

	private Delivery delivery = new NoDelivery();

	private boolean drainWanted;

	private boolean interrupted;

	private @Nullable Mark shutDown;

	private @Nullable List<Shard> children;

	ShardConsumer(ShardItem item, KinsumerSettings settings, EngineRuntime runtime, ShardGate gate, Progress progress,
			ShardSource source, ShardStore store, ConsumerEffects effects) {
		this.item = item;
		this.settings = settings;
		this.runtime = runtime;
		this.gate = gate;
		this.progress = progress;
		this.source = source;
		this.store = store;
		this.effects = effects;
		this.calls = new ProcessorCalls(gate, runtime, effects);
		this.watch = new ProgressWatch(runtime, progress, source, settings.consumeDelay());
	}

	/**
	 * Begins what may begin now. Called whenever something changed; calling it once more
	 * does no harm.
	 */
	void advance() {
		switch (this.phase) {
			case INITIALIZING -> {
				this.source.advance();
				this.calls.initialize(new Snapshot(this.item.position(), this.item.pending()));
			}
			case RUNNING -> deliver();
			case DRAINING, LOST -> shutdown();
			case TERMINATING -> this.calls.terminate();
			case SETTLING -> {
				this.delivery.advance();
				settle();
			}
			case STORING, ENDED -> {
			}
		}
	}

	void onInitialized(Delivery begun) {
		this.calls.returned();
		this.delivery = begun;
		this.calls.succeeded();
		if (this.phase == Phase.INITIALIZING) {
			this.phase = Phase.RUNNING;
		}
		else {
			begun.stop();
		}
		advance();
	}

	void onInitializationFailed(Throwable problem) {
		this.calls.returned();
		this.calls.failed(problem);
		advance();
	}

	private void deliver() {
		this.delivery.advance();
		// After the delivery, which may have made room.
		this.source.advance();
		this.watch.look();
		this.children = this.source.childrenAtEnd();
		if (this.children != null) {
			this.phase = Phase.TERMINATING;
			this.calls.terminate();
		}
	}

	private void shutdown() {
		this.delivery.advance();
		if (this.calls.isBusy() || this.delivery.isBusy()) {
			return;
		}
		if (this.delivery instanceof NoDelivery) {
			afterShutdown();
			return;
		}
		this.delivery.stop();
		this.calls.shutdown((this.phase == Phase.LOST) ? ShutdownReason.ZOMBIE : ShutdownReason.REQUESTED);
	}

	void onShutdown(@Nullable Throwable problem) {
		this.calls.returned();
		this.watch.look();
		if (this.phase != Phase.TERMINATING) {
			if (problem != null) {
				this.calls.failedForGood(problem);
			}
			afterShutdown();
			return;
		}
		if (problem == null && this.progress.isComplete()) {
			this.calls.succeeded();
			List<Shard> following = (this.children != null) ? this.children : List.of();
			this.phase = Phase.STORING;
			this.effects.createChildren(following);
			return;
		}
		if (this.drainWanted) {
			release();
			return;
		}
		this.calls.failed((problem != null) ? problem : new IllegalStateException("the processor of shard "
				+ this.item.shardId() + " returned from the end of the shard without a checkpoint of its last record"));
		advance();
	}

	private void afterShutdown() {
		if (this.phase == Phase.LOST) {
			end(Outcome.LOST);
		}
		else {
			this.phase = Phase.SETTLING;
			this.shutDown = Mark.now(this.runtime);
			settle();
		}
	}

	private void settle() {
		Mark since = this.shutDown;
		if (since != null && this.delivery.isAwaited() && !this.progress.isClosed()) {
			Duration left = this.settings.releaseDelay().minus(since.until(Mark.now(this.runtime)));
			if (left.compareTo(Duration.ZERO) > 0) {
				this.effects.wakeIn(left);
				return;
			}
			this.effects.interrupted(this.delivery.inHand());
		}
		release();
	}

	private void release() {
		this.phase = Phase.STORING;
		this.progress.close();
		int handledAhead = this.delivery.handledAhead();
		if (handledAhead > 0) {
			this.effects.repeating(handledAhead);
		}
		this.store.end(Kind.RELEASE, this.progress.snapshot());
	}

	void onChildrenCreated() {
		if (this.phase == Phase.STORING) {
			this.progress.close();
			this.store.end(Kind.FINISH, this.progress.snapshot());
		}
	}

	/**
	 * Time to write the position, if it moved.
	 */
	void onPersistTick() {
		this.watch.look();
		if (this.phase != Phase.INITIALIZING && this.phase != Phase.STORING && this.phase != Phase.ENDED) {
			this.store.persist(this.progress.snapshot());
		}
	}

	/**
	 * Gives the shard up in good order: what runs may end, the rest is left to the next
	 * owner.
	 */
	void drain() {
		this.drainWanted = true;
		boolean atItsEnd = this.phase == Phase.TERMINATING && !this.calls.isBusy();
		if (atItsEnd && this.calls.isFailing()) {
			release();
		}
		else if (atItsEnd || this.phase == Phase.INITIALIZING || this.phase == Phase.RUNNING) {
			this.phase = Phase.DRAINING;
			this.gate.close();
			this.source.stop();
			this.delivery.drain(this.settings.releaseDelay());
			if (this.delivery.isBusy()) {
				this.effects.tellOverdueIn(this.settings.releaseDelay());
			}
			advance();
		}
	}

	/**
	 * The shard is no longer ours, or must be treated so.
	 */
	void lose() {
		if (this.phase == Phase.LOST || this.phase == Phase.ENDED) {
			return;
		}
		boolean wasShutDown = this.phase == Phase.STORING || this.phase == Phase.SETTLING;
		this.phase = Phase.LOST;
		this.gate.close();
		this.source.stop();
		this.delivery.stop();
		this.store.close();
		this.progress.close();
		if (wasShutDown) {
			end(Outcome.LOST);
			return;
		}
		if (this.calls.isBusy() || this.delivery.isBusy()) {
			this.effects.interruptIn(this.settings.releaseDelay());
		}
		advance();
	}

	/**
	 * Time is over for the handlers that run. What they have in hand is not checkpointed,
	 * whatever they say: a handler that returns because it was interrupted has not
	 * finished.
	 */
	void interrupt() {
		int inHand = this.delivery.inHand();
		if (this.phase == Phase.SETTLING) {
			this.effects.interrupted(inHand);
			release();
		}
		else if (this.calls.isBusy() || (this.delivery.isBusy() && inHand > 0)) {
			this.progress.close();
			this.delivery.stop();
			this.effects.interrupt();
			if (!this.interrupted) {
				this.interrupted = true;
				this.effects.interrupted(inHand);
			}
			// Should it never end, the shard is not released with its position.
			this.store.persist(this.progress.snapshot());
		}
		else if (this.delivery.isBusy()) {
			// What failed is not tried again.
			this.delivery.stop();
			advance();
		}
	}

	/**
	 * Goes on at once with what failed.
	 */
	void resume() {
		this.calls.resume();
		this.delivery.resume();
		advance();
	}

	void onStored(Kind kind) {
		if (this.phase == Phase.STORING) {
			end((kind == Kind.FINISH) ? Outcome.FINISHED : Outcome.RELEASED);
		}
	}

	private void end(Outcome outcome) {
		this.phase = Phase.ENDED;
		this.source.close();
		this.effects.ended(outcome);
	}

	ShardItem item() {
		return this.item;
	}

	ShardPosition position() {
		return this.progress.handled();
	}

	@Nullable Throwable failure() {
		Throwable own = this.calls.failure();
		return (own != null) ? own : this.delivery.failure();
	}

	@Nullable Long millisBehindLatest() {
		return this.source.millisBehindLatest();
	}

	ProgressWatch watch() {
		return this.watch;
	}

	boolean isDraining() {
		return this.drainWanted;
	}

	/**
	 * Whether a handler wants to be resumed before it is called again.
	 */
	boolean isStopped() {
		return this.calls.isStopped() || this.delivery.isStopped();
	}

	private enum Phase {

		INITIALIZING, RUNNING, DRAINING, TERMINATING, SETTLING, STORING, LOST, ENDED

	}

	/**
	 * How an ownership ended.
	 */
	enum Outcome {

		RELEASED, FINISHED, LOST

	}

}
