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
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;

/**
 * Auto-configuration of the AWS clients and of how payloads are converted.
 */
@AutoConfiguration(after = SslAutoConfiguration.class,
		afterName = "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration")
@Conditional(ReadableSwitch.class)
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
	@Lazy(false)
	UnknownSettings kinesisUnknownSettings(Environment environment, ResourceLoader resourceLoader) {
		return new UnknownSettings(environment, resourceLoader.getClassLoader());
	}

	@Bean
	@ConditionalOnMissingBean(KinesisConnectionDetails.class)
	PropertiesKinesisConnectionDetails kinesisConnectionDetails(KinesisProperties properties,
			ObjectProvider<SslBundles> sslBundles) {
		ClientProperties client = properties.getClients()
			.getOrDefault(ClientSettings.DEFAULT_NAME, new ClientProperties());
		return new PropertiesKinesisConnectionDetails(client,
				ClientSslBundles.find(ClientSettings.DEFAULT_NAME, client, sslBundles.getIfAvailable()));
	}

	@Bean
	ClientSettingsFactory kinesisClientSettingsFactory(KinesisProperties properties, KinesisConnectionDetails details) {
		ClientSettingsFactory factory = new ClientSettingsFactory(properties.getClients(), details);
		factory.checkAll();
		return factory;
	}

	@Bean
	ClientSslBundles kinesisClientSslBundles(KinesisProperties properties, ObjectProvider<SslBundles> sslBundles,
			KinesisConnectionDetails details) {
		ClientSslBundles bundles = new ClientSslBundles(properties.getClients(), sslBundles.getIfAvailable(), details);
		bundles.checkAll();
		return bundles;
	}

	@Bean
	AwsClientsFactory awsClientsFactory(ClientSslBundles sslBundles, ObjectProvider<AwsRegionProvider> region,
			ObjectProvider<AwsCredentialsProvider> credentials, ObjectProvider<KinesisClientBuilderCustomizer> kinesis,
			ObjectProvider<DynamoDbClientBuilderCustomizer> dynamoDb) {
		return new AwsClientsFactory(sslBundles, region, credentials, kinesis.orderedStream().toList(),
				dynamoDb.orderedStream().toList());
	}

	/**
	 * Among several beans of a type, the primary one counts, or the one that has the name
	 * of the parameter.
	 */
	@Bean
	KinesisClients kinesisClients(ObjectProvider<KinesisAsyncClient> kinesisAsyncClient,
			ObjectProvider<DynamoDbAsyncClient> dynamoDbAsyncClient, AwsClientsFactory factory) {
		return new KinesisClients(kinesisAsyncClient, dynamoDbAsyncClient, factory);
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
