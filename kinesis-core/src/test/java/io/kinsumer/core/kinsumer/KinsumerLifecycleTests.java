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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import io.kinsumer.core.metadata.MetadataRepository;
import io.kinsumer.core.metadata.Session;
import io.kinsumer.core.metadata.memory.InMemoryMetadataRepository;
import io.kinsumer.core.processor.ShardProcessors;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.test.EmbeddedKinesisServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Starts and stops at moments and from threads that are not the usual ones, with real
 * threads.
 */
@Timeout(60)
class KinsumerLifecycleTests {

	private static EmbeddedKinesisServer server;

	private static KinesisAsyncClient kinesis;

	private final MetadataRepository metadata = new InMemoryMetadataRepository();

	@BeforeAll
	static void startServer() {
		server = EmbeddedKinesisServer.builder().streams("orders:1").start();
		kinesis = KinesisAsyncClient.builder()
			.endpointOverride(server.endpoint())
			.region(Region.EU_CENTRAL_1)
			.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
			.build();
	}

	@AfterAll
	static void stopServer() {
		kinesis.close();
		server.close();
	}

	@Test
	void whoWaitsInTheAnswerToAStartDoesNotHoldTheEngineUp() throws Exception {
		Kinsumer kinsumer = kinsumer("anna", this.metadata);
		kinsumer.start().thenRun(() -> kinsumer.stop().join()).get(30, TimeUnit.SECONDS);
		assertThat(kinsumer.status().state()).isEqualTo(KinsumerState.STOPPED);
	}

	@Test
	void whoWaitsInTheAnswerToAPauseDoesNotHoldTheEngineUp() throws Exception {
		Kinsumer kinsumer = kinsumer("anna", this.metadata);
		kinsumer.start().get(30, TimeUnit.SECONDS);
		kinsumer.pause().thenRun(() -> kinsumer.stop().join()).get(30, TimeUnit.SECONDS);
	}

