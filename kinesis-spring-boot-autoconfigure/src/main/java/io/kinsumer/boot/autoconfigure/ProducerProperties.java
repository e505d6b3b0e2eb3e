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

package io.kinsumer.boot.autoconfigure;

import java.time.Duration;

import io.kinsumer.core.client.ClientSettings;
import io.kinsumer.core.producer.BacklogPolicy;
import io.kinsumer.core.producer.Ordering;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationPropertiesSource;
import org.springframework.util.unit.DataSize;

/**
 * Settings of one aggregating producer. What is not set has the default of the engine.
 */
@ConfigurationPropertiesSource
public class ProducerProperties {

	private final Delays backoff = new Delays();

	/**
	 * Name of the client that reaches Kinesis.
	 */
	private String clientName = ClientSettings.DEFAULT_NAME;

	/**
	 * Name of the stream, to which the naming pattern is applied. By default, the name of
	 * the producer.
	 */
	private @Nullable String streamName;

	/**
	 * ARN of the stream, used in place of a name; the naming pattern is not applied.
	 */
	private @Nullable String streamArn;

	/**
	 * How long a record waits for others at most; 0 for not at all.
	 */
	private @Nullable Duration flushInterval;

	/**
	 * Most Kinesis records in a request, from 1 to 500.
	 */
	private @Nullable Integer batchCount;

	/**
	 * Most bytes in a request, up to 10MB.
	 */
	private @Nullable DataSize batchSize;

	/**
	 * Most user records in a Kinesis record; 1 for no aggregation. No bound by default.
	 */
	private @Nullable Integer aggregateBatchCount;

	/**
	 * Most bytes of an aggregate.
	 */
	private @Nullable DataSize aggregateBatchSize;

	/**
	 * Most bytes of a Kinesis record with its key, up to 10MB. By default, what the
	 * stream takes.
	 */
	private @Nullable DataSize maxRecordSize;

	/**
	 * Most user records held at once: buffered, in flight or waiting for a retry.
	 */
	private @Nullable Integer backlogCount;

	/**
	 * Most bytes held at once.
	 */
	private @Nullable DataSize backlogSize;

	/**
	 * What a put does when there is no room.
	 */
	private @Nullable BacklogPolicy backlogPolicy;

	/**
	 * How long a put waits for room, with the policy 'timeout'.
	 */
	private @Nullable Duration backlogTimeout;

	/**
	 * Most requests in flight, from 1 to 256.
	 */
	private @Nullable Integer maxConnections;

	/**
	 * How often the shards of the stream are listed; 0 for only when needed.
	 */
	private @Nullable Duration shardRefreshInterval;

	/**
	 * Order that is kept.
	 */
	private @Nullable Ordering ordering;

	/**
	 * How long a record is tried, at least 100ms and more than flush-interval.
	 */
	private @Nullable Duration recordDeadline;

	/**
	 * Time after which a request counts as lost.
	 */
	private @Nullable Duration requestTimeout;

	/**
	 * Most to send to a shard, in percent of what a shard takes; 0 for no limit. The rate
	 * falls while a shard refuses.
	 */
	private @Nullable Integer rateLimit;

	/**
	 * How long the producer may take to write what it holds when the application stops.
	 */
	private Duration closeTimeout = Duration.ofSeconds(10);

	public Delays getBackoff() {
		return this.backoff;
	}

	public String getClientName() {
		return this.clientName;
	}

	public void setClientName(String clientName) {
		this.clientName = clientName;
	}

	public @Nullable String getStreamName() {
		return this.streamName;
	}

	public void setStreamName(@Nullable String streamName) {
		this.streamName = streamName;
	}

	public @Nullable String getStreamArn() {
		return this.streamArn;
	}

	public void setStreamArn(@Nullable String streamArn) {
		this.streamArn = streamArn;
	}

	public @Nullable Duration getFlushInterval() {
		return this.flushInterval;
	}

	public void setFlushInterval(@Nullable Duration flushInterval) {
		this.flushInterval = flushInterval;
	}

	public @Nullable Integer getBatchCount() {
		return this.batchCount;
	}

