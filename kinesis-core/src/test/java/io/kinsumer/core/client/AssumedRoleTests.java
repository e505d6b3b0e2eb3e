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

package io.kinsumer.core.client;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.kinsumer.core.kinsumer.Kinsumer;
import io.kinsumer.core.kinsumer.KinsumerSettings;
import io.kinsumer.core.metadata.memory.InMemoryMetadataRepository;
import io.kinsumer.core.processor.ShardProcessors;
import io.kinsumer.core.record.StreamName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * A role is assumed from a small STS on loopback, which is also a Kinesis that answers
 * one call.
 */
class AssumedRoleTests {

	private static final String ROLE = "arn:aws:iam::123456789012:role/orders-reader";

	private static final String STS = "aws.endpointUrlSts";

	private final Queue<Duration> lifetimes = new ArrayDeque<>();

	private final List<String> stsCalls = Collections.synchronizedList(new ArrayList<>());

	private final Queue<String> kinesisCalls = new ConcurrentLinkedQueue<>();

	private HttpServer server;

	private AwsClients clients;

	private boolean denied;

	@BeforeEach
	void start() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/", this::answer);
		this.server.start();
		String endpoint = "http://127.0.0.1:" + this.server.getAddress().getPort();
		System.setProperty(STS, endpoint);
		this.clients = AwsClients.create(ClientSettings.builder("default")
			.region("eu-central-1")
			.endpoint(URI.create(endpoint))
			.credentials(new ClientCredentials("AKIABASE", "secret", null))
			.roleArn(ROLE)
			.build());
	}

	@AfterEach
	void stop() {
		this.clients.close();
		this.server.stop(0);
		System.clearProperty(STS);
	}

	@Test
	void requestsAreSignedAsTheRoleWhichTheClientsOwnCredentialsAssume() throws Exception {
		this.lifetimes.add(Duration.ofHours(1));
		listShards();
		listShards();
		assertThat(this.stsCalls).singleElement()
			.asString()
			.contains("Credential=AKIABASE/", "Action=AssumeRole", "RoleSessionName=kinesis-default",
					"RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Forders-reader");
		assertThat(this.kinesisCalls).hasSize(2)
			.allSatisfy((call) -> assertThat(call).contains("Credential=ASIAROLE1/", "token-1"));
	}

	@Test
	void theRoleIsAssumedAnewBeforeItsCredentialsEnd() throws Exception {
		this.lifetimes.add(Duration.ofSeconds(20));
		this.lifetimes.add(Duration.ofHours(1));
		await().until(() -> {
			listShards();
			return this.kinesisCalls.stream().anyMatch((call) -> call.contains("Credential=ASIAROLE2/"));
		});
		assertThat(this.stsCalls).hasSize(2);
		assertThat(this.kinesisCalls.peek()).contains("Credential=ASIAROLE1/", "token-1");
		assertThat(this.kinesisCalls).last().asString().contains("Credential=ASIAROLE2/", "token-2");
	}

	@Test
	void aKinsumerThatMayNotAssumeItsRoleDoesNotStartAndSaysWhy() {
		this.denied = true;
		KinsumerSettings settings = KinsumerSettings.builder("orders", new StreamName("orders"), "billing", "client-1")
			.build();
		Kinsumer kinsumer = Kinsumer.builder(settings, this.clients.kinesis(), new InMemoryMetadataRepository(),
				ShardProcessors.forRecords((record, shard) -> {
				}))
			.readClient(this.clients.kinesisReads())
			.build();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> kinsumer.start().get())
			.havingCause()
			.isInstanceOf(AccessDeniedException.class)
			.withMessageContaining("kinsumer 'orders'")
			.withMessageContaining("the role '" + ROLE + "'")
			.withMessageContaining("client 'default'")
			.withMessageContaining("is not authorized to perform: sts:AssumeRole")
			.withMessageContaining("trust policy");
		assertThat(this.kinesisCalls).isEmpty();
		assertThat(this.stsCalls).as("being denied is final").hasSize(1);
	}

	@Test
	void aRoleWithoutTheStsModuleFailsAndNamesTheDependency() throws Exception {
		URL[] classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> !entry.matches(".*[/\\\\]sts-[^/\\\\]*\\.jar"))
			.map(AssumedRoleTests::url)
			.toArray(URL[]::new);
		try (URLClassLoader without = new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader())) {
			Class<?> settingsType = without.loadClass(ClientSettings.class.getName());
			Object builder = settingsType.getMethod("builder", String.class).invoke(null, "audit");
			builder.getClass().getMethod("roleArn", String.class).invoke(builder, ROLE);
			Object settings = builder.getClass().getMethod("build").invoke(builder);
			Class<?> clientsType = without.loadClass(AwsClients.class.getName());
			assertThatExceptionOfType(ReflectiveOperationException.class)
				.isThrownBy(() -> clientsType.getMethod("create", settingsType).invoke(null, settings))
				.havingCause()
				.isInstanceOf(IllegalStateException.class)
				.withMessageContaining("client 'audit'")
				.withMessageContaining(ROLE)
				.withMessageContaining("add software.amazon.awssdk:sts");
		}
	}

	private static URL url(String entry) {
		try {
			return new File(entry).toURI().toURL();
		}
		catch (IOException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	private void listShards() throws Exception {
		this.clients.kinesis().listShards((request) -> request.streamName("orders")).get();
	}

	private void answer(HttpExchange exchange) throws IOException {
		String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
		String authorization = exchange.getRequestHeaders().getFirst("Authorization");
		if (exchange.getRequestHeaders().containsKey("X-Amz-Target")) {
			this.kinesisCalls.add(authorization + " " + exchange.getRequestHeaders().getFirst("X-Amz-Security-Token"));
			// An empty map in CBOR.
			send(exchange, 200, "application/x-amz-cbor-1.1", new byte[] { (byte) 0xa0 });
			return;
		}
		this.stsCalls.add(authorization + " " + body);
		send(exchange, this.denied ? 403 : 200, "text/xml",
				(this.denied ? denial() : credentials(this.stsCalls.size())).getBytes(StandardCharsets.UTF_8));
	}

	private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
		exchange.getResponseHeaders().set("Content-Type", type);
		exchange.sendResponseHeaders(status, body.length);
		try (OutputStream output = exchange.getResponseBody()) {
			output.write(body);
		}
	}

	private String credentials(int number) {
		return """
				<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
				<Credentials><AccessKeyId>ASIAROLE%d</AccessKeyId><SecretAccessKey>secret-%d</SecretAccessKey>
				<SessionToken>token-%d</SessionToken><Expiration>%s</Expiration></Credentials>
				<AssumedRoleUser><AssumedRoleId>AROA:kinesis</AssumedRoleId><Arn>%s</Arn></AssumedRoleUser>
				</AssumeRoleResult></AssumeRoleResponse>
				""".formatted(number, number, number, Instant.now().plus(this.lifetimes.remove()), ROLE);
	}

	private static String denial() {
		return """
				<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>
				<Code>AccessDenied</Code><Message>User: arn:aws:iam::1:user/app is not authorized to perform: \
				sts:AssumeRole on resource: %s</Message></Error><RequestId>r</RequestId></ErrorResponse>
				""".formatted(ROLE);
	}

}
