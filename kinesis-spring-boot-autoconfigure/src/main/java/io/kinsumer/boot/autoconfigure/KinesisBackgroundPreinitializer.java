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

import io.kinsumer.core.client.AwsClients;
import io.kinsumer.core.client.ClientCredentials;
import io.kinsumer.core.client.ClientSettings;

import org.springframework.boot.autoconfigure.preinitialize.BackgroundPreinitializer;

/**
 * Loads the many classes that clients of AWS are made of, on a thread that Boot has for
 * this, while the main thread prepares the context. Connects to nothing and reads no
 * settings of the application.
 */
final class KinesisBackgroundPreinitializer implements BackgroundPreinitializer {

	KinesisBackgroundPreinitializer() {
	}

	@Override
	public void preinitialize() {
		ClientSettings settings = ClientSettings.builder("preinitializer")
			.region("us-east-1")
			.credentials(new ClientCredentials("none", "none", null))
			.build();
		try (AwsClients clients = AwsClients.create(settings)) {
			clients.kinesis();
			clients.dynamoDb();
		}
	}

}
