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

import java.time.Duration;
import java.util.Random;

import javax.sql.DataSource;

import io.kinsumer.core.client.Backoff;
import io.kinsumer.spring.event.message.EventWriter;
import io.kinsumer.spring.event.outbox.OutboxEventWriter;
import io.kinsumer.spring.event.outbox.OutboxLease;
import io.kinsumer.spring.event.outbox.OutboxListener;
import io.kinsumer.spring.event.outbox.OutboxRelay;
import io.kinsumer.spring.event.outbox.OutboxSettings;
import io.kinsumer.spring.event.outbox.OutboxTable;
import io.kinsumer.spring.observation.OutboxMeters;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer;
import org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Auto-configuration of the transactional outbox.
 */
@AutoConfiguration(after = KinesisEventAutoConfiguration.class,
		afterName = { "org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration",
				"org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration" })
@ConditionalOnBooleanProperty(name = "kinesis.enabled", matchIfMissing = true)
@ConditionalOnBooleanProperty("kinesis.outbox.enabled")
public final class KinesisOutboxAutoConfiguration {

	private static final String INITIALIZER = "org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer";

	KinesisOutboxAutoConfiguration() {
	}

	private static InvalidKinesisPropertyException missing(String what, String remedy) {
		return new InvalidKinesisPropertyException("kinesis.outbox.enabled", "true", "needs " + what, remedy);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MeterRegistry.class)
	static class WithMeters {

		@Bean
		@ConditionalOnBean(MeterRegistry.class)
		@ConditionalOnMissingBean
		OutboxMeters kinesisOutboxMeters(MeterRegistry registry) {
			return new OutboxMeters(registry);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingClass(INITIALIZER)
	static class WithoutJdbc {

		@Bean
		EventWriter kinesisOutboxEventWriter() {
			throw missing("spring-jdbc and spring-boot-jdbc on the class path",
					"Add spring-boot-starter-jdbc, or set kinesis.outbox.enabled to false.");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(DataSourceScriptDatabaseInitializer.class)
	@Import(DatabaseInitializationDependencyConfigurer.class)
	static class WithJdbc {

		private final KinesisProperties properties;

		WithJdbc(KinesisProperties properties) {
			this.properties = properties;
		}

		@Bean
		@ConditionalOnMissingBean
		OutboxSchemaInitializer kinesisOutboxSchemaInitializer(ObjectProvider<DataSource> dataSource,
				OutboxSettings settings) {
			return new OutboxSchemaInitializer(dataSource(dataSource), this.properties.getOutbox());
		}

		@Bean
		@ConditionalOnMissingBean
		OutboxSettings kinesisOutboxSettings() {
			OutboxProperties outbox = this.properties.getOutbox();
			try {
				return new OutboxSettings(outbox.getTableName(), outbox.getPollInterval(), outbox.getBatchSize(),
						outbox.getLeaseDuration(), new Backoff(outbox.getBackoff().getInitialInterval(),
								outbox.getBackoff().getMaxInterval(), 0, Duration.ofDays(1)));
			}
			catch (IllegalArgumentException ex) {
				throw InvalidKinesisPropertyException.of("kinesis.outbox", ex);
			}
		}

		@Bean
		@ConditionalOnMissingBean
		@DependsOnDatabaseInitialization
		OutboxTable kinesisOutboxTable(ObjectProvider<DataSource> dataSource,
				ObjectProvider<PlatformTransactionManager> transactionManager, OutboxSettings settings) {
			return new OutboxTable(new JdbcTemplate(dataSource(dataSource)), transactionManager(transactionManager),
					settings);
		}

		@Bean
		@Primary
		@ConditionalOnMissingBean
		OutboxEventWriter kinesisOutboxEventWriter(OutboxTable table,
				ObjectProvider<PlatformTransactionManager> transactionManager, OutboxRelay relay) {
			return new OutboxEventWriter(table, transactionManager(transactionManager), relay::wake);
		}

		@Bean
		@ConditionalOnMissingBean
		OutboxRelay kinesisOutboxRelay(OutboxTable table, ObjectProvider<DataSource> dataSource,
				ObjectProvider<PlatformTransactionManager> transactionManager, OutboxSettings settings,
				@Qualifier("kinesisEventWriter") ObjectProvider<EventWriter> delegate,
				ObjectProvider<OutboxListener> listeners) {
			EventWriter writer = require(delegate.getIfAvailable(), "the bean 'kinesisEventWriter', which sends",
					"Define a KinesisOperations, or an EventWriter of this name.");
			OutboxLease lease = new OutboxLease(new JdbcTemplate(dataSource(dataSource)),
					transactionManager(transactionManager), settings, System::nanoTime);
			return new OutboxRelay(table, lease, writer, settings, listeners.orderedStream().toList(), System::nanoTime,
					new Random(), (task) -> {
						Thread thread = new Thread(task, "kinesis-outbox-relay");
						thread.setDaemon(true);
						return thread;
					});
		}

		private static DataSource dataSource(ObjectProvider<DataSource> dataSource) {
			return require(dataSource.getIfUnique(), "one DataSource, or one that is primary",
					"Set spring.datasource.url, or mark one of the DataSource beans as @Primary.");
		}

		private static PlatformTransactionManager transactionManager(ObjectProvider<PlatformTransactionManager> found) {
			return require(found.getIfUnique(), "one PlatformTransactionManager, or one that is primary",
					"Mark the one that makes the transactions of the outbox's database as @Primary.");
		}

		private static <T> T require(@Nullable T bean, String what, String remedy) {
			if (bean == null) {
				throw missing(what, remedy);
			}
			return bean;
		}

	}

}
