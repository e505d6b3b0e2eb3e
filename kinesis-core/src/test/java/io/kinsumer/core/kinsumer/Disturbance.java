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
 * What may happen to a simulated group at any moment.
 */
enum Disturbance {

	/** A member stops in an orderly way; another starts later. */
	LEAVE,

	/** A member vanishes; another starts later. */
	CRASH,

	/** A process stands still, for up to two and a half session timeouts. */
	PAUSE,

	/** A machine sleeps with its monotonic clock, for as long. */
	SLEEP,

	/** The wall clock of a member is set, by up to half a minute either way. */
	CLOCK_JUMP,

	/** A member is cut off from one service or both. */
	PARTITION,

	/** DynamoDB fails for everybody, for up to three session timeouts. */
	DYNAMODB_OUTAGE,

	/** Kinesis fails for everybody. */
	KINESIS_OUTAGE,

	/** Kinesis neither describes nor lists, but reads go on. */
	CONTROL_PLANE_OUTAGE,

	/** A second process starts with the client id of a member. */
	TWIN,

	/** A crashed member starts again at once, under the same client id. */
	FAST_REJOIN,

	/** Somebody deletes the session item of a member. */
	SESSION_DELETED,

	/** Somebody deletes the item of a shard. */
	SHARD_ITEM_DELETED,

	/** Somebody deletes all shard items. */
	TABLE_PRUNED,

	/** A shard splits, or two merge. */
	RESHARD,

	/** A shard splits, its children merge, and so on, within a few seconds. */
	RESHARDING_STORM,

	/** All members stop in an orderly way, and start again. */
	RESTART,

	/** All members stop, the stream is deleted and made again, and they start. */
	STREAM_RECREATED,

	/** All members stop for so long that records expire. */
	RETENTION_PASSED,

	/** All machines stand still for so long that records expire. */
	STANDSTILL,

	/** A member pauses a shard or all of them, or stops one, and resumes it later. */
	HOLD,

	/** An operator resets the position of a shard, or tries to, while members run. */
	RESET,

	/**
	 * All members stop, an operator resets one shard or all, and they start, at times
	 * before that is done.
	 */
	RESET_STOPPED

}
