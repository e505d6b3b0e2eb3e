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

import io.kinsumer.core.processor.ShutdownReason;
import io.kinsumer.core.runtime.EngineRuntime;
import org.jspecify.annotations.Nullable;

/**
 * The calls that begin and end the work of a processor, one at a time. Those that may be
 * repeated wait for their time after a failure, and until handling may begin.
 */
final class ProcessorCalls {

	private final ShardGate gate;

	private final Attempts attempts;

	private final ConsumerEffects effects;

	private boolean busy;

	ProcessorCalls(ShardGate gate, EngineRuntime runtime, ConsumerEffects effects) {
		this.gate = gate;
		this.attempts = new Attempts(runtime);
		this.effects = effects;
	}

	void initialize(Snapshot start) {
		if (isDue()) {
			this.busy = true;
			this.effects.initialize(start);
		}
	}

	void terminate() {
		if (isDue()) {
			shutdown(ShutdownReason.TERMINATE);
		}
	}

	void shutdown(ShutdownReason reason) {
		this.busy = true;
		this.effects.shutdown(reason);
	}

	private boolean isDue() {
		if (this.busy || this.attempts.isStopped() || !this.gate.deliverable()) {
			return false;
		}
		Duration wait = this.attempts.untilNext();
		boolean due = wait.isZero() || wait.isNegative();
		if (!due) {
			this.effects.wakeIn(wait);
		}
		return due;
	}

	void returned() {
		this.busy = false;
	}

	void succeeded() {
		this.attempts.succeeded();
	}

	/**
	 * A call failed that is to be repeated.
	 */
	void failed(Throwable problem) {
		Duration delay = this.attempts.failed(problem);
		this.effects.handlerFailed(problem, this.attempts.failures(), delay);
	}

	/**
	 * A call failed that is not to be repeated.
	 */
	void failedForGood(Throwable problem) {
		this.attempts.failedForGood(problem);
		this.effects.handlerFailed(problem, this.attempts.failures(), Duration.ZERO);
	}

	boolean isBusy() {
		return this.busy;
	}

	boolean isFailing() {
		return this.attempts.failures() > 0;
	}

	boolean isStopped() {
		return this.attempts.isStopped();
	}

	void resume() {
		this.attempts.resume();
	}

	@Nullable Throwable failure() {
		return this.attempts.failure();
	}

}
