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

package io.kinsumer.core.writer;

import io.kinsumer.core.client.KinesisException;
import io.kinsumer.core.record.RecordResult;
import io.kinsumer.core.record.UserRecord;

/**
 * What became of one record of a batch.
 */
public sealed interface RecordOutcome {

	/**
	 * The record.
	 * @return as it was given
	 */
	UserRecord record();

	/**
	 * The record was written.
	 *
	 * @param record the record
	 * @param result where it is
	 */
	record Written(UserRecord record, RecordResult result) implements RecordOutcome {

	}

	/**
	 * The record was not written, as far as is known: after a timeout it may have been.
	 *
	 * @param record the record
	 * @param failure why
	 */
	record Failed(UserRecord record, KinesisException failure) implements RecordOutcome {

	}

}
