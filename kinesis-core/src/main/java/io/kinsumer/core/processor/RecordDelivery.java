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

package io.kinsumer.core.processor;

import java.time.Instant;

import io.kinsumer.core.record.KinesisRecord;

/**
 * A record that is handed to a {@link RecordProcessor}. Safe for use by any thread.
 */
public interface RecordDelivery {

	/**
	 * The record.
	 * @return never {@code null}
	 */
	KinesisRecord record();

	/**
	 * The shard it came from.
	 * @return never {@code null}
	 */
	ShardContext shard();

	/**
	 * How often the record was delivered in this period of ownership, this time included.
	 * @return 1 for the first time
	 */
	int attempt();

	/**
	 * When the record was fetched, by this machine's clock.
	 * @return never {@code null}
	 */
	Instant fetchedAt();

	/**
	 * How far the batch it came in was behind the tip of the shard when it was fetched.
	 * @return milliseconds, as Kinesis said
	 */
	long millisBehindLatest();

	/**
	 * Takes over the decision when this record is handled: the end of the call no longer
	 * counts, only {@link RecordCompletion#complete()}. Meanwhile later records are
	 * delivered once the call has ended, those of the same key included; the checkpoint
	 * stays before this one. A call that fails before the end of the record was told
	 * fails the record, and holds back its key. To be called before the stage of
	 * {@link RecordProcessor#handle} completes.
	 * @return to be used once, by any thread
	 */
	RecordCompletion defer();

}
