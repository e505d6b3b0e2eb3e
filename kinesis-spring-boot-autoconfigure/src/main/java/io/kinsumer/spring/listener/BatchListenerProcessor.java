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

import java.util.List;
import java.util.concurrent.CompletionStage;

import io.kinsumer.core.processor.AsyncShardProcessor;
import io.kinsumer.core.processor.ProcessRecordsInput;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.core.record.SequenceNumber;
import org.jspecify.annotations.Nullable;

/**
 * Calls a listener batch by batch, for one period of ownership of a shard. What one batch
 * needs is the matter of its {@link BatchRun}; here is what outlives it.
 */
final class BatchListenerProcessor implements AsyncShardProcessor {

	private final String listenerId;

	private final BatchListener listener;

	private final boolean manual;

	private final FailureHandling failures;

	private final Attempts attempts = new Attempts();

	private volatile @Nullable SequenceNumber isolatedUpTo;

	private volatile int attemptsTogether;

	private volatile @Nullable SequenceNumber unreadable;

	private volatile @Nullable BatchAcknowledgment open;

	BatchListenerProcessor(String listenerId, BatchListener listener, boolean manual, FailureHandling failures) {
		this.listenerId = listenerId;
		this.listener = listener;
		this.manual = manual;
		this.failures = failures;
	}

	@Override
	public CompletionStage<?> processAsync(ProcessRecordsInput input) {
		return new BatchRun(this, input).run();
	}

	@Override
	public void handoverOverdue() {
		BatchAcknowledgment acknowledgment = this.open;
		if (acknowledgment != null) {
			acknowledgment.abandon();
		}
	}

	/**
	 * Calls the listener.
	 */
	CompletionStage<?> call(List<KinesisRecord> records, ProcessRecordsInput input,
			@Nullable BatchAcknowledgment acknowledgment) {
		Attempts.Entry entry = this.attempts.find(records.get(0));
		int attempt = (entry != null) ? entry.attempts() + 1
				: isIsolated(records.get(0)) ? this.attemptsTogether + 1 : 1;
		ListenerContext context = new DeliveryContext(this.listenerId, input.shard(), attempt, input.fetchedAt(),
				input.millisBehindLatest(), acknowledgment);
		return Pipeline.call(() -> this.listener.onBatch(records, context));
	}

	boolean isManual() {
		return this.manual;
	}

	String listenerId() {
		return this.listenerId;
	}

	FailureHandling failures() {
		return this.failures;
	}

	Attempts attempts() {
		return this.attempts;
	}

	/**
	 * An acknowledgment is all that is waited for.
	 */
	void waitsFor(@Nullable BatchAcknowledgment acknowledgment) {
		this.open = acknowledgment;
	}

	/**
	 * The records up to this one are delivered one by one, because nobody knows which of
	 * them made the batch fail.
	 */
	void isolate(KinesisRecord last, int attempts) {
		this.isolatedUpTo = last.sequenceNumber();
		this.attemptsTogether = attempts;
	}

	boolean isIsolated(KinesisRecord record) {
		SequenceNumber last = this.isolatedUpTo;
		return last != null && record.sequenceNumber().compareTo(last) <= 0;
	}

	/**
	 * How often a record was tried that is delivered alone now.
	 */
	int attemptsTogether() {
		return this.attemptsTogether;
	}

	/**
	 * The record cannot be converted, and those before it are delivered first.
	 */
	void unreadable(KinesisRecord record) {
		this.unreadable = record.sequenceNumber();
	}

	boolean isUnreadable(KinesisRecord record) {
		return record.sequenceNumber().equals(this.unreadable);
	}

	/**
	 * The record and all before it count as handled.
	 */
	void handledUpTo(KinesisRecord record) {
		this.attempts.forgetUpTo(record);
		if (isPassed(this.isolatedUpTo, record)) {
			this.isolatedUpTo = null;
		}
		if (isPassed(this.unreadable, record)) {
			this.unreadable = null;
		}
	}

	private static boolean isPassed(@Nullable SequenceNumber number, KinesisRecord record) {
		return number != null && record.sequenceNumber().compareTo(number) >= 0;
	}

}
