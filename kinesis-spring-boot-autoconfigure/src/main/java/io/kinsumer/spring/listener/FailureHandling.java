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

import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.IntFunction;

import io.kinsumer.core.processor.RetryAfterException;
import io.kinsumer.core.processor.ShardContext;
import io.kinsumer.core.processor.ShutdownException;
import io.kinsumer.core.processor.StopShardException;
import io.kinsumer.core.processor.UnprintableException;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.spring.error.DeadLetter;
import io.kinsumer.spring.error.DeadLetterRefusedException;
import io.kinsumer.spring.error.DeadLetterTarget;
import io.kinsumer.spring.error.FailureDecision;
import io.kinsumer.spring.error.FailureListener;
import io.kinsumer.spring.error.HandlingFailure;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Asks the policy what happens to records that failed, and does it. Its stages complete
 * when a record counts as handled; otherwise they fail with what tells the engine what to
 * do. Safe for use by any thread.
 */
final class FailureHandling {

	private static final Log logger = LogFactory.getLog(FailureHandling.class);

	private static final Duration LONGEST_DELAY = Duration.ofDays(365);

	private final String listenerId;

	private final String consumerGroup;

	private final ListenerOptions options;

	private final InstantSource clock;

	private final IntFunction<Duration> refusalDelay;

	FailureHandling(String listenerId, String consumerGroup, ListenerOptions options, InstantSource clock,
			IntFunction<Duration> refusalDelay) {
		this.listenerId = listenerId;
		this.consumerGroup = consumerGroup;
		this.options = options;
		this.clock = clock;
		this.refusalDelay = refusalDelay;
	}

	/**
	 * Whether a handler ended only because its shard is wanted back.
	 */
	static boolean isLeft(Throwable failure, ShardContext shard) {
		if (shard.deliverable()) {
			return false;
		}
		Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
		for (Throwable cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
			if (cause instanceof InterruptedException || cause instanceof CancellationException
					|| cause instanceof ClosedByInterruptException || cause instanceof ShutdownException) {
				return true;
			}
		}
		return false;
	}

	/**
	 * What the engine understands as left, not failed.
	 */
	static CompletableFuture<Void> left() {
		return CompletableFuture.failedFuture(new CancellationException("the shard is wanted back"));
	}

	/**
	 * Whether the listener used the engine's own words.
	 */
	static boolean isDecided(Throwable failure) {
		return failure instanceof RetryAfterException || failure instanceof StopShardException;
	}

	/**
	 * An attempt failed.
	 */
	FailureDecision decide(KinesisRecord record, ShardContext shard, Throwable cause, Attempts.Entry entry) {
		entry.failed();
		try {
			return this.options.failurePolicy().decide(failure(record, shard, cause, entry));
		}
		catch (RuntimeException ex) {
			logger.error("The failure policy of listener '" + this.listenerId
					+ "' threw, which it must not; the shard stops", ex);
			return new FailureDecision.Stop();
		}
	}

	private HandlingFailure failure(KinesisRecord record, ShardContext shard, Throwable cause, Attempts.Entry entry) {
		return new HandlingFailure(shard.kinsumer(), this.consumerGroup, this.listenerId, record, cause,
				entry.attemptsOfCycle());
	}

	/**
	 * Does what was decided.
	 * @return completes when the record counts as handled
	 */
	CompletableFuture<Void> carryOut(FailureDecision decision, KinesisRecord record, ShardContext shard,
			Throwable failed, Attempts.Entry entry) {
		Throwable cause = UnprintableException.orSame(failed);
		if (decision instanceof FailureDecision.Retry retry) {
			Duration delay = (retry.delay().compareTo(LONGEST_DELAY) < 0) ? retry.delay() : LONGEST_DELAY;
			return CompletableFuture.failedFuture(new RetryAfterException(delay, cause));
		}
		if (decision instanceof FailureDecision.SendToDeadLetter) {
			entry.givenUp(new DeadLetter(record, cause, entry.attempts(), shard.kinsumer(), this.consumerGroup,
					this.listenerId, this.clock.instant()));
			return offer(shard, entry);
		}
		if (decision instanceof FailureDecision.Skip) {
			HandlingFailure failure = failure(record, shard, cause, entry);
			logger.warn("Listener '" + this.listenerId + "' skips record " + record.sequenceNumber() + " of shard "
					+ record.shardId() + ", stream " + record.stream() + ", after " + entry.attempts()
					+ " attempts: it is lost", cause);
			tell((listener) -> listener.recordSkipped(failure));
			return Pipeline.DONE;
		}
		entry.stopped();
		return CompletableFuture.failedFuture(new StopShardException(
				"record " + record.sequenceNumber() + " of shard " + record.shardId() + " could not be handled in "
						+ entry.attempts() + " attempts: " + cause + ". The shard goes on with it when it is resumed",
				cause));
	}

	/**
	 * Offers a record to the dead-letter target, again if need be.
	 * @return completes when the target has taken it
	 */
	CompletableFuture<Void> offer(ShardContext shard, Attempts.Entry entry) {
		DeadLetter letter = entry.letter();
		DeadLetterTarget target = this.options.deadLetterTarget();
		if (letter == null || target == null) {
			return CompletableFuture.failedFuture(new StopShardException(
					"the failure policy of listener '" + this.listenerId + "' wants a dead letter, but there is no "
							+ "dead-letter target: define a bean of type DeadLetterTarget, or set "
							+ "failure.dead-letter.stream-name",
					(letter != null) ? letter.cause() : new IllegalStateException("no letter")));
		}
		return Pipeline.then(Pipeline.call(() -> target.send(letter)), (problem) -> {
			if (problem == null) {
				tell((listener) -> listener.deadLetterStored(letter));
				return Pipeline.DONE;
			}
			return isLeft(problem, shard) ? left() : refused(letter, entry.refused(), problem);
		});
	}

	private CompletableFuture<Void> refused(DeadLetter letter, int attempt, Throwable failure) {
		Throwable problem = UnprintableException.orSame(failure);
		tell((listener) -> listener.deadLetterRefused(letter, problem, attempt));
		return CompletableFuture.failedFuture(new RetryAfterException(this.refusalDelay.apply(attempt),
				new DeadLetterRefusedException(letter, attempt, problem)));
	}

	private void tell(Consumer<FailureListener> event) {
		for (FailureListener listener : this.options.failureListeners()) {
			try {
				event.accept(listener);
			}
			catch (RuntimeException ex) {
				logger.error("A failure listener threw, which it must not", ex);
			}
		}
	}

	/**
	 * Hands a failure on as the engine understands it.
	 */
	static CompletableFuture<Void> pass(@Nullable Throwable failure) {
		return (failure != null) ? CompletableFuture.failedFuture(failure) : Pipeline.DONE;
	}

}
