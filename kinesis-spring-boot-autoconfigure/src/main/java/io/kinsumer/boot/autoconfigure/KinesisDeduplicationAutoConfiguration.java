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

import java.time.InstantSource;

import javax.sql.DataSource;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.kinsumer.core.client.ClientSettings;
import io.kinsumer.spring.event.deduplication.DeduplicationCleanup;
import io.kinsumer.spring.event.deduplication.DeduplicationInterceptor;
import io.kinsumer.spring.event.deduplication.DeduplicationListener;
import io.kinsumer.spring.event.deduplication.DeduplicationStorage;
import io.kinsumer.spring.event.deduplication.DynamoDbDeduplicationStorage;
import io.kinsumer.spring.event.deduplication.EmbeddedDeduplicationStorage;
import io.kinsumer.spring.event.deduplication.JdbcDeduplicationStorage;
import io.kinsumer.spring.listener.KinesisListenerEndpointRegistry;
import io.kinsumer.spring.observation.DeduplicationMeters;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer;
import org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Auto-configuration of deduplication.
 */
@AutoConfiguration(after = KinesisListenerAutoConfiguration.class,
		afterName = { "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
				"org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
				"org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
				"org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration",
				"org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration" })
@ConditionalOnBooleanProperty(name = "kinesis.enabled", matchIfMissing = true)
@ConditionalOnBooleanProperty("kinesis.deduplication.enabled")
public final class KinesisDeduplicationAutoConfiguration {

	private static final String STORE = "kinesis.deduplication.store";

	KinesisDeduplicationAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	static DeduplicationInterceptor kinesisDeduplicationInterceptor(DeduplicationStorage storage,
			KinesisProperties properties, ObjectProvider<DeduplicationListener> listeners) {
		return new DeduplicationInterceptor(storage, properties.getDeduplication().getListeners(),
				listeners.orderedStream().toList());
	}

	@Bean
	static DeduplicatedListeners kinesisDeduplicatedListeners(KinesisProperties properties,
			KinesisListenerEndpointRegistry registry) {
		return new DeduplicatedListeners(properties.getDeduplication().getListeners(), registry);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MeterRegistry.class)
	static class WithMeters {

		@Bean
		@ConditionalOnBean(MeterRegistry.class)
		@ConditionalOnMissingBean
		DeduplicationMeters kinesisDeduplicationMeters(MeterRegistry registry) {
			return new DeduplicationMeters(registry);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnProperty(name = STORE, havingValue = "embedded", matchIfMissing = true)
	@ConditionalOnMissingBean(DeduplicationStorage.class)
	static class Embedded {

		@Configuration(proxyBeanMethods = false)
		@ConditionalOnClass(Caffeine.class)
		static class WithCaffeine {

			@Bean
			EmbeddedDeduplicationStorage kinesisDeduplicationStorage(KinesisProperties properties) {
				DeduplicationProperties deduplication = properties.getDeduplication();
				return new EmbeddedDeduplicationStorage(DeduplicationSettings.window(deduplication),
						DeduplicationSettings.maxEntries(deduplication));
			}

		}

		@Configuration(proxyBeanMethods = false)
		@ConditionalOnMissingClass("com.github.benmanes.caffeine.cache.Caffeine")
		static class WithoutCaffeine {

			@Bean
			DeduplicationStorage kinesisDeduplicationStorage() {
				throw DeduplicationSettings.missing(DeduplicationProperties.Store.EMBEDDED, "Caffeine",
						"Add com.github.ben-manes.caffeine:caffeine, or choose another store.");
			}

		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnProperty(name = STORE, havingValue = "dynamodb")
	@ConditionalOnMissingBean(DeduplicationStorage.class)
	static class DynamoDb {

		@Bean
		DynamoDbDeduplicationStorage kinesisDeduplicationStorage(KinesisProperties properties,
				ClientSettingsFactory settings, KinesisClients clients) {
			DeduplicationProperties deduplication = properties.getDeduplication();
			ClientSettings client = settings.create("kinesis.deduplication.dynamodb.client-name",
					deduplication.getDynamodb().getClientName());
			return new DynamoDbDeduplicationStorage(clients.dynamoDb(client),
					DeduplicationSettings.dynamoDb(deduplication), InstantSource.system());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnProperty(name = STORE, havingValue = "jdbc")
	@ConditionalOnMissingBean(DeduplicationStorage.class)
	static class Jdbc {

		private static final DeduplicationProperties.Store KIND = DeduplicationProperties.Store.JDBC;

		@Configuration(proxyBeanMethods = false)
		@ConditionalOnMissingClass("org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer")
		static class WithoutJdbc {

			@Bean
			DeduplicationStorage kinesisDeduplicationStorage() {
				throw DeduplicationSettings.missing(KIND, "spring-jdbc and spring-boot-jdbc on the class path",
						"Add spring-boot-starter-jdbc, or choose another store.");
			}

		}

		@Configuration(proxyBeanMethods = false)
		@ConditionalOnClass(DataSourceScriptDatabaseInitializer.class)
		@Import(DatabaseInitializationDependencyConfigurer.class)
		static class WithJdbc {

			private final DeduplicationProperties properties;

			private final TransactionalDatabase database;

			WithJdbc(KinesisProperties properties, ObjectProvider<DataSource> dataSource,
					ObjectProvider<PlatformTransactionManager> transactionManager) {
				this.properties = properties.getDeduplication();
				this.database = new TransactionalDatabase(dataSource, transactionManager,
						(what, remedy) -> DeduplicationSettings.missing(KIND, what, remedy));
			}

			@Bean
			DataSourceScriptDatabaseInitializer kinesisDeduplicationSchemaInitializer() {
				DataSource dataSource = this.database.dataSource();
				return new DataSourceScriptDatabaseInitializer(dataSource, SchemaSettings.beside(
						JdbcDeduplicationStorage.class, dataSource, this.properties.getJdbc().getInitializeSchema()));
			}

			@Bean
			@DependsOnDatabaseInitialization
			JdbcDeduplicationStorage kinesisDeduplicationStorage() {
				return new JdbcDeduplicationStorage(this.database.jdbc(), this.database.transactionManager());
			}

			@Bean
			DeduplicationCleanup kinesisDeduplicationCleanup(JdbcDeduplicationStorage storage) {
				return new DeduplicationCleanup(storage, DeduplicationSettings.window(this.properties));
			}

		}

	}

}
