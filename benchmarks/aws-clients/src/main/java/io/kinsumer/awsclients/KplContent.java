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

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.kinsumer.core.aggregation.Deaggregator;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.StreamName;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/**
 * What KPL wrote into a stream.
 *
 * @param deliveries the user records
 * @param records how many Kinesis records they were in
 * @param aggregates how many of those were aggregates
 */
record KplContent(Deliveries deliveries, int records, int aggregates) {

	/**
	 * Read a stream over the wire, to its end.
	 * @param endpoint where
	 * @param stream the stream's name
	 * @return what was in it
	 */
	static KplContent read(URI endpoint, String stream) {
		Deliveries deliveries = new Deliveries();
		int records = 0;
		int aggregates = 0;
		try (KinesisAsyncClient kinesis = Clients.kinesis(endpoint)) {
			for (Shard shard : kinesis.listShards((request) -> request.streamName(stream)).join().shards()) {
				String iterator = kinesis
					.getShardIterator((request) -> request.streamName(stream)
						.shardId(shard.shardId())
						.shardIteratorType(ShardIteratorType.TRIM_HORIZON))
					.join()
					.shardIterator();
				GetRecordsResponse batch;
				do {
					String next = iterator;
					batch = kinesis.getRecords((request) -> request.shardIterator(next)).join();
					records += batch.records().size();
					aggregates += aggregates(batch.records());
					deliver(Deaggregator.decode(new StreamName(stream), new ShardId(shard.shardId()), batch.records(),
							null), deliveries);
					iterator = batch.nextShardIterator();
				}
				while (iterator != null && batch.millisBehindLatest() > 0);
			}
		}
		return new KplContent(deliveries, records, aggregates);
	}

	private static int aggregates(List<Record> records) {
		return (int) records.stream().filter((record) -> Deaggregator.isAggregate(record.data().asByteArray())).count();
	}

	private static void deliver(List<KinesisRecord> records, Deliveries deliveries) {
		for (KinesisRecord record : records) {
			deliveries.add(Integer.parseInt(StandardCharsets.UTF_8.decode(record.data()).toString().trim()));
		}
	}

}
