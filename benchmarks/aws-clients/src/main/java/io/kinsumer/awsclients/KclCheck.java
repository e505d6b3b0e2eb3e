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

import java.math.BigInteger;
import java.time.Duration;
import java.util.Locale;

import io.kinsumer.test.EmbeddedKinesisServer;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.HashKeyRange;

/**
 * Has KCL read a stream of the embedded server through a split and a merge, with its
 * leases in DynamoDB Local. Ends with 1 when a record is missing.
 */
public final class KclCheck {

	private static final String STREAM = "orders";

	private static final int STEP = 1000;

	private static final Duration START = Duration.ofMinutes(3);

	private static final Duration REST = Duration.ofMinutes(2);

	private KclCheck() {
	}

	/**
	 * Runs the check.
	 * @param args {@code polling} or {@code fan-out}, then the class path of DynamoDB
	 * Local
	 * @throws Exception if a client failed
	 */
	public static void main(String[] args) throws Exception {
		boolean complete = run(Retrieval.of(args[0]), args[1]);
		// threads of KCL would keep the process alive
		System.exit(complete ? 0 : 1);
	}

	private static boolean run(Retrieval retrieval, String dynamoDbClassPath) throws Exception {
		try (EmbeddedKinesisServer server = EmbeddedKinesisServer.builder().streams(STREAM + ":4").start();
				DynamoDbLocal dynamoDbLocal = DynamoDbLocal.start(dynamoDbClassPath);
				KinesisAsyncClient kinesis = Clients.kinesis(server.endpoint());
				DynamoDbAsyncClient dynamoDb = Clients.build(DynamoDbAsyncClient.builder(), dynamoDbLocal.endpoint());
				CloudWatchAsyncClient cloudWatch = Clients.build(CloudWatchAsyncClient.builder(), server.endpoint())) {
			Feed feed = new Feed(kinesis, STREAM);
			feed.put(STEP);
			Deliveries deliveries = new Deliveries();
			try (KclWorker worker = new KclWorker(STREAM, retrieval, kinesis, dynamoDb, cloudWatch, deliveries)) {
				if (deliveries.await(feed.count(), START)) {
					reshard(kinesis, feed);
					deliveries.await(feed.count(), REST);
				}
				return report(retrieval, feed, deliveries, worker);
			}
		}
	}

	private static void reshard(KinesisAsyncClient kinesis, Feed feed) {
		feed.put(STEP);
		HashKeyRange range = kinesis.listShards((request) -> request.streamName(STREAM))
			.join()
			.shards()
			.get(0)
			.hashKeyRange();
		String middle = new BigInteger(range.startingHashKey()).add(new BigInteger(range.endingHashKey()))
			.shiftRight(1)
			.toString();
		kinesis.splitShard(
				(request) -> request.streamName(STREAM).shardToSplit("shardId-000000000000").newStartingHashKey(middle))
			.join();
		feed.put(STEP);
		kinesis
			.mergeShards((request) -> request.streamName(STREAM)
				.shardToMerge("shardId-000000000002")
				.adjacentShardToMerge("shardId-000000000003"))
			.join();
		feed.put(STEP);
	}

	private static boolean report(Retrieval retrieval, Feed feed, Deliveries deliveries, KclWorker worker) {
		int missing = deliveries.missing(feed.count());
		Duration first = deliveries.first();
		System.out.printf(Locale.ROOT,
				"kcl-check retrieval=%s put=%d received=%d missing=%d repeated=%d shards=%d ended=%d first=%.1f all=%.1f unit=s%n",
				retrieval, feed.count(), deliveries.received(), missing, deliveries.repeated(), worker.started().size(),
				worker.ended().size(), (first != null) ? first.toMillis() / 1e3 : Double.NaN,
				deliveries.elapsed().toMillis() / 1e3);
		return missing == 0 && feed.count() == 4 * STEP;
	}

}
