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

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.TimeUnit;

import io.kinsumer.test.dynamodb.DynamoDbModel;
import io.kinsumer.test.fault.FaultRules;
import io.kinsumer.test.kinesis.KinesisModel;
import io.kinsumer.test.server.codec.Operations;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Connections that nothing is heard of are closed in the end.
 */
class ConnectionInitializerTests {

	@ParameterizedTest
	@ValueSource(strings = { "", "PRI * HT", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "POST / HTTP/1.1\r\nX-Amz",
			"POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\nhalf" })
	void idleConnectionsAreClosedAfterFiveMinutes(String begin) {
		EmbeddedChannel channel = open();
		channel.writeInbound(Unpooled.copiedBuffer(begin, StandardCharsets.US_ASCII));
		channel.advanceTimeBy(299, TimeUnit.SECONDS);
		channel.runPendingTasks();
		assertThat(channel.isOpen()).isTrue();
		channel.advanceTimeBy(2, TimeUnit.SECONDS);
		channel.runPendingTasks();
		assertThat(channel.isOpen()).isFalse();
	}

	@Test
	void connectionsOnWhichSomethingIsHeardStay() {
		EmbeddedChannel channel = open();
		for (int i = 0; i < 3; i++) {
			channel.advanceTimeBy(200, TimeUnit.SECONDS);
			channel.runPendingTasks();
			channel.writeInbound(Unpooled.copiedBuffer("P", StandardCharsets.US_ASCII));
		}
		assertThat(channel.isOpen()).isTrue();
		channel.close();
	}

	private static EmbeddedChannel open() {
		Clock clock = Clock.systemUTC();
		KinesisModel kinesis = new KinesisModel(clock);
		DynamoDbModel dynamoDb = new DynamoDbModel(clock);
		EmbeddedChannel channel = new EmbeddedChannel();
		channel.freezeTime();
		new ConnectionInitializer(new RequestProcessor(new Operations(kinesis, dynamoDb), clock, null),
				new ControlEndpoint(new FaultRules(), kinesis, dynamoDb), Runnable::run)
			.initialize(channel.pipeline());
		return channel;
	}

}
