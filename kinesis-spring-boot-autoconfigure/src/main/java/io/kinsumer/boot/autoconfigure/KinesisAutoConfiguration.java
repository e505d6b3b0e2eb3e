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

import io.kinsumer.core.client.ClientSettings;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration of the AWS clients and of how payloads are converted.
 */
@AutoConfiguration(afterName = "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration")
@ConditionalOnBooleanProperty(name = "kinesis.enabled", matchIfMissing = true)
@EnableConfigurationProperties(KinesisProperties.class)
@Import(PayloadConverterConfiguration.class)
public final class KinesisAutoConfiguration {

	KinesisAutoConfiguration() {
	}

	@Bean
	KinesisNames kinesisNames(KinesisProperties properties, Environment environment) {
		return new KinesisNames(properties, environment);
	}

	@Bean
	ClientSettingsFactory kinesisClientSettingsFactory(KinesisProperties properties) {
		ClientSettingsFactory factory = new ClientSettingsFactory(properties.getClients());
		factory.checkAll();
		return factory;
	}

	@Bean
	KinesisClients kinesisClients(ObjectProvider<KinesisAsyncClient> kinesis,
			ObjectProvider<DynamoDbAsyncClient> dynamoDb) {
		return new KinesisClients(kinesis, dynamoDb);
	}

	/**
	 * Lazy, so that an application that does not use it needs no region.
	 */
	@Bean(destroyMethod = "")
	@Lazy
	@ConditionalOnMissingBean
	KinesisAsyncClient kinesisAsyncClient(KinesisClients clients, ClientSettingsFactory settings) {
		return clients.makeDefaultKinesis(settings.create("", ClientSettings.DEFAULT_NAME));
	}

	@Bean(destroyMethod = "")
	@Lazy
	@ConditionalOnMissingBean
	DynamoDbAsyncClient dynamoDbAsyncClient(KinesisClients clients, ClientSettingsFactory settings) {
		return clients.configured(settings.create("", ClientSettings.DEFAULT_NAME)).dynamoDb();
	}

}
