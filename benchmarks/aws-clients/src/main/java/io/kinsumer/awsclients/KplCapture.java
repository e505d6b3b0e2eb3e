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

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;

import com.google.common.util.concurrent.ListenableFuture;
import io.kinsumer.core.aggregation.Deaggregator;
import io.kinsumer.test.EmbeddedKinesisServer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.kinesis.producer.KinesisProducer;
import software.amazon.kinesis.producer.UserRecordResult;

/**
 * Writes down what KPL makes of known user records: a sample for tests that cannot run
 * KPL.
 */
public final class KplCapture {

	private static final String STREAM = "orders";

	private static final int AGGREGATE_SIZE = 4096;

	/**
	 * The last is too large for an aggregate.
	 */
	private static final int[] SIZES = { 1, 10, 100, 127, 128, 1000, 3000, 5000 };

	private static final String[] KEYS = { "a", "customer-000001", "ключ", "字", "😀", "k".repeat(256) };

	private static final @Nullable String[] HASH_KEYS = { null, "0", "1", null,
			"170141183460469231731687303715884105728", "340282366920938463463374607431768211455" };

	private KplCapture() {
	}

	/**
	 * Runs KPL.
	 * @param args where it may unpack its daemon, an existing directory, and the file to
	 * write
	 * @throws Exception if a client failed
	 */
	public static void main(String[] args) throws Exception {
		boolean complete = run(args[0], Path.of(args[1]));
		// threads of KPL would keep the process alive
		System.exit(complete ? 0 : 1);
	}

	private static boolean run(String directory, Path file) throws Exception {
		List<Put> puts = puts();
		try (EmbeddedKinesisServer server = EmbeddedKinesisServer.builder().streams(STREAM + ":2").tls().start()) {
			KinesisProducer producer = new KinesisProducer(
					KplCheck.configuration(server.tlsEndpoint().getPort(), directory)
						.setAggregationMaxSize(AGGREGATE_SIZE));
			try {
				// before it knows the shards, KPL does not aggregate
				write(producer, puts.subList(0, 1));
				write(producer, puts.subList(1, puts.size()));
			}
			finally {
				producer.destroy();
			}
			try (KinesisAsyncClient kinesis = Clients.kinesis(server.endpoint())) {
				return save(file, puts, kinesis);
			}
		}
	}

	private static List<Put> puts() {
		Random random = new Random(1);
		List<Put> result = new ArrayList<>();
		for (String key : KEYS) {
			for (int i = 0; i < 2 * SIZES.length; i++) {
				byte[] data = new byte[SIZES[i % SIZES.length]];
				random.nextBytes(data);
				result.add(new Put(key, HASH_KEYS[random.nextInt(HASH_KEYS.length)], data));
			}
		}
		return result;
	}

	private static void write(KinesisProducer producer, List<Put> puts) throws Exception {
		List<ListenableFuture<UserRecordResult>> results = new ArrayList<>();
		for (Put put : puts) {
			results
				.add(producer.addUserRecord(STREAM, put.partitionKey, put.explicitHashKey, ByteBuffer.wrap(put.data)));
		}
		producer.flushSync();
		for (ListenableFuture<UserRecordResult> result : results) {
			result.get();
		}
	}

	private static boolean save(Path file, List<Put> puts, KinesisAsyncClient kinesis) throws IOException {
		List<String> lines = new ArrayList<>();
		lines.add("# What KPL makes of user records; written by 'benchmarks/run kpl-capture'.");
		lines.add("# put: partition key, explicit hash key or -, data");
		lines.add("# got: first and last hash key of the shard, partition key, data");
		puts.forEach((put) -> lines.add(put.line()));
		int records = 0;
		int aggregates = 0;
		for (Shard shard : kinesis.listShards((request) -> request.streamName(STREAM)).join().shards()) {
			for (Record record : read(kinesis, shard)) {
				records++;
				aggregates += Deaggregator.isAggregate(record.data().asByteArray()) ? 1 : 0;
				lines.add("got " + shard.hashKeyRange().startingHashKey() + " " + shard.hashKeyRange().endingHashKey()
						+ " " + encode(record.partitionKey().getBytes(StandardCharsets.UTF_8)) + " "
						+ encode(record.data().asByteArray()));
			}
		}
		Files.createDirectories(file.toAbsolutePath().getParent());
		Files.write(file, lines);
		System.out.printf("kpl-capture put=%d kinesis-records=%d aggregates=%d file=%s%n", puts.size(), records,
				aggregates, file);
		return aggregates > 0 && aggregates < records;
	}

	private static List<Record> read(KinesisAsyncClient kinesis, Shard shard) {
		List<Record> records = new ArrayList<>();
		String iterator = kinesis
			.getShardIterator((request) -> request.streamName(STREAM)
				.shardId(shard.shardId())
				.shardIteratorType(ShardIteratorType.TRIM_HORIZON))
			.join()
			.shardIterator();
		GetRecordsResponse batch;
		do {
			String next = iterator;
			batch = kinesis.getRecords((request) -> request.shardIterator(next)).join();
			records.addAll(batch.records());
			iterator = batch.nextShardIterator();
		}
		while (iterator != null && batch.millisBehindLatest() > 0);
		return records;
	}

	private static String encode(byte[] bytes) {
		return Base64.getEncoder().encodeToString(bytes);
	}

	private record Put(String partitionKey, @Nullable String explicitHashKey, byte[] data) {

		String line() {
			return "put " + encode(this.partitionKey.getBytes(StandardCharsets.UTF_8)) + " "
					+ ((this.explicitHashKey != null) ? this.explicitHashKey : "-") + " " + encode(this.data);
		}

	}

}
