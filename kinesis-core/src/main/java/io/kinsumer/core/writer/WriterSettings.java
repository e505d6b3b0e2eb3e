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

import io.kinsumer.core.client.Backoff;
import io.kinsumer.core.client.StreamArns;
import io.kinsumer.core.record.InvalidSettingException;
import io.kinsumer.core.record.SettingRules;
import io.kinsumer.core.record.StreamName;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a {@link RecordWriter}.
 *
 * @param name the writer's name in the configuration
 * @param streamName the stream to write to
 * @param streamArn its ARN, used instead of the name (for streams of other accounts);
 * {@code null}: none
 * @param batchCount records in a request, 1 to 500
 * @param batchSize bytes in a request with keys, from {@code maxRecordSize}, if that is
 * set, to 10 MiB; a larger record travels alone
 * @param maxRecordSize bytes of a record with its key, 1 to 10 MiB; {@code null}: what
 * the stream takes, which is 1 MiB unless it was changed
 * @param requestTimeout after which a request counts as lost, more than 0, at most 365
 * days
 * @param backoff how refused records are sent again
 */
public record WriterSettings(String name, StreamName streamName, @Nullable String streamArn, int batchCount,
		int batchSize, @Nullable Integer maxRecordSize, Duration requestTimeout, Backoff backoff) {

	/**
	 * The most records that a request may have.
	 */
	public static final int MAX_BATCH_COUNT = 500;

	/**
	 * The most bytes that a request, or a record of a stream changed accordingly, may
	 * have.
	 */
	public static final int MAX_BATCH_SIZE = 10 * 1024 * 1024;

	/**
	 * What streams take unless they were changed.
	 */
	public static final int DEFAULT_MAX_RECORD_SIZE = 1024 * 1024;

	/**
	 * Bytes in a request by default.
	 */
	public static final int DEFAULT_BATCH_SIZE = 5 * 1024 * 1024;

	/**
	 * Checks the settings.
	 * @throws InvalidSettingException if a value breaks its rule
	 */
	public WriterSettings {
		StreamArns.requireSameStream(streamName, streamArn);
		SettingRules.requireBetween("batch-count", batchCount, 1, MAX_BATCH_COUNT);
		if (maxRecordSize != null) {
			SettingRules.requireBetween("max-record-size", maxRecordSize, 1, MAX_BATCH_SIZE);
		}
		SettingRules.requireBetween("batch-size", batchSize,
				(maxRecordSize != null) ? maxRecordSize : DEFAULT_MAX_RECORD_SIZE, MAX_BATCH_SIZE);
		SettingRules.requirePositive("request-timeout", requestTimeout);
		SettingRules.requireAtMost("request-timeout", requestTimeout, Duration.ofDays(365));
	}

	/**
	 * Settings with the defaults: 500 records or 5 MiB a request, records of any size
	 * that the stream takes, 10 s a request, {@link Backoff#exponential()}.
	 * @param name the writer's name
	 * @param streamName the stream
	 * @return the settings
	 */
	public static WriterSettings of(String name, StreamName streamName) {
		return new WriterSettings(name, streamName, null, MAX_BATCH_COUNT, DEFAULT_BATCH_SIZE, null,
				Duration.ofSeconds(10), Backoff.exponential());
	}

	/**
	 * The same settings with an ARN.
	 * @param streamArn the ARN of the stream; {@code null}: none
	 * @return new settings
	 */
	public WriterSettings withStreamArn(@Nullable String streamArn) {
		return new WriterSettings(this.name, this.streamName, streamArn, this.batchCount, this.batchSize,
				this.maxRecordSize, this.requestTimeout, this.backoff);
	}

	/**
	 * The same settings with other limits.
	 * @param batchCount records in a request
	 * @param batchSize bytes in a request
	 * @param maxRecordSize bytes of a record; {@code null}: what the stream takes
	 * @return new settings
	 */
	public WriterSettings withLimits(int batchCount, int batchSize, @Nullable Integer maxRecordSize) {
		return new WriterSettings(this.name, this.streamName, this.streamArn, batchCount, batchSize, maxRecordSize,
				this.requestTimeout, this.backoff);
	}

	/**
	 * The same settings with another request timeout.
	 * @param requestTimeout after which a request counts as lost
	 * @return new settings
	 */
	public WriterSettings withRequestTimeout(Duration requestTimeout) {
		return new WriterSettings(this.name, this.streamName, this.streamArn, this.batchCount, this.batchSize,
				this.maxRecordSize, requestTimeout, this.backoff);
	}

	/**
	 * The same settings with another backoff.
	 * @param backoff how refused records are sent again
	 * @return new settings
	 */
	public WriterSettings withBackoff(Backoff backoff) {
		return new WriterSettings(this.name, this.streamName, this.streamArn, this.batchCount, this.batchSize,
				this.maxRecordSize, this.requestTimeout, backoff);
	}

}
