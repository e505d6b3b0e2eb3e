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

/**
 * Which limits of AWS a model keeps to. The numbers are those of the API reference and of
 * <em>Quotas and limits</em> in the developer guide of Kinesis Data Streams. Amounts per
 * second are counted in windows of one second by the model's clock, which begin with the
 * first use after an idle one; what exceeds a window is carried over into the next ones.
 * Limits on the form of a request hold always.
 *
 * @param shardWrites 1 MiB and 1000 records per second and shard; a larger record passes
 * an idle shard and is then carried over
 * @param shardReads 5 calls of GetRecords and 2 MiB per second and shard, and 5 calls of
 * GetShardIterator
 * @param fanOut 2 MiB per second, and 1 call of SubscribeToShard, per consumer and shard
 * @param control rates of calls of the control plane, and how many consumers, on-demand
 * streams, unfinished creations and changes a day there may be
 */
public record KinesisLimits(boolean shardWrites, boolean shardReads, boolean fanOut, boolean control) {

	/** No limits: as fast as it goes. */
	public static final KinesisLimits NONE = new KinesisLimits(false, false, false, false);

	/** All of them. */
	public static final KinesisLimits AWS = new KinesisLimits(true, true, true, true);

}
