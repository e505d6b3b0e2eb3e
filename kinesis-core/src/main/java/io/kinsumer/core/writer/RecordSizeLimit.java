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
import java.util.concurrent.CompletableFuture;

import io.kinsumer.core.client.AwsErrors;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.core.runtime.EngineRuntime;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamSummaryRequest;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamSummaryResponse;

/**
 * How large the Kinesis records of a stream may be. Each stream takes 1 MiB; whether it
 * takes more is asked when a larger record comes, so that nobody else needs the
 * permission to ask. For use by several threads.
 */
public final class RecordSizeLimit {

	private static final Logger logger = LoggerFactory.getLogger(RecordSizeLimit.class);

	/**
	 * A stream may be changed to take larger records.
	 */
	private static final Duration MAX_AGE = Duration.ofMinutes(1);

	private final KinesisAsyncClient client;

	private final StreamName streamName;

	private final @Nullable String streamArn;

	private final @Nullable Integer configured;

	private final EngineRuntime runtime;

	private @Nullable Integer known;

	private boolean asked;

	private long askedAt;

	/**
	 * Creates a limit.
	 * @param client asks Kinesis
	 * @param streamName the stream's name
	 * @param streamArn the stream's ARN, used instead of the name; {@code null}: none
	 * @param configured the limit, if it need not be asked for; {@code null}: it must
	 * @param runtime tells the time
	 */
	public RecordSizeLimit(KinesisAsyncClient client, StreamName streamName, @Nullable String streamArn,
			@Nullable Integer configured, EngineRuntime runtime) {
		this.client = client;
		this.streamName = streamName;
		this.streamArn = streamArn;
		this.configured = configured;
		this.runtime = runtime;
	}

	/**
	 * The limit that a record is to be held against. Never waits: until Kinesis has told,
	 * the limit is the largest a stream may have, and Kinesis refuses what is too much.
	 * @param size of the record with its key
	 * @return bytes
	 */
	public synchronized int limitFor(int size) {
		if (this.configured != null) {
			return this.configured;
		}
		if (size <= WriterSettings.DEFAULT_MAX_RECORD_SIZE) {
			return WriterSettings.DEFAULT_MAX_RECORD_SIZE;
		}
		long now = this.runtime.nanoTime();
		if (!this.asked || now - this.askedAt > MAX_AGE.toNanos()) {
			this.asked = true;
			this.askedAt = now;
			ask();
		}
		return (this.known != null) ? this.known : WriterSettings.MAX_BATCH_SIZE;
	}

	private void ask() {
		DescribeStreamSummaryRequest.Builder request = DescribeStreamSummaryRequest.builder();
		if (this.streamArn != null) {
			request.streamARN(this.streamArn);
		}
		else {
			request.streamName(this.streamName.value());
		}
		CompletableFuture<DescribeStreamSummaryResponse> answer;
		try {
			answer = this.client.describeStreamSummary(request.build());
		}
		catch (RuntimeException ex) {
			answer = CompletableFuture.failedFuture(ex);
		}
		answer.whenComplete(this::told);
	}

	private synchronized void told(@Nullable DescribeStreamSummaryResponse response, @Nullable Throwable failure) {
		if (response != null) {
			Integer kib = response.streamDescriptionSummary().maxRecordSizeInKiB();
			this.known = (kib != null) ? kib * 1024 : WriterSettings.DEFAULT_MAX_RECORD_SIZE;
		}
		else if (failure != null) {
			logger.warn(
					"How large the records of stream '{}' may be is not known: set max-record-size, or allow "
							+ "kinesis:DescribeStreamSummary. Until then Kinesis refuses what is too large: {}",
					this.streamName, AwsErrors.unwrap(failure).toString());
		}
	}

}
