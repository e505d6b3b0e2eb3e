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

package io.kinsumer.core.kinsumer;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;

import io.kinsumer.core.metadata.dynamodb.DynamoDbMetadataRepository;
import io.kinsumer.core.metadata.dynamodb.MetadataTableSettings;
import io.kinsumer.core.metadata.dynamodb.MetadataTableSettings.BillingMode;
import io.kinsumer.core.processor.ShardProcessors;
import io.kinsumer.core.record.InitialPosition;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.test.EmbeddedKinesisServer;
import io.kinsumer.test.context.EmbeddedKinesisClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The table is deleted under a running group.
 */
class TableDeletedTests {

	private final Set<String> handled = new ConcurrentSkipListSet<>();

	private EmbeddedKinesisServer server;

	private EmbeddedKinesisClients clients;

	private KinesisAsyncClient kinesis;

	private DynamoDbAsyncClient dynamoDb;

	@BeforeEach
	void startServer() {
		this.server = EmbeddedKinesisServer.builder().streams("orders:2").start();
		this.clients = new EmbeddedKinesisClients(this.server);
		this.kinesis = this.clients.kinesisAsync();
		this.dynamoDb = this.clients.dynamoDbAsync();
	}

	@AfterEach
	void stopServer() {
		this.clients.close();
		this.server.close();
	}

	@Test
	void theGroupBeginsAnewAtItsFirstStart() throws Exception {
		Kinsumer kinsumer = kinsumer(true);
		kinsumer.start().get(30, TimeUnit.SECONDS);
		put("first");
		await().atMost(Duration.ofSeconds(30)).until(() -> this.handled.contains("first"));
		put("second");
		this.dynamoDb.deleteTable((request) -> request.tableName("metadata")).get();
		put("third");
		await().atMost(Duration.ofSeconds(60)).until(() -> this.handled.contains("third"));
		await().atMost(Duration.ofSeconds(60)).until(() -> kinsumer.status().state() == KinsumerState.RUNNING);
		put("fourth");
		await().atMost(Duration.ofSeconds(30)).until(() -> this.handled.contains("fourth"));
		assertThat(this.handled).contains("second");
		kinsumer.stop().get(30, TimeUnit.SECONDS);
	}

	@Test
	void withoutPermissionToCreateItTheKinsumerStopsAndSaysWhy() throws Exception {
		Kinsumer other = kinsumer(true);
		other.start().get(30, TimeUnit.SECONDS);
		Kinsumer kinsumer = kinsumer(false);
		this.server.faults().on("CreateTable").error("AccessDeniedException", 400, "not authorized");
		kinsumer.start().get(30, TimeUnit.SECONDS);
		this.dynamoDb.deleteTable((request) -> request.tableName("metadata")).get();
		await().atMost(Duration.ofSeconds(60)).until(() -> kinsumer.status().state() == KinsumerState.FAILED);
		assertThat(kinsumer.status().failure()).contains("'metadata' does not exist").contains("create-table");
		other.stop().get(30, TimeUnit.SECONDS);
	}

	private Kinsumer kinsumer(boolean create) {
		KinsumerSettings settings = KinsumerSettings
			.builder("orders", new StreamName("orders"), "group", create ? "one" : "two")
			.initialPosition(InitialPosition.LATEST)
			.waitTime(Duration.ofMillis(200))
			.heartbeatInterval(Duration.ofMillis(500))
			.sessionTimeout(Duration.ofSeconds(3))
			.build();
		DynamoDbMetadataRepository metadata = new DynamoDbMetadataRepository(this.dynamoDb, new MetadataTableSettings(
				"metadata", create, Duration.ofSeconds(30), BillingMode.PAY_PER_REQUEST, 1, 1), "group", "orders");
		return Kinsumer
			.builder(settings, this.kinesis, metadata, ShardProcessors.forRecords(
					(record, shard) -> this.handled.add(StandardCharsets.UTF_8.decode(record.data()).toString())))
			.build();
	}

	private void put(String data) {
		this.server.put("orders", data, data.getBytes(StandardCharsets.UTF_8));
	}

}
