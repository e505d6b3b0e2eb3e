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

package io.kinsumer.core.observe;

import java.time.Duration;

import io.kinsumer.core.record.UserRecord;

/**
 * Hears what writers do. Called on the threads of the AWS client, several at once; must
 * return at once.
 */
public interface WriterListener {

	/**
	 * Records were written.
	 * @param writer which
	 * @param records how many
	 * @param bytes payload bytes as they travelled
	 */
	default void recordsWritten(WriterInfo writer, int records, long bytes) {
	}

	/**
	 * A record will not be written.
	 * @param writer which
	 * @param record the record
	 * @param failure why
	 */
	default void recordFailed(WriterInfo writer, UserRecord record, Throwable failure) {
	}

	/**
	 * A {@code PutRecords} was answered, or failed as a whole.
	 * @param writer which
	 * @param records records in the request
	 * @param refused how many of them were not taken
	 * @param duration how long it took
	 */
	default void requestCompleted(WriterInfo writer, int records, int refused, Duration duration) {
	}

	/**
	 * Records were refused and will be sent again.
	 * @param writer which
	 * @param errorCode the service's error code, or the name of an exception
	 * @param records how many
	 * @param delay after which delay
	 */
	default void recordsRetried(WriterInfo writer, String errorCode, int records, Duration delay) {
	}

	/**
	 * Records were refused, with their request or alone; they are sent again if the
	 * reason may pass.
	 * @param writer which
	 * @param errorCode the service's error code, or the name of an exception
	 * @param records how many
	 */
	default void recordsRefused(WriterInfo writer, String errorCode, int records) {
	}

}
