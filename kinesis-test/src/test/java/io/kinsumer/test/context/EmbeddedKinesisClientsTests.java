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

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.kinsumer.test.EmbeddedKinesisServer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The clients that tests are given.
 */
class EmbeddedKinesisClientsTests {

	@Test
	void asynchronousClientsShareThreadsThatEndAtOnce() {
		try (EmbeddedKinesisServer server = EmbeddedKinesisServer.builder().streams("orders").start()) {
			EmbeddedKinesisClients clients = new EmbeddedKinesisClients(server);
			KinesisAsyncClient kinesis = clients.kinesisAsync();
			assertThat(kinesis).isSameAs(clients.kinesisAsync());
			assertThat(kinesis.listStreams().join().streamNames()).containsExactly("orders");
			assertThat(clients.dynamoDbAsync().listTables().join().tableNames()).isEmpty();
			assertThat(CompletableFuture.runAsync(clients::close)).as("without the SDK's quiet period of 2 s for each")
				.succeedsWithin(Duration.ofMillis(1500));
			KinesisAsyncClient again = clients.kinesisAsync();
			assertThat(again).isNotSameAs(kinesis);
			await().until(() -> again.listStreams().join().hasStreamNames());
			clients.close();
		}
	}

}
