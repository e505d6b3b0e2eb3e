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

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import javax.tools.ToolProvider;

import io.kinsumer.test.EmbeddedKinesisServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Boot's developer tools restart an application, in a process of its own, when its
 * classes change.
 */
class DevToolsRestartTests {

	private static final Duration LONG = Duration.ofSeconds(60);

	private static final String CLASS_PATH = System.getProperty("surefire.test.class.path",
			System.getProperty("java.class.path"));

	private static final String SOURCE = """
			package shop;

			import java.util.stream.Collectors;
			import io.kinsumer.boot.autoconfigure.*;
			import io.kinsumer.spring.annotation.KinesisListener;
			import io.kinsumer.spring.listener.KinesisListenerEndpointRegistry;
			import org.springframework.boot.SpringApplication;
			import org.springframework.boot.SpringBootConfiguration;
			import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
			import org.springframework.boot.devtools.autoconfigure.LocalDevToolsAutoConfiguration;
			import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;

			@SpringBootConfiguration
			@ImportAutoConfiguration({ LocalDevToolsAutoConfiguration.class, JacksonAutoConfiguration.class,
					KinesisAutoConfiguration.class, KinesisListenerAutoConfiguration.class,
					KinesisProducerAutoConfiguration.class })
			public class Shop {

				private final KinesisListenerEndpointRegistry registry;

				Shop(KinesisListenerEndpointRegistry registry) {
					this.registry = registry;
				}

				public record Order(String id) {
				}

				@KinesisListener("orders")
				void listen(Order order) {
					System.out.println(order.id() + " handled by the %s, members " + this.registry.getContainer("orders")
						.status()
						.members()
						.size() + ", threads of others " + threadsOfOthers());
				}

				private static String threadsOfOthers() {
					return Thread.getAllStackTraces()
						.keySet()
						.stream()
						.filter((thread) -> isOther(thread.getContextClassLoader()))
						.map(Thread::getName)
						// One of the JDK for the whole process, whoever needs it first; the second
						// name is that of newer JDKs.
						.filter((name) -> !name.equals("CompletableFutureDelayScheduler")
								&& !name.equals("ForkJoinPool.commonPool-delayScheduler"))
						.sorted()
						.collect(Collectors.joining(", ", "[", "]"));
				}

				private static boolean isOther(ClassLoader loader) {
					return loader != null && loader != Shop.class.getClassLoader()
							&& loader.getClass().getSimpleName().equals("RestartClassLoader");
				}

				public static void main(String[] args) {
					SpringApplication.run(Shop.class, args);
				}

			}
			""";

	@TempDir
	private Path directory;

	@Test
	void listenersWorkAgainAndNothingIsLeftOfThoseBefore() throws Exception {
		Path output = this.directory.resolve("output");
		compile("first");
		Files.createDirectories(this.directory.resolve("classes/META-INF"));
		// In an application these are jars, which the developer tools leave alone.
		Files.writeString(this.directory.resolve("classes/META-INF/spring-devtools.properties"),
				"restart.exclude.ours=/kinesis-[a-z-]+/target/\n");
		try (EmbeddedKinesisServer server = EmbeddedKinesisServer.builder().streams("orders:1").start()) {
			Process process = start(server, output);
			try {
				server.put("orders", "a", "{\"id\":\"one\"}".getBytes(StandardCharsets.UTF_8));
				await().atMost(LONG)
					.untilAsserted(() -> assertThat(read(output)).contains("one handled by the first, members 1"));
				compile("second");
				await().atMost(LONG).untilAsserted(() -> assertThat(read(output).split("Started Shop in")).hasSize(3));
				server.put("orders", "a", "{\"id\":\"two\"}".getBytes(StandardCharsets.UTF_8));
				await().atMost(LONG)
					.untilAsserted(() -> assertThat(read(output))
						.contains("two handled by the second, members 1, threads of others []"));
				assertThat(read(output)).as("nothing is handled again").containsOnlyOnce("one handled");
				assertThat(Metadata.sessions(server)).hasSize(1);
			}
			finally {
				process.destroy();
				process.waitFor();
			}
		}
	}

	private void compile(String version) throws IOException {
		Path source = Files.createDirectories(this.directory.resolve("source/shop")).resolve("Shop.java");
		Files.writeString(source, SOURCE.formatted(version));
		Path classes = Files.createDirectories(this.directory.resolve("classes"));
		assertThat(ToolProvider.getSystemJavaCompiler()
			.run(null, null, null, "-proc:none", "-nowarn", "-parameters", "-d", classes.toString(), "-classpath",
					CLASS_PATH + File.pathSeparator + developerTools(), source.toString()))
			.isZero();
	}

	private Process start(EmbeddedKinesisServer server, Path output) throws IOException {
		String classPath = Arrays.stream(CLASS_PATH.split(File.pathSeparator))
			.filter((entry) -> !entry.contains("test-classes"))
			.collect(Collectors.joining(File.pathSeparator));
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-XX:+UseSerialGC", "-Xmx128m", "-classpath", String.join(File.pathSeparator,
								this.directory.resolve("classes").toString(), developerTools(), classPath),
						"shop.Shop"));
		List.of("spring.application.name=shop", "spring.main.web-application-type=none",
				"spring.devtools.restart.poll-interval=200ms", "spring.devtools.restart.quiet-period=100ms",
				"spring.devtools.livereload.enabled=false", "spring.docker.compose.enabled=false",
				"kinesis.clients.default.endpoint=" + server.endpoint(),
				"kinesis.clients.default.region=" + EmbeddedKinesisServer.REGION,
				"kinesis.clients.default.credentials.access-key-id=test",
				"kinesis.clients.default.credentials.secret-access-key=test")
			.forEach((property) -> command.add("--" + property));
		return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
	}

	/**
	 * Beside Spring Boot in the repository. They are not on the class path, where they
	 * would change all other tests.
	 */
	private static String developerTools() {
		Path boot = Path.of(SpringApplication.class.getProtectionDomain().getCodeSource().getLocation().getPath());
		String version = boot.getParent().getFileName().toString();
		return boot.getParent()
			.getParent()
			.resolveSibling("spring-boot-devtools")
			.resolve(version)
			.resolve("spring-boot-devtools-" + version + ".jar")
			.toString();
	}

	private static String read(Path output) {
		try {
			return Files.readString(output);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
