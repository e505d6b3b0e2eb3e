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

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpServer;
import io.kinsumer.test.EmbeddedKinesisServer;
import io.netty.channel.ConnectTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Each setting of a client changes what the client does.
 */
@Timeout(60)
class ClientEffectsTests {

	private static final Duration SHORT = Duration.ofMillis(200);

	private static final Duration LONG = Duration.ofSeconds(50);

	private final EmbeddedKinesisServer server = EmbeddedKinesisServer.builder().streams("orders").tls().start();

	@AfterEach
	void close() {
		this.server.close();
	}

	@Test
	void callsTunnelThroughTheProxy() throws IOException {
		try (ConnectProxy proxy = new ConnectProxy();
				AwsClients clients = AwsClients.create(local().http(http(proxy, "me", "secret", Set.of())).build())) {
			assertThat(clients.kinesis().listStreams().join().streamNames()).containsExactly("orders");
			assertThat(clients.kinesisReads().listStreams().join().streamNames()).containsExactly("orders");
			assertThat(clients.dynamoDb().listTables().join().tableNames()).isEmpty();
			assertThat(proxy.tunnels).hasSizeGreaterThanOrEqualTo(3).containsOnly("127.0.0.1:" + this.server.port());
			assertThat(proxy.authorizations).hasSameSizeAs(proxy.tunnels)
				.containsOnly(
						"Basic " + Base64.getEncoder().encodeToString("me:secret".getBytes(StandardCharsets.US_ASCII)));
		}
	}

