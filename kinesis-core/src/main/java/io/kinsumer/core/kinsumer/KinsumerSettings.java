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

package io.kinsumer.core.kinsumer;

import java.time.Duration;

import io.kinsumer.core.record.InitialPosition;
import io.kinsumer.core.record.StreamName;
import org.jspecify.annotations.Nullable;

/**
 * Settings of one kinsumer, checked. Names, defaults and limits are those of gosoline's
 * kinsumer where it has them.
 */
public final class KinsumerSettings {

	private final String name;

	private final StreamName streamName;

	private final @Nullable String streamArn;

	private final String consumerGroup;

	private final String clientId;

	private final InitialPosition initialPosition;

	private final Duration consumeDelay;

	private final int maxBatchSize;

	private final Duration waitTime;

	private final Duration persistFrequency;

	private final Duration discoverFrequency;

	private final Duration releaseDelay;

	private final Duration heartbeatInterval;

	private final Duration sessionTimeout;

	private final Duration throughputExceededDelay;

	private final boolean keepShardOrder;

	private KinsumerSettings(Builder builder) {
		this.name = requireText("name", builder.name);
		this.streamName = builder.streamName;
		this.streamArn = builder.streamArn;
		this.consumerGroup = requireText("consumer-group", builder.consumerGroup);
		this.clientId = requireText("client-id", builder.clientId);
		this.initialPosition = builder.initialPosition;
		this.consumeDelay = atLeast("consume-delay", builder.consumeDelay, Duration.ZERO);
		this.maxBatchSize = builder.maxBatchSize;
		if (this.maxBatchSize < 1 || this.maxBatchSize > 10_000) {
			throw new InvalidSettingException("max-batch-size", this.maxBatchSize, "must be between 1 and 10000");
		}
		this.waitTime = atLeast("wait-time", builder.waitTime, Duration.ofMillis(1));
		this.persistFrequency = atLeast("persist-frequency", builder.persistFrequency, Duration.ofMillis(100));
		this.discoverFrequency = atLeast("discover-frequency", builder.discoverFrequency, Duration.ofSeconds(1));
		this.releaseDelay = atLeast("release-delay", builder.releaseDelay, Duration.ofSeconds(1));
		this.heartbeatInterval = atLeast("heartbeat-interval", builder.heartbeatInterval, Duration.ofMillis(100));
		this.sessionTimeout = builder.sessionTimeout;
		if (this.sessionTimeout.compareTo(this.heartbeatInterval.multipliedBy(4)) < 0) {
			throw new InvalidSettingException("session-timeout", this.sessionTimeout,
					"must be at least 4 times the heartbeat-interval, which is " + this.heartbeatInterval);
		}
		this.throughputExceededDelay = atLeast("read-provisioned-throughput-exceeded-delay",
				builder.throughputExceededDelay, Duration.ofMillis(1));
		this.keepShardOrder = builder.keepShardOrder;
	}

	private static String requireText(String setting, String value) {
		if (value.isBlank()) {
			throw new InvalidSettingException(setting, value, "must not be blank");
		}
		return value;
	}

	private static Duration atLeast(String setting, Duration value, Duration minimum) {
		if (value.compareTo(minimum) < 0) {
			throw new InvalidSettingException(setting, value, "must be at least " + minimum);
		}
		return value;
	}

	/**
	 * Starts building settings.
	 * @param name the name of the kinsumer, unique in its process
	 * @param streamName the full name of the stream
	 * @param consumerGroup the group that shares the stream's records
	 * @param clientId the id of this member, unique in the group at any time
	 * @return a builder with the defaults
	 */
	public static Builder builder(String name, StreamName streamName, String consumerGroup, String clientId) {
		return new Builder(name, streamName, consumerGroup, clientId);
	}

	/**
	 * The name of the kinsumer.
	 * @return never blank
	 */
	public String name() {
		return this.name;
	}

	/**
	 * The full name of the stream.
	 * @return never {@code null}
	 */
	public StreamName streamName() {
		return this.streamName;
	}

	/**
	 * The ARN of the stream, used in place of the name in each call.
	 * @return {@code null} when the stream is called by its name
	 */
	public @Nullable String streamArn() {
		return this.streamArn;
	}

	/**
	 * The group.
	 * @return never blank
	 */
	public String consumerGroup() {
		return this.consumerGroup;
	}

	/**
	 * The id of this member.
	 * @return never blank
	 */
	public String clientId() {
		return this.clientId;
	}

	/**
	 * Where the group begins on its first start.
	 * @return default {@code TRIM_HORIZON}
	 */
	public InitialPosition initialPosition() {
		return this.initialPosition;
	}

	/**
	 * Records are handled once they are this old.
	 * @return default 0
	 */
	public Duration consumeDelay() {
		return this.consumeDelay;
	}

	/**
	 * The most Kinesis records fetched by one call.
	 * @return 1 to 10000, the default
	 */
	public int maxBatchSize() {
		return this.maxBatchSize;
	}

	/**
	 * The time between reads of a shard whose tip was reached.
	 * @return default 1 s, at least 1 ms
	 */
	public Duration waitTime() {
		return this.waitTime;
	}

	/**
	 * How often a position that moved is written.
	 * @return default 5 s, at least 100 ms
	 */
	public Duration persistFrequency() {
		return this.persistFrequency;
	}

	/**
	 * How often the shards of the stream are listed.
	 * @return default 15 s, at least 1 s
	 */
	public Duration discoverFrequency() {
		return this.discoverFrequency;
	}

	/**
	 * How long running handlers may go on when the kinsumer stops or a shard was lost,
	 * before they are interrupted.
	 * @return default 5 s, at least 1 s
	 */
	public Duration releaseDelay() {
		return this.releaseDelay;
	}

