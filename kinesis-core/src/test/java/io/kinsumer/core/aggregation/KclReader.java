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

package io.kinsumer.core.aggregation;

import java.time.Instant;
import java.util.List;

import io.kinsumer.core.record.HashKeyRange;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.kinesis.retrieval.AggregatorUtil;
import software.amazon.kinesis.retrieval.KinesisClientRecord;

/**
 * Reads aggregates as KCL does: a witness.
 */
final class KclReader {

	private KclReader() {
	}

	/**
	 * What KCL delivers of one Kinesis record.
	 * @param data its payload
	 * @param range the hash keys of the shard it was in
	 */
	static List<KinesisClientRecord> read(byte[] data, HashKeyRange range) {
		KinesisClientRecord record = KinesisClientRecord.fromRecord(Record.builder()
			.sequenceNumber("7")
			.partitionKey("outer")
			.approximateArrivalTimestamp(Instant.EPOCH)
			.data(SdkBytes.fromByteArray(data))
			.build());
		return new AggregatorUtil().deaggregate(List.of(record), range.start().toString(), range.end().toString());
	}

}
