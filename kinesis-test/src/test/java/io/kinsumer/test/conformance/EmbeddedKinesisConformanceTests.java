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
import java.time.Duration;
import java.util.Collections;

import io.kinsumer.test.Clients;
import io.kinsumer.test.EmbeddedKinesisServer;
import io.kinsumer.test.MutableClock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The Kinesis part of the suite against the embedded server.
 */
@Execution(ExecutionMode.CONCURRENT)
class EmbeddedKinesisConformanceTests implements KinesisSuite {

	private static EmbeddedKinesisServer server;

	private static KinesisAsyncClient client;

	@BeforeAll
	static void start() {
		server = EmbeddedKinesisServer.builder().transition(Duration.ofMillis(10)).start();
		client = Clients.kinesisAsyncWithoutRetries(server.endpoint());
	}

	@AfterAll
	static void stop() {
		client.close();
		server.close();
	}

	/** Too slow at the witness. */
	@Test
	void putRecordsTakesTenMebibytes() {
		String stream = stream(2);
		PutRecordsRequestEntry entry = PutRecordsRequestEntry.builder()
			.partitionKey("a")
			.data(SdkBytes.fromByteArray(new byte[1_000_000]))
			.build();
		Conformance.refused(
				() -> client.putRecords((it) -> it.streamName(stream).records(Collections.nCopies(11, entry))),
				BAD_VALUE);
	}

	/** No witness has a clock that can be set. */
	@Test
	void iteratorsExpireAfterFiveMinutes() {
		MutableClock clock = new MutableClock();
		try (EmbeddedKinesisServer aging = EmbeddedKinesisServer.builder().clock(clock).streams("orders:1").start();
				KinesisAsyncClient kinesis = Clients.kinesisAsyncWithoutRetries(aging.endpoint())) {
			String iterator = Conformance.get(kinesis.getShardIterator(
					(it) -> it.streamName("orders").shardId(FIRST_SHARD).shardIteratorType(ShardIteratorType.LATEST)))
				.shardIterator();
			clock.advance(Duration.ofMinutes(5));
			assertThat(Conformance.get(kinesis.getRecords((it) -> it.shardIterator(iterator))).records()).isEmpty();
			clock.advance(Duration.ofMillis(1));
			Conformance.refused(() -> kinesis.getRecords((it) -> it.shardIterator(iterator)),
					"ExpiredIteratorException");
		}
	}

	@Override
	public URI endpoint() {
		return server.endpoint();
	}

	@Override
	public KinesisAsyncClient client() {
		return client;
	}

}
