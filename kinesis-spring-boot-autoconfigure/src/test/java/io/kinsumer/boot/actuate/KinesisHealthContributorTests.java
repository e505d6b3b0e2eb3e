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

package io.kinsumer.boot.actuate;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.kinsumer.core.kinsumer.KinsumerState;
import io.kinsumer.core.kinsumer.ShardStatus;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.ShardPosition;
import io.kinsumer.spring.listener.FakeKinsumer;
import io.kinsumer.spring.listener.KinesisListenerEndpoint;
import io.kinsumer.spring.listener.KinesisListenerEndpointRegistry;
import io.kinsumer.spring.listener.ListenerHandler;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;

class KinesisHealthContributorTests {

	private static final Instant NOW = Instant.parse("2026-01-31T08:00:00Z");

	private static final ShardId SHARD = new ShardId("shardId-000000000000");

	private final FakeKinsumer kinsumer = new FakeKinsumer("orders", "dev-orders", "shop");

	private final KinesisListenerEndpointRegistry registry = new KinesisListenerEndpointRegistry(
			(endpoint) -> this.kinsumer.container(endpoint, true, false));

	private Instant now = NOW;

	private final CallErrors errors = new CallErrors(() -> this.now);

	private final KinesisHealthContributor contributor = new KinesisHealthContributor(this.registry, this.errors,
			() -> NOW);

	@BeforeEach
	void register() {
		this.registry.register(
				KinesisListenerEndpoint.of("orders", "orders", new ListenerHandler.OfShards((shard) -> (input) -> {
				})));
	}

	@ParameterizedTest
	@CsvSource({ "NEW, UNKNOWN", "JOINING, OUT_OF_SERVICE", "RUNNING, UP", "SUSPENDED, OUT_OF_SERVICE",
			"STOPPING, OUT_OF_SERVICE", "STOPPED, UNKNOWN", "FAILED, DOWN" })
	void followsTheState(KinsumerState state, String status) {
		this.kinsumer.status(state);
		assertThat(health().getStatus()).isEqualTo(new Status(status));
	}

	@Test
	void showsMembersShardsAndTheFailure() {
		this.kinsumer.status(KinsumerState.RUNNING, "throttled", shard(true, 70L, NOW, null));
		assertThat(health().getDetails()).containsEntry("state", KinsumerState.RUNNING)
			.containsEntry("stream", "dev-orders")
			.containsEntry("consumerGroup", "shop")
			.containsEntry("members", 2)
			.containsEntry("failure", "throttled")
			.containsEntry("shards", Map.of(SHARD.value(),
					Map.of("state", ShardStatus.State.ACTIVE, "millisBehindLatest", 70L, "lastProgress", NOW)));
	}

	@Test
	void leavesOutShardsOfOthers() {
		this.kinsumer.status(KinsumerState.RUNNING, shard(false, null, null, null));
		assertThat(health().getDetails()).containsEntry("shards", Map.of());
	}

	@Test
	void isDownWhenAShardIsBehindAndStuck() {
		Instant longAgo = NOW.minus(Duration.ofMinutes(5)).minusMillis(1);
		this.kinsumer.status(KinsumerState.RUNNING, shard(true, 0L, longAgo, null));
		assertThat(health().getStatus()).isEqualTo(Status.UP);
		this.kinsumer.status(KinsumerState.RUNNING, shard(true, 1L, NOW.minus(Duration.ofMinutes(5)), null));
		assertThat(health().getStatus()).isEqualTo(Status.UP);
		this.kinsumer.status(KinsumerState.RUNNING, shard(true, 1L, longAgo, null));
		assertThat(health().getStatus()).isEqualTo(Status.DOWN);
		this.kinsumer.status(KinsumerState.RUNNING, shard(true, null, longAgo, null));
		assertThat(health().getStatus()).isEqualTo(Status.DOWN);
		assertThat(health().getDetails().toString()).contains("it is behind and made no progress for PT5M");
	}

