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
import io.kinsumer.core.record.InvalidSettingException;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.core.shard.Retrieval;
import io.kinsumer.core.shard.ShardAssignor;
import io.kinsumer.core.shard.StickyShardAssignor;
import org.jspecify.annotations.Nullable;

/**
 * Settings of one kinsumer, checked. Names, defaults and limits are those of gosoline's
 * kinsumer where it has them. No duration may be longer than 365 days.
 *
 * @param name the name of the kinsumer, unique in its process
 * @param streamName the full name of the stream
 * @param streamArn the ARN of the stream, used in place of the name in each call;
 * {@code null} when the stream is called by its name
 * @param consumerGroup the group that shares the stream's records
 * @param clientId the id of this member, unique in the group at any time
 * @param initialPosition where the group begins on its first start; default
 * {@code TRIM_HORIZON}
 * @param consumeDelay records are handled once they are this old; default 0
 * @param maxBatchSize the most Kinesis records fetched by one call; 1 to 10000, the
 * default
 * @param waitTime the time between reads of a shard whose tip was reached; default 1 s,
 * at least 1 ms; Kinesis allows five reads a second and shard, so less than 200 ms has no
 * further effect
 * @param persistFrequency how often a position that moved is written; default 5 s, at
 * least 100 ms
 * @param discoverFrequency how often the shards of the stream are listed; default 15 s,
 * at least 1 s
 * @param releaseDelay how long running handlers may go on when the kinsumer stops or a
 * shard was lost, before they are interrupted; default 5 s, at least 1 s
 * @param heartbeatInterval how often this client renews its session; default 2 s, at
 * least 100 ms
 * @param sessionTimeout after this time without a renewal the others may end the session;
 * default 10 s, at least 4 heartbeat intervals
 * @param throughputExceededDelay how long a shard is left alone after Kinesis refused a
 * read because too much was read; default 1 s, at least 1 ms
 * @param keepShardOrder whether a shard waits until its parents are finished; default
 * {@code true}; {@code false} gives up the order of records with one key across a split
 * or merge
 * @param retrieval how shards are read; default polling
 * @param shardAssignor decides which member shall own which shard, the same for all
 * members of the group; default {@link StickyShardAssignor}
 * @param misplacedRecords what becomes of user records that are in a shard they do not
 * belong to; default {@code DELIVER}
 * @param concurrency how many records of one shard are handled at once by a processor
 * that handles records one by one, those of one partition key in order; default 1, which
 * keeps the order of the shard; at most 1000
 */
