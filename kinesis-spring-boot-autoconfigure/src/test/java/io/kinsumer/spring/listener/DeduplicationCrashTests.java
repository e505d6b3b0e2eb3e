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

package io.kinsumer.spring.listener;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.spring.error.ExhaustedAction;
import io.kinsumer.spring.error.FailurePolicy;
import io.kinsumer.spring.error.RetryingFailurePolicy;
import io.kinsumer.spring.event.deduplication.DeduplicationClaim;
import io.kinsumer.spring.event.deduplication.DeduplicationInterceptor;
import io.kinsumer.spring.event.deduplication.DeduplicationOutcome;
import io.kinsumer.spring.event.deduplication.DeduplicationStorage;
import io.kinsumer.spring.event.deduplication.DynamoDbDeduplicationSettings;
import io.kinsumer.spring.event.deduplication.DynamoDbDeduplicationStorage;
import io.kinsumer.spring.event.deduplication.JdbcDeduplicationStorage;
import io.kinsumer.spring.event.message.EventHeaders;
import io.kinsumer.spring.event.message.EventMessage;
import io.kinsumer.spring.event.message.EventRecord;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;

/**
 * A member dies while it handles a message, and another one takes its shard: how often do
 * the effects of the message happen?
 */
class DeduplicationCrashTests {

	private static EngineHarness engine;

	private static DynamoDbAsyncClient dynamoDb;

	private final DeduplicationStorage storage = new DynamoDbDeduplicationStorage(dynamoDb,
			new DynamoDbDeduplicationSettings("deduplication", true, Duration.ofSeconds(30), Duration.ofHours(1),
					Duration.ofSeconds(1)),
			InstantSource.system());

	private final JdbcDataSource database = new JdbcDataSource();

	private final List<String> effects = new CopyOnWriteArrayList<>();

	private final List<DeduplicationOutcome> outcomes = new CopyOnWriteArrayList<>();

	private final CountDownLatch dead = new CountDownLatch(1);

	private EngineHarness.Stream stream;

	@BeforeAll
	static void startEngine() {
		engine = new EngineHarness();
		dynamoDb = DynamoDbAsyncClient.builder()
			.endpointOverride(engine.server().endpoint())
			.region(Region.EU_CENTRAL_1)
			.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
			.build();
	}

	@AfterAll
	static void stopEngine() {
		engine.close();
		dynamoDb.close();
	}

	@BeforeEach
	void putOneMessage() {
		this.stream = engine.stream(1);
		// Most of a test is waiting for the end of the dead member's session.
		this.stream.sessionTimeout = Duration.ofMillis(1500);
		this.database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
	}

	@Test
	void aCrashBetweenEffectAndCommitRepeatsTheEffectAndIsCounted() throws Exception {
		Mortal mortal = new Mortal(Moment.BEFORE_COMMIT);
		crash(mortal, this::handle);
		takeOver(this.storage, this::handle);
		await().until(() -> this.outcomes.contains(DeduplicationOutcome.RETAKEN));
		await().until(() -> this.effects.size() == 2);
		assertThat(this.outcomes).containsExactly(DeduplicationOutcome.NEW, DeduplicationOutcome.RETAKEN);
	}

	@Test
	void aCrashAfterTheCommitRepeatsNothing() throws Exception {
		crash(new Mortal(Moment.AFTER_COMMIT), this::handle);
		takeOver(this.storage, this::handle);
		await().until(() -> this.outcomes.contains(DeduplicationOutcome.DUPLICATE));
		assertThat(this.effects).containsExactly("1");
	}

	@Test
	void aCrashBeforeTheEffectLosesNothing() throws Exception {
		Mortal mortal = new Mortal(null);
		crash(mortal, (record) -> {
			mortal.die();
			this.dead.countDown();
			new CountDownLatch(1).await();
		});
		takeOver(this.storage, this::handle);
		await().until(() -> !this.effects.isEmpty());
		assertThat(this.effects).containsExactly("1");
	}

	@Test
	void inTheTransactionOfTheHandlerEffectsHappenOnceWhereverItCrashes() throws Exception {
		JdbcTemplate jdbc = database();
		crash(transactional(jdbc), (record) -> {
			insert(jdbc, record);
			this.dead.countDown();
			new CountDownLatch(1).await();
		});
		assertThat(rows(jdbc)).isZero();
		takeOver(transactional(jdbc), (record) -> insert(jdbc, record)).stop();
		assertThat(rows(jdbc)).isOne();
		assertThat(this.outcomes).containsExactly(DeduplicationOutcome.NEW);
	}

	@Test
	void whatWasCommittedWithTheEffectIsNotHandledAgain() throws Exception {
		JdbcTemplate jdbc = database();
		// The position is not written, so that the message comes again.
		this.stream.throttled = true;
		this.stream.persistFrequency = Duration.ofMillis(100);
		EngineHarness.Run run = start(transactional(jdbc), (record) -> insert(jdbc, record));
		await().until(() -> this.outcomes.contains(DeduplicationOutcome.NEW));
		EngineHarness.get(run.kinsumer().abandon());
		this.stream.throttled = false;
		start(transactional(jdbc), (record) -> insert(jdbc, record));
		await().until(() -> this.outcomes.contains(DeduplicationOutcome.DUPLICATE));
		assertThat(rows(jdbc)).isOne();
	}

