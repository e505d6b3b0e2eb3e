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

		private final OutboxProperties properties;

		private final TransactionalDatabase database;

		WithJdbc(KinesisProperties properties, ObjectProvider<DataSource> dataSource,
				ObjectProvider<PlatformTransactionManager> transactionManager) {
			this.properties = properties.getOutbox();
			this.database = new TransactionalDatabase(dataSource, transactionManager,
					KinesisOutboxAutoConfiguration::missing);
		}

		@Bean
		@ConditionalOnMissingBean
		OutboxSchemaInitializer kinesisOutboxSchemaInitializer(OutboxSettings settings) {
			return new OutboxSchemaInitializer(this.database.dataSource(), this.properties);
		}

		@Bean
		@ConditionalOnMissingBean
		OutboxSettings kinesisOutboxSettings() {
			OutboxProperties outbox = this.properties;
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
		OutboxTable kinesisOutboxTable(OutboxSettings settings) {
			return new OutboxTable(this.database.jdbc(), this.database.transactionManager(), settings);
		}

		@Bean
		@Primary
		@ConditionalOnMissingBean
		OutboxEventWriter kinesisOutboxEventWriter(OutboxTable table, OutboxRelay relay) {
			return new OutboxEventWriter(table, this.database.transactionManager(), relay::wake);
		}

		@Bean
		@ConditionalOnMissingBean
		OutboxRelay kinesisOutboxRelay(OutboxTable table, OutboxSettings settings,
				@Qualifier("kinesisEventWriter") ObjectProvider<EventWriter> delegate,
				ObjectProvider<OutboxListener> listeners) {
			EventWriter writer = delegate.getIfAvailable();
			if (writer == null) {
				throw missing("the bean 'kinesisEventWriter', which sends",
						"Define a KinesisOperations, or an EventWriter of this name.");
			}
			OutboxLease lease = new OutboxLease(this.database.jdbc(), this.database.transactionManager(), settings,
					System::nanoTime);
			return new OutboxRelay(table, lease, writer, settings, listeners.orderedStream().toList(), System::nanoTime,
					new Random(), (task) -> {
						Thread thread = new Thread(task, "kinesis-outbox-relay");
						thread.setDaemon(true);
						return thread;
					});
		}

	}

}
