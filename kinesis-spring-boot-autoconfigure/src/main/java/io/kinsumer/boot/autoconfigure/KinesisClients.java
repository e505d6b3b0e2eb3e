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

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.kinsumer.core.client.AwsClients;
import io.kinsumer.core.client.ClientSettings;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;

/**
 * The AWS clients by name, each built when it is first used. The one named
 * {@code default} is the application's own bean where it has one.
 */
final class KinesisClients implements DisposableBean {

	private final ObjectProvider<KinesisAsyncClient> kinesis;

	private final ObjectProvider<DynamoDbAsyncClient> dynamoDb;

	private final AwsClientsFactory factory;

	private final Map<String, AwsClients> clients = new ConcurrentHashMap<>();

	private volatile boolean defaultMade;

	KinesisClients(ObjectProvider<KinesisAsyncClient> kinesis, ObjectProvider<DynamoDbAsyncClient> dynamoDb,
			AwsClientsFactory factory) {
		this.kinesis = kinesis;
		this.dynamoDb = dynamoDb;
		this.factory = factory;
	}

	/**
	 * Finds the client of some settings.
	 * @param settings the settings of the client
	 * @return the bean, or what is built of the settings
	 */
	KinesisAsyncClient kinesis(ClientSettings settings) {
		return isDefault(settings) ? this.kinesis.getObject() : configured(settings).kinesis();
	}

	/**
	 * Finds the client that reaches the stream of a kinsumer.
	 * @param reader the settings that it reads with: its client's, possibly with a role
	 * of its own
	 * @param client the settings of its client
	 */
	KinesisAsyncClient kinesis(ClientSettings reader, ClientSettings client) {
		return reader.equals(client) ? kinesis(client) : assuming(reader).kinesis();
	}

	DynamoDbAsyncClient dynamoDb(ClientSettings settings) {
		return isDefault(settings) ? this.dynamoDb.getObject() : configured(settings).dynamoDb();
	}

	/**
	 * Makes the client that is the bean where the application has none of its own.
	 */
	KinesisAsyncClient makeDefaultKinesis(ClientSettings settings) {
		this.defaultMade = true;
		return configured(settings).kinesis();
	}

	/**
	 * Finds the client that reads shards.
	 * @param settings the settings of the client
	 * @return one made for that, unless the application has its own bean in place of the
	 * default one
	 */
	KinesisAsyncClient kinesisReads(ClientSettings settings) {
		KinesisAsyncClient client = kinesis(settings);
		return (isDefault(settings) && !this.defaultMade) ? client : configured(settings).kinesisReads();
	}

	/**
	 * Finds the clients of settings whose role is that of a kinsumer.
	 */
	AwsClients assuming(ClientSettings settings) {
		return this.clients.computeIfAbsent(settings.name() + " as " + settings.roleArn(),
				(name) -> this.factory.create(settings, "kinesis.kinsumers.<name>"));
	}

	AwsClients configured(ClientSettings settings) {
		return this.clients.computeIfAbsent(settings.name(),
				(name) -> this.factory.create(settings, PropertyKeys.client(name)));
	}

	private static boolean isDefault(ClientSettings settings) {
		return ClientSettings.DEFAULT_NAME.equals(settings.name());
	}

	@Override
	public void destroy() {
		this.clients.values().forEach(AwsClients::close);
	}

}
