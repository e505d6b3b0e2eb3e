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

package io.kinsumer.test.server;

import java.io.ByteArrayInputStream;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

import io.kinsumer.test.Clients;
import io.kinsumer.test.EmbeddedKinesisServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StartingPosition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * The port that speaks TLS.
 */
class TlsTests {

	private static EmbeddedKinesisServer server;

	@BeforeAll
	static void start() {
		server = EmbeddedKinesisServer.builder().streams("orders:1").tls().start();
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@ParameterizedTest
	@EnumSource(Protocol.class)
	void asyncClientsThatTrustTheCertificateGetThrough(Protocol protocol) {
		try (KinesisAsyncClient client = Clients.kinesisAsync(server.tlsEndpoint(),
				Clients.netty().protocol(protocol).tlsTrustManagersProvider(() -> server.tls().trustManagers()))) {
			client.putRecord((it) -> it.streamName("orders").partitionKey("k").data(SdkBytes.fromUtf8String("x")))
				.join();
			String arn = client.describeStreamSummary((it) -> it.streamName("orders"))
				.join()
				.streamDescriptionSummary()
				.streamARN();
			String consumer = client.registerStreamConsumer((it) -> it.streamARN(arn).consumerName(protocol.name()))
				.join()
				.consumer()
				.consumerARN();
			EventCollector collector = new EventCollector(client, consumer, "shardId-000000000000",
					StartingPosition.builder().type(ShardIteratorType.TRIM_HORIZON).build(), Long.MAX_VALUE);
			await().untilAsserted(() -> assertThat(collector.texts()).contains("x"));
			client.deregisterStreamConsumer((it) -> it.consumerARN(consumer)).join();
			assertThat(collector.stream()).failsWithin(Duration.ofSeconds(10));
		}
	}

	@Test
	void syncClientsThatTrustTheCertificateGetThrough() {
		try (KinesisClient client = Clients.kinesis(server.tlsEndpoint(),
				Apache5HttpClient.builder().tlsTrustManagersProvider(() -> server.tls().trustManagers()))) {
			assertThat(client.listStreams().streamNames()).contains("orders");
		}
	}

	@Test
	void othersDoNot() {
		try (KinesisClient client = Clients.kinesis(server.tlsEndpoint(), Apache5HttpClient.builder())) {
			assertThatExceptionOfType(SdkClientException.class).isThrownBy(client::listStreams)
				.withMessageContaining("certification path");
		}
	}

	@ParameterizedTest
	@CsvSource({ "'h2,http/1.1',h2", "http/1.1,http/1.1", "spdy/1,''" })
	void theClientsOfferIsAnsweredByAlpn(String offered, String chosen) throws Exception {
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(null, server.tls().trustManagers(), null);
		try (SSLSocket socket = (SSLSocket) context.getSocketFactory()
			.createSocket("127.0.0.1", server.tlsEndpoint().getPort())) {
			SSLParameters parameters = socket.getSSLParameters();
			parameters.setApplicationProtocols(offered.split(","));
			parameters.setEndpointIdentificationAlgorithm("HTTPS");
			socket.setSSLParameters(parameters);
			socket.startHandshake();
			assertThat(socket.getApplicationProtocol()).isEqualTo(chosen);
		}
	}

	@Test
	void thePlainPortShowsTheCertificate() throws Exception {
		HttpURLConnection connection = (HttpURLConnection) server.endpoint()
			.resolve("/certificate.pem")
			.toURL()
			.openConnection();
		byte[] pem = connection.getInputStream().readAllBytes();
		X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
			.generateCertificate(new ByteArrayInputStream(pem));
		assertThat(certificate).isEqualTo(server.tls().certificate());
		assertThat(certificate.getSubjectAlternativeNames()).extracting((name) -> (Object) name.get(1))
			.contains("localhost", "127.0.0.1");
	}

	@Test
	void whoSpeaksNoTlsIsHungUpOn() throws Exception {
		try (Socket socket = new Socket("127.0.0.1", server.tlsEndpoint().getPort())) {
			socket.setSoTimeout(10_000);
			socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			byte[] answer = socket.getInputStream().readAllBytes();
			// at most a TLS alert
			assertThat(answer.length).as(Arrays.toString(answer)).isLessThanOrEqualTo(7);
		}
	}

	@Test
	void withoutTlsThereIsNoCertificate() {
		try (EmbeddedKinesisServer plain = EmbeddedKinesisServer.builder().start()) {
			assertThatIllegalStateException().isThrownBy(plain::tls).withMessageContaining("without TLS");
			assertThatIllegalStateException().isThrownBy(plain::tlsEndpoint);
		}
	}

}
