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
import java.time.Instant;

import io.kinsumer.core.client.ClientSettings;
import io.kinsumer.core.kinsumer.MisplacedRecordPolicy;
import io.kinsumer.core.record.InitialPosition;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationPropertiesSource;
import org.springframework.boot.context.properties.NestedConfigurationProperty;

/**
 * Settings of one kinsumer. What is not set has the default of the engine.
 */
@ConfigurationPropertiesSource
public class KinsumerProperties extends KinsumerHandlingProperties {

	private final Position initialPosition = new Position();

	private final Healthcheck healthcheck = new Healthcheck();

	@NestedConfigurationProperty
	private final KinsumerMetadataProperties metadata = new KinsumerMetadataProperties();

	/**
	 * Name of the client that reaches Kinesis and DynamoDB.
	 */
	private String clientName = ClientSettings.DEFAULT_NAME;

	/**
	 * Name of the stream, to which the naming pattern is applied. By default, the name of
	 * the kinsumer.
	 */
	private @Nullable String streamName;

	/**
	 * ARN of the stream, used in place of a name; the naming pattern is not applied.
	 */
	private @Nullable String streamArn;

	/**
	 * Group that shares the records of the stream. By default,
	 * 'kinesis.application.name', then 'spring.application.name'.
	 */
	private @Nullable String consumerGroup;

	/**
	 * Id of this member of the group, unique in the group at any time. Random by default.
	 */
	private @Nullable String clientId;

	/**
	 * Age that a record must reach before it is handled.
	 */
	private @Nullable Duration consumeDelay;

	/**
	 * Most Kinesis records fetched by one call, from 1 to 10000.
	 */
	private @Nullable Integer maxBatchSize;

	/**
	 * Time between two reads of a shard whose tip was reached, at least 1ms.
	 */
	private @Nullable Duration waitTime;

	/**
	 * How often a position that moved is written, at least 100ms.
	 */
	private @Nullable Duration persistFrequency;

	/**
	 * How often the shards of the stream are listed, at least 1s.
	 */
	private @Nullable Duration discoverFrequency;

	/**
	 * How long running handlers may go on after a stop or the loss of a shard before they
	 * are interrupted, at least 1s.
	 */
	private @Nullable Duration releaseDelay;

	/**
	 * How often this member renews its session, at least 100ms.
	 */
	private @Nullable Duration heartbeatInterval;

	/**
	 * Time without renewal after which others may end the session, at least four
	 * heartbeat intervals.
	 */
	private @Nullable Duration sessionTimeout;

	/**
	 * Whether a shard waits until its parents are finished.
	 */
	private @Nullable Boolean keepShardOrder;

	/**
	 * Rules by which the members of the group share the shards, the same for all of them.
	 */
	private Assignor assignor = Assignor.STICKY;

	/**
	 * What becomes of user records of aggregates that are in a shard they do not belong
	 * to by their hash keys. 'deliver', the default, handles them: twice, where their
	 * producer puts them again. 'drop' leaves them out: to be chosen only if all
	 * producers of the stream put them again, as ours and KPL do.
	 */
	private @Nullable MisplacedRecordPolicy misplacedRecords;

	/**
	 * Whether it starts with the application.
	 */
	private boolean autoStartup = true;

	/**
	 * Whether there are meters for each shard.
	 */
	private boolean shardLevelMetrics = false;

	public Position getInitialPosition() {
		return this.initialPosition;
	}

	public Healthcheck getHealthcheck() {
		return this.healthcheck;
	}

