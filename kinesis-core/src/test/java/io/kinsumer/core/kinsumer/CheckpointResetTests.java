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

package io.kinsumer.core.kinsumer;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.kinsumer.core.EmbeddedClients;
import io.kinsumer.core.metadata.CheckpointRepository;
import io.kinsumer.core.metadata.MetadataRepository;
import io.kinsumer.core.metadata.Owner;
import io.kinsumer.core.metadata.Session;
import io.kinsumer.core.metadata.ShardItem;
import io.kinsumer.core.metadata.memory.InMemoryMetadataRepository;
import io.kinsumer.core.processor.ShardProcessors;
import io.kinsumer.core.record.SequenceNumber;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.ShardPosition;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.test.EmbeddedKinesisServer;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

class CheckpointResetTests {

	private static final AtomicInteger streams = new AtomicInteger();

	private static final ShardId FIRST = new ShardId("shardId-000000000000");

	private static final ShardId SECOND = new ShardId("shardId-000000000001");

	private static EmbeddedKinesisServer server;

	private static KinesisAsyncClient kinesis;

	private final Queue<String> handled = new ConcurrentLinkedQueue<>();

	private final List<String> sequences = new ArrayList<>();

	private final List<Kinsumer> kinsumers = new ArrayList<>();

	private final MetadataRepository metadata = new InMemoryMetadataRepository();

	private String stream;

	@BeforeAll
	static void startServer() {
		server = EmbeddedKinesisServer.builder().start();
		kinesis = EmbeddedClients.kinesis(server);
	}

	@AfterAll
	static void stopServer() {
		kinesis.close();
		server.close();
	}

	@BeforeEach
	void createStream() {
		this.stream = "reset-" + streams.incrementAndGet();
		server.createStream(this.stream, 2);
	}

	@AfterEach
	void stopKinsumers() throws Exception {
		for (Kinsumer kinsumer : this.kinsumers) {
			get(kinsumer.stop());
		}
	}

	@Test
	void allShardsAreHandledAgainFromTheirBeginning() throws Exception {
		Kinsumer kinsumer = handleTen();
		ResetReport report = get(kinsumer.resetCheckpoints(ResetPosition.TRIM_HORIZON));
		assertThat(report).isEqualTo(new ResetReport(ShardPosition.TRIM_HORIZON, List.of(FIRST, SECOND), List.of()));
		this.handled.clear();
		get(kinsumer.start());
		await().until(() -> this.handled.size() >= 10);
		assertThat(this.handled).containsExactlyInAnyOrderElementsOf(values(0, 10));
	}

	@Test
	void oneShardIsHandledAgainAfterARecord() throws Exception {
		Kinsumer kinsumer = handleTen();
		SequenceNumber third = SequenceNumber.of(this.sequences.get(2));
		ResetReport report = get(kinsumer.resetCheckpoint(FIRST, ResetPosition.after(third)));
		assertThat(report.reset()).containsExactly(FIRST);
		assertThat(report.left()).isEmpty();
		this.handled.clear();
		get(kinsumer.start());
		await().until(() -> this.handled.size() >= 7);
		assertThat(this.handled).containsExactlyElementsOf(values(3, 10));
	}

	@Test
	void aFinishedShardIsHandledAgainAndItsChildrenGoOnBehindIt() throws Exception {
		Kinsumer kinsumer = handleTenAndStart();
		server.split(this.stream, FIRST.value());
		await().until(() -> states(kinsumer).contains(ShardStatus.State.FINISHED));
		put(10, 5);
		await().until(() -> this.handled.size() >= 15);
		get(kinsumer.stop());
		ResetReport latest = get(kinsumer.resetCheckpoints(ResetPosition.LATEST));
		assertThat(latest.left()).as("nothing of it is to be handled again").containsExactly(FIRST);
		assertThat(latest.reset()).hasSize(3);
		assertThat(latest.position()).isInstanceOf(ShardPosition.AtTimestamp.class);
		get(kinsumer.resetCheckpoint(FIRST, ResetPosition.TRIM_HORIZON));
		this.handled.clear();
		get(kinsumer.start());
		await().until(() -> states(kinsumer).contains(ShardStatus.State.FINISHED));
		assertThat(List.copyOf(this.handled).subList(0, 10)).containsExactlyElementsOf(values(0, 10));
	}

