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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.awaitility.Awaitility.await;

/**
 * A running witness. Installs it below {@code target} at first use; without Node, npm or
 * the package, or with {@code KINESIS_WITNESSES=off}, the tests that need it are skipped.
 */
final class WitnessProcess implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(WitnessProcess.class);

	private static final Path DIRECTORY = Path.of("target", "witnesses").toAbsolutePath();

	private final Process process;

	private final URI endpoint;

	private WitnessProcess(Process process, URI endpoint) {
		this.process = process;
		this.endpoint = endpoint;
	}

	URI endpoint() {
		return this.endpoint;
	}

	static WitnessProcess start(Witness witness) {
		if ("off".equalsIgnoreCase(System.getenv("KINESIS_WITNESSES"))) {
			throw skip(witness, "KINESIS_WITNESSES is off");
		}
		requireNode(witness);
		Path home = install(witness);
		int port = freePort();
		List<String> command = new ArrayList<>(List.of("node", "--require", preload().toString()));
		command.addAll(witness.arguments(home, port));
		Path log = DIRECTORY.resolve(witness.npmPackage() + ".log");
		Process process = run(command, home, log, witness.environment(home, port, freePort()));
		WitnessProcess started = new WitnessProcess(process, URI.create("http://127.0.0.1:" + port));
		try {
			await("start of " + witness + ", which logs to " + log).atMost(Duration.ofSeconds(20))
				.pollInterval(Duration.ofMillis(25))
				.failFast(witness + " ended, see " + log, () -> !process.isAlive())
				.until(() -> accepts(port));
		}
		catch (RuntimeException ex) {
			started.close();
			throw ex;
		}
		return started;
	}

	@Override
	public void close() {
		// it keeps nothing that an orderly end would save
		this.process.destroyForcibly();
	}

	private static void requireNode(Witness witness) {
		for (String tool : List.of("node", npm())) {
			if (!succeeds(List.of(tool, "--version"), DIRECTORY.resolve(tool + ".log"))) {
				throw skip(witness, tool + " is not there");
			}
		}
	}

	private static synchronized Path install(Witness witness) {
		Path directory = DIRECTORY.resolve(witness.npmPackage() + "-" + witness.version());
		Path home = directory.resolve("node_modules").resolve(witness.npmPackage());
		Path complete = directory.resolve("complete");
		if (Files.exists(complete)) {
			return home;
		}
		Path log = DIRECTORY.resolve(witness.npmPackage() + "-install.log");
		List<String> command = List.of(npm(), "install", "--ignore-scripts", "--no-audit", "--no-fund",
				"--no-package-lock", "--prefer-offline", "--fetch-retries=0", "--fetch-timeout=20000", "--prefix",
				directory.toString(), witness.npmPackage() + "@" + witness.version());
		try {
			Files.createDirectories(directory);
			if (!succeeds(command, log)) {
				throw skip(witness, "npm could not install " + witness.npmPackage() + "@" + witness.version() + " (see "
						+ log + ")");
			}
			Files.createFile(complete);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return home;
	}

	private static RuntimeException skip(Witness witness, String reason) {
		String message = witness + " is left out: " + reason;
		logger.warn(message);
		return Assumptions.abort(message);
	}

	private static boolean succeeds(List<String> command, Path log) {
		Process process;
		try {
			process = run(command, DIRECTORY, log, Map.of());
		}
		catch (UncheckedIOException ex) {
			return false;
		}
		try {
			return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		finally {
			process.destroyForcibly();
		}
	}

	private static Process run(List<String> command, Path directory, Path log, Map<String, String> environment) {
		try {
			Files.createDirectories(DIRECTORY);
			ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile())
				.redirectErrorStream(true)
				.redirectOutput(log.toFile());
			builder.environment().putAll(environment);
			return builder.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String npm() {
		return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows") ? "npm.cmd" : "npm";
	}

	private static Path preload() {
		try {
			return Path.of(WitnessProcess.class.getResource("witness.cjs").toURI());
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static int freePort() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static boolean accepts(int port) {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			return socket.isConnected();
		}
		catch (IOException ex) {
			return false;
		}
	}

}
