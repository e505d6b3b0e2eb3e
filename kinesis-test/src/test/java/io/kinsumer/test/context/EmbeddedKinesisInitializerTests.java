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

package io.kinsumer.test.context;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;

import io.kinsumer.test.EmbeddedKinesisServer;
import io.kinsumer.test.server.RunningServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * The embedded server of an application.
 */
@ExtendWith(OutputCaptureExtension.class)
class EmbeddedKinesisInitializerTests {

	private static final String ENDPOINT = "kinesis.clients.default.endpoint";

	@Test
	void applicationsGetAServerThatIsClosedWithThem() {
		int port;
		try (ConfigurableApplicationContext context = run(Plain.class, "--kinesis.embedded.enabled=true",
				"--kinesis.embedded.streams=board:4,orders")) {
			EmbeddedKinesisServer server = context.getBean(EmbeddedKinesisServer.class);
			port = server.port();
			assertThat(context.getEnvironment().getProperty(ENDPOINT)).isEqualTo(server.endpoint().toString());
			assertThat(server.shards("board")).hasSize(4);
			assertThat(server.shards("orders")).hasSize(1);
		}
		assertThat(RunningServer.find(port)).isNull();
	}

	@Test
	void nothingStartsUnlessEnabled() {
		try (ConfigurableApplicationContext context = run(Plain.class)) {
			assertThat(context.getBeansOfType(EmbeddedKinesisServer.class)).isEmpty();
			assertThat(context.getEnvironment().containsProperty(ENDPOINT)).isFalse();
		}
	}

	@Test
	void theUsersEndpointAndRegionWin() {
		try (ConfigurableApplicationContext context = run(Plain.class, "--kinesis.embedded.enabled=true",
				"--" + ENDPOINT + "=http://elsewhere")) {
			assertThat(context.getBeansOfType(EmbeddedKinesisServer.class)).isEmpty();
			assertThat(context.getEnvironment().getProperty(ENDPOINT)).isEqualTo("http://elsewhere");
		}
		try (ConfigurableApplicationContext context = run(Plain.class, "--kinesis.embedded.enabled=true",
				"--kinesis.clients.default.region=us-east-1")) {
			assertThat(context.getEnvironment().getProperty("kinesis.clients.default.region")).isEqualTo("us-east-1");
		}
	}

	@Test
	void theServerOutlivesLifecyclesAndOtherBeans() {
		ConfigurableApplicationContext context = run(Watching.class, "--kinesis.embedded.enabled=true");
		Watcher watcher = context.getBean(Watcher.class);
		context.close();
		assertThat(watcher.servedWhileStopping).isTrue();
		assertThat(watcher.servedWhileDestroyed).isTrue();
		assertThat(RunningServer.find(watcher.port)).isNull();
	}

