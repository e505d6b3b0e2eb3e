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
package io.kinsumer.test.conformance;

import java.net.URI;

import io.kinsumer.test.Clients;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.testcontainers.localstack.LocalStackContainer;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;

/**
 * The Kinesis part of the suite against LocalStack.
 */
class LocalStackKinesisConformanceTests implements KinesisSuite, QuotasConformance {

	private static LocalStackContainer container;

	private static KinesisAsyncClient client;

	@BeforeAll
	static void start() {
		container = LocalStack.start();
		client = Clients.kinesisAsyncWithoutRetries(container.getEndpoint());
	}

	@AfterAll
	static void stop() {
		if (client != null) {
			client.close();
		}
		if (container != null) {
			container.close();
		}
	}

	@Override
	public Witness witness() {
		return Witness.LOCALSTACK;
	}

	@Override
	public URI endpoint() {
		return container.getEndpoint();
	}

	@Override
	public KinesisAsyncClient client() {
		return client;
	}

}
