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

/**
 * What becomes of a user record that is in a shard it does not belong to by its hash key.
 * Only records of aggregates can be misplaced: Kinesis routes an aggregate as a whole, by
 * one hash key. It happens where an aggregate was on its way while its shard was split,
 * or where a producer aggregates without regard to the shards.
 */
public enum MisplacedRecordPolicy {

	/**
	 * It is handled. Nothing gets lost, whoever put it. A producer that notices, as ours
	 * and KPL do, puts it again where it belongs, so that it is handled twice, and beside
	 * the order of its partition key.
	 */
	DELIVER,

	/**
	 * It is left out; the records around it are handled. To be chosen if all producers of
	 * the stream put misplaced records again: otherwise they are lost. KCL leaves out the
	 * whole aggregate, records that are in their place too.
	 */
	DROP

}
