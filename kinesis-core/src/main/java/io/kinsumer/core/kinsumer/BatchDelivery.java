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
import java.util.concurrent.CancellationException;

import org.jspecify.annotations.Nullable;

/**
 * Hands over one batch after the other. The processor says itself, through its
 * checkpointer, how far it has come; a batch that failed is handed over again, without
 * what was checkpointed. One call of the processor is under way at most.
 */
final class BatchDelivery implements Delivery {

	private final Intake intake;

	private final ShardGate gate;

	private final Progress progress;

	private final Attempts attempts;

	private final Effects effects;

	private @Nullable ShardBatch current;

	private boolean busy;

	private boolean stopped;

	BatchDelivery(Intake intake, ShardGate gate, Progress progress, Attempts attempts, Effects effects) {
		this.intake = intake;
		this.gate = gate;
		this.progress = progress;
		this.attempts = attempts;
		this.effects = effects;
	}

	@Override
	public void advance() {
		if (this.busy || this.stopped || this.attempts.isStopped()) {
			return;
		}
		Duration wait = this.attempts.untilNext();
		if (wait.compareTo(Duration.ZERO) > 0) {
			this.effects.wakeIn(wait);
			return;
		}
		if (this.current == null) {
			this.current = this.intake.take();
		}
		if (this.current != null && this.gate.deliverable()) {
			this.busy = true;
			this.gate.takeRefusal();
			this.effects.process(this.current);
		}
	}

	void onProcessed(@Nullable Throwable problem) {
		this.busy = false;
		boolean refused = this.gate.takeRefusal();
		if (refused) {
			this.progress.leftUnfinished();
		}
		if (problem instanceof CancellationException && !this.gate.deliverable()) {
			this.progress.leftUnfinished();
			return;
		}
		if (problem != null) {
			failed(problem);
			return;
		}
		this.attempts.succeeded();
		if (!refused && !this.stopped) {
			this.current = null;
			this.intake.release();
		}
	}

	private void failed(Throwable problem) {
		if (this.stopped) {
			this.attempts.failedForGood(problem);
			this.effects.handlerFailed(problem, this.attempts.failures(), Duration.ZERO);
		}
		else {
			Duration delay = this.attempts.failed(problem);
			this.effects.handlerFailed(problem, this.attempts.failures(), delay);
		}
	}

	@Override
	public void drain(Duration patience) {
		stop();
	}

	@Override
	public void stop() {
		this.stopped = true;
	}

	@Override
	public boolean isBusy() {
		return this.busy;
	}

	@Override
	public boolean isAwaited() {
		return false;
	}

	@Override
	public int inHand() {
		ShardBatch batch = this.current;
		return (this.busy && batch != null) ? batch.records().size() : 0;
	}

	@Override
	public int handledAhead() {
		return 0;
	}

	@Override
	public boolean isStopped() {
		return this.attempts.isStopped();
	}

	@Override
	public void resume() {
		this.attempts.resume();
	}

	@Override
	public @Nullable Throwable failure() {
		return this.attempts.failure();
	}

	/**
	 * What the delivery wants done. No method may call back before it returns.
	 */
	interface Effects {

		/**
		 * Answered by {@link #onProcessed}.
		 */
		void process(ShardBatch batch);

		/**
		 * Answered by {@link #advance}; the earliest wish counts.
		 */
		void wakeIn(Duration delay);

		/**
		 * For the record: the handler failed.
		 * @param retryIn zero when it will not be called again, {@code null} when that
		 * takes a resumption
		 */
		void handlerFailed(Throwable failure, int attempt, @Nullable Duration retryIn);

	}

}
