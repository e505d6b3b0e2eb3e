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

package io.kinsumer.spring.deadletter;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.kinsumer.core.kinsumer.Kinsumer;
import io.kinsumer.core.kinsumer.KinsumerSettings;
import io.kinsumer.core.kinsumer.KinsumerState;
import io.kinsumer.core.metadata.MetadataRepository;
import io.kinsumer.core.metadata.memory.InMemoryMetadataRepository;
import io.kinsumer.core.processor.ShardProcessorFactory;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.core.record.UserRecord;
import io.kinsumer.core.shard.StreamDescription;
import io.kinsumer.core.shard.StreamReader;
import io.kinsumer.core.writer.RecordWriter;
import io.kinsumer.core.writer.WriterSettings;
import io.kinsumer.spring.listener.FakeKinsumer;
import io.kinsumer.test.EmbeddedKinesisServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

class DeadLetterRedriveTests {

	private static final StreamName LETTERS = new StreamName("orders.dlq");

	private final MetadataRepository metadata = new InMemoryMetadataRepository();

	private final List<UserRecord> put = new CopyOnWriteArrayList<>();

	private EmbeddedKinesisServer server;

	private KinesisAsyncClient kinesis;

	private RecordWriter writer;

	private Access access;

	@BeforeEach
	void start() {
		this.server = EmbeddedKinesisServer.builder().streams("orders.dlq:1").start();
		this.kinesis = KinesisAsyncClient.builder()
			.endpointOverride(this.server.endpoint())
			.region(Region.EU_CENTRAL_1)
			.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
			.build();
		this.writer = RecordWriter.builder(this.kinesis, WriterSettings.of("letters", LETTERS)).build();
		this.access = new Access();
	}

	@AfterEach
	void stop() {
		this.writer.close();
		this.kinesis.close();
		this.server.close();
	}

	@Test
	void aLetterWhosePutHadNoAnswerIsPutBackAgainAndIsRecognised() throws Exception {
		writeLetters(1, 5);
		this.access.lostAnswer = 3;
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(this::redrive)
			.havingCause()
			.isInstanceOfSatisfying(RedriveException.class,
					(ex) -> assertThat(ex.report()).isEqualTo(new RedriveReport(2, 0)))
			.withMessageContaining("the answer is lost");
		this.access.lostAnswer = 0;
		assertThat(redrive()).isEqualTo(new RedriveReport(3, 0));
		assertThat(numbers()).containsExactly(1, 2, 3, 3, 4, 5);
		assertThat(this.put.get(2).headers()).isEqualTo(this.put.get(3).headers())
			.containsEntry(DeadLetterHeaders.ORIGIN, "orders/shardId-000000000000/49/3")
			.containsEntry(DeadLetterHeaders.REDRIVE_COUNT, "1");
		assertThat(redrive()).isEqualTo(new RedriveReport(0, 0));
	}

	@Test
	void whatArrivedLaterIsLeftToTheNextRedrive() throws Exception {
		writeLetters(1, 2);
		this.access.time = Instant.EPOCH;
		assertThat(redrive()).isEqualTo(new RedriveReport(0, 0));
		this.access.time = null;
		assertThat(redrive()).isEqualTo(new RedriveReport(2, 0));
		writeLetters(3, 3);
		assertThat(redrive()).isEqualTo(new RedriveReport(1, 0));
		assertThat(numbers()).containsExactly(1, 2, 3);
	}

	@Test
	void whatIsNoLetterIsLeftThereAndCounted() throws Exception {
		this.server.put("orders.dlq", "key", "what is this?".getBytes(StandardCharsets.UTF_8));
		writeLetters(1, 1);
		assertThat(redrive()).isEqualTo(new RedriveReport(1, 1));
	}

	@Test
	void aClosedShardIsRedrivenBeforeItsChildren() throws Exception {
		writeLetters(1, 2);
		this.server.split("orders.dlq", "shardId-000000000000");
		writeLetters(3, 4);
		assertThat(redrive()).isEqualTo(new RedriveReport(4, 0));
		assertThat(numbers()).startsWith(1, 2).containsExactlyInAnyOrder(1, 2, 3, 4);
		assertThat(redrive()).isEqualTo(new RedriveReport(0, 0));
	}

	@Test
	void aRedriveThatIsCancelledGoesOnLater() throws Exception {
		writeLetters(1, 3);
		CompletableFuture<RedriveReport> slow = new DeadLetterRedrive(this.access).redrive("orders", 0.01);
		await().until(() -> this.put.size() == 1);
		slow.cancel(false);
		assertThatExceptionOfType(CancellationException.class).isThrownBy(slow::get);
		await().until(() -> this.access.isLeft());
		redrive();
		assertThat(numbers()).containsExactly(1, 2, 3);
	}

	@Test
	void aRedriveLeavesItsGroupBeforeTheApplicationHasEnded() throws Exception {
		writeLetters(1, 3);
		DeadLetterRedrive redrive = new DeadLetterRedrive(this.access);
		CompletableFuture<RedriveReport> slow = redrive.redrive("orders", 0.01);
		await().until(() -> this.put.size() == 1);
		redrive.destroy();
		assertThat(slow).isCancelled();
		assertThat(this.access.isLeft()).isTrue();
		redrive();
		assertThat(numbers()).containsExactly(1, 2, 3);
	}

