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
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import static org.awaitility.Awaitility.await;

/**
 * A running witness from npm.
 */
final class WitnessProcess implements AutoCloseable {

	private final Process process;

	private final URI endpoint;

	private WitnessProcess(Process process, URI endpoint) {
		this.process = process;
		this.endpoint = endpoint;
	}

	URI endpoint() {
		return this.endpoint;
	}

	static WitnessProcess start(NpmPackage witness) {
		return Witness.start(Witness.LEFT_OUT, () -> start(witness, NodeTools.ofThisMachine(), Witness.areOff()));
	}

	/**
	 * Installs it at first use. The tests that need it are skipped without the tools or
	 * the package, and when witnesses are switched off.
	 */
	static WitnessProcess start(NpmPackage witness, NodeTools tools, boolean off) {
		if (off) {
			throw witness.witness().leaveOut(Witness.SETTING + " is off");
		}
		Path home = tools.install(witness);
		int port = freePort();
		List<String> command = new ArrayList<>(List.of(tools.node(), "--require", preload().toString()));
		command.addAll(witness.arguments(home, port));
		Path log = tools.directory().resolve(witness.packageName() + ".log");
		Process process = tools.run(command, home, log, witness.environment(home, port, freePort()));
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
