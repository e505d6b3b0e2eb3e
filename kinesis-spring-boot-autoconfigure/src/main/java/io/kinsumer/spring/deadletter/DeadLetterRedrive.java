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

package io.kinsumer.spring.deadletter;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

import io.kinsumer.core.kinsumer.Kinsumer;
import io.kinsumer.core.kinsumer.KinsumerState;
import io.kinsumer.core.kinsumer.KinsumerStatus;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.DisposableBean;

/**
 * Puts dead letters back to the streams they came from, with their payload, keys and
 * headers, and two headers more: {@link DeadLetterHeaders#ORIGIN} and
 * {@link DeadLetterHeaders#REDRIVE_COUNT}. Ends with its application. Safe for use by any
 * thread.
 * <p>
 * The letters are read for a consumer group of their own, the kinsumer's with
 * {@code .redrive} behind it. Its position is written after each letter, when the put is
 * acknowledged. So a redrive goes on where the one before it ended, and puts nothing back
 * twice that an earlier one has put back. When the process dies between the put of a
 * letter and the write of the position, or the answer to a put is lost, that letter (one
 * for each shard) is put back again by the next redrive; consumers recognise it by its
 * origin and count, which are the same both times. So are those of two letters of one
 * record, which there are when a process died after it had written the letter.
 * <p>
 * The explicit hash key of a record is known, and kept, only where the record was part of
 * an aggregate; others go where their partition key leads.
 */
public final class DeadLetterRedrive implements DisposableBean {

	// The Date of an answer has whole seconds: what arrived in this one belongs to it.
	private static final Duration PRECISION = Duration.ofSeconds(1);

	private static final Log logger = LogFactory.getLog(DeadLetterRedrive.class);

	// For the letter in hand, and to leave the group.
	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final RedriveAccess access;

	private final Map<String, UnderWay> running = new ConcurrentHashMap<>();

	/**
	 * Creates it.
	 * @param access reaches the streams
	 */
	public DeadLetterRedrive(RedriveAccess access) {
		this.access = access;
	}

	/**
	 * Puts back what is in the stream of dead letters of a kinsumer now. What fails again
	 * meanwhile, and becomes a letter again, is left to the next redrive.
	 * @param kinsumer the name of the kinsumer whose listener had failed
	 * @param recordsPerSecond how many letters are put back in a second at most, more
	 * than 0
	 * @return what was done, when it is done; fails with {@link RedriveException} when a
	 * letter could not be put back or the letters can no longer be read, with
	 * {@link IllegalStateException} when there is no stream of dead letters, and with
	 * {@link RedriveUnderWayException} while a redrive of the same kinsumer is under way
	 * in this process. To cancel it ends the redrive after the letter in hand
	 */
	public CompletableFuture<RedriveReport> redrive(String kinsumer, double recordsPerSecond) {
		if (!(recordsPerSecond > 0) || Double.isInfinite(recordsPerSecond)) {
			throw new IllegalArgumentException(
					"recordsPerSecond " + recordsPerSecond + " is not valid: it must be more than 0");
		}
		CompletableFuture<RedriveReport> result = new CompletableFuture<>();
		if (this.running.putIfAbsent(kinsumer, new UnderWay(result, new CompletableFuture<>())) != null) {
			// Both would read under the same client id.
			return CompletableFuture.failedFuture(new RedriveUnderWayException(kinsumer));
		}
		Thread thread = new Thread(() -> run(kinsumer, recordsPerSecond, result), "kinesis-redrive-" + kinsumer);
		thread.setDaemon(true);
		thread.start();
		return result;
	}

	private void run(String kinsumer, double recordsPerSecond, CompletableFuture<RedriveReport> result) {
		RedriveReport report = null;
		Throwable failure = null;
		try {
			report = run(kinsumer, recordsPerSecond, result::isDone);
		}
		catch (ExecutionException ex) {
			failure = (ex.getCause() != null) ? ex.getCause() : ex;
		}
		catch (InterruptedException ex) {
			failure = new CancellationException("the redrive was interrupted");
		}
		catch (RuntimeException ex) {
			failure = ex;
		}
		UnderWay ended = this.running.remove(kinsumer);
		if (ended != null) {
			ended.left().complete(null);
		}
		if (failure != null) {
			result.completeExceptionally(failure);
		}
		else {
			result.complete(report);
		}
	}

	private RedriveReport run(String kinsumer, double recordsPerSecond, BooleanSupplier cancelled)
			throws ExecutionException, InterruptedException {
		RedriveRun run = new RedriveRun(kinsumer, this.access, this.access.kinesisTime(kinsumer).get().plus(PRECISION),
				recordsPerSecond, System::nanoTime);
		Kinsumer reader = this.access.open(kinsumer, run::processor);
		try {
			reader.start().get();
			awaitEnd(run, reader, cancelled);
		}
		finally {
			run.end();
			reader.stop().get();
			run.over();
		}
		Throwable failure = run.failure();
		if (failure != null) {
			throw new RedriveException("the redrive of the dead letters of '" + kinsumer + "' ended", failure,
					run.report());
		}
		return run.report();
	}

	/**
	 * Waits until the shards are at their ends twice in a row: a batch that has just been
	 * read looks like an end for a moment.
	 */
	private static void awaitEnd(RedriveRun run, Kinsumer reader, BooleanSupplier cancelled)
			throws InterruptedException {
		boolean before = false;
		while (!cancelled.getAsBoolean()) {
			KinsumerStatus status = reader.status();
			if (status.state() == KinsumerState.FAILED) {
				run.fail(new IllegalStateException("what reads the letters has stopped: " + status.failure()));
				return;
			}
			boolean through = run.isThrough(status);
			if (run.awaitFailure() || (through && before)) {
				return;
			}
			before = through;
		}
	}

	/**
	 * Ends what is under way after the letter in hand, while there is something left to
	 * leave the group with.
	 */
	@Override
	public void destroy() {
		List<UnderWay> all = List.copyOf(this.running.values());
		all.forEach((run) -> run.result().cancel(false));
		try {
			CompletableFuture.allOf(all.stream().map(UnderWay::left).toArray(CompletableFuture[]::new))
				.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException | TimeoutException ex) {
			logger.warn("A redrive of dead letters has not ended within " + PATIENCE
					+ "; the letter in hand may be put back again by the next one");
		}
	}

	/**
	 * A redrive.
	 *
	 * @param left completes when it reads no more
	 */
	private record UnderWay(CompletableFuture<RedriveReport> result, CompletableFuture<Void> left) {

	}

}