	@Test
	void theServerIsClosedWhenTheRefreshFails() throws IOException {
		int port = freePort();
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> run(Failing.class, "--kinesis.embedded.enabled=true", "--kinesis.embedded.port=" + port));
		assertThat(Failing.reached).isTrue();
		assertThat(RunningServer.find(port)).isNull();
		try (ConfigurableApplicationContext again = run(Plain.class, "--kinesis.embedded.enabled=true",
				"--kinesis.embedded.port=" + port)) {
			assertThat(again.getBean(EmbeddedKinesisServer.class).port()).isEqualTo(port);
		}
	}

	@Test
	void nothingListensWhenAnotherInitializerFails() throws IOException {
		int port = freePort();
		SpringApplication application = new SpringApplication(Plain.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.addInitializers((context) -> {
			throw new IllegalStateException("broken on purpose");
		});
		assertThatIllegalStateException()
			.isThrownBy(() -> application.run("--kinesis.embedded.enabled=true", "--kinesis.embedded.port=" + port))
			.withMessage("broken on purpose");
		assertThat(RunningServer.find(port)).isNull();
	}

	@Test
	void severalApplicationsOfOneJvmAreIndependent() {
		try (ConfigurableApplicationContext two = run(Plain.class, "--kinesis.embedded.enabled=true")) {
			int port;
			try (ConfigurableApplicationContext one = run(Plain.class, "--kinesis.embedded.enabled=true")) {
				port = one.getBean(EmbeddedKinesisServer.class).port();
			}
			assertThat(RunningServer.find(port)).isNull();
			assertThat(RunningServer.find(two.getBean(EmbeddedKinesisServer.class).port())).isNotNull();
		}
	}

	@Test
	void aSecondInstanceJoinsTheFirstOnesServer(CapturedOutput output) {
		try (EmbeddedKinesisServer first = EmbeddedKinesisServer.builder().streams("board:4").start()) {
			try (ConfigurableApplicationContext context = run(Plain.class, "--kinesis.embedded.enabled=true",
					"--kinesis.embedded.port=" + first.port(), "--kinesis.embedded.streams=board:2,orders:3")) {
				assertThat(URI.create(String.valueOf(context.getEnvironment().getProperty(ENDPOINT))))
					.isEqualTo(first.endpoint());
				assertThat(context.getBeansOfType(EmbeddedKinesisServer.class)).isEmpty();
			}
			assertThat(first.shards("board")).hasSize(4);
			assertThat(first.shards("orders")).hasSize(3);
			assertThat(RunningServer.find(first.port())).isNotNull();
			assertThat(output).contains("run on port " + first.port() + " already: joining them");
		}
	}

	@Test
	void aForeignPortEndsTheStartWithTheRemedy(CapturedOutput output) throws IOException {
		try (ServerSocket foreign = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"))) {
			Thread closing = closeEveryConnectionOf(foreign);
			assertThatExceptionOfType(EmbeddedKinesisPortInUseException.class).isThrownBy(() -> run(Plain.class,
					"--kinesis.embedded.enabled=true", "--kinesis.embedded.port=" + foreign.getLocalPort()));
			assertThat(output).contains("APPLICATION FAILED TO START")
				.contains("set 'kinesis.embedded.port' to another port");
			closing.interrupt();
		}
	}

	@Test
	void wrongSettingsNameKeyAndRule() {
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
			.isThrownBy(
					() -> run(Plain.class, "--kinesis.embedded.enabled=true", "--kinesis.embedded.streams=orders:0"))
			.satisfies((ex) -> assertThat(ex.getName()).isEqualTo("kinesis.embedded.streams"));
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
			.isThrownBy(() -> run(Plain.class, "--kinesis.embedded.enabled=true", "--kinesis.embedded.port=70000"));
	}

	private static ConfigurableApplicationContext run(Class<?> source, String... args) {
		SpringApplication application = new SpringApplication(source);
		application.setWebApplicationType(WebApplicationType.NONE);
		return application.run(args);
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			return socket.getLocalPort();
		}
	}

	private static Thread closeEveryConnectionOf(ServerSocket server) {
		Thread thread = new Thread(() -> {
			while (!server.isClosed()) {
				try {
					server.accept().close();
				}
				catch (IOException ex) {
					return;
				}
			}
		});
		thread.setDaemon(true);
		thread.start();
		return thread;
	}

	@Configuration(proxyBeanMethods = false)
	static class Plain {

	}

	@Configuration(proxyBeanMethods = false)
	static class Failing {

		static volatile boolean reached;

		@Bean
		Object broken() {
			reached = true;
			throw new IllegalStateException("broken on purpose");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Watching {

		@Bean
		Watcher watcher(@Value("${kinesis.clients.default.endpoint}") URI endpoint) {
			return new Watcher(endpoint.getPort());
		}

	}

	/**
	 * A bean that does not depend on the server, yet needs it to the end.
	 */
	static class Watcher implements SmartLifecycle, AutoCloseable {

		private final AtomicBoolean running = new AtomicBoolean();

		private final int port;

		private boolean servedWhileStopping;

		private boolean servedWhileDestroyed;

		Watcher(int port) {
			this.port = port;
		}

		@Override
		public void start() {
			this.running.set(true);
		}

		@Override
		public void stop() {
			this.servedWhileStopping = RunningServer.find(this.port) != null;
			this.running.set(false);
		}

		@Override
		public boolean isRunning() {
			return this.running.get();
		}

		@Override
		public void close() {
			this.servedWhileDestroyed = RunningServer.find(this.port) != null;
		}

	}

}