	@Test
	void tlsAndHttp2GoThroughTheProxy() throws IOException {
		ClientSettings.Builder settings = local().endpoint(this.server.tlsEndpoint());
		try (ConnectProxy proxy = new ConnectProxy();
				AwsClients clients = AwsClients.builder(settings.http(http(proxy, null, null, Set.of())).build())
					.tls(this.server.tls()::trustManagers, null)
					.build()) {
			assertThat(clients.kinesis().listStreams().join().streamNames()).containsExactly("orders");
			assertThat(clients.dynamoDb().listTables().join().tableNames()).isEmpty();
			assertThat(proxy.tunnels).containsOnly("localhost:" + this.server.tlsEndpoint().getPort());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1", "127.*", "*.0.0.1" })
	void someHostsAreCalledWithoutTheProxy(String host) throws IOException {
		try (ConnectProxy proxy = new ConnectProxy();
				AwsClients clients = AwsClients
					.create(local().http(http(proxy, null, null, Set.of("other", host))).build())) {
			assertThat(clients.kinesis().listStreams().join().streamNames()).containsExactly("orders");
			assertThat(proxy.tunnels).isEmpty();
		}
	}

	@Test
	void aDotOfAHostIsNoWildcard() throws IOException {
		try (ConnectProxy proxy = new ConnectProxy();
				AwsClients clients = AwsClients
					.create(local().http(http(proxy, null, null, Set.of("127x0.0.1", "127.0.0"))).build())) {
			clients.kinesis().listStreams().join();
			assertThat(proxy.tunnels).isNotEmpty();
		}
	}

	@Test
	void wrongProxiesAreNamed() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new HttpProxy(URI.create("socks://proxy:1"), null, null, Set.of()))
			.withMessageStartingWith("http.proxy.endpoint must")
			.withMessageContaining("socks://proxy:1");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new HttpProxy(URI.create("http://proxy:1"), "me", null, Set.of()))
			.withMessageStartingWith("http.proxy.password must");
		assertThat(new HttpProxy(URI.create("http://proxy:1"), "me", "s3cret", Set.of()).toString()).contains("me")
			.doesNotContain("s3cret");
	}

	@Test
	void anAttemptEndsAfterItsTimeout() {
		this.server.faults().on("ListStreams").delay(LONG);
		HttpSettings http = new HttpSettings(LONG, LONG, SHORT, 10, null);
		try (AwsClients clients = AwsClients.create(local().http(http).backoff(Backoff.once()).build())) {
			assertThatThrownBy(() -> clients.kinesis().listStreams().join())
				.hasRootCauseInstanceOf(ApiCallAttemptTimeoutException.class);
		}
	}

	@Test
	void anAnswerThatDoesNotComeEndsTheReading() {
		this.server.faults().on("ListStreams").delay(LONG);
		HttpSettings http = new HttpSettings(LONG, SHORT, null, 10, null);
		try (AwsClients clients = AwsClients.create(local().http(http).backoff(Backoff.once()).build())) {
			assertThatThrownBy(() -> clients.kinesis().listStreams().join()).hasMessageContaining("Read timed out");
		}
	}

	@Test
	void aCallEndsAfterTheElapsedTimeOfItsBackoff() {
		this.server.faults().on("ListStreams").times(1000).error("InternalFailure", 500);
		// Long enough for a connection and two attempts, also on a busy machine.
		Backoff backoff = new Backoff(Duration.ofMillis(1), Duration.ofMillis(10), 0, Duration.ofSeconds(1));
		try (AwsClients clients = AwsClients.create(local().backoff(backoff).build())) {
			assertThatThrownBy(() -> clients.kinesis().listStreams().join())
				.hasRootCauseInstanceOf(ApiCallTimeoutException.class);
			assertThat(this.server.kinesis().gate().count("ListStreams")).isGreaterThan(1);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 3 })
	void aCallIsMadeAsOftenAsItsBackoffAllows(int attempts) {
		this.server.faults().on("ListStreams").times(1000).error("InternalFailure", 500);
		Backoff backoff = new Backoff(Duration.ofMillis(1), Duration.ofMillis(1), attempts, LONG);
		try (AwsClients clients = AwsClients.create(local().backoff(backoff).build())) {
			assertThatThrownBy(() -> clients.kinesis().listStreams().join()).isNotNull();
			assertThat(this.server.kinesis().gate().count("ListStreams")).isEqualTo(attempts);
		}
	}

	@Test
	@EnabledOnOs(value = OS.LINUX, disabledReason = "A full backlog of connections is refused elsewhere")
	void aConnectionThatDoesNotOpenIsGivenUp() throws IOException {
		try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			List<SocketChannel> waiting = new ArrayList<>();
			for (int i = 0; i < 8; i++) {
				SocketChannel channel = SocketChannel.open();
				channel.configureBlocking(false);
				channel.connect(new InetSocketAddress(deaf.getInetAddress(), deaf.getLocalPort()));
				waiting.add(channel);
			}
			HttpSettings http = new HttpSettings(SHORT, LONG, null, 10, null);
			ClientSettings settings = local().endpoint(URI.create("http://127.0.0.1:" + deaf.getLocalPort()))
				.http(http)
				.backoff(Backoff.once())
				.build();
			try (AwsClients clients = AwsClients.create(settings)) {
				assertThatThrownBy(() -> clients.kinesis().listStreams().join())
					.hasRootCauseInstanceOf(ConnectTimeoutException.class);
			}
			for (SocketChannel channel : waiting) {
				channel.close();
			}
		}
	}

	@Test
	void noMoreCallsThanAllowedAreOnTheirWayAtOnce() throws IOException {
		AtomicInteger now = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		CyclicBarrier pairs = new CyclicBarrier(2);
		HttpServer slow = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		ExecutorService threads = Executors.newCachedThreadPool();
		slow.setExecutor(threads);
		slow.createContext("/", (exchange) -> {
			most.accumulateAndGet(now.incrementAndGet(), Math::max);
			try {
				pairs.await();
			}
			catch (Exception ex) {
				throw new IOException(ex);
			}
			now.decrementAndGet();
			byte[] answer = "{\"StreamNames\":[],\"HasMoreStreams\":false}".getBytes(StandardCharsets.US_ASCII);
			exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
			exchange.sendResponseHeaders(200, answer.length);
			exchange.getResponseBody().write(answer);
			exchange.close();
		});
		slow.start();
		HttpSettings http = new HttpSettings(LONG, LONG, null, 2, null);
		ClientSettings settings = local().endpoint(URI.create("http://127.0.0.1:" + slow.getAddress().getPort()))
			.http(http)
			.build();
		System.setProperty("aws.cborEnabled", "false");
		try (AwsClients clients = AwsClients.create(settings)) {
			KinesisAsyncClient client = clients.kinesis();
			List<CompletableFuture<?>> calls = new ArrayList<>();
			for (int i = 0; i < 10; i++) {
				calls.add(client.listStreams());
			}
			calls.forEach(CompletableFuture::join);
			assertThat(most).hasValue(2);
		}
		finally {
			System.clearProperty("aws.cborEnabled");
			slow.stop(0);
			threads.shutdownNow();
		}
	}

	@Test
	void credentialsAreThoseOfTheSettings() {
		ClientSettings settings = local().credentials(new ClientCredentials("id", "secret", "token")).build();
		try (AwsClients clients = AwsClients.create(settings)) {
			AwsCredentialsIdentity identity = identity(clients.kinesis());
			assertThat(identity.accessKeyId()).isEqualTo("id");
			assertThat(identity.secretAccessKey()).isEqualTo("secret");
			assertThat(((AwsSessionCredentialsIdentity) identity).sessionToken()).isEqualTo("token");
			assertThat(identity(clients.kinesisReads())).isEqualTo(identity);
		}
	}

	@Test
	void regionAndCredentialsComeFromTheProfile(@TempDir Path directory) throws IOException {
		Path file = Files.writeString(directory.resolve("credentials"), """
				[reader]
				aws_access_key_id = of-profile
				aws_secret_access_key = secret
				region = eu-north-1
				""");
		System.setProperty("aws.sharedCredentialsFile", file.toString());
		System.setProperty("aws.configFile", directory.resolve("absent").toString());
		try (AwsClients clients = AwsClients.builder(ClientSettings.builder("default").profile("reader").build())
			.region(() -> Region.SA_EAST_1)
			.build()) {
			assertThat(clients.kinesis().serviceClientConfiguration().region()).isEqualTo(Region.EU_NORTH_1);
			assertThat(identity(clients.kinesis()).accessKeyId()).isEqualTo("of-profile");
		}
		finally {
			System.clearProperty("aws.sharedCredentialsFile");
			System.clearProperty("aws.configFile");
		}
	}

	private static AwsCredentialsIdentity identity(KinesisAsyncClient client) {
		return client.serviceClientConfiguration().credentialsProvider().resolveIdentity().join();
	}

	private static HttpSettings http(ConnectProxy proxy, String username, String password, Set<String> nonProxyHosts) {
		return new HttpSettings(LONG, LONG, null, 10,
				new HttpProxy(proxy.endpoint(), username, password, nonProxyHosts));
	}

	private ClientSettings.Builder local() {
		return ClientSettings.builder("default")
			.region("eu-central-1")
			.endpoint(this.server.endpoint())
			.credentials(new ClientCredentials("key", "secret", null));
	}

}