	@Test
	void aRedriveWhoseReaderFailsEnds() {
		FakeKinsumer reader = new FakeKinsumer("orders.dlq", "orders.dlq", "shop.redrive").status(KinsumerState.FAILED,
				"the metadata table is gone");
		this.access.reader = reader;
		assertThat(new DeadLetterRedrive(this.access).redrive("orders", 1000)).failsWithin(Duration.ofSeconds(10))
			.withThrowableOfType(ExecutionException.class)
			.havingCause()
			.isInstanceOf(RedriveException.class)
			.withMessageContaining("the metadata table is gone");
		assertThat(reader.stops).isOne();
	}

	@Test
	void aKinsumerHasOneRedriveAtATime() {
		FakeKinsumer reader = new FakeKinsumer("orders.dlq", "orders.dlq", "shop.redrive");
		this.access.reader = reader;
		DeadLetterRedrive redrive = new DeadLetterRedrive(this.access);
		CompletableFuture<RedriveReport> first = redrive.redrive("orders", 1000);
		assertThat(redrive.redrive("orders", 1000)).failsWithin(Duration.ofSeconds(10))
			.withThrowableOfType(ExecutionException.class)
			.havingCause()
			.isInstanceOf(IllegalStateException.class)
			.withMessageContaining("'orders'");
		assertThat(redrive.redrive("returns", 1000)).isNotCompletedExceptionally();
		first.cancel(false);
		await().until(() -> reader.stops > 0);
		await().until(() -> !redrive.redrive("orders", 1000).isCompletedExceptionally());
	}

	@Test
	void lettersAreSpacedEvenly() {
		AtomicLong now = new AtomicLong(5);
		RedrivePace pace = new RedrivePace(10, now::get);
		long interval = TimeUnit.MILLISECONDS.toNanos(100);
		assertThat(List.of(pace.take(), pace.take(), pace.take())).containsExactly(0L, interval, 2 * interval);
		now.addAndGet(10 * interval);
		assertThat(List.of(pace.take(), pace.take())).as("what was not used is not made up for")
			.containsExactly(0L, interval);
		assertThatIllegalArgumentException().isThrownBy(() -> new DeadLetterRedrive(this.access).redrive("orders", 0))
			.withMessageContaining("must be more than 0");
	}

	private RedriveReport redrive() throws Exception {
		return new DeadLetterRedrive(this.access).redrive("orders", 1000).get(30, TimeUnit.SECONDS);
	}

	private List<Integer> numbers() {
		return this.put.stream()
			.map((record) -> Integer.valueOf(StandardCharsets.UTF_8.decode(record.data()).toString()))
			.toList();
	}

	private void writeLetters(int from, int to) throws Exception {
		StreamDeadLetterTarget target = new StreamDeadLetterTarget(this.writer::put);
		for (int i = from; i <= to; i++) {
			target.send(Letters.of(i, Map.of(), new IllegalStateException("no"))).toCompletableFuture().get();
		}
	}

	/**
	 * Reads the letters of the embedded server; collects what is put back.
	 */
	private final class Access implements RedriveAccess {

		private volatile int lostAnswer;

		private volatile Instant time;

		private volatile Kinsumer last;

		private volatile Kinsumer reader;

		private int clients;

		@Override
		public CompletableFuture<Instant> kinesisTime(String kinsumer) {
			return (this.time != null) ? CompletableFuture.completedFuture(this.time)
					: new StreamReader(DeadLetterRedriveTests.this.kinesis, LETTERS, null).describe()
						.thenApply(StreamDescription::answeredAt);
		}

		@Override
		public Kinsumer open(String kinsumer, ShardProcessorFactory processors) {
			if (this.reader != null) {
				return this.reader;
			}
			KinsumerSettings settings = KinsumerSettings
				.builder("orders.dlq", LETTERS, "shop.redrive", "client-" + this.clients++)
				.waitTime(Duration.ofMillis(20))
				.heartbeatInterval(Duration.ofMillis(100))
				.discoverFrequency(Duration.ofSeconds(1))
				.releaseDelay(Duration.ofSeconds(1))
				.build();
			this.last = Kinsumer
				.builder(settings, DeadLetterRedriveTests.this.kinesis, DeadLetterRedriveTests.this.metadata,
						processors)
				.build();
			return this.last;
		}

		boolean isLeft() {
			return this.last.status().state() == KinsumerState.STOPPED;
		}

		@Override
		public CompletionStage<?> put(String kinsumer, StreamName stream, UserRecord record) {
			assertThat(stream.value()).isEqualTo("orders");
			DeadLetterRedriveTests.this.put.add(record);
			boolean lost = StandardCharsets.UTF_8.decode(record.data())
				.toString()
				.equals(String.valueOf(this.lostAnswer));
			return lost ? CompletableFuture.failedFuture(new IllegalStateException("the answer is lost"))
					: CompletableFuture.completedFuture(null);
		}

	}

}
