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
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.kinsumer.test.EmbeddedKinesisServer;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What all storages promise.
 */
class DeduplicationStorageContractTests {

	private static EmbeddedKinesisServer server;

	private static DynamoDbAsyncClient dynamoDb;

	private static JdbcDataSource database;

	private String id = UUID.randomUUID().toString();

	@BeforeAll
	static void start() {
		server = EmbeddedKinesisServer.builder().start();
		dynamoDb = DynamoDbAsyncClient.builder()
			.endpointOverride(server.endpoint())
			.region(Region.EU_CENTRAL_1)
			.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
			.build();
		database = new JdbcDataSource();
		database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000");
		new ResourceDatabasePopulator(new ClassPathResource("schema-h2.sql", JdbcDeduplicationStorage.class))
			.execute(database);
	}

	@AfterAll
	static void stop() {
		dynamoDb.close();
		server.close();
	}

	@ParameterizedTest
	@EnumSource
	void whatWasHandledIsADuplicateForItsGroupAlone(Store store) throws Exception {
		DeduplicationStorage storage = store.create();
		assertThat(storage.isDuplicated("a", this.id).toCompletableFuture().join()).isFalse();
		assertThat(handle(storage, "a", () -> "done")).isEqualTo("done");
		assertThat(handle(storage, "a", () -> "again")).isEqualTo("Duplicate");
		assertThat(storage.isDuplicated("a", this.id).toCompletableFuture().join()).isTrue();
		assertThat(storage.isDuplicated("b", this.id).toCompletableFuture().join()).isFalse();
		assertThat(handle(storage, "b", () -> "done")).isEqualTo("done");
	}

	@ParameterizedTest
	@EnumSource
	void whatFailedMayBeHandledAtOnce(Store store) throws Exception {
		DeduplicationStorage storage = store.create();
		assertThatThrownBy(() -> handle(storage, "a", () -> {
			throw new IllegalStateException("failed");
		})).hasMessage("failed");
		assertThat(storage.isDuplicated("a", this.id).toCompletableFuture().join()).isFalse();
		assertThat(handle(storage, "a", () -> "done")).isEqualTo("done");
	}

	@ParameterizedTest
	@EnumSource
	void anIdMayBeAnyText(Store store) throws Exception {
		DeduplicationStorage storage = store.create();
		String random = this.id;
		for (String text : List.of(random + " ", random + "x".repeat(5000), random + "x".repeat(5001),
				random + "\u0000", random + "\ud83d\ude00".repeat(100), random)) {
			this.id = text;
			assertThat(handle(storage, "a", () -> "done")).isEqualTo("done");
			assertThat(handle(storage, "a", () -> "again")).isEqualTo("Duplicate");
			assertThat(storage.isDuplicated("a", text).toCompletableFuture().join()).isTrue();
		}
	}

	@ParameterizedTest
	@EnumSource
	void ofManyOneHandlesAMessage(Store store) throws Exception {
		int contenders = 6;
		AtomicInteger running = new AtomicInteger();
		AtomicInteger effects = new AtomicInteger();
		CyclicBarrier start = new CyclicBarrier(contenders);
		ExecutorService threads = Executors.newFixedThreadPool(contenders);
		DeduplicationStorage shared = store.create();
		List<Future<String>> results = new ArrayList<>();
		for (int i = 0; i < contenders; i++) {
			DeduplicationStorage storage = store.isShared() ? store.create() : shared;
			results.add(threads.submit(() -> {
				start.await();
				return handle(storage, "a", () -> {
					assertThat(running.incrementAndGet()).isOne();
					effects.incrementAndGet();
					running.decrementAndGet();
					return "done";
				});
			}));
		}
		List<String> ends = new ArrayList<>();
		for (Future<String> result : results) {
			ends.add(result.get(30, TimeUnit.SECONDS));
		}
		threads.shutdown();
		assertThat(effects).hasValue(1);
		assertThat(ends).containsOnlyOnce("done");
		assertThat(handle(shared, "a", () -> "again")).isEqualTo("Duplicate");
	}

	private String handle(DeduplicationStorage storage, String group, Callable<String> handler) throws Exception {
		if (storage instanceof TransactionalDeduplicationStorage transactions) {
			return transactions.inTransaction(() -> claimAndHandle(storage, group, handler));
		}
		return claimAndHandle(storage, group, handler);
	}

	private String claimAndHandle(DeduplicationStorage storage, String group, Callable<String> handler)
			throws Exception {
		DeduplicationClaim claim = Stages.await(storage.claim(group, this.id));
		if (!(claim instanceof DeduplicationClaim.New claimed)) {
			return claim.getClass().getSimpleName();
		}
		try {
			String result = handler.call();
			assertThat(Stages.await(storage.commit(group, this.id, claimed.token()))).isTrue();
			return result;
		}
		catch (Exception ex) {
			Stages.await(storage.release(group, this.id, claimed.token()));
			throw ex;
		}
	}

	enum Store {

		EMBEDDED, DYNAMODB, JDBC;

		DeduplicationStorage create() {
			return switch (this) {
				case EMBEDDED -> new EmbeddedDeduplicationStorage(Duration.ofHours(1), 1000);
				case DYNAMODB -> new DynamoDbDeduplicationStorage(dynamoDb,
						new DynamoDbDeduplicationSettings("deduplication", true, Duration.ofSeconds(20),
								Duration.ofHours(1), Duration.ofSeconds(10)),
						InstantSource.system());
				case JDBC -> new JdbcDeduplicationStorage(new JdbcTemplate(database),
						new DataSourceTransactionManager(database));
			};
		}

		boolean isShared() {
			return this != EMBEDDED;
		}

	}

}