	public KinsumerMetadataProperties getMetadata() {
		return this.metadata;
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

	public @Nullable String getConsumerGroup() {
		return this.consumerGroup;
	}

	public void setConsumerGroup(@Nullable String consumerGroup) {
		this.consumerGroup = consumerGroup;
	}

	public @Nullable String getClientId() {
		return this.clientId;
	}

	public void setClientId(@Nullable String clientId) {
		this.clientId = clientId;
	}

	public @Nullable Duration getConsumeDelay() {
		return this.consumeDelay;
	}

	public void setConsumeDelay(@Nullable Duration consumeDelay) {
		this.consumeDelay = consumeDelay;
	}

	public @Nullable Integer getMaxBatchSize() {
		return this.maxBatchSize;
	}

	public void setMaxBatchSize(@Nullable Integer maxBatchSize) {
		this.maxBatchSize = maxBatchSize;
	}

	public @Nullable Duration getWaitTime() {
		return this.waitTime;
	}

	public void setWaitTime(@Nullable Duration waitTime) {
		this.waitTime = waitTime;
	}

	public @Nullable Duration getPersistFrequency() {
		return this.persistFrequency;
	}

	public void setPersistFrequency(@Nullable Duration persistFrequency) {
		this.persistFrequency = persistFrequency;
	}

	public @Nullable Duration getDiscoverFrequency() {
		return this.discoverFrequency;
	}

	public void setDiscoverFrequency(@Nullable Duration discoverFrequency) {
		this.discoverFrequency = discoverFrequency;
	}

	public @Nullable Duration getReleaseDelay() {
		return this.releaseDelay;
	}

	public void setReleaseDelay(@Nullable Duration releaseDelay) {
		this.releaseDelay = releaseDelay;
	}

	public @Nullable Duration getHeartbeatInterval() {
		return this.heartbeatInterval;
	}

	public void setHeartbeatInterval(@Nullable Duration heartbeatInterval) {
		this.heartbeatInterval = heartbeatInterval;
	}

	public @Nullable Duration getSessionTimeout() {
		return this.sessionTimeout;
	}

	public void setSessionTimeout(@Nullable Duration sessionTimeout) {
		this.sessionTimeout = sessionTimeout;
	}

	public @Nullable Boolean getKeepShardOrder() {
		return this.keepShardOrder;
	}

	public void setKeepShardOrder(@Nullable Boolean keepShardOrder) {
		this.keepShardOrder = keepShardOrder;
	}

	public Assignor getAssignor() {
		return this.assignor;
	}

	public void setAssignor(Assignor assignor) {
		this.assignor = assignor;
	}

	public @Nullable MisplacedRecordPolicy getMisplacedRecords() {
		return this.misplacedRecords;
	}

	public void setMisplacedRecords(@Nullable MisplacedRecordPolicy misplacedRecords) {
		this.misplacedRecords = misplacedRecords;
	}

	public boolean isAutoStartup() {
		return this.autoStartup;
	}

	public void setAutoStartup(boolean autoStartup) {
		this.autoStartup = autoStartup;
	}

	public boolean isShardLevelMetrics() {
		return this.shardLevelMetrics;
	}

	public void setShardLevelMetrics(boolean shardLevelMetrics) {
		this.shardLevelMetrics = shardLevelMetrics;
	}

	/**
	 * Rules by which the members of a group share the shards.
	 */
	public enum Assignor {

		/**
		 * Balanced, and as few shards as possible move when a member comes or goes.
		 */
		STICKY,

		/**
		 * By index: shard i goes to member i modulo the number of members. Most shards
		 * move when a member comes or goes.
		 */
		MODULO

	}

	/**
	 * Where the group begins on its first start.
	 */
	public static class Position {

		/**
		 * Kind of position.
		 */
		private InitialPosition.Type type = InitialPosition.Type.TRIM_HORIZON;

		/**
		 * First arrival time to read, with AT_TIMESTAMP, in ISO 8601.
		 */
		private @Nullable Instant timestamp;

		public InitialPosition.Type getType() {
			return this.type;
		}

		public void setType(InitialPosition.Type type) {
			this.type = type;
		}

		public @Nullable Instant getTimestamp() {
			return this.timestamp;
		}

		public void setTimestamp(@Nullable Instant timestamp) {
			this.timestamp = timestamp;
		}

	}

	/**
	 * When health reports a shard.
	 */
	public static class Healthcheck {

		/**
		 * How long a shard that is behind may go without progress before health is down.
		 */
		private Duration timeout = Duration.ofMinutes(5);

		public Duration getTimeout() {
			return this.timeout;
		}

		public void setTimeout(Duration timeout) {
			this.timeout = timeout;
		}

	}

}
