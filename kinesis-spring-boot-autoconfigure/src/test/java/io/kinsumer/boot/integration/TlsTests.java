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

package io.kinsumer.boot.integration;

import java.util.concurrent.CompletionException;

import javax.net.ssl.SSLException;

import io.kinsumer.boot.autoconfigure.KinesisAutoConfiguration;
import io.kinsumer.test.EmbeddedKinesisServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Clients against a server with a certificate that the JVM does not trust.
 */
class TlsTests {

	private final EmbeddedKinesisServer server = EmbeddedKinesisServer.builder().tls().streams("orders").start();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, KinesisAutoConfiguration.class))
		.withPropertyValues("kinesis.clients.default.endpoint=" + this.server.tlsEndpoint(),
				"kinesis.clients.default.region=eu-central-1", "kinesis.clients.default.credentials.access-key-id=test",
				"kinesis.clients.default.credentials.secret-access-key=test",
				"kinesis.clients.default.backoff.type=once",
				"spring.ssl.bundle.pem.embedded.truststore.certificate=" + this.server.tls().certificatePem());

	@AfterEach
	void close() {
		this.server.close();
	}

	@Test
	void theCertificateOfABundleIsTrusted() {
		this.runner.withPropertyValues("kinesis.clients.default.http.ssl.bundle=embedded").run((context) -> {
			assertThat(context.getBean(KinesisAsyncClient.class).listStreams().join().streamNames())
				.containsExactly("orders");
			assertThat(context.getBean(DynamoDbAsyncClient.class).listTables().join().tableNames()).isEmpty();
		});
	}

	@Test
	void withoutTheBundleTheServerIsRefused() {
		this.runner.run((context) -> {
			assertThatExceptionOfType(CompletionException.class)
				.isThrownBy(() -> context.getBean(KinesisAsyncClient.class).listStreams().join())
				.withRootCauseInstanceOf(Exception.class)
				.satisfies((ex) -> assertThat(ex).hasStackTraceContaining(SSLException.class.getPackageName()));
			assertThatExceptionOfType(CompletionException.class)
				.isThrownBy(() -> context.getBean(DynamoDbAsyncClient.class).listTables().join());
		});
	}

	@Test
	void optionsThatTheClientDoesNotTakeAreRefused() {
		this.runner
			.withPropertyValues("kinesis.clients.default.http.ssl.bundle=embedded",
					"spring.ssl.bundle.pem.embedded.options.enabled-protocols=TLSv1.3")
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.hasMessageContaining("kinesis.clients.default.http.ssl.bundle")
				.hasMessageContaining("options"));
	}

	@Test
	void anotherClientMayHaveABundleOfItsOwn() {
		this.runner.withPropertyValues("kinesis.clients.other.http.ssl.bundle=missing")
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.hasMessageContaining("kinesis.clients.other.http.ssl.bundle")
				.hasMessageContaining("'missing'"));
	}

}
