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

package io.kinsumer.test.context;

import io.kinsumer.test.EmbeddedKinesisServer;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Clients of the AWS SDK as parameters. Types are told by name, because the SDK, or one
 * of its services, may be absent.
 */
final class SdkClientParameters {

	private static final String SERVICES = "software.amazon.awssdk.services.";

	private SdkClientParameters() {
	}

	static boolean supports(Class<?> type) {
		return switch (type.getName()) {
			case SERVICES + "kinesis.KinesisClient", SERVICES + "kinesis.KinesisAsyncClient",
					SERVICES + "dynamodb.DynamoDbClient", SERVICES + "dynamodb.DynamoDbAsyncClient" ->
				true;
			default -> false;
		};
	}

	/** The client, which the store closes. */
	static Object resolve(Class<?> type, EmbeddedKinesisServer server, ExtensionContext.Store store) {
		EmbeddedKinesisClients clients = store.computeIfAbsent(server, EmbeddedKinesisClients::new,
				EmbeddedKinesisClients.class);
		return switch (type.getSimpleName()) {
			case "KinesisClient" -> clients.kinesis();
			case "KinesisAsyncClient" -> clients.kinesisAsync();
			case "DynamoDbClient" -> clients.dynamoDb();
			default -> clients.dynamoDbAsync();
		};
	}

}