	/**
	 * How often this client renews its session.
	 * @return default 2 s, at least 100 ms
	 */
	public Duration heartbeatInterval() {
		return this.heartbeatInterval;
	}

	/**
	 * After this time without a renewal the others may end the session.
	 * @return default 10 s, at least 4 heartbeat intervals
	 */
	public Duration sessionTimeout() {
		return this.sessionTimeout;
	}

	/**
	 * How long a shard is left alone after Kinesis refused a read because too much was
	 * read.
	 * @return default 1 s, at least 1 ms
	 */
	public Duration throughputExceededDelay() {
		return this.throughputExceededDelay;
	}

	/**
	 * Whether a shard waits until its parents are finished.
	 * @return default {@code true}; {@code false} gives up the order of records with one
	 * key across a split or merge
	 */
	public boolean keepShardOrder() {
		return this.keepShardOrder;
	}

	/**
	 * Builds {@link KinsumerSettings}. Not safe for use by several threads.
	 */
	public static final class Builder {

		private final String name;

		private final StreamName streamName;

		private final String consumerGroup;

		private final String clientId;

		private @Nullable String streamArn;

		private InitialPosition initialPosition = InitialPosition.TRIM_HORIZON;

		private Duration consumeDelay = Duration.ZERO;

		private int maxBatchSize = 10_000;

		private Duration waitTime = Duration.ofSeconds(1);

		private Duration persistFrequency = Duration.ofSeconds(5);

		private Duration discoverFrequency = Duration.ofSeconds(15);

		private Duration releaseDelay = Duration.ofSeconds(5);

		private Duration heartbeatInterval = Duration.ofSeconds(2);

		private Duration sessionTimeout = Duration.ofSeconds(10);

		private Duration throughputExceededDelay = Duration.ofSeconds(1);

		private boolean keepShardOrder = true;

		private Builder(String name, StreamName streamName, String consumerGroup, String clientId) {
			this.name = name;
			this.streamName = streamName;
			this.consumerGroup = consumerGroup;
			this.clientId = clientId;
		}

		/**
		 * Calls the stream by its ARN.
		 * @param streamArn the ARN, or {@code null} for the name
		 * @return this builder
		 */
		public Builder streamArn(@Nullable String streamArn) {
			this.streamArn = streamArn;
			return this;
		}

		/**
		 * See {@link KinsumerSettings#initialPosition()}.
		 * @param initialPosition the position
		 * @return this builder
		 */
		public Builder initialPosition(InitialPosition initialPosition) {
			this.initialPosition = initialPosition;
			return this;
		}

		/**
		 * See {@link KinsumerSettings#consumeDelay()}.
		 * @param consumeDelay 0 or more
		 * @return this builder
		 */
		public Builder consumeDelay(Duration consumeDelay) {
			this.consumeDelay = consumeDelay;
			return this;
		}

		/**
		 * See {@link KinsumerSettings#maxBatchSize()}.
		 * @param maxBatchSize 1 to 10000
		 * @return this builder
		 */
		public Builder maxBatchSize(int maxBatchSize) {
			this.maxBatchSize = maxBatchSize;
			return this;
		}

		/**
		 * See {@link KinsumerSettings#waitTime()}.
		 * @param waitTime at least 1 ms
		 * @return this builder
		 */
		public Builder waitTime(Duration waitTime) {
			this.waitTime = waitTime;
			return this;
		}

		/**
		 * See {@link KinsumerSettings#persistFrequency()}.
		 * @param persistFrequency at least 100 ms
		 * @return this builder
		 */
		public Builder persistFrequency(Duration persistFrequency) {
			this.persistFrequency = persistFrequency;
			return this;
		}

		/**
		 * See {@link KinsumerSettings#discoverFrequency()}.
		 * @param discoverFrequency at least 1 s
		 * @return this builder
		 */
		public Builder discoverFrequency(Duration discoverFrequency) {
			this.discoverFrequency = discoverFrequency;
			return this;
		}

		/**
		 * See {@link KinsumerSettings#releaseDelay()}.
		 * @param releaseDelay at least 1 s
		 * @return this builder
		 */
		public Builder releaseDelay(Duration releaseDelay) {
			this.releaseDelay = releaseDelay;
			return this;
		}

		/**
		 * See {@link KinsumerSettings#heartbeatInterval()}.
		 * @param heartbeatInterval at least 100 ms
		 * @return this builder
		 */
		public Builder heartbeatInterval(Duration heartbeatInterval) {
			this.heartbeatInterval = heartbeatInterval;
			return this;
		}

		/**
		 * See {@link KinsumerSettings#sessionTimeout()}.
		 * @param sessionTimeout at least 4 heartbeat intervals
		 * @return this builder
		 */
		public Builder sessionTimeout(Duration sessionTimeout) {
			this.sessionTimeout = sessionTimeout;
			return this;
		}

		/**
		 * See {@link KinsumerSettings#throughputExceededDelay()}.
		 * @param throughputExceededDelay at least 1 ms
		 * @return this builder
		 */
		public Builder throughputExceededDelay(Duration throughputExceededDelay) {
			this.throughputExceededDelay = throughputExceededDelay;
			return this;
		}

		/**
		 * See {@link KinsumerSettings#keepShardOrder()}.
		 * @param keepShardOrder {@code false} to read children at once
		 * @return this builder
		 */
		public Builder keepShardOrder(boolean keepShardOrder) {
			this.keepShardOrder = keepShardOrder;
			return this;
		}

		/**
		 * Checks and builds.
		 * @return the settings
		 * @throws InvalidSettingException if a value breaks its rule
		 */
		public KinsumerSettings build() {
			return new KinsumerSettings(this);
		}

	}

}
