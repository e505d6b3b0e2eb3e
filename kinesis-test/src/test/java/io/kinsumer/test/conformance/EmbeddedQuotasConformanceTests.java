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

import io.kinsumer.test.Clients;
import io.kinsumer.test.EmbeddedKinesisServer;
import io.kinsumer.test.MutableClock;
import io.kinsumer.test.kinesis.KinesisLimits;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

import static io.kinsumer.test.conformance.Conformance.get;
import static io.kinsumer.test.conformance.Conformance.refused;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The quotas of the suite against the embedded server, whose clock stands still.
 */
class EmbeddedQuotasConformanceTests implements QuotasConformance {

	private static final MutableClock clock = new MutableClock();

	private static EmbeddedKinesisServer server;

	private static KinesisAsyncClient client;

	@BeforeAll
	static void start() {
		server = EmbeddedKinesisServer.builder().clock(clock).limits(KinesisLimits.AWS).start();
		client = Clients.kinesisAsyncWithoutRetries(server.endpoint());
	}

	@AfterAll
	static void stop() {
		client.close();
		server.close();
	}

	/**
	 * From GetRecords: a read of more than 2 MiB spends the quota of the next seconds.
	 * Too slow at the witness.
	 */
	@Test
	void aShardGivesTwoMebibytesASecond() {
		String stream = stream(1);
		for (int i = 0; i < 3; i++) {
			get(putBytes(stream, 1_000_000));
			passSecond();
		}
		String iterator = iterator(stream, FIRST_SHARD, ShardIteratorType.TRIM_HORIZON);
		assertThat(read(iterator).records()).hasSize(3);
		refused(() -> client.getRecords((it) -> it.shardIterator(iterator)), EXCEEDED);
		passSecond();
		assertThat(read(iterator).records()).hasSize(3);
	}

	/** Another second, in which no other test has made its calls. */
	@Override
	public String stream(int shards) {
		passSecond();
		return QuotasConformance.super.stream(shards);
	}

	@Override
	public void passSecond() {
		clock.advance(Duration.ofSeconds(1));
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
