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
import io.kinsumer.core.record.StreamName;
import org.jspecify.annotations.Nullable;

/**
 * Builds {@link ProducerSettings}, which describe each setting and its default. Not for
 * use by several threads at once.
 */
public final class ProducerSettingsBuilder {

	private final String name;

	private final StreamName streamName;

	private @Nullable String streamArn;

	private Duration flushInterval = Duration.ofMillis(100);

	private int batchCount = 500;

	private int batchSize = 5 * 1024 * 1024;

	private int aggregateBatchCount = Integer.MAX_VALUE;

	private int aggregateBatchSize = 51_200;

	private @Nullable Integer maxRecordSize;

	private int backlogCount = 100_000;

	private long backlogSize = 64L * 1024 * 1024;

	private BacklogPolicy backlogPolicy = BacklogPolicy.BLOCK;

	private Duration backlogTimeout = Duration.ofSeconds(10);

	private int maxConnections = 24;

	private Duration shardRefreshInterval = Duration.ofMinutes(1);

	private Ordering ordering = Ordering.NONE;

	private Duration recordDeadline = Duration.ofSeconds(30);

	private Duration requestTimeout = Duration.ofSeconds(10);

	private Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1), 0, Duration.ofDays(1));

	private int rateLimit = 150;

	ProducerSettingsBuilder(String name, StreamName streamName) {
		this.name = name;
		this.streamName = streamName;
	}

	public ProducerSettingsBuilder streamArn(@Nullable String streamArn) {
		this.streamArn = streamArn;
		return this;
	}

	public ProducerSettingsBuilder flushInterval(Duration flushInterval) {
		this.flushInterval = flushInterval;
		return this;
	}

	public ProducerSettingsBuilder batchCount(int batchCount) {
		this.batchCount = batchCount;
		return this;
	}

	public ProducerSettingsBuilder batchSize(int batchSize) {
		this.batchSize = batchSize;
		return this;
	}

	public ProducerSettingsBuilder aggregateBatchCount(int aggregateBatchCount) {
		this.aggregateBatchCount = aggregateBatchCount;
		return this;
	}

	public ProducerSettingsBuilder aggregateBatchSize(int aggregateBatchSize) {
		this.aggregateBatchSize = aggregateBatchSize;
		return this;
	}

	public ProducerSettingsBuilder maxRecordSize(@Nullable Integer maxRecordSize) {
		this.maxRecordSize = maxRecordSize;
		return this;
	}

	public ProducerSettingsBuilder backlogCount(int backlogCount) {
		this.backlogCount = backlogCount;
		return this;
	}

	public ProducerSettingsBuilder backlogSize(long backlogSize) {
		this.backlogSize = backlogSize;
		return this;
	}

	public ProducerSettingsBuilder backlogPolicy(BacklogPolicy backlogPolicy) {
		this.backlogPolicy = backlogPolicy;
		return this;
	}

	public ProducerSettingsBuilder backlogTimeout(Duration backlogTimeout) {
		this.backlogTimeout = backlogTimeout;
		return this;
	}

	public ProducerSettingsBuilder maxConnections(int maxConnections) {
		this.maxConnections = maxConnections;
		return this;
	}

	public ProducerSettingsBuilder shardRefreshInterval(Duration shardRefreshInterval) {
		this.shardRefreshInterval = shardRefreshInterval;
		return this;
	}

	public ProducerSettingsBuilder ordering(Ordering ordering) {
		this.ordering = ordering;
		return this;
	}

	public ProducerSettingsBuilder recordDeadline(Duration recordDeadline) {
		this.recordDeadline = recordDeadline;
		return this;
	}

	public ProducerSettingsBuilder requestTimeout(Duration requestTimeout) {
		this.requestTimeout = requestTimeout;
		return this;
	}

	public ProducerSettingsBuilder backoff(Backoff backoff) {
		this.backoff = backoff;
		return this;
	}

	public ProducerSettingsBuilder rateLimit(int percent) {
		this.rateLimit = percent;
		return this;
	}

	/**
	 * Builds the settings.
	 * @return valid settings
	 * @throws IllegalArgumentException naming the setting and the rule it breaks
	 */
	public ProducerSettings build() {
		return new ProducerSettings(this.name, this.streamName, this.streamArn, this.flushInterval, this.batchCount,
				this.batchSize, this.aggregateBatchCount, this.aggregateBatchSize, this.maxRecordSize,
				this.backlogCount, this.backlogSize, this.backlogPolicy, this.backlogTimeout, this.maxConnections,
				this.shardRefreshInterval, this.ordering, this.recordDeadline, this.requestTimeout, this.backoff,
				this.rateLimit);
	}

}
