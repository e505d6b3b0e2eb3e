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

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import io.kinsumer.core.client.RecordSizeExceededException;
import io.kinsumer.core.record.DataRecord;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.core.record.SequenceNumber;
import io.kinsumer.spring.error.DeadLetter;
import io.kinsumer.spring.error.DeadLetterTarget;
import org.jspecify.annotations.Nullable;

/**
 * Writes dead letters to a stream: the payload and the keys as they were, and headers
 * that tell what happened ({@link DeadLetterHeaders}). When record and headers are too
 * large for the stream, the message of the cause is left out; when that does not help,
 * the letter is refused, so that the record stays where it is. Safe for use by any
 * thread.
 */
public final class StreamDeadLetterTarget implements DeadLetterTarget {

	private static final int MAX_MESSAGE = 1024;

	private final DeadLetterSender sender;

	/**
	 * Creates a target.
	 * @param sender puts records into the stream
	 */
	public StreamDeadLetterTarget(DeadLetterSender sender) {
		this.sender = sender;
	}

	@Override
	public CompletionStage<?> send(DeadLetter letter) {
		Map<String, String> headers = headers(letter);
		CompletableFuture<Void> result = new CompletableFuture<>();
		put(letter.record(), headers).whenComplete((written, failure) -> {
			if (isTooLarge(failure)) {
				headers.remove(DeadLetterHeaders.CAUSE_MESSAGE);
				put(letter.record(), headers).whenComplete((shorter, again) -> end(result, letter, again));
			}
			else {
				end(result, letter, failure);
			}
		});
		return result;
	}

	private CompletionStage<?> put(KinesisRecord record, Map<String, String> headers) {
		try {
			return this.sender
				.put(new DataRecord(record.partitionKey(), record.explicitHashKey(), record.data(), headers));
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private static void end(CompletableFuture<Void> result, DeadLetter letter, @Nullable Throwable failure) {
		if (failure == null) {
			result.complete(null);
		}
		else if (isTooLarge(failure)) {
			result.completeExceptionally(new IllegalStateException("record " + letter.record().sequenceNumber()
					+ ", which has " + letter.record().data().remaining() + " bytes, is too large for the stream of "
					+ "dead letters together with its headers: let the stream take larger records, use another "
					+ "dead-letter target, or handle the record", cause(failure)));
		}
		else {
			result.completeExceptionally(cause(failure));
		}
	}

	private static boolean isTooLarge(@Nullable Throwable failure) {
		return failure != null && cause(failure) instanceof RecordSizeExceededException;
	}

	private static Throwable cause(Throwable failure) {
		return (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause() : failure;
	}

	private static Map<String, String> headers(DeadLetter letter) {
		KinesisRecord record = letter.record();
		SequenceNumber number = record.sequenceNumber();
		Map<String, String> headers = new LinkedHashMap<>();
		String origin = record.stream() + "/" + record.shardId() + "/" + number.sequence() + "/" + number.subSequence();
		headers.put(DeadLetterHeaders.ORIGIN, origin);
		record.headers().forEach((name, value) -> {
			if (!name.startsWith(DeadLetterHeaders.PREFIX) || name.equals(DeadLetterHeaders.ORIGIN)
					|| name.equals(DeadLetterHeaders.REDRIVE_COUNT)) {
				headers.put(name, value);
			}
		});
		headers.put(DeadLetterHeaders.CAUSE_CLASS, letter.cause().getClass().getName());
		String message = letter.cause().getMessage();
		if (message != null) {
			headers.put(DeadLetterHeaders.CAUSE_MESSAGE, shorten(message));
		}
		headers.put(DeadLetterHeaders.ATTEMPTS, String.valueOf(letter.attempts()));
		headers.put(DeadLetterHeaders.KINSUMER, letter.kinsumer());
		headers.put(DeadLetterHeaders.LISTENER, letter.listenerId());
		headers.put(DeadLetterHeaders.CONSUMER_GROUP, letter.consumerGroup());
		headers.put(DeadLetterHeaders.STREAM, record.stream().value());
		headers.put(DeadLetterHeaders.SHARD_ID, record.shardId().value());
		headers.put(DeadLetterHeaders.SEQUENCE_NUMBER, number.sequence());
		headers.put(DeadLetterHeaders.SUB_SEQUENCE_NUMBER, String.valueOf(number.subSequence()));
		headers.put(DeadLetterHeaders.ARRIVAL_TIME, record.approximateArrivalTimestamp().toString());
		headers.put(DeadLetterHeaders.FAILED_AT, letter.failedAt().toString());
		return headers;
	}

	private static String shorten(String message) {
		return (message.length() <= MAX_MESSAGE) ? message : message.substring(0, MAX_MESSAGE) + "...";
	}

}
