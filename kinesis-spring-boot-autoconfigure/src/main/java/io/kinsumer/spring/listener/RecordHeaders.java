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

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

import io.kinsumer.core.record.KinesisRecord;

/**
 * The headers of a record, as listeners see them.
 */
final class RecordHeaders {

	private RecordHeaders() {
	}

	static Map<String, Object> of(KinesisRecord record) {
		Map<String, Object> headers = new HashMap<>(record.headers());
		headers.put(KinesisHeaders.STREAM, record.stream().value());
		headers.put(KinesisHeaders.SHARD_ID, record.shardId().value());
		headers.put(KinesisHeaders.PARTITION_KEY, record.partitionKey());
		headers.put(KinesisHeaders.SEQUENCE_NUMBER, record.sequenceNumber().sequence());
		headers.put(KinesisHeaders.SUB_SEQUENCE_NUMBER, record.sequenceNumber().subSequence());
		headers.put(KinesisHeaders.ARRIVAL_TIMESTAMP, record.approximateArrivalTimestamp());
		String explicitHashKey = record.explicitHashKey();
		if (explicitHashKey != null) {
			headers.put(KinesisHeaders.EXPLICIT_HASH_KEY, explicitHashKey);
		}
		return Collections.unmodifiableMap(headers);
	}

}
