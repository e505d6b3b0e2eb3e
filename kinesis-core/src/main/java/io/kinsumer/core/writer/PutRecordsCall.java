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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.kinsumer.core.client.AwsErrors;
import io.kinsumer.core.client.DependencyException;
import io.kinsumer.core.record.SequenceNumber;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.StreamName;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkPlugin;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/**
 * {@code PutRecords} on one stream. What to do about refused entries and failed requests
 * is the caller's business: retries of the SDK are off, whoever made the client, so that
 * attempts are counted and spaced in one place.
 */
public final class PutRecordsCall {

	private static final SdkPlugin NO_RETRIES = (configuration) -> configuration.overrideConfiguration(
			configuration.overrideConfiguration().toBuilder().retryStrategy(AwsRetryStrategy.doNotRetry()).build());

	private final Putter putter;

	private final StreamName streamName;

	private final @Nullable String streamArn;

	private final Duration timeout;

	/**
	 * Prepares calls.
	 * @param putter puts the records
	 * @param streamName the stream's name
	 * @param streamArn the stream's ARN, used instead of the name; {@code null}: none
	 * @param timeout after which a request counts as lost
	 */
	public PutRecordsCall(Putter putter, StreamName streamName, @Nullable String streamArn, Duration timeout) {
		this.putter = putter;
		this.streamName = streamName;
		this.streamArn = streamArn;
		this.timeout = timeout;
	}

	/**
	 * How the stream is called in messages.
	 * @return the ARN if there is one, otherwise the name
	 */
	public String stream() {
		return (this.streamArn != null) ? this.streamArn : this.streamName.value();
	}

	/**
	 * Sends entries.
	 * @param entries 1 to 500, within the size of a request
	 * @return one result for each entry, in their order; or the failure of the request as
	 * the SDK reports it. Completed on the SDK's threads
	 */
	public CompletableFuture<List<Result>> send(List<PutRecordsRequestEntry> entries) {
		PutRecordsRequest.Builder request = PutRecordsRequest.builder()
			.records(entries)
			.overrideConfiguration((overrides) -> overrides.apiCallTimeout(this.timeout).addPlugin(NO_RETRIES));
		if (this.streamArn != null) {
			request.streamARN(this.streamArn);
		}
		else {
			request.streamName(this.streamName.value());
		}
		try {
			return this.putter.putRecords(request.build()).thenApply((response) -> results(response, entries.size()));
		}
		catch (Throwable ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private List<Result> results(PutRecordsResponse response, int expected) {
		List<PutRecordsResultEntry> entries = response.records();
		if (entries.size() != expected) {
			throw new DependencyException("stream '" + stream() + "': PutRecords answered " + entries.size()
					+ " results for " + expected + " records", null);
		}
		List<Result> results = new ArrayList<>(expected);
		for (PutRecordsResultEntry entry : entries) {
			if (entry.errorCode() != null) {
				results.add(new Refused(entry.errorCode(), String.valueOf(entry.errorMessage())));
			}
			else {
				results.add(written(entry));
			}
		}
		return results;
	}

	private Written written(PutRecordsResultEntry entry) {
		try {
			return new Written(new ShardId(entry.shardId()), SequenceNumber.of(entry.sequenceNumber()).sequence());
		}
		catch (RuntimeException ex) {
			throw new DependencyException(
					"stream '" + stream() + "': PutRecords answered neither an error nor a place, but " + entry, ex);
		}
	}

	/**
	 * What became of an entry.
	 */
	public sealed interface Result {

	}

	/**
	 * The entry was written.
	 *
	 * @param shardId the shard that took it
	 * @param sequenceNumber its sequence number
	 */
	public record Written(ShardId shardId, String sequenceNumber) implements Result {

	}

	/**
	 * The entry was not written.
	 *
	 * @param code the service's error code
	 * @param message the service's message
	 */
	public record Refused(String code, String message) implements Result {

		/**
		 * What to do about it.
		 * @return the kind of failure
		 */
		public AwsErrors.Kind kind() {
			return AwsErrors.kindOfCode(this.code);
		}

	}

}
