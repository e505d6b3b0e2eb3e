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

package io.kinsumer.spring.listener;

import io.kinsumer.core.record.KinesisRecord;

/**
 * Takes what a listener sees out of a record that was read, before interceptors and
 * listener are called. What fails goes to the failure policy as a failed attempt.
 * Positions, dead letters and acknowledgments are those of the record that was read. Safe
 * for use by any thread.
 */
@FunctionalInterface
public interface RecordUnwrapper {

	/**
	 * Takes the content out of a record.
	 * @param record a record as it was read
	 * @return with the same stream, shard and sequence number; the record itself if there
	 * is nothing to take out
	 */
	KinesisRecord unwrap(KinesisRecord record);

}
