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

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

import io.kinsumer.core.processor.ProcessRecordsInput;
import io.kinsumer.core.processor.RetryAfterException;
import io.kinsumer.core.processor.ShardContext;
import io.kinsumer.core.processor.ShutdownException;
import io.kinsumer.core.processor.StopShardException;
import io.kinsumer.core.processor.UnprintableException;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.spring.error.BatchListenerFailedException;
import io.kinsumer.spring.error.FailureDecision;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The handling of one batch, as it came from the engine: as a whole at first, and in
 * parts when something fails. What is handled is checkpointed at once; what is not is
 * handed over again by the engine.
 */
final class BatchRun {

	private static final Log logger = LogFactory.getLog(BatchRun.class);

	private final BatchListenerProcessor processor;

	private final ProcessRecordsInput input;

	private final List<KinesisRecord> records;

	private final ShardContext shard;

	private volatile int done;

	private volatile @Nullable Throwable passed;

	BatchRun(BatchListenerProcessor processor, ProcessRecordsInput input) {
		this.processor = processor;
		this.input = input;
		this.records = input.records();
		this.shard = input.shard();
	}

	/**
	 * Begins, on a thread that may block.
	 * @return ends as the engine wants it
	 */
	CompletionStage<?> run() {
		boolean begun = false;
		while (this.done < this.records.size()) {
			if (begun && !this.shard.deliverable()) {
				return Pipeline.DONE;
			}
			begun = true;
			boolean alone = this.processor.isIsolated(this.records.get(this.done));
			CompletableFuture<Void> step = step(this.done, alone ? this.done + 1 : end());
			if (alone && !await(step)) {
				return FailureHandling.left();
			}
			if (!step.isDone()) {
				return Pipeline.then(step, this::afterStep);
			}
			if (step.isCompletedExceptionally()) {
				return step;
			}
		}
		return Pipeline.DONE;
	}

	/**
	 * A part ended on somebody else's thread, which must not be used for the rest: the
	 * engine hands that over again.
	 */
	private CompletionStage<?> afterStep(@Nullable Throwable failure) {
		if (failure != null) {
			return FailureHandling.pass(failure);
		}
		if (this.done == this.records.size() || !this.shard.deliverable()) {
			return Pipeline.DONE;
		}
		return CompletableFuture.failedFuture(new RetryAfterException(Duration.ZERO, this.passed));
	}

	/**
	 * Waits, so that a long row of single records needs no thread but this.
	 * @return {@code false} when interrupted
	 */
	private static boolean await(CompletableFuture<Void> step) {
		try {
			step.get();
		}
		catch (ExecutionException ex) {
			// The step itself tells.
		}
		catch (InterruptedException ex) {
			step.cancel(true);
			return false;
		}
		return true;
	}

	/**
	 * The end of what can be delivered together.
	 */
	private int end() {
		for (int i = this.done + 1; i < this.records.size(); i++) {
			if (this.processor.isUnreadable(this.records.get(i))) {
				return i;
			}
		}
		return this.records.size();
	}

	private CompletableFuture<Void> step(int from, int to) {
		KinesisRecord first = this.records.get(from);
		Attempts.Entry entry = this.processor.attempts().find(first);
		if (entry != null && entry.letter() != null) {
			return Pipeline.then(this.processor.failures().offer(this.shard, entry),
					(problem) -> (problem != null) ? FailureHandling.pass(problem) : handled(from + 1));
		}
		List<KinesisRecord> part = this.records.subList(from, to);
		if (!this.processor.isManual()) {
			return Pipeline.then(this.processor.call(part, this.input, null),
					(failure) -> (failure != null) ? failed(from, to, failure) : handled(to));
		}
		BatchAcknowledgment acknowledgment = new BatchAcknowledgment(part.size(), (count) -> checkpoint(from + count));
		return Pipeline.then(this.processor.call(part, this.input, acknowledgment),
				(failure) -> called(from, to, acknowledgment, failure));
	}

