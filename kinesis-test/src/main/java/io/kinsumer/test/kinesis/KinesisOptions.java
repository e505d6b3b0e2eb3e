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

package io.kinsumer.test.kinesis;

import java.time.Duration;

/**
 * How a Kinesis model is set up.
 *
 * @param region the region in ARNs
 * @param account the account in ARNs, 12 digits
 * @param shardLimit the most open shards of all streams together
 * @param transition how long a stream stays in a changing state; zero: changes are done
 * at once
 * @param limits which limits of AWS hold
 * @param memoryCap how many bytes of records are kept at most, counting a record as its
 * payload, its partition key and 200 bytes; putting more is an error
 */
public record KinesisOptions(String region, String account, int shardLimit, Duration transition, KinesisLimits limits,
		long memoryCap) {

	/**
	 * Return the defaults: instant changes, region eu-central-1, 10000 shards, no limits
	 * of AWS, and half of the JVM's largest heap for records.
	 * @return the defaults
	 */
	public static KinesisOptions defaults() {
		return new KinesisOptions("eu-central-1", "000000000000", 10_000, Duration.ZERO, KinesisLimits.NONE,
				Runtime.getRuntime().maxMemory() / 2);
	}

	/**
	 * Return a copy with another limit of shards.
	 * @param shardLimit the most open shards of all streams together
	 * @return the copy
	 */
	public KinesisOptions withShardLimit(int shardLimit) {
		return new KinesisOptions(this.region, this.account, shardLimit, this.transition, this.limits, this.memoryCap);
	}

	/**
	 * Return a copy with another transition time.
	 * @param transition how long a stream stays in a changing state
	 * @return the copy
	 */
	public KinesisOptions withTransition(Duration transition) {
		return new KinesisOptions(this.region, this.account, this.shardLimit, transition, this.limits, this.memoryCap);
	}

	/**
	 * Return a copy with other limits.
	 * @param limits which limits of AWS hold
	 * @return the copy
	 */
	public KinesisOptions withLimits(KinesisLimits limits) {
		return new KinesisOptions(this.region, this.account, this.shardLimit, this.transition, limits, this.memoryCap);
	}

	/**
	 * Return a copy with another memory cap.
	 * @param memoryCap how many bytes of records are kept at most
	 * @return the copy
	 */
	public KinesisOptions withMemoryCap(long memoryCap) {
		return new KinesisOptions(this.region, this.account, this.shardLimit, this.transition, this.limits, memoryCap);
	}

}