	@Test
	void nothingIsResetWhileThisKinsumerRuns() throws Exception {
		Kinsumer kinsumer = handleTenAndStart();
		refused(kinsumer.resetCheckpoints(ResetPosition.TRIM_HORIZON))
			.withMessageContaining("runs here: stop it first");
	}

	@Test
	void nothingIsResetThatALiveMemberOwns() throws Exception {
		handleTenAndStart();
		Kinsumer other = kinsumer("other");
		refused(other.resetCheckpoint(FIRST, ResetPosition.TRIM_HORIZON)).withMessageContaining("client 'one'")
			.withMessageContaining("owned by a live member")
			.withMessageContaining(FIRST.value());
		refused(other.resetCheckpoints(ResetPosition.TRIM_HORIZON)).withMessageContaining("stop the kinsumer");
		assertThat(item(FIRST).owner()).isNotNull();
		assertThat(item(FIRST).epoch()).isEqualTo(1);
	}

	@Test
	void aMemberThatEndedWithoutLeavingIsFoundOutFirst() throws Exception {
		Kinsumer kinsumer = handleTen();
		Session crashed = new Session(new Owner("crashed", "s1"), 7, 0, Session.State.ACTIVE, Duration.ofMillis(500),
				"elsewhere");
		get(this.metadata.registerClient(crashed));
		ShardItem owned = get(checkpoints().acquireShard(item(FIRST), null, crashed.owner(), 1));
		get(checkpoints().acquireShard(item(SECOND), null, new Owner("vanished", "s2"), 1));
		get(kinsumer.resetCheckpoints(ResetPosition.TRIM_HORIZON));
		assertThat(item(FIRST)).isEqualTo(owned.reset(ShardPosition.TRIM_HORIZON));
		assertThat(get(this.metadata.sessions())).containsExactly(crashed.dead());
	}

	@Test
	void aFinishedShardIsNotResetWhileAnybodyLives() throws Exception {
		Kinsumer kinsumer = handleTenAndStart();
		server.split(this.stream, FIRST.value());
		await().until(() -> states(kinsumer).contains(ShardStatus.State.FINISHED));
		refused(kinsumer("other").resetCheckpoint(FIRST, ResetPosition.TRIM_HORIZON))
			.withMessageContaining("is a live member of the group");
	}

	@Test
	void aFinishedShardIsNotTakenForResetWhenAMemberHasComeMeanwhile() throws Exception {
		Kinsumer kinsumer = handleTenAndStart();
		server.split(this.stream, FIRST.value());
		await().until(() -> states(kinsumer).contains(ShardStatus.State.FINISHED));
		get(kinsumer.stop());
		Session come = new Session(new Owner("come", "s1"), 1, 0, Session.State.ACTIVE, Duration.ofSeconds(1), "here");
		Interception comesBefore = (operation, args, real) -> operation.equals("resetShard")
				? this.metadata.registerClient(come).thenCompose((done) -> real.answer(args)) : real.answer(args);
		refused(kinsumer("other", comesBefore.on(this.metadata)).resetCheckpoint(FIRST, ResetPosition.TRIM_HORIZON))
			.withMessageContaining("has come meanwhile")
			.withMessageContaining(FIRST.value());
	}

	@Test
	void whoHasComeAndOwnsAChildIsNoticedBeforeItsParentIsReset() throws Exception {
		Kinsumer kinsumer = handleTenAndStart();
		server.split(this.stream, FIRST.value());
		await().until(() -> states(kinsumer).contains(ShardStatus.State.FINISHED));
		get(kinsumer.stop());
		Interception acquiresBefore = (operation, args, real) -> {
			if (!operation.equals("resetShard") || ((ShardItem) args[0]).finished()) {
				return real.answer(args);
			}
			ShardItem seen = (ShardItem) args[0];
			return checkpoints().acquireShard(seen, null, new Owner("come", "s1"), seen.epoch() + 1)
				.thenCompose((acquired) -> real.answer(args));
		};
		refused(kinsumer("other", acquiresBefore.on(this.metadata)).resetCheckpoints(ResetPosition.TRIM_HORIZON))
			.withMessageContaining("reset before that: []");
		assertThat(item(FIRST).finished()).isTrue();
	}

