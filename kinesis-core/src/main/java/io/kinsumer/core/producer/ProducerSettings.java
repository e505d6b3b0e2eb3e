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

package io.kinsumer.core.producer;

import java.time.Duration;

import io.kinsumer.core.client.Backoff;
import io.kinsumer.core.client.StreamArns;
import io.kinsumer.core.record.InvalidSettingException;
import io.kinsumer.core.record.SettingRules;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.core.writer.WriterSettings;
import org.jspecify.annotations.Nullable;

/**
 * Settings of an {@link AggregatingProducer}. Names are those of the Go producer
 * {@code kinesis-producer} where it has them. No time may be longer than 365 days.
 *
 * @param name the producer's name in the configuration
 * @param streamName the stream to write to
 * @param streamArn its ARN, used instead of the name (for streams of other accounts);
 * {@code null}: none
 * @param flushInterval how long a record waits for others at most; 0: not at all. 100 ms
 * by default, as the KPL has it: someone may be waiting for the result of a put, to whom
 * the 5 s of the Go producer look like an outage
 * @param batchCount Kinesis records in a request, 1 to 500 (default)
 * @param batchSize bytes in a request with keys, from {@code maxRecordSize}, if that is
 * set, or else 1 MiB, to 10 MiB; 5 MiB by default. A larger record travels alone
 * @param aggregateBatchCount user records in a Kinesis record, at least 1; 1: no
 * aggregation. No bound by default
 * @param aggregateBatchSize bytes of an aggregate, 64 to {@code maxRecordSize}, if that
 * is set, or else 1 MiB; 51200 by default. Larger records travel alone
 * @param maxRecordSize bytes of a Kinesis record with its key, up to 10 MiB;
 * {@code null}, the default: what the stream takes, which is 1 MiB unless it was changed.
 * Kinesis is asked when a larger record is put
 * @param backlogCount user records held at once, buffered, in flight or waiting for a
 * retry, at least 1. 100000 by default: the 500 of the Go producer do not fill one
 * request, as it counts its queue only
 * @param backlogSize their bytes, at least {@code maxRecordSize}, if that is set, or else
 * 1 MiB; 64 MiB by default. Holds one larger record nevertheless
 * @param backlogPolicy what a put does when there is no room; blocks by default
 * @param backlogTimeout how long it waits with {@link BacklogPolicy#TIMEOUT}, more than
 * 0; 10 s by default
 * @param maxConnections requests in flight, 1 to 256; 24 by default
 * @param shardRefreshInterval how often the shards are listed, 0: only when needed. 1
 * minute by default; the Go producer never does
 * @param ordering what order is kept; none by default
 * @param recordDeadline how long a record is tried, at least 100 ms and more than
 * {@code flushInterval}; 30 s by default. The Go producer tries for ever
 * @param requestTimeout after which a request counts as lost, more than 0; 10 s by
 * default
 * @param backoff delays between attempts; only its intervals count, the deadline bounds
 * attempts. 100 ms to 1 s by default
 * @param rateLimit the most to send to a shard, in percent of what a shard takes (1000
 * records and 1 MiB a second), 1 to 1000000; 0: no limit. 150 by default, as the KPL has
 * it, which finds out what others leave. The rate falls when the shard refuses, and rises
 * again within about a second
 */
public record ProducerSettings(String name, StreamName streamName, @Nullable String streamArn, Duration flushInterval,
		int batchCount, int batchSize, int aggregateBatchCount, int aggregateBatchSize, @Nullable Integer maxRecordSize,
		int backlogCount, long backlogSize, BacklogPolicy backlogPolicy, Duration backlogTimeout, int maxConnections,
		Duration shardRefreshInterval, Ordering ordering, Duration recordDeadline, Duration requestTimeout,
		Backoff backoff, int rateLimit) {

	/**
	 * The most bytes that a request, or a record of a stream changed accordingly, may
	 * have.
	 */
	public static final int MAX_SIZE = 10 * 1024 * 1024;

	private static final int MAX_RATE_LIMIT = 1_000_000;

	private static final Duration MAX_TIME = Duration.ofDays(365);

	/**
	 * Checks the settings.
	 * @throws InvalidSettingException if a value breaks its rule
	 */
	public ProducerSettings {
		StreamArns.requireSameStream(streamName, streamArn);
		SettingRules.requireBetween("batch-count", batchCount, 1, 500);
		int largest = (maxRecordSize != null) ? maxRecordSize : WriterSettings.DEFAULT_MAX_RECORD_SIZE;
		SettingRules.requireBetween("max-record-size", largest, 64, MAX_SIZE);
		SettingRules.requireBetween("batch-size", batchSize, largest, MAX_SIZE);
		SettingRules.requireBetween("aggregate-batch-count", aggregateBatchCount, 1, Integer.MAX_VALUE);
		SettingRules.requireBetween("aggregate-batch-size", aggregateBatchSize, 64, largest);
		SettingRules.requireBetween("backlog-count", backlogCount, 1, Integer.MAX_VALUE);
		SettingRules.requireBetween("backlog-size", backlogSize, largest, Long.MAX_VALUE);
		SettingRules.requireBetween("max-connections", maxConnections, 1, 256);
		SettingRules.requireBetween("rate-limit", rateLimit, 0, MAX_RATE_LIMIT);
		requireTime("flush-interval", flushInterval, Duration.ZERO);
		requireTime("backlog-timeout", backlogTimeout, Duration.ofMillis(1));
		requireTime("shard-refresh-interval", shardRefreshInterval, Duration.ZERO);
		requireTime("record-deadline", recordDeadline, Duration.ofMillis(100));
		requireTime("request-timeout", requestTimeout, Duration.ofMillis(1));
		if (recordDeadline.compareTo(flushInterval) <= 0) {
			throw new InvalidSettingException("record-deadline", recordDeadline, "must be more than flush-interval ("
					+ flushInterval + "), or records would be given up before they are sent");
		}
	}

	private static void requireTime(String setting, Duration value, Duration min) {
		SettingRules.requireAtLeast(setting, value, min);
		SettingRules.requireAtMost(setting, value, MAX_TIME);
	}

	/**
	 * Starts from the defaults.
	 * @param name the producer's name
	 * @param streamName the stream
	 * @return a builder
	 */
	public static ProducerSettingsBuilder builder(String name, StreamName streamName) {
		return new ProducerSettingsBuilder(name, streamName);
	}

}