	private CompletionStage<?> called(int from, int to, BatchAcknowledgment acknowledgment,
			@Nullable Throwable failure) {
		if (failure == null) {
			this.processor.waitsFor(acknowledgment);
			return Pipeline.then(acknowledgment.settled(), (problem) -> {
				this.processor.waitsFor(null);
				return (problem != null) ? failed(from, to, problem) : Pipeline.DONE;
			});
		}
		if (acknowledgment.close()) {
			return failed(from, to, failure);
		}
		logger.warn("Listener '" + this.processor.listenerId() + "' failed after it had told the end of its batch, "
				+ "which is what counts", UnprintableException.orSame(failure));
		return Pipeline.then(acknowledgment.settled(),
				(problem) -> (problem != null) ? failed(from, to, problem) : Pipeline.DONE);
	}

	/**
	 * The records before this one are handled.
	 */
	private CompletableFuture<Void> handled(int end) {
		try {
			checkpoint(end);
			return Pipeline.DONE;
		}
		catch (ShutdownException ex) {
			return FailureHandling.left();
		}
	}

	private void checkpoint(int end) {
		KinesisRecord last = this.records.get(end - 1);
		this.input.checkpointer().checkpoint(last);
		this.processor.handledUpTo(last);
		this.done = end;
	}

	/**
	 * A part failed whose first records may be handled already.
	 */
	private CompletionStage<?> failed(int from, int to, Throwable failure) {
		if (FailureHandling.isLeft(failure, this.shard)) {
			return FailureHandling.left();
		}
		if (FailureHandling.isDecided(failure)) {
			return decided(this.records.get(this.done), failure);
		}
		if (failure instanceof UnreadableRecordException unreadable) {
			int index = from + unreadable.index();
			if (index == this.done) {
				return failed(this.records.get(index), index + 1, unreadable.reason());
			}
			this.passed = unreadable.reason();
			this.processor.unreadable(this.records.get(index));
			return Pipeline.DONE;
		}
		if (failure instanceof BatchListenerFailedException batch) {
			int index = from + batch.index();
			Throwable cause = (batch.getCause() != null) ? batch.getCause() : batch;
			if (index >= this.done && index < to) {
				if (index > this.done) {
					checkpoint(index);
				}
				return failed(this.records.get(index), index + 1, cause);
			}
			logger.warn("Listener '" + this.processor.listenerId() + "' says that record " + batch.index()
					+ " failed of a batch of " + (to - from) + " records, " + (this.done - from)
					+ " of which are handled: what is left is delivered again");
		}
		return failed(this.records.get(this.done), to, failure);
	}

	/**
	 * The listener itself has said what happens next.
	 */
	private CompletionStage<?> decided(KinesisRecord record, Throwable failure) {
		if (failure instanceof StopShardException) {
			this.processor.attempts().of(record).stopped();
		}
		return FailureHandling.pass(failure);
	}

	/**
	 * A record failed, or one of those from it to the end of what was delivered.
	 */
	private CompletionStage<?> failed(KinesisRecord record, int to, Throwable cause) {
		if (FailureHandling.isDecided(cause)) {
			return decided(record, cause);
		}
		Attempts.Entry entry = this.processor.attempts().of(record);
		if (this.processor.isIsolated(record)) {
			entry.atLeast(this.processor.attemptsTogether());
		}
		FailureDecision decision = this.processor.failures().decide(record, this.shard, cause, entry);
		boolean givesUp = decision instanceof FailureDecision.SendToDeadLetter
				|| decision instanceof FailureDecision.Skip;
		int index = this.done;
		this.passed = cause;
		if (givesUp && to - index > 1) {
			this.processor.isolate(this.records.get(to - 1), entry.attempts());
			return Pipeline.DONE;
		}
		return Pipeline.then(this.processor.failures().carryOut(decision, record, this.shard, cause, entry),
				(problem) -> (problem != null) ? FailureHandling.pass(problem) : handled(index + 1));
	}

}
