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

package io.kinsumer.awsclients.kit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * An independent emulator in a Node process of its own, which ends with this one.
 */
final class Witness implements AutoCloseable {

	private static final int START_SECONDS = 20;

	private final Process process;

	private final URI endpoint;

	private Witness(Process process, int port) {
		this.process = process;
		this.endpoint = URI.create("http://127.0.0.1:" + port);
	}

	/**
	 * Starts kinesis-local.
	 * @param home where npm installed it
	 * @param preload a script that keeps it on 127.0.0.1
	 * @return the witness, listening
	 * @throws IOException if it does not start
	 * @throws InterruptedException if interrupted while it starts
	 */
	static Witness kinesisLocal(Path home, Path preload) throws IOException, InterruptedException {
		int port = freePort();
		return start(port, home, preload, List.of(home.resolve("main.js").toString()),
				Map.of("KINESIS_MOCK_PLAIN_PORT", "" + port, "KINESIS_MOCK_TLS_PORT", "" + freePort(),
						"KINESIS_MOCK_CERT_PATH", home.resolve("server.json").toString(), "AWS_REGION", "eu-central-1",
						"CREATE_STREAM_DURATION", "10ms", "LOG_LEVEL", "ERROR"));
	}

	/**
	 * Starts dynalite.
	 * @param home where npm installed it
	 * @param preload a script that keeps it on 127.0.0.1
	 * @return the witness, listening
	 * @throws IOException if it does not start
	 * @throws InterruptedException if interrupted while it starts
	 */
	static Witness dynalite(Path home, Path preload) throws IOException, InterruptedException {
		int port = freePort();
		return start(port, home, preload,
				List.of(home.resolve("cli.js").toString(), "--port", "" + port, "--createTableMs", "20"), Map.of());
	}

	private static Witness start(int port, Path home, Path preload, List<String> arguments,
			Map<String, String> environment) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of("node", "--require", preload.toString()));
		command.addAll(arguments);
		Path log = home.resolveSibling(home.getFileName() + ".log");
		ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile())
			.redirectErrorStream(true)
			.redirectOutput(log.toFile());
		builder.environment().putAll(environment);
		Witness witness = new Witness(builder.start(), port);
		long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
		while (!accepts(port)) {
			if (witness.process.waitFor(50, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
				witness.close();
				throw new IOException(home.getFileName() + " did not start, see " + log);
			}
		}
		return witness;
	}

	URI endpoint() {
		return this.endpoint;
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
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
