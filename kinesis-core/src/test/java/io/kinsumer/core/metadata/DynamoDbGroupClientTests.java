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

package io.kinsumer.core.metadata;

import java.time.Duration;
import java.util.UUID;

import io.kinsumer.core.EmbeddedClients;
import io.kinsumer.core.metadata.dynamodb.DynamoDbMetadataRepository;
import io.kinsumer.core.metadata.dynamodb.MetadataTableSettings;
import io.kinsumer.core.metadata.dynamodb.MetadataTableSettings.BillingMode;
import io.kinsumer.test.EmbeddedKinesisServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

class DynamoDbGroupClientTests extends GroupClientContractTests {

	private static EmbeddedKinesisServer server;

	private static DynamoDbAsyncClient client;

	@BeforeAll
	static void startServer() {
		server = EmbeddedKinesisServer.builder().start();
		client = EmbeddedClients.dynamoDb(server);
	}

	@AfterAll
	static void stopServer() {
		client.close();
		server.close();
	}

	@Override
	MetadataRepository create() {
		return new DynamoDbMetadataRepository(client, new MetadataTableSettings("table-" + UUID.randomUUID(), true,
				Duration.ofSeconds(30), BillingMode.PAY_PER_REQUEST, 1, 1), "group", "orders");
	}

}
