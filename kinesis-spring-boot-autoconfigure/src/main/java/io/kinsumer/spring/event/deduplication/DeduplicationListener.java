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

package io.kinsumer.spring.event.deduplication;

import io.kinsumer.core.record.KinesisRecord;

/**
 * Hears what deduplication did. Beans of this type apply to all listeners. Safe for use
 * by any thread; returns at once, does not throw.
 */
@FunctionalInterface
public interface DeduplicationListener {

	/**
	 * Told of each record that a listener would get, and of claims that went wrong later.
	 * @param kinsumer the name of the kinsumer
	 * @param record the record
	 * @param outcome what came of it
	 */
	void outcome(String kinsumer, KinesisRecord record, DeduplicationOutcome outcome);

}
