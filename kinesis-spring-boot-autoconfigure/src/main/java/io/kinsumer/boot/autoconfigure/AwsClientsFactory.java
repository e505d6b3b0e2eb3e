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

import io.kinsumer.core.client.AwsClients;
import io.kinsumer.core.client.AwsClientsBuilder;
import io.kinsumer.core.client.ClientSettings;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslManagerBundle;

/**
 * Makes AWS clients of settings and of what else the application has: TLS, providers of
 * regions and credentials, customizers.
 */
final class AwsClientsFactory {

	private final ClientSslBundles sslBundles;

	private final ObjectProvider<AwsRegionProvider> region;

	private final ObjectProvider<AwsCredentialsProvider> credentials;

	private final List<KinesisClientBuilderCustomizer> kinesis;

	private final List<DynamoDbClientBuilderCustomizer> dynamoDb;

	AwsClientsFactory(ClientSslBundles sslBundles, ObjectProvider<AwsRegionProvider> region,
			ObjectProvider<AwsCredentialsProvider> credentials, List<KinesisClientBuilderCustomizer> kinesis,
			List<DynamoDbClientBuilderCustomizer> dynamoDb) {
		this.sslBundles = sslBundles;
		this.region = region;
		this.credentials = credentials;
		this.kinesis = kinesis;
		this.dynamoDb = dynamoDb;
	}

	/**
	 * Makes clients.
	 * @param named the key of what names the role, if there is one
	 * @throws InvalidKinesisPropertyException if the role cannot be assumed
	 */
	AwsClients create(ClientSettings settings, String named) {
		String name = settings.name();
		RoleArns.requireSts(named + ".role-arn", settings.roleArn());
		AwsClientsBuilder builder = AwsClients.builder(settings)
			.region(this.region.getIfUnique())
			.credentials(this.credentials.getIfUnique());
		addTls(builder, this.sslBundles.get(name));
		this.kinesis.forEach((customizer) -> builder.customizeKinesis((client) -> customizer.customize(name, client)));
		this.dynamoDb
			.forEach((customizer) -> builder.customizeDynamoDb((client) -> customizer.customize(name, client)));
		return builder.build();
	}

	private static void addTls(AwsClientsBuilder builder, @Nullable SslBundle bundle) {
		if (bundle != null) {
			SslManagerBundle managers = bundle.getManagers();
			boolean keys = bundle.getStores().getKeyStore() != null;
			builder.tls(managers::getTrustManagers, keys ? managers::getKeyManagers : null);
		}
	}

}
