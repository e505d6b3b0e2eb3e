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

package io.kinsumer.spring.event.deduplication;

import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import io.kinsumer.test.EmbeddedKinesisServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Claims whose holder is gone, or slow.
 */
class DynamoDbClaimTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(8);

	private static EmbeddedKinesisServer server;

	private static DynamoDbAsyncClient client;

	private final AtomicLong nanos = new AtomicLong();

	private final String id = UUID.randomUUID().toString();

	@BeforeAll
	static void start() {
		server = EmbeddedKinesisServer.builder().start();
		client = DynamoDbAsyncClient.builder()
			.endpointOverride(server.endpoint())
			.region(Region.EU_CENTRAL_1)
			.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
			.build();
	}

	@AfterAll
	static void stop() {
		client.close();
		server.close();
	}

	@Test
	void aClaimThatStandsStillIsGivenToSomebodyElse() throws Exception {
		DeduplicationStorage dead = storage();
		DeduplicationStorage other = storage();
		DeduplicationClaim.New lost = (DeduplicationClaim.New) claim(dead);
		for (int looks = 0; looks < 4; looks++) {
			assertThat(claim(other)).isInstanceOf(DeduplicationClaim.InProgress.class);
			pass(TIMEOUT.dividedBy(4));
		}
		DeduplicationClaim.New retaken = (DeduplicationClaim.New) claim(other);
		assertThat(retaken.retaken()).isTrue();
		assertThat(Stages.await(dead.renew("g", this.id, lost.token()))).isFalse();
		Stages.await(dead.release("g", this.id, lost.token()));
		assertThat(claim(dead)).isInstanceOf(DeduplicationClaim.InProgress.class);
		assertThat(Stages.await(dead.commit("g", this.id, lost.token()))).isFalse();
		assertThat(claim(other)).isInstanceOf(DeduplicationClaim.Duplicate.class);
		Stages.await(other.release("g", this.id, retaken.token()));
		assertThat(claim(other)).isInstanceOf(DeduplicationClaim.Duplicate.class);
	}

	@Test
	void aClaimThatIsRenewedIsKept() throws Exception {
		DeduplicationStorage slow = storage();
		DeduplicationStorage other = storage();
		DeduplicationClaim.New held = (DeduplicationClaim.New) claim(slow);
		for (int looks = 0; looks < 12; looks++) {
			assertThat(claim(other)).isInstanceOf(DeduplicationClaim.InProgress.class);
			assertThat(Stages.await(slow.renew("g", this.id, held.token()))).isTrue();
			pass(TIMEOUT.dividedBy(4));
		}
		assertThat(Stages.await(slow.commit("g", this.id, held.token()))).isTrue();
		assertThat(Stages.await(slow.commit("g", this.id, held.token()))).isTrue();
		assertThat(claim(other)).isInstanceOf(DeduplicationClaim.Duplicate.class);
	}

	@Test
	void whoDidNotLookForLongBeginsAnew() throws Exception {
		DeduplicationStorage other = storage();
		claim(storage());
		assertThat(claim(other)).isInstanceOf(DeduplicationClaim.InProgress.class);
		pass(TIMEOUT.multipliedBy(2));
		assertThat(claim(other)).isInstanceOf(DeduplicationClaim.InProgress.class);
	}

	private DeduplicationClaim claim(DeduplicationStorage storage) throws Exception {
		return Stages.await(storage.claim("g", this.id));
	}

	private void pass(Duration time) {
		this.nanos.addAndGet(time.toNanos());
	}

	private DeduplicationStorage storage() {
		return new DynamoDbDeduplicationStorage(client, new DynamoDbDeduplicationSettings("deduplication", true,
				Duration.ofSeconds(20), Duration.ofHours(1), TIMEOUT), InstantSource.system(), this.nanos::get);
	}

}