	@Test
	void positionsAreChecked() throws Exception {
		Kinsumer kinsumer = handleTen();
		ShardItem before = item(FIRST);
		invalid(kinsumer.resetCheckpoints(ResetPosition.at(Instant.now().plusSeconds(60))))
			.withMessageContaining("is in the future");
		invalid(kinsumer.resetCheckpoints(ResetPosition.after(SequenceNumber.of("1"))))
			.withMessageContaining("name the shard");
		invalid(kinsumer.resetCheckpoint(FIRST, ResetPosition.after(SequenceNumber.of("1"))))
			.withMessageContaining("is none of shard shardId-000000000000");
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(
				() -> get(kinsumer.resetCheckpoint(new ShardId("shardId-000000000009"), ResetPosition.TRIM_HORIZON)))
			.havingCause()
			.isInstanceOf(NoSuchShardException.class)
			.withMessageContaining("'shardId-000000000009'");
		assertThat(item(FIRST)).isEqualTo(before);
	}

	@Test
	void aGroupThatHasNotBegunHasNothingToReset() {
		refused(kinsumer("one").resetCheckpoints(ResetPosition.TRIM_HORIZON))
			.withMessageContaining("has no checkpoints on stream");
	}

	private Kinsumer handleTen() throws Exception {
		Kinsumer kinsumer = handleTenAndStart();
		get(kinsumer.stop());
		return kinsumer;
	}

	private Kinsumer handleTenAndStart() throws Exception {
		put(0, 10);
		Kinsumer kinsumer = kinsumer("one");
		get(kinsumer.start());
		await().until(() -> this.handled.size() >= 10);
		return kinsumer;
	}

	private Kinsumer kinsumer(String clientId) {
		return kinsumer(clientId, this.metadata);
	}

	private Kinsumer kinsumer(String clientId, MetadataRepository through) {
		KinsumerSettings settings = KinsumerSettings.builder("orders", new StreamName(this.stream), "group", clientId)
			.heartbeatInterval(Duration.ofMillis(100))
			.sessionTimeout(Duration.ofSeconds(1))
			.waitTime(Duration.ofMillis(100))
			.build();
		Kinsumer kinsumer = Kinsumer
			.builder(settings, kinesis, through, ShardProcessors.forRecords(
					(record, shard) -> this.handled.add(StandardCharsets.UTF_8.decode(record.data()).toString())))
			.build();
		this.kinsumers.add(kinsumer);
		return kinsumer;
	}

	private void put(int first, int count) throws Exception {
		for (String value : values(first, first + count)) {
			// All in the first shard, or its first child.
			this.sequences.add(get(kinesis.putRecord((request) -> request.streamName(this.stream)
				.partitionKey("key")
				.explicitHashKey("0")
				.data(SdkBytes.fromUtf8String(value)))).sequenceNumber());
		}
	}

	private static List<String> values(int from, int to) {
		return java.util.stream.IntStream.range(from, to).mapToObj(Integer::toString).toList();
	}

	private CheckpointRepository checkpoints() {
		return this.metadata.checkpoints(this.metadata.findGroup().join().orElseThrow());
	}

	private ShardItem item(ShardId id) throws Exception {
		return get(checkpoints().findShard(id)).orElseThrow();
	}

	private static List<ShardStatus.State> states(Kinsumer kinsumer) {
		return kinsumer.status().shards().stream().map(ShardStatus::state).toList();
	}

	private static ThrowableAssertAlternative<?> refused(CompletableFuture<?> answer) {
		return assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> get(answer))
			.havingCause()
			.isInstanceOf(ResetRefusedException.class);
	}

	private static ThrowableAssertAlternative<?> invalid(CompletableFuture<?> answer) {
		return assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> get(answer))
			.havingCause()
			.isInstanceOf(IllegalArgumentException.class);
	}

	private static <T> T get(CompletableFuture<T> answer) throws Exception {
		return answer.get(20, TimeUnit.SECONDS);
	}

}
