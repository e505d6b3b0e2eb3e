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

package io.kinsumer.core.writer;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import io.kinsumer.core.client.AwsErrors;
import io.kinsumer.core.client.AwsErrors.Kind;
import io.kinsumer.core.client.InvalidRequestException;
import io.kinsumer.core.client.KinesisException;
import io.kinsumer.core.record.RecordResult;
import io.kinsumer.core.record.SequenceNumber;
import io.kinsumer.core.record.UserRecord;
import io.kinsumer.core.runtime.EngineRuntime;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;

/**
 * One batch on its way: request after request, each repeated with what was refused until
 * all of it is settled. So records of a key keep their order unless one of them is
 * refused while others of the same request are taken.
 */
final class PutOperation {

	private final WriterContext context;

	private final CompletableFuture<List<RecordOutcome>> future = new CompletableFuture<>();

	private final List<UserRecord> records;

	private final @Nullable RecordOutcome[] outcomes;

	private final Deque<List<PendingEntry>> waiting = new ArrayDeque<>();

	private int attempts;

	private long firstAttempt;

	private EngineRuntime.@Nullable Timer timer;

	private boolean ended;

	PutOperation(WriterContext context, List<UserRecord> records) {
		this.context = context;
		this.records = records;
		this.outcomes = new RecordOutcome[records.size()];
	}

	CompletableFuture<List<RecordOutcome>> future() {
		return this.future;
	}

	synchronized void start(List<PendingEntry> all) {
		List<PendingEntry> entries = new ArrayList<>(all.size());
		for (PendingEntry entry : all) {
			KinesisException invalid = this.context.check(entry);
			if (invalid != null) {
				fail(entry, invalid);
			}
			else {
				entries.add(entry);
			}
		}
		this.waiting.addAll(this.context.split(entries));
		next();
	}

	/**
	 * Ends the operation: nothing more is sent, and what is not settled failed.
	 * @param failure why
	 */
	synchronized void stop(KinesisException failure) {
		if (!this.ended) {
			for (int i = 0; i < this.outcomes.length; i++) {
				if (this.outcomes[i] == null) {
					this.outcomes[i] = new RecordOutcome.Failed(this.records.get(i), failure);
					this.context.failed(this.records.get(i), failure);
				}
			}
			end();
		}
	}

	private void next() {
		List<PendingEntry> chunk = this.waiting.poll();
		if (chunk == null) {
			end();
			return;
		}
		this.attempts = 0;
		this.firstAttempt = this.context.nanoTime();
		send(chunk);
	}

	private void send(List<PendingEntry> chunk) {
		this.attempts++;
		long sent = this.context.nanoTime();
		List<PutRecordsRequestEntry> entries = chunk.stream().map(PendingEntry::entry).toList();
		this.context.call().send(entries).whenComplete((results, failure) -> {
			Duration duration = Duration.ofNanos(this.context.nanoTime() - sent);
			if (failure != null) {
				requestFailed(chunk, failure, duration);
			}
			else {
				answered(chunk, results, duration);
			}
		});
	}

	private synchronized void answered(List<PendingEntry> chunk, List<PutRecordsCall.Result> results,
			Duration duration) {
		if (this.ended) {
			return;
		}
		List<PendingEntry> refused = new ArrayList<>();
		PutRecordsCall.Refused last = null;
		int written = 0;
		long bytes = 0;
		int notTaken = 0;
		for (int i = 0; i < chunk.size(); i++) {
			PendingEntry entry = chunk.get(i);
			if (results.get(i) instanceof PutRecordsCall.Refused result) {
				notTaken++;
				this.context.refused(result.code(), 1);
				if (result.kind() == Kind.PERMANENT) {
					fail(entry, failure(result));
				}
				else {
					last = result;
					refused.add(entry);
				}
			}
			else if (results.get(i) instanceof PutRecordsCall.Written result) {
				written++;
				bytes += entry.payloadSize();
				this.outcomes[entry.index()] = new RecordOutcome.Written(entry.record(), new RecordResult(
						result.shardId(), SequenceNumber.of(result.sequenceNumber()), entry.wrapped(), this.attempts));
			}
		}
		this.context.completed(chunk.size(), notTaken, duration);
		if (written > 0) {
			this.context.written(written, bytes);
		}
		if (last == null) {
			next();
		}
		else {
			retry(refused, last.code(), last, this::failure);
		}
	}

	private synchronized void requestFailed(List<PendingEntry> chunk, Throwable failure, Duration duration) {
		if (this.ended) {
			return;
		}
		this.context.completed(chunk.size(), chunk.size(), duration);
		this.context.refused(AwsErrors.codeOf(failure), chunk.size());
		KinesisException translated = AwsErrors.translate(this.context.stream(), failure);
		if (AwsErrors.kindOf(failure) != Kind.PERMANENT) {
			retry(chunk, AwsErrors.codeOf(failure), translated, Function.identity());
		}
		else if (translated instanceof InvalidRequestException && chunk.size() > 1) {
			// One entry may be to blame; the others must not fail with it.
			this.waiting.push(chunk.subList(chunk.size() / 2, chunk.size()));
			this.waiting.push(chunk.subList(0, chunk.size() / 2));
			next();
		}
		else {
			chunk.forEach((entry) -> fail(entry, translated));
			next();
		}
	}

	private <T> void retry(List<PendingEntry> entries, String code, T cause, Function<T, KinesisException> toFailure) {
		Duration delay = this.context.settings().backoff().delayAfter(this.attempts, this.context.random());
		Duration elapsed = Duration.ofNanos(this.context.nanoTime() - this.firstAttempt).plus(delay);
		if (!this.context.settings().backoff().allowsAttemptAfter(this.attempts)
				|| elapsed.compareTo(this.context.settings().backoff().maxElapsedTime()) > 0) {
			entries.forEach((entry) -> fail(entry, toFailure.apply(cause)));
			next();
			return;
		}
		this.context.retried(code, entries.size(), delay);
		this.timer = this.context.schedule(delay, () -> resend(entries));
	}

	private synchronized void resend(List<PendingEntry> entries) {
		if (!this.ended) {
			send(entries);
		}
	}

	private KinesisException failure(PutRecordsCall.Refused refused) {
		return AwsErrors.translate(this.context.stream(), refused.code(), refused.message());
	}

	private void fail(PendingEntry entry, KinesisException failure) {
		this.outcomes[entry.index()] = new RecordOutcome.Failed(entry.record(), failure);
		this.context.failed(entry.record(), failure);
	}

	@SuppressWarnings("NullAway") // every outcome is set when an operation ends
	private void end() {
		this.ended = true;
		if (this.timer != null) {
			this.timer.cancel();
		}
		List<RecordOutcome> result = List.copyOf(Arrays.asList(this.outcomes));
		this.context.complete(() -> this.future.complete(result));
	}

}
