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

package io.kinsumer.test.server;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

import io.kinsumer.test.MutableClock;
import io.kinsumer.test.dynamodb.BillingMode;
import io.kinsumer.test.dynamodb.DynamoDbModel;
import io.kinsumer.test.dynamodb.DynamoDbRequest.CreateTable;
import io.kinsumer.test.dynamodb.DynamoDbRequest.PutItem;
import io.kinsumer.test.dynamodb.DynamoDbRequest.UpdateTimeToLive;
import io.kinsumer.test.dynamodb.KeySchema;
import io.kinsumer.test.dynamodb.ReturnValues;
import io.kinsumer.test.dynamodb.expression.Placeholders;
import io.kinsumer.test.dynamodb.value.Attribute;
import io.kinsumer.test.kinesis.KinesisModel;
import io.kinsumer.test.kinesis.KinesisRequest.PutRecord;
import io.kinsumer.test.kinesis.StreamRef;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What a server does by itself.
 */
class WireServerTests {

	@Test
	void whatHasExpiredLeavesThoughNobodyAsks() throws IOException {
		MutableClock clock = new MutableClock();
		KinesisModel kinesis = new KinesisModel(clock);
		kinesis.createStream("orders", 1);
		kinesis.putRecord(new PutRecord(StreamRef.named("orders"), "k", null, null, new byte[100]));
		DynamoDbModel dynamoDb = new DynamoDbModel(clock);
		dynamoDb
			.createTable(new CreateTable("items", KeySchema.ofStrings("pk", null), BillingMode.PAY_PER_REQUEST, 0, 0));
		dynamoDb.updateTimeToLive(new UpdateTimeToLive("items", "ttl", true));
		dynamoDb.putItem(new PutItem("items",
				Map.of("pk", Attribute.s("a"), "ttl", Attribute.n(clock.instant().getEpochSecond())), null,
				Placeholders.NONE, ReturnValues.NONE, false));
		try (WireServer server = WireServer.start(0, null, clock, kinesis, dynamoDb, Duration.ofMillis(10))) {
			assertThat(server.port()).isPositive();
			assertThat(kinesis.memoryUsed()).isPositive();
			assertThat(dynamoDb.memoryUsed()).isPositive();
			clock.advance(Duration.ofHours(24).plusMillis(1));
			await().until(() -> kinesis.memoryUsed() == 0 && dynamoDb.memoryUsed() == 0);
		}
	}

}