	public void setBatchCount(@Nullable Integer batchCount) {
		this.batchCount = batchCount;
	}

	public @Nullable DataSize getBatchSize() {
		return this.batchSize;
	}

	public void setBatchSize(@Nullable DataSize batchSize) {
		this.batchSize = batchSize;
	}

	public @Nullable Integer getAggregateBatchCount() {
		return this.aggregateBatchCount;
	}

	public void setAggregateBatchCount(@Nullable Integer aggregateBatchCount) {
		this.aggregateBatchCount = aggregateBatchCount;
	}

	public @Nullable DataSize getAggregateBatchSize() {
		return this.aggregateBatchSize;
	}

	public void setAggregateBatchSize(@Nullable DataSize aggregateBatchSize) {
		this.aggregateBatchSize = aggregateBatchSize;
	}

	public @Nullable DataSize getMaxRecordSize() {
		return this.maxRecordSize;
	}

	public void setMaxRecordSize(@Nullable DataSize maxRecordSize) {
		this.maxRecordSize = maxRecordSize;
	}

	public @Nullable Integer getBacklogCount() {
		return this.backlogCount;
	}

	public void setBacklogCount(@Nullable Integer backlogCount) {
		this.backlogCount = backlogCount;
	}

	public @Nullable DataSize getBacklogSize() {
		return this.backlogSize;
	}

	public void setBacklogSize(@Nullable DataSize backlogSize) {
		this.backlogSize = backlogSize;
	}

	public @Nullable BacklogPolicy getBacklogPolicy() {
		return this.backlogPolicy;
	}

	public void setBacklogPolicy(@Nullable BacklogPolicy backlogPolicy) {
		this.backlogPolicy = backlogPolicy;
	}

	public @Nullable Duration getBacklogTimeout() {
		return this.backlogTimeout;
	}

	public void setBacklogTimeout(@Nullable Duration backlogTimeout) {
		this.backlogTimeout = backlogTimeout;
	}

	public @Nullable Integer getMaxConnections() {
		return this.maxConnections;
	}

	public void setMaxConnections(@Nullable Integer maxConnections) {
		this.maxConnections = maxConnections;
	}

	public @Nullable Duration getShardRefreshInterval() {
		return this.shardRefreshInterval;
	}

	public void setShardRefreshInterval(@Nullable Duration shardRefreshInterval) {
		this.shardRefreshInterval = shardRefreshInterval;
	}

	public @Nullable Ordering getOrdering() {
		return this.ordering;
	}

	public void setOrdering(@Nullable Ordering ordering) {
		this.ordering = ordering;
	}

	public @Nullable Duration getRecordDeadline() {
		return this.recordDeadline;
	}

	public void setRecordDeadline(@Nullable Duration recordDeadline) {
		this.recordDeadline = recordDeadline;
	}

	public @Nullable Duration getRequestTimeout() {
		return this.requestTimeout;
	}

	public void setRequestTimeout(@Nullable Duration requestTimeout) {
		this.requestTimeout = requestTimeout;
	}

	public @Nullable Integer getRateLimit() {
		return this.rateLimit;
	}

	public void setRateLimit(@Nullable Integer rateLimit) {
		this.rateLimit = rateLimit;
	}

	public Duration getCloseTimeout() {
		return this.closeTimeout;
	}

	public void setCloseTimeout(Duration closeTimeout) {
		this.closeTimeout = closeTimeout;
	}

	/**
	 * Delays between the attempts for a record, whose number the deadline bounds.
	 */
	public static class Delays {

		/**
		 * Bound of the first delay.
		 */
		private @Nullable Duration initialInterval;

		/**
		 * Bound of all delays.
		 */
		private @Nullable Duration maxInterval;

		public @Nullable Duration getInitialInterval() {
			return this.initialInterval;
		}

		public void setInitialInterval(@Nullable Duration initialInterval) {
			this.initialInterval = initialInterval;
		}

		public @Nullable Duration getMaxInterval() {
			return this.maxInterval;
		}

		public void setMaxInterval(@Nullable Duration maxInterval) {
			this.maxInterval = maxInterval;
		}

	}

}
