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

package io.kinsumer.boot.autoconfigure;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import javax.sql.DataSource;

import io.kinsumer.spring.event.deduplication.DeduplicationCleanup;
import io.kinsumer.spring.event.deduplication.DeduplicationInterceptor;
import io.kinsumer.spring.event.deduplication.DeduplicationStorage;
import io.kinsumer.spring.event.deduplication.DynamoDbDeduplicationStorage;
import io.kinsumer.spring.event.deduplication.EmbeddedDeduplicationStorage;
import io.kinsumer.spring.event.deduplication.JdbcDeduplicationStorage;
import io.kinsumer.spring.listener.KinesisListenerConfigurer;
import io.kinsumer.spring.listener.KinesisListenerEndpoint;
import io.kinsumer.spring.listener.ListenerHandler;
import io.kinsumer.spring.observation.DeduplicationMeters;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.PlatformTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;

class KinesisDeduplicationAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(KinesisAutoConfiguration.class, KinesisListenerAutoConfiguration.class,
				KinesisDeduplicationAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class))
		.withPropertyValues("kinesis.deduplication.enabled=true", "kinesis.application.name=shop",
				"kinesis.clients.default.region=eu-central-1", "kinesis.clients.default.credentials.access-key-id=a",
				"kinesis.clients.default.credentials.secret-access-key=b");

	private static DataSource database() {
		JdbcDataSource database = new JdbcDataSource();
		database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
		return database;
	}

	@Test
	void itIsOffUnlessItIsEnabled() {
		this.runner.withPropertyValues("kinesis.deduplication.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(DeduplicationStorage.class)
				.doesNotHaveBean(DeduplicationInterceptor.class));
	}

	@Test
	void memoryIsTheDefault() {
		this.runner.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(EmbeddedDeduplicationStorage.class)
				.hasSingleBean(DeduplicationInterceptor.class)
				.hasSingleBean(DeduplicationMeters.class));
	}

	@Test
	void aTableOfDynamoDbIsMadeWhenItIsFirstUsed() {
		this.runner.withPropertyValues("kinesis.deduplication.store=dynamodb")
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(DynamoDbDeduplicationStorage.class));
	}

	@Test
	void aTableOfTheDatabaseIsCreatedAndCleanedUp() {
		this.runner.withBean(DataSource.class, KinesisDeduplicationAutoConfigurationTests::database)
			.withPropertyValues("kinesis.deduplication.store=jdbc")
			.run((context) -> {
				assertThat(context).hasNotFailed().hasSingleBean(JdbcDeduplicationStorage.class);
				assertThat(context.getBean(DeduplicationCleanup.class).isRunning()).isTrue();
				assertThat(context.getBeanFactory().getBeanDefinition("kinesisDeduplicationStorage").getDependsOn())
					.as("made after its table")
					.contains("kinesisDeduplicationSchemaInitializer");
				assertThat(new JdbcTemplate(context.getBean(DataSource.class))
					.queryForObject("SELECT COUNT(*) FROM KINESIS_DEDUPLICATION", Integer.class)).isZero();
			});
	}

	@Test
	void theTableMayBeLeftToSomebodyElse() {
		this.runner.withBean(DataSource.class, KinesisDeduplicationAutoConfigurationTests::database)
			.withPropertyValues("kinesis.deduplication.store=jdbc",
					"kinesis.deduplication.jdbc.initialize-schema=never")
			.run((context) -> assertThat(new JdbcTemplate(context.getBean(DataSource.class))
				.queryForList("SELECT * FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_NAME LIKE 'KINESIS%'")).isEmpty());
	}

	@ParameterizedTest
	@CsvSource({ "embedded", "dynamodb", "jdbc" })
	void theApplicationsOwnStorageReplacesTheOthers(String store) {
		DeduplicationStorage mine = mock(DeduplicationStorage.class);
		this.runner.withBean(DeduplicationStorage.class, () -> mine)
			.withPropertyValues("kinesis.deduplication.store=" + store)
			.run((context) -> assertThat(context.getBean(DeduplicationStorage.class)).isSameAs(mine));
	}

	@ParameterizedTest
	@CsvSource({ "embedded, window=10ms, must be at least 1s", "embedded, embedded.max-entries=0, must be at least 1",
			"dynamodb, dynamodb.in-progress-timeout=2h, must not be longer than the window",
			"dynamodb, dynamodb.in-progress-timeout=0s, must be at least 1s",
			"dynamodb, dynamodb.create-timeout=0s, must be at least 1s",
			"dynamodb, dynamodb.table-name=a b, must have 3 to 255 letters",
			"dynamodb, dynamodb.client-name=other, must be 'default' or a client",
			"jdbc, store=jdbc, needs one DataSource" })
	void wrongSettingsEndTheStart(String store, String setting, String rule) {
		this.runner.withPropertyValues("kinesis.deduplication.store=" + store, "kinesis.deduplication." + setting)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidKinesisPropertyException.class)
				.hasMessageStartingWith("kinesis.deduplication." + setting.substring(0, setting.indexOf('=')))
				.hasMessageContaining(rule));
	}

	@ParameterizedTest
	@CsvSource({ "embedded, com.github.benmanes.caffeine, needs Caffeine",
			"jdbc, org.springframework.boot.jdbc, needs spring-jdbc" })
	void aLibraryThatIsMissingIsNamed(String store, String library, String message) {
		this.runner.withPropertyValues("kinesis.deduplication.store=" + store)
			.withClassLoader(new FilteredClassLoader(library))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidKinesisPropertyException.class)
				.hasMessageContaining(message));
	}

	@Test
	void listenersThatDoNotExistAreFound() {
		KinesisListenerConfigurer configurer = (registrar) -> registrar
			.register(
					KinesisListenerEndpoint
						.of("orders", "orders",
								new ListenerHandler.OfRecords(
										(record, context) -> CompletableFuture.completedFuture(null)))
						.withProperty("auto-startup", "false"));
		ApplicationContextRunner listening = this.runner.withBean(KinesisListenerConfigurer.class, () -> configurer);
		listening.withPropertyValues("kinesis.deduplication.listeners=orders")
			.run((context) -> context.publishEvent(mock(ApplicationStartedEvent.class)));
		listening.withPropertyValues("kinesis.deduplication.listeners=order")
			.run((context) -> assertThatExceptionOfType(InvalidKinesisPropertyException.class)
				.isThrownBy(() -> context.publishEvent(mock(ApplicationStartedEvent.class)))
				.withMessageContaining("kinesis.deduplication.listeners")
				.satisfies((failure) -> assertThat(failure.getRemedy()).contains("[orders]")));
	}

	@Test
	void transactionsOfAnotherDatabaseEndTheStart() {
		this.runner.withPropertyValues("kinesis.deduplication.store=jdbc")
			.withBean(DataSource.class, KinesisDeduplicationAutoConfigurationTests::database)
			.withBean(PlatformTransactionManager.class, () -> new DataSourceTransactionManager(database()))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidKinesisPropertyException.class)
				.hasMessageContaining("kinesis.deduplication.store")
				.hasMessageContaining("DataSourceTransactionManager makes those of something else"));
	}

	@Test
	void proxiesOfTheDatabaseAreTheSameDatabase() {
		DataSource database = database();
		this.runner.withPropertyValues("kinesis.deduplication.store=jdbc")
			.withBean(DataSource.class, () -> new TransactionAwareDataSourceProxy(database))
			.withBean(PlatformTransactionManager.class, () -> new DataSourceTransactionManager(database))
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void nativeImagesHaveTheSchemas() {
		RuntimeHints hints = new RuntimeHints();
		new KinesisRuntimeHints().registerHints(hints, getClass().getClassLoader());
		assertThat(RuntimeHintsPredicates.resource()
			.forResource("io/kinsumer/spring/event/deduplication/schema-postgresql.sql")).accepts(hints);
	}

}
