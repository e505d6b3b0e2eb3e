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
package io.kinsumer.test.conformance;

import java.net.URI;

import io.kinsumer.test.Clients;
import io.kinsumer.test.EmbeddedKinesisServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/**
 * The DynamoDB part of the suite against the embedded server.
 */
@Execution(ExecutionMode.CONCURRENT)
class EmbeddedDynamoDbConformanceTests implements DynamoDbSuite {

	private static EmbeddedKinesisServer server;

	private static DynamoDbAsyncClient client;

	@BeforeAll
	static void start() {
		server = EmbeddedKinesisServer.builder().start();
		client = Clients.dynamoDbAsyncWithoutRetries(server.endpoint());
	}

	@AfterAll
	static void stop() {
		client.close();
		server.close();
	}

	@Override
	public URI endpoint() {
		return server.endpoint();
	}

	@Override
	public DynamoDbAsyncClient client() {
		return client;
	}

}
