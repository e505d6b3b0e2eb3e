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

package io.kinsumer.awsclients.group;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import io.kinsumer.core.client.AwsClients;
import io.kinsumer.core.client.ClientCredentials;
import io.kinsumer.core.client.ClientSettings;
import io.kinsumer.core.kinsumer.Kinsumer;
import io.kinsumer.core.kinsumer.KinsumerSettings;
import io.kinsumer.core.metadata.dynamodb.DynamoDbMetadataRepository;
import io.kinsumer.core.metadata.dynamodb.MetadataTableSettings;
import io.kinsumer.core.observe.KinsumerInfo;
import io.kinsumer.core.observe.KinsumerListener;
import io.kinsumer.core.processor.RecordHandler;
import io.kinsumer.core.processor.ShardProcessors;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.core.shard.Retrieval;
import io.kinsumer.test.EmbeddedKinesisServer;

/**
 * One member of a group, with default settings: a process that handles records until it
 * is told to stop, and writes down what it did.
 */
public final class MemberMain {

	static final String GROUP = "group";

	static final String TABLE = "group";

	private MemberMain() {
	}

	/**
	 * Runs until SIGTERM.
	 * @param args see {@link MemberOptions}
	 * @throws Exception if it cannot start
	 */
	public static void main(String[] args) throws Exception {
		MemberOptions options = MemberOptions.parse(args);
		Journal journal = new Journal(options.journal());
		journal.add(Event.Kind.RUNNING);
		AwsClients clients = AwsClients.create(ClientSettings.builder("default")
			.region(EmbeddedKinesisServer.REGION)
			.endpoint(options.endpoint())
			.credentials(new ClientCredentials("test", "test", null))
			.build());
		KinsumerSettings settings = KinsumerSettings
			.builder("records", new StreamName(options.stream()), GROUP, options.clientId())
			.retrieval(options.handling().fanOut() ? Retrieval.fanOut() : Retrieval.polling())
			.concurrency(options.handling().concurrency())
			.build();
		DynamoDbMetadataRepository metadata = new DynamoDbMetadataRepository(clients.dynamoDb(),
				new MetadataTableSettings(TABLE, true, Duration.ofMinutes(1),
						MetadataTableSettings.BillingMode.PAY_PER_REQUEST, 1, 1),
				GROUP, options.stream());
		Kinsumer kinsumer = Kinsumer
			.builder(settings, clients.kinesis(), metadata,
					ShardProcessors.forRecords(handler(options.handling(), journal)))
			.readClient(clients.kinesisReads())
			.listener(new KinsumerListener() {
				@Override
				public void sessionLost(KinsumerInfo info) {
					journal.add(Event.Kind.LOST);
				}
			})
			.build();
		Runtime.getRuntime().addShutdownHook(new Thread(() -> {
			journal.add(Event.Kind.STOPPING);
			kinsumer.stop().join();
			journal.add(Event.Kind.LEFT);
		}));
		journal.add(Event.Kind.STARTING);
		kinsumer.start().join();
		journal.add(Event.Kind.JOINED);
		new CountDownLatch(1).await();
	}

	private static RecordHandler handler(Handling handling, Journal journal) {
		Set<Long> failed = ConcurrentHashMap.newKeySet();
		CountDownLatch never = new CountDownLatch(1);
		return (record, shard) -> {
			long number = number(record);
			if (happens(handling.failures()) && failed.add(number)) {
				throw new IllegalStateException("Record " + number + " fails once");
			}
			long millis = handling.each().toMillis();
			if (happens(handling.delays())) {
				millis += ThreadLocalRandom.current().nextLong(20);
			}
			if (millis > 0 && never.await(millis, TimeUnit.MILLISECONDS)) {
				throw new AssertionError();
			}
			journal.add(Event.Kind.HANDLED, shardNumber(record), number);
		};
	}

	private static boolean happens(int inMillion) {
		return inMillion > 0 && ThreadLocalRandom.current().nextInt(1_000_000) < inMillion;
	}

	private static long number(KinesisRecord record) {
		return record.data().getLong();
	}

	private static int shardNumber(KinesisRecord record) {
		String id = record.shardId().value();
		return Integer.parseInt(id.substring(id.lastIndexOf('-') + 1));
	}

}