	@Test
	void aStopEndsAStartThatIsHeldUp() throws Exception {
		CompletableFuture<Void> never = new CompletableFuture<>();
		Interception holdsUp = (operation, args, real) -> operation.equals("findGroup") ? never : real.answer(args);
		Kinsumer kinsumer = kinsumer("anna", holdsUp.on(this.metadata));
		CompletableFuture<Void> started = kinsumer.start();
		kinsumer.stop().get(3, TimeUnit.SECONDS);
		assertThat(kinsumer.status().state()).isEqualTo(KinsumerState.STOPPED);
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> started.get(3, TimeUnit.SECONDS))
			.withMessageContaining("stopped before it had joined");
	}

	@Test
	void aRepositoryThatThrowsInPlaceOfAFailedFutureEndsTheStart() throws Exception {
		Interception throwing = (operation, args, real) -> {
			throw new IllegalStateException("not mine");
		};
		Kinsumer kinsumer = kinsumer("anna", throwing.on(this.metadata));
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> kinsumer.start().get(5, TimeUnit.SECONDS))
			.withStackTraceContaining("not mine");
		assertThat(kinsumer.status().state()).isEqualTo(KinsumerState.FAILED);
	}

	@Test
	void aSessionThatIsBeingRegisteredIsAwaitedAndLeft() throws Exception {
		CompletableFuture<Void> goOn = new CompletableFuture<>();
		CompletableFuture<Void> registering = new CompletableFuture<>();
		Interception slow = (operation, args, real) -> {
			if (!operation.equals("registerClient")) {
				return real.answer(args);
			}
			registering.complete(null);
			return goOn.thenCompose((now) -> real.answer(args));
		};
		Kinsumer kinsumer = kinsumer("anna", slow.on(this.metadata));
		kinsumer.start();
		registering.get();
		CompletableFuture<Void> stopped = kinsumer.stop();
		assertThat(stopped).isNotDone();
		goOn.complete(null);
		stopped.get(30, TimeUnit.SECONDS);
		assertThat(this.metadata.sessions().get()).isEmpty();
	}

	@Test
	void aClientThatIsNotAmongTheMembersRightAfterItRegisteredRegistersAgain() throws Exception {
		List<Session> tried = new CopyOnWriteArrayList<>();
		Interception removed = (operation, args, real) -> {
			if (!operation.equals("registerClient")) {
				return real.answer(args);
			}
			tried.add((Session) args[0]);
			return (tried.size() == 1) ? CompletableFuture.failedFuture(new IllegalStateException("not among them"))
					: real.answer(args);
		};
		Kinsumer kinsumer = kinsumer("anna", removed.on(this.metadata));
		kinsumer.start().get(30, TimeUnit.SECONDS);
		assertThat(kinsumer.status().state()).isEqualTo(KinsumerState.RUNNING);
		assertThat(tried).extracting(Session::owner).doesNotHaveDuplicates().hasSize(2);
		kinsumer.stop().get(30, TimeUnit.SECONDS);
	}

	@Test
	void aStopEndsAlthoughTheSessionCannotBeRemoved() throws Exception {
		Interception broken = (operation, args, real) -> operation.equals("deregisterClient")
				? CompletableFuture.failedFuture(new IllegalStateException("no")) : real.answer(args);
		Kinsumer kinsumer = kinsumer("anna", broken.on(this.metadata));
		kinsumer.start().get(30, TimeUnit.SECONDS);
		kinsumer.stop().get(30, TimeUnit.SECONDS);
		assertThat(kinsumer.status().state()).isEqualTo(KinsumerState.STOPPED);
		assertThat(this.metadata.sessions().get()).extracting(Session::state).containsExactly(Session.State.LEAVING);
	}

	@Test
	void aStopOfWhatNeverRanAndASecondStopChangeNothing() throws Exception {
		Kinsumer kinsumer = kinsumer("anna", this.metadata);
		assertThat(kinsumer.stop()).isCompleted();
		kinsumer.start().get(30, TimeUnit.SECONDS);
		CompletableFuture<Void> stopped = kinsumer.stop();
		assertThat(kinsumer.stop()).isSameAs(stopped);
		stopped.get(30, TimeUnit.SECONDS);
		assertThat(kinsumer.stop()).isCompleted();
		assertThat(kinsumer.abandon()).isCompleted();
	}

	@Test
	void aHandlerMayStopItsKinsumer() throws Exception {
		CompletableFuture<CompletableFuture<Void>> stopped = new CompletableFuture<>();
		CompletableFuture<Kinsumer> self = new CompletableFuture<>();
		Kinsumer kinsumer = Kinsumer
			.builder(settings("anna").build(), kinesis, this.metadata,
					ShardProcessors.forRecords((record, shard) -> stopped.complete(self.join().stop())))
			.build();
		self.complete(kinsumer);
		kinsumer.start().get(30, TimeUnit.SECONDS);
		server.put("orders", "key", "data".getBytes(StandardCharsets.UTF_8));
		stopped.get(30, TimeUnit.SECONDS).get(30, TimeUnit.SECONDS);
	}

	@Test
	void aKinsumerThatFailedAfterItHadJoinedMayBeStartedAgain() throws Exception {
		Kinsumer first = kinsumer("anna", this.metadata);
		first.start().get(30, TimeUnit.SECONDS);
		Kinsumer second = kinsumer("anna", this.metadata);
		second.start().get(30, TimeUnit.SECONDS);
		await().until(() -> first.status().state() == KinsumerState.FAILED);
		second.stop().get(30, TimeUnit.SECONDS);
		first.start().get(30, TimeUnit.SECONDS);
		assertThatExceptionOfType(AlreadyRunException.class).isThrownBy(first::start);
		first.stop().get(30, TimeUnit.SECONDS);
	}

	private static Kinsumer kinsumer(String clientId, MetadataRepository metadata) {
		return Kinsumer
			.builder(settings(clientId).build(), kinesis, metadata, ShardProcessors.forRecords((record, shard) -> {
			}))
			.build();
	}

	private static KinsumerSettings.Builder settings(String clientId) {
		return KinsumerSettings.builder("orders", new StreamName("orders"), "group", clientId)
			.heartbeatInterval(Duration.ofMillis(200))
			.sessionTimeout(Duration.ofSeconds(2));
	}

}