	@Test
	void isDownWhenAHandlerKeepsFailing() {
		this.kinsumer.status(KinsumerState.RUNNING, shard(true, 1L, NOW, "no"));
		fail(2);
		assertThat(health().getStatus()).isEqualTo(Status.UP);
		assertThat(health().getDetails().toString()).contains("failure=no");
		fail(3);
		assertThat(health().getStatus()).isEqualTo(Status.DOWN);
		assertThat(health().getDetails().toString()).contains("its handler keeps failing, 3 times in a row");
		this.kinsumer.failures.handlingPutOff(this.kinsumer.info, SHARD, Duration.ZERO);
		assertThat(health().getStatus()).as("what is put off has not failed").isEqualTo(Status.UP);
		this.kinsumer.status(KinsumerState.RUNNING, shard(true, 1L, NOW, null));
		assertThat(health().getStatus()).isEqualTo(Status.UP);
	}

	@Test
	void isDownWhenTheDeadLetterTargetKeepsFailing() {
		this.kinsumer.status(KinsumerState.RUNNING, shard(true, 1L, NOW, "some chain of exceptions"));
		this.kinsumer.refuseDeadLetter(SHARD, 5, 2, new IOException("no room"));
		assertThat(health().getStatus()).isEqualTo(Status.DOWN);
		assertThat(health().getDetails().toString()).contains(SHARD.value())
			.contains("its dead-letter target failed 2 times, last with java.io.IOException: no room");
		ShardDescriptor shard = KinsumerDescriptor.of(this.registry.getContainer("orders"), "orders", null, null)
			.shards()
			.get(0);
		assertThat(shard.deadLetterFailure()).isEqualTo("failed 2 times, last with java.io.IOException: no room");
		this.kinsumer.status(KinsumerState.RUNNING, shard(true, 1L, NOW, null));
		shard = KinsumerDescriptor.of(this.registry.getContainer("orders"), "orders", null, null).shards().get(0);
		assertThat(shard.deadLetterFailure()).isNull();
		assertThat(health().getStatus()).isEqualTo(Status.UP);
	}

	@Test
	void isDownWhenAHandlerStoppedItsShard() {
		this.kinsumer.status(KinsumerState.RUNNING, new ShardStatus(SHARD, ShardStatus.State.STOPPED, "me", true, 1,
				ShardPosition.TRIM_HORIZON, 0L, List.of(), NOW, "poison"));
		assertThat(health().getStatus()).isEqualTo(Status.DOWN);
		assertThat(health().getDetails().toString()).contains("its handler stopped it").contains("failure=poison");
	}

	@Test
	void isDownWhenSomebodyStoppedAShardOnRequest() {
		this.kinsumer.status(KinsumerState.RUNNING, new ShardStatus(SHARD, ShardStatus.State.STOPPED, "me", true, 1,
				ShardPosition.TRIM_HORIZON, 0L, List.of(), NOW, null));
		assertThat(health().getStatus()).isEqualTo(Status.DOWN);
		assertThat(health().getDetails().toString()).contains("it was stopped on request");
	}

	@Test
	void isUpWhileItIsPausedHoweverLong() {
		this.kinsumer.paused = true;
		this.kinsumer.status(KinsumerState.RUNNING, new ShardStatus(SHARD, ShardStatus.State.PAUSED, "me", true, 1,
				ShardPosition.TRIM_HORIZON, 86_400_000L, List.of(), NOW.minusSeconds(86_400), null));
		assertThat(health().getStatus()).isEqualTo(Status.UP);
		assertThat(health().getDetails()).containsEntry("paused", true);
		assertThat(health().getDetails().toString()).contains("PAUSED");
	}