public record KinsumerSettings(String name, StreamName streamName, @Nullable String streamArn, String consumerGroup,
		String clientId, InitialPosition initialPosition, Duration consumeDelay, int maxBatchSize, Duration waitTime,
		Duration persistFrequency, Duration discoverFrequency, Duration releaseDelay, Duration heartbeatInterval,
		Duration sessionTimeout, Duration throughputExceededDelay, boolean keepShardOrder, Retrieval retrieval,
		ShardAssignor shardAssignor, MisplacedRecordPolicy misplacedRecords, int concurrency) {

	// As long as Kinesis keeps records at most. What is meant to be for ever could not be
	// counted in nanoseconds.
	private static final Duration LONGEST = Duration.ofDays(365);

	/**
	 * Checks the settings.
	 * @throws InvalidSettingException if a value breaks its rule
	 */
	public KinsumerSettings {
		requireText("name", name);
		requireText("consumer-group", consumerGroup);
		requireText("client-id", clientId);
		if (clientId.indexOf('#') >= 0) {
			throw new InvalidSettingException("client-id", clientId, "must not contain '#'");
		}
		atLeast("consume-delay", consumeDelay, Duration.ZERO);
		if (maxBatchSize < 1 || maxBatchSize > 10_000) {
			throw new InvalidSettingException("max-batch-size", maxBatchSize, "must be between 1 and 10000");
		}
		atLeast("wait-time", waitTime, Duration.ofMillis(1));
		atLeast("persist-frequency", persistFrequency, Duration.ofMillis(100));
		atLeast("discover-frequency", discoverFrequency, Duration.ofSeconds(1));
		atLeast("release-delay", releaseDelay, Duration.ofSeconds(1));
		atLeast("heartbeat-interval", heartbeatInterval, Duration.ofMillis(100));
		atMost("session-timeout", sessionTimeout);
		if (sessionTimeout.compareTo(heartbeatInterval.multipliedBy(4)) < 0) {
			throw new InvalidSettingException("session-timeout", sessionTimeout,
					"must be at least 4 times the heartbeat-interval, which is " + heartbeatInterval);
		}
		atLeast("read-provisioned-throughput-exceeded-delay", throughputExceededDelay, Duration.ofMillis(1));
		if (concurrency < 1 || concurrency > 1000) {
			throw new InvalidSettingException("concurrency", concurrency, "must be between 1 and 1000");
		}
		if (retrieval instanceof Retrieval.FanOut fanOut) {
			check(fanOut, consumerGroup);
		}
	}

	private static void check(Retrieval.FanOut fanOut, String consumerGroup) {
		String arn = fanOut.consumerArn();
		if (arn != null && fanOut.consumerName() != null) {
			throw new InvalidSettingException("fan-out.consumer-arn", arn,
					"must not be set together with fan-out.consumer-name");
		}
		if (arn != null && !arn.matches("arn:[^:]+:kinesis:[^:]+:\\d{12}:stream/[^/]+/consumer/[^/]+:\\d+")) {
			throw new InvalidSettingException("fan-out.consumer-arn", arn, "must be the ARN of a registered consumer, "
					+ "such as arn:aws:kinesis:eu-central-1:123456789012:stream/orders/consumer/app:1700000000");
		}
		String name = (fanOut.consumerName() != null) ? fanOut.consumerName() : consumerGroup;
		if (arn == null && !name.matches("[a-zA-Z0-9_.-]{1,128}")) {
			throw new InvalidSettingException("fan-out.consumer-name", name,
					"must have 1 to 128 letters, digits, underscores, hyphens and dots, also where it is taken from "
							+ "consumer-group");
		}
	}

	/**
	 * By which rules this member shares the shards. Members whose rules differ do not
	 * move shards.
	 */
	String sharingRules() {
		return this.shardAssignor.name() + (this.keepShardOrder ? "" : ",unordered");
	}

	private static void requireText(String setting, String value) {
		if (value.isBlank()) {
			throw new InvalidSettingException(setting, value, "must not be blank");
		}
	}

	private static void atLeast(String setting, Duration value, Duration minimum) {
		if (value.compareTo(minimum) < 0) {
			throw new InvalidSettingException(setting, value, "must be at least " + minimum.toMillis() + "ms");
		}
		atMost(setting, value);
	}

	private static void atMost(String setting, Duration value) {
		if (value.compareTo(LONGEST) > 0) {
			throw new InvalidSettingException(setting, value, "must be at most " + LONGEST.toDays() + "d");
		}
	}

	/**
	 * Starts building settings with the defaults.
	 * @param name the name of the kinsumer, unique in its process
	 * @param streamName the full name of the stream
	 * @param consumerGroup the group that shares the stream's records
	 * @param clientId the id of this member, unique in the group at any time
	 * @return a builder
	 */
	public static Builder builder(String name, StreamName streamName, String consumerGroup, String clientId) {
		return new Builder(name, streamName, consumerGroup, clientId);
	}

	/**
	 * Builds {@link KinsumerSettings}; each method is named after the component it sets.
	 * Not safe for use by several threads.
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

		private Retrieval retrieval = Retrieval.polling();

		private ShardAssignor shardAssignor = new StickyShardAssignor();

		private MisplacedRecordPolicy misplacedRecords = MisplacedRecordPolicy.DELIVER;

		private int concurrency = 1;

		private Builder(String name, StreamName streamName, String consumerGroup, String clientId) {
			this.name = name;
			this.streamName = streamName;
			this.consumerGroup = consumerGroup;
			this.clientId = clientId;
		}

		/**
		 * Sets {@link KinsumerSettings#streamArn()}.
		 * @param streamArn the value
		 * @return this builder
		 */
		public Builder streamArn(@Nullable String streamArn) {
			this.streamArn = streamArn;
			return this;
		}

		/**
		 * Sets {@link KinsumerSettings#initialPosition()}.
		 * @param initialPosition the value
		 * @return this builder
		 */
		public Builder initialPosition(InitialPosition initialPosition) {
			this.initialPosition = initialPosition;
			return this;
		}

		/**
		 * Sets {@link KinsumerSettings#consumeDelay()}.
		 * @param consumeDelay the value
		 * @return this builder
		 */
		public Builder consumeDelay(Duration consumeDelay) {
			this.consumeDelay = consumeDelay;
			return this;
		}

		/**
		 * Sets {@link KinsumerSettings#maxBatchSize()}.
		 * @param maxBatchSize the value
		 * @return this builder
		 */
		public Builder maxBatchSize(int maxBatchSize) {
			this.maxBatchSize = maxBatchSize;
			return this;
		}

		/**
		 * Sets {@link KinsumerSettings#waitTime()}.
		 * @param waitTime the value
		 * @return this builder
		 */
		public Builder waitTime(Duration waitTime) {
			this.waitTime = waitTime;
			return this;
		}

		/**
		 * Sets {@link KinsumerSettings#persistFrequency()}.
		 * @param persistFrequency the value
		 * @return this builder
		 */
		public Builder persistFrequency(Duration persistFrequency) {
			this.persistFrequency = persistFrequency;
			return this;
		}

		/**
		 * Sets {@link KinsumerSettings#discoverFrequency()}.
		 * @param discoverFrequency the value
		 * @return this builder
		 */
		public Builder discoverFrequency(Duration discoverFrequency) {
			this.discoverFrequency = discoverFrequency;
			return this;
		}

		/**
		 * Sets {@link KinsumerSettings#releaseDelay()}.
		 * @param releaseDelay the value
		 * @return this builder
		 */
		public Builder releaseDelay(Duration releaseDelay) {
			this.releaseDelay = releaseDelay;
			return this;
		}

		/**
		 * Sets {@link KinsumerSettings#heartbeatInterval()}.
		 * @param heartbeatInterval the value
		 * @return this builder
		 */
		public Builder heartbeatInterval(Duration heartbeatInterval) {
			this.heartbeatInterval = heartbeatInterval;
			return this;
		}

		/**
		 * Sets {@link KinsumerSettings#sessionTimeout()}.
		 * @param sessionTimeout the value
		 * @return this builder
		 */
		public Builder sessionTimeout(Duration sessionTimeout) {
			this.sessionTimeout = sessionTimeout;
			return this;
		}

		/**
		 * Sets {@link KinsumerSettings#throughputExceededDelay()}.
		 * @param throughputExceededDelay the value
		 * @return this builder
		 */
		public Builder throughputExceededDelay(Duration throughputExceededDelay) {
			this.throughputExceededDelay = throughputExceededDelay;
			return this;
		}

		/**
		 * Sets {@link KinsumerSettings#keepShardOrder()}.
		 * @param keepShardOrder the value
		 * @return this builder
		 */
		public Builder keepShardOrder(boolean keepShardOrder) {
			this.keepShardOrder = keepShardOrder;
			return this;
		}

		/**
		 * Sets {@link KinsumerSettings#retrieval()}.
		 * @param retrieval the value
		 * @return this builder
		 */
		public Builder retrieval(Retrieval retrieval) {
			this.retrieval = retrieval;
			return this;
		}

		/**
		 * Sets {@link KinsumerSettings#shardAssignor()}.
		 * @param shardAssignor the value
		 * @return this builder
		 */
		public Builder shardAssignor(ShardAssignor shardAssignor) {
			this.shardAssignor = shardAssignor;
			return this;
		}

		/**
		 * Sets {@link KinsumerSettings#misplacedRecords()}.
		 * @param misplacedRecords the value
		 * @return this builder
		 */
		public Builder misplacedRecords(MisplacedRecordPolicy misplacedRecords) {
			this.misplacedRecords = misplacedRecords;
			return this;
		}

		/**
		 * Sets {@link KinsumerSettings#concurrency()}.
		 * @param concurrency the value
		 * @return this builder
		 */
		public Builder concurrency(int concurrency) {
			this.concurrency = concurrency;
			return this;
		}

		/**
		 * Checks and builds.
		 * @return the settings
		 * @throws InvalidSettingException if a value breaks its rule
		 */
		public KinsumerSettings build() {
			return new KinsumerSettings(this.name, this.streamName, this.streamArn, this.consumerGroup, this.clientId,
					this.initialPosition, this.consumeDelay, this.maxBatchSize, this.waitTime, this.persistFrequency,
					this.discoverFrequency, this.releaseDelay, this.heartbeatInterval, this.sessionTimeout,
					this.throughputExceededDelay, this.keepShardOrder, this.retrieval, this.shardAssignor,
					this.misplacedRecords, this.concurrency);
		}

	}

}
