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

package io.kinsumer.awsclients;

import java.util.ArrayList;
import java.util.List;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;

/**
 * Puts numbered records, over the wire. Not safe for use by several threads.
 */
final class Feed {

	private static final int BATCH = 250;

	private final KinesisAsyncClient kinesis;

	private final String stream;

	private int put;

	Feed(KinesisAsyncClient kinesis, String stream) {
		this.kinesis = kinesis;
		this.stream = stream;
	}

	/**
	 * Put the next records.
	 * @param count how many
	 */
	void put(int count) {
		int end = this.put + count;
		while (this.put < end) {
			List<PutRecordsRequestEntry> entries = new ArrayList<>();
			for (int number = this.put; number < Math.min(end, this.put + BATCH); number++) {
				String text = Integer.toString(number);
				entries.add(PutRecordsRequestEntry.builder()
					.partitionKey(text)
					.data(SdkBytes.fromUtf8String(text))
					.build());
			}
			PutRecordsResponse response = this.kinesis
				.putRecords((request) -> request.streamName(this.stream).records(entries))
				.join();
			if (response.failedRecordCount() != 0) {
				throw new IllegalStateException("PutRecords refused entries: " + response);
			}
			this.put += entries.size();
		}
	}

	/**
	 * Tell how many there are.
	 * @return the number of records put so far
	 */
	int count() {
		return this.put;
	}

}
