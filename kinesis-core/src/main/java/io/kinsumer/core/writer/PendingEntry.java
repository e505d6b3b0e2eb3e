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

import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

import io.kinsumer.core.aggregation.LoneRecords;
import io.kinsumer.core.record.DataRecord;
import io.kinsumer.core.record.UserRecord;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;

/**
 * A record of a batch in the form it travels.
 *
 * @param index its place in the batch
 * @param size bytes with keys
 * @param wrapped whether it is in the KPL format
 */
record PendingEntry(int index, UserRecord record, PutRecordsRequestEntry entry, int size, boolean wrapped) {

	static PendingEntry of(int index, UserRecord given, RandomGenerator random) {
		DataRecord record = DataRecord.of(given);
		String key = key(record, random);
		byte[] payload = LoneRecords.encode(key, record);
		PutRecordsRequestEntry entry = PutRecordsRequestEntry.builder()
			.partitionKey(key)
			.explicitHashKey(record.explicitHashKey())
			.data(SdkBytes.fromByteArrayUnsafe(payload))
			.build();
		return new PendingEntry(index, given, entry, payload.length + key.getBytes(StandardCharsets.UTF_8).length,
				LoneRecords.mustWrap(record));
	}

	int payloadSize() {
		return this.entry.data().asByteArrayUnsafe().length;
	}

	private static String key(UserRecord record, RandomGenerator random) {
		String key = record.partitionKey();
		if (key != null) {
			return key;
		}
		String hashKey = record.explicitHashKey();
		return (hashKey != null) ? hashKey : Long.toUnsignedString(random.nextLong(), Character.MAX_RADIX);
	}

}
