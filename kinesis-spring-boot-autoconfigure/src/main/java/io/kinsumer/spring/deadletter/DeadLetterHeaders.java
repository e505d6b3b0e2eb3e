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

package io.kinsumer.spring.deadletter;

/**
 * Names of the headers that a dead letter has in its stream, beside those that the record
 * had. All values are text. Names that begin with {@value #PREFIX} are reserved.
 */
public final class DeadLetterHeaders {

	/**
	 * What all the names begin with.
	 */
	public static final String PREFIX = "dlq-";

	/**
	 * Name of the class of the last failure's cause.
	 */
	public static final String CAUSE_CLASS = PREFIX + "cause-class";

	/**
	 * Message of that cause, shortened; absent when it has none.
	 */
	public static final String CAUSE_MESSAGE = PREFIX + "cause-message";

	/**
	 * How often the record was tried: a number.
	 */
	public static final String ATTEMPTS = PREFIX + "attempts";

	/**
	 * Name of the kinsumer.
	 */
	public static final String KINSUMER = PREFIX + "kinsumer";

	/**
	 * Id of the listener.
	 */
	public static final String LISTENER = PREFIX + "listener";

	/**
	 * Consumer group of the kinsumer.
	 */
	public static final String CONSUMER_GROUP = PREFIX + "consumer-group";

	/**
	 * Full name of the stream that the record was read from.
	 */
	public static final String STREAM = PREFIX + "stream";

	/**
	 * Id of the shard that it was read from.
	 */
	public static final String SHARD_ID = PREFIX + "shard-id";

	/**
	 * Its sequence number there.
	 */
	public static final String SEQUENCE_NUMBER = PREFIX + "sequence-number";

	/**
	 * Its index within an aggregated record: a number, 0 for a record of its own.
	 */
	public static final String SUB_SEQUENCE_NUMBER = PREFIX + "sub-sequence-number";

	/**
	 * When it reached that stream, in ISO 8601.
	 */
	public static final String ARRIVAL_TIME = PREFIX + "arrival-time";

	/**
	 * When its last attempt failed, in ISO 8601, by the clock of the machine that tried.
	 */
	public static final String FAILED_AT = PREFIX + "failed-at";

	/**
	 * Where the record was read when it failed for the first time:
	 * {@code stream/shard/sequence number/sub-sequence number}. It stays when the record
	 * is put back and fails again, so it tells records apart whatever happened to them;
	 * records that were put back have it as well.
	 */
	public static final String ORIGIN = PREFIX + "origin";

	/**
	 * How often the record was put back: a number, from 1. Absent before the first time.
	 */
	public static final String REDRIVE_COUNT = PREFIX + "redrive-count";

	private DeadLetterHeaders() {
	}

}
