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

import io.kinsumer.core.record.HashKeyRange;
import io.kinsumer.core.record.ShardId;

/**
 * An aggregate that was written to a shard other than expected.
 *
 * @param shipment the aggregate
 * @param shardId the shard that took it
 * @param sequenceNumber its sequence number there
 */
record Landing(Shipment shipment, ShardId shardId, String sequenceNumber) {

	/**
	 * Whether all of its records belong where they are. Otherwise KCL drops it as a
	 * whole.
	 * @param range the hash keys of the shard
	 */
	boolean fits(HashKeyRange range) {
		return this.shipment.records.stream().allMatch((record) -> range.contains(record.hashKey));
	}

}
