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

import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * Starts LocalStack where Docker is. Elsewhere the tests that need it are skipped.
 */
final class LocalStack {

	/** The last one that asks for no account. */
	private static final DockerImageName IMAGE = DockerImageName.parse("localstack/localstack:4.14.0");

	private LocalStack() {
	}

	static LocalStackContainer start() {
		return Witness.start(Witness.LEFT_OUT, LocalStack::startContainer);
	}

	private static LocalStackContainer startContainer() {
		if (Witness.areOff()) {
			throw Witness.LOCALSTACK.leaveOut(Witness.SETTING + " is off");
		}
		if (!DockerClientFactory.instance().isDockerAvailable()) {
			throw Witness.LOCALSTACK.leaveOut("Docker is not there");
		}
		LocalStackContainer container = new LocalStackContainer(IMAGE).withServices("kinesis", "dynamodb")
			.withEnv("KINESIS_SHARD_LIMIT", "1000")
			.withEnv("KINESIS_ON_DEMAND_STREAM_COUNT_LIMIT", "50")
			.withEnv("KINESIS_LATENCY", "10");
		container.start();
		return container;
	}

}
