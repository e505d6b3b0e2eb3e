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

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import javax.sql.DataSource;

import io.kinsumer.spring.event.KinesisEventWriter;
import io.kinsumer.spring.event.KinesisPublisher;
import io.kinsumer.spring.event.message.EventWriter;
import io.kinsumer.spring.event.outbox.OutboxEventWriter;
import io.kinsumer.spring.event.outbox.OutboxRelay;
import io.kinsumer.spring.event.outbox.OutboxTable;
import io.kinsumer.spring.observation.OutboxMeters;
import io.kinsumer.spring.template.KinesisOperations;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.ResourceTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

class KinesisOutboxAutoConfigurationTests {

	private final ApplicationContextRunner withoutDatabase = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(KinesisAutoConfiguration.class, KinesisListenerAutoConfiguration.class,
				KinesisEventAutoConfiguration.class, KinesisOutboxAutoConfiguration.class,
				DataSourceTransactionManagerAutoConfiguration.class, JacksonAutoConfiguration.class))
		.withBean(KinesisOperations.class, () -> mock(KinesisOperations.class))
		.withPropertyValues("kinesis.outbox.enabled=true");

	private final ApplicationContextRunner runner = this.withoutDatabase.withBean(DataSource.class,
			KinesisOutboxAutoConfigurationTests::database);

	private static DataSource database() {
		JdbcDataSource database = new JdbcDataSource();
		database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
		return database;
	}

	@Test
	void theOutboxStandsBeforeTheWriter() {
		this.runner.withBean(MeterRegistry.class, SimpleMeterRegistry::new).run((context) -> {
			assertThat(context).hasNotFailed().hasSingleBean(KinesisPublisher.class).hasSingleBean(OutboxMeters.class);
			assertThat(context.getBean(EventWriter.class)).isInstanceOf(OutboxEventWriter.class)
				.isSameAs(context.getBean("kinesisOutboxEventWriter"));
			assertThat(context.getBean("kinesisEventWriter")).isInstanceOf(KinesisEventWriter.class);
			assertThat(context.getBean(OutboxRelay.class).isRunning()).isTrue();
		});
	}

	@Test
	void itIsPreferredToAWriterOfTheApplication() {
		this.runner.withBean("own", EventWriter.class, () -> mock(EventWriter.class))
			.run((context) -> assertThat(context.getBean(EventWriter.class)).isInstanceOf(OutboxEventWriter.class));
	}

	@Test
	void itIsOffUnlessItIsEnabled() {
		this.runner.withPropertyValues("kinesis.outbox.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(OutboxTable.class)
				.hasSingleBean(EventWriter.class));
		this.runner.withPropertyValues("kinesis.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(OutboxTable.class));
	}

	@Test
	void tablesAreCreatedUnderTheirNames() {
		this.runner.withPropertyValues("kinesis.outbox.table-name=PUBLIC.SHOP_OUTBOX").run((context) -> {
			assertThat(context).hasNotFailed();
			JdbcTemplate jdbc = new JdbcTemplate(context.getBean(DataSource.class));
			assertThat(jdbc.queryForObject("SELECT COUNT(*) FROM SHOP_OUTBOX", Integer.class)).isZero();
			assertThat(jdbc.queryForList("SELECT * FROM SHOP_OUTBOX_LEASE")).hasSizeLessThan(2);
		});
		this.runner.withPropertyValues("kinesis.outbox.initialize-schema=never").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(new JdbcTemplate(context.getBean(DataSource.class))
				.queryForList("SELECT * FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_NAME LIKE 'KINESIS%'")).isEmpty();
		});
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '"',
			value = { "table-name=a;b, must be up to 57 letters", "poll-interval=1ms, must be at least 10ms",
					"batch-size=0, must be between 1 and 1000", "lease-duration=10ms, must be at least 1s",
					"backoff.initial-interval=0s, must be more than 0",
					"backoff.max-interval=1ms, must be at least backoff.initial-interval" })
	void wrongSettingsEndTheStart(String setting, String rule) {
		this.runner.withPropertyValues("kinesis.outbox." + setting)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidKinesisPropertyException.class)
				.hasMessageStartingWith("kinesis.outbox." + setting.substring(0, setting.indexOf('=')))
				.hasMessageContaining(rule));
	}

	@Test
	void whatIsMissingIsTold() {
		this.withoutDatabase.run((context) -> assertThat(context).getFailure()
			.rootCause()
			.isInstanceOf(InvalidKinesisPropertyException.class)
			.hasMessageContaining("kinesis.outbox.enabled needs one DataSource"));
		this.runner
			.withClassLoader(new FilteredClassLoader("org.springframework.jdbc", "org.springframework.boot.jdbc"))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidKinesisPropertyException.class)
				.hasMessageContaining("kinesis.outbox.enabled needs spring-jdbc"));
	}

	@Test
	void transactionsOfAnotherDatabaseEndTheStart() {
		this.runner.withBean(PlatformTransactionManager.class, () -> new DataSourceTransactionManager(database()))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidKinesisPropertyException.class)
				.hasMessageContaining("kinesis.outbox.enabled")
				.hasMessageContaining("DataSourceTransactionManager makes those of something else"));
	}

	@Test
	void transactionsOfSomethingThatIsNoDatabaseEndTheStart() {
		this.runner.withBean(PlatformTransactionManager.class, () -> mock(ResourceTransactionManager.class))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("makes those of something else"));
		this.runner.withBean(PlatformTransactionManager.class, () -> mock(PlatformTransactionManager.class))
			.run((context) -> assertThat(context).as("JTA does not tell").hasNotFailed());
	}

	@Test
	void theRelayIsStoppedAndStartedWithItsContext() {
		this.runner.run((context) -> {
			KinesisOperations operations = context.getBean(KinesisOperations.class);
			given(operations.sendAllAsync(any())).willReturn(CompletableFuture.completedFuture(List.of()));
			OutboxRelay relay = context.getBean(OutboxRelay.class);
			JdbcTemplate jdbc = new JdbcTemplate(context.getBean(DataSource.class));
			ConfigurableApplicationContext application = context
				.getSourceApplicationContext(ConfigurableApplicationContext.class);
			application.stop();
			assertThat(relay.isRunning()).isFalse();
			context.getBean(KinesisPublisher.class).publishTo("orders", Map.of("id", "1"));
			assertThat(jdbc.queryForObject("SELECT COUNT(*) FROM KINESIS_OUTBOX", Integer.class)).isOne();
			application.start();
			assertThat(relay.isRunning()).isTrue();
			await().until(() -> jdbc.queryForList("SELECT * FROM KINESIS_OUTBOX").isEmpty());
			verify(operations).sendAllAsync(any());
		});
	}

	@Test
	void proxiesOfTheDatabaseAreTheSameDatabase() {
		DataSource database = database();
		this.withoutDatabase.withBean(DataSource.class, () -> new TransactionAwareDataSourceProxy(database))
			.withBean(PlatformTransactionManager.class, () -> new DataSourceTransactionManager(database))
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void nativeImagesHaveTheSchemas() {
		RuntimeHints hints = new RuntimeHints();
		new KinesisRuntimeHints().registerHints(hints, getClass().getClassLoader());
		for (String database : new String[] { "h2", "postgresql", "mysql" }) {
			assertThat(RuntimeHintsPredicates.resource()
				.forResource("io/kinsumer/spring/event/outbox/schema-" + database + ".sql")).accepts(hints);
		}
	}

}