	@Test
	void isOutOfServiceWhileAServiceCannotBeReachedAsItsOwnCallsTell() {
		this.kinsumer.status(KinsumerState.RUNNING, shard(true, 0L, NOW, null));
		failCalls(4, "GetRecords");
		assertThat(health().getStatus()).as("a few may fail").isEqualTo(Status.UP);
		failCalls(1, "GetRecords");
		assertThat(health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
		assertThat(health().getDetails().get("unreachable").toString()).contains("Kinesis", "failures=5", "no route")
			.doesNotContain("DynamoDB", "hush");
		this.errors.persisted(this.kinsumer.info, SHARD, ShardPosition.TRIM_HORIZON);
		assertThat(health().getStatus()).as("another service answers").isEqualTo(Status.OUT_OF_SERVICE);
		this.errors.recordsRead(this.kinsumer.info, SHARD, 1, 1, 0);
		assertThat(health().getStatus()).isEqualTo(Status.UP);
		assertThat(health().getDetails()).doesNotContainKey("unreachable");
		failCalls(5, "renewal of the session");
		assertThat(health().getDetails().get("unreachable").toString()).contains("DynamoDB");
		this.now = NOW.plusSeconds(31);
		assertThat(health().getStatus()).as("nothing failed for long").isEqualTo(Status.UP);
	}

	@Test
	void aServiceIsReachedThoughOnlyTidyingUpIsDenied() {
		this.kinsumer.status(KinsumerState.RUNNING, shard(true, 0L, NOW, null));
		failCalls(5, "removal of a shard item");
		failCalls(5, "removal of a dead session");
		assertThat(health().getStatus()).isEqualTo(Status.UP);
		assertThat(this.errors.ofKinsumer("orders")).isNotNull();
	}

	@Test
	void theConsumerOfFanOutIsRegisteredWithKinesis() {
		this.kinsumer.status(KinsumerState.RUNNING, shard(true, 0L, NOW, null));
		failCalls(2, "SubscribeToShard");
		failCalls(3, "registration of the consumer");
		assertThat(health().getDetails().get("unreachable").toString()).contains("Kinesis").doesNotContain("DynamoDB");
	}

	@Test
	void noShardIsStuckBecauseOfAnOutage() {
		this.kinsumer.status(KinsumerState.RUNNING, shard(true, 360_000L, NOW.minus(Duration.ofMinutes(6)), null));
		this.now = NOW.minus(Duration.ofMinutes(6));
		while (!this.now.isAfter(NOW)) {
			failCalls(1, "GetRecords");
			this.now = this.now.plusSeconds(10);
		}
		this.now = NOW;
		assertThat(health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
		this.errors.recordsRead(this.kinsumer.info, SHARD, 0, 0, 0);
		assertThat(health().getStatus()).as("Kinesis answers, and yet the shard gets no further")
			.isEqualTo(Status.DOWN);
	}

	@Test
	void aShardThatWasStuckBeforeAnOutageCountsMoreThanThat() {
		this.kinsumer.status(KinsumerState.RUNNING, shard(true, 1L, NOW.minus(Duration.ofMinutes(6)), null));
		failCalls(5, "GetRecords");
		assertThat(health().getStatus()).isEqualTo(Status.DOWN);
	}

	@Test
	void tellsWhyItCannotJoin() {
		this.kinsumer.status(KinsumerState.JOINING);
		failCalls(5, "joining anew");
		assertThat(health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
		assertThat(health().getDetails()).containsEntry("shardsOwned", 0).containsKey("unreachable");
	}

	private void failCalls(int times, String operation) {
		for (int i = 0; i < times; i++) {
			this.errors.callFailed(this.kinsumer.info, operation, new IOException("no route to http://me:hush@host"));
		}
	}

	@Test
	void isACompositeByName() {
		assertThat(this.contributor.stream()).singleElement()
			.satisfies((entry) -> assertThat(entry.name()).isEqualTo("orders"));
		assertThat(this.contributor.getContributor("returns")).isNull();
	}

	private void fail(int attempt) {
		this.kinsumer.failures.handlingFailed(this.kinsumer.info, SHARD, new IllegalStateException("no"), attempt,
				Duration.ZERO);
	}

	private Health health() {
		return ((HealthIndicator) this.contributor.getContributor("orders")).health();
	}

	private static ShardStatus shard(boolean mine, Long millisBehindLatest, Instant lastProgress, String failure) {
		return new ShardStatus(SHARD, ShardStatus.State.ACTIVE, "me", mine, 1, ShardPosition.TRIM_HORIZON,
				millisBehindLatest, List.of(), lastProgress, failure);
	}

}