	@Test
	void aStorageThatIsAwayMakesNoPolicyGiveUpAMessage() {
		AtomicInteger refused = new AtomicInteger();
		DeduplicationStorage away = mock(DeduplicationStorage.class, delegatesTo(this.storage));
		doAnswer((call) -> (refused.incrementAndGet() <= 3)
				? CompletableFuture.failedFuture(new IllegalStateException("away"))
				: this.storage.claim(call.getArgument(0), call.getArgument(1)))
			.when(away)
			.claim(any(), any());
		start(away, this::handle,
				RetryingFailurePolicy.builder().maxAttempts(1).onExhausted(ExhaustedAction.SKIP).build());
		await().until(() -> !this.stream.persisted().isEmpty());
		assertThat(this.effects).containsExactly("1");
		assertThat(this.outcomes).containsExactly(DeduplicationOutcome.LOOKUP_FAILED,
				DeduplicationOutcome.LOOKUP_FAILED, DeduplicationOutcome.LOOKUP_FAILED, DeduplicationOutcome.NEW);
	}

	private void crash(DeduplicationStorage storage, Handler handler) throws Exception {
		EngineHarness.Run run = start(storage, handler);
		this.dead.await();
		EngineHarness.get(run.kinsumer().abandon());
	}

	private EngineHarness.Run takeOver(DeduplicationStorage storage, Handler handler) {
		EngineHarness.Run run = start(storage, handler);
		await().atMost(Duration.ofSeconds(20)).until(() -> !this.stream.persisted().isEmpty());
		return run;
	}

	private EngineHarness.Run start(DeduplicationStorage storage, Handler handler) {
		return start(storage, handler, RetryingFailurePolicy.builder().build());
	}

	private EngineHarness.Run start(DeduplicationStorage storage, Handler handler, FailurePolicy policy) {
		ListenerHandler listener = new ListenerHandler.OfRecords((record, context) -> {
			handler.handle(record);
			return CompletableFuture.completedFuture(null);
		});
		DeduplicationInterceptor interceptor = new DeduplicationInterceptor(storage, Set.of(),
				List.of((kinsumer, record, outcome) -> {
					if (outcome != DeduplicationOutcome.IN_PROGRESS) {
						this.outcomes.add(outcome);
					}
				}));
		return this.stream.start(listener, new ListenerOptions(AckMode.BATCH, policy, null, List.of(interceptor),
				List.of(), DeduplicationCrashTests::withId));
	}

	private static KinesisRecord withId(KinesisRecord record) {
		return new EventRecord(record,
				new EventMessage(record.stream() + "-" + EngineHarness.number(record), "orders", "", Map.of(),
						"text/plain", Integer.toString(EngineHarness.number(record)).getBytes(StandardCharsets.UTF_8),
						record.approximateArrivalTimestamp()));
	}

	private void handle(KinesisRecord record) {
		this.effects.add(Integer.toString(EngineHarness.number(record)));
	}

	private JdbcTemplate database() {
		new ResourceDatabasePopulator(new ClassPathResource("io/kinsumer/spring/event/deduplication/schema-h2.sql"))
			.execute(this.database);
		JdbcTemplate jdbc = new JdbcTemplate(this.database);
		jdbc.execute("CREATE TABLE EFFECTS (ID VARCHAR(50))");
		return jdbc;
	}

	private JdbcDeduplicationStorage transactional(JdbcTemplate jdbc) {
		return new JdbcDeduplicationStorage(jdbc, new JdbcTransactionManager(this.database));
	}

	private static void insert(JdbcTemplate jdbc, KinesisRecord record) {
		jdbc.update("INSERT INTO EFFECTS VALUES (?)", record.headers().get(EventHeaders.MESSAGE_ID));
	}

	private static Integer rows(JdbcTemplate jdbc) {
		return jdbc.queryForObject("SELECT COUNT(*) FROM EFFECTS", Integer.class);
	}

	/**
	 * When a process dies.
	 */
	private enum Moment {

		BEFORE_COMMIT, AFTER_COMMIT

	}

	private interface Handler {

		void handle(KinesisRecord record) throws Exception;

	}

	/**
	 * The storage as a process sees it that dies: from then on it asks for nothing.
	 */
	private final class Mortal implements DeduplicationStorage {

		private final Moment moment;

		private volatile boolean died;

		Mortal(Moment moment) {
			this.moment = moment;
		}

		void die() {
			this.died = true;
		}

		private DeduplicationStorage live() {
			return DeduplicationCrashTests.this.storage;
		}

		@Override
		public CompletionStage<DeduplicationClaim> claim(String group, String id) {
			return this.died ? new CompletableFuture<>() : live().claim(group, id);
		}

		@Override
		public CompletionStage<Boolean> renew(String group, String id, String token) {
			return this.died ? new CompletableFuture<>() : live().renew(group, id, token);
		}

		@Override
		public CompletionStage<Boolean> commit(String group, String id, String token) {
			if (this.moment == Moment.AFTER_COMMIT) {
				live().commit(group, id, token).toCompletableFuture().join();
			}
			die();
			DeduplicationCrashTests.this.dead.countDown();
			return new CompletableFuture<>();
		}

		@Override
		public CompletionStage<Void> release(String group, String id, String token) {
			return this.died ? new CompletableFuture<>() : live().release(group, id, token);
		}

		@Override
		public CompletionStage<Boolean> isDuplicated(String group, String id) {
			return this.died ? new CompletableFuture<>() : live().isDuplicated(group, id);
		}

		@Override
		public Duration inProgressTimeout() {
			return live().inProgressTimeout();
		}

	}

}
