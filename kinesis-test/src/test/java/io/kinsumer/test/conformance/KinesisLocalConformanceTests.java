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
import java.time.Duration;

import io.kinsumer.test.Clients;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;

/**
 * The Kinesis part of the suite against {@code kinesis-local}, whose tests mostly wait.
 */
@Execution(ExecutionMode.CONCURRENT)
class KinesisLocalConformanceTests implements KinesisSuite, QuotasConformance {

	private static WitnessProcess process;

	private static KinesisAsyncClient client;

	@BeforeAll
	static void start() {
		process = WitnessProcess.start(NpmPackage.KINESIS_LOCAL);
		client = Clients.kinesisAsyncWithoutRetries(process.endpoint(),
				NettyNioAsyncHttpClient.builder()
					.protocol(Protocol.HTTP2)
					.connectionAcquisitionTimeout(Duration.ofSeconds(30)));
	}

	@AfterAll
	static void stop() {
		if (client != null) {
			client.close();
		}
		if (process != null) {
			process.close();
		}
	}

	@Override
	public Witness witness() {
		return Witness.KINESIS_LOCAL;
	}

	/** It knows whole seconds only. */
	@Override
	public Duration distance() {
		return Duration.ofMillis(2200);
	}

	@Override
	public URI endpoint() {
		return process.endpoint();
	}

	@Override
	public KinesisAsyncClient client() {
		return client;
	}

}
