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

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A proxy on loopback that tunnels, and remembers what it was asked for.
 */
final class ConnectProxy implements AutoCloseable {

	final List<String> tunnels = new CopyOnWriteArrayList<>();

	final List<String> authorizations = new CopyOnWriteArrayList<>();

	private final ExecutorService threads = Executors.newCachedThreadPool((task) -> {
		Thread thread = new Thread(task, "proxy");
		thread.setDaemon(true);
		return thread;
	});

	private final ServerSocket server;

	ConnectProxy() throws IOException {
		this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		this.threads.execute(this::accept);
	}

	URI endpoint() {
		return URI.create("http://127.0.0.1:" + this.server.getLocalPort());
	}

	private void accept() {
		while (!this.server.isClosed()) {
			try {
				Socket client = this.server.accept();
				this.threads.execute(() -> tunnel(client));
			}
			catch (IOException ex) {
				// Closed at the end of the test.
				return;
			}
		}
	}

	private void tunnel(Socket client) {
		try (client) {
			BufferedReader reader = new BufferedReader(
					new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII), 1);
			String target = reader.readLine().split(" ")[1];
			String header = reader.readLine();
			while (!header.isEmpty()) {
				if (header.toLowerCase(java.util.Locale.ROOT).startsWith("proxy-authorization: ")) {
					this.authorizations.add(header.substring("proxy-authorization: ".length()));
				}
				header = reader.readLine();
			}
			this.tunnels.add(target);
			String[] address = target.split(":");
			try (Socket server = new Socket(address[0], Integer.parseInt(address[1]))) {
				client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
				this.threads.execute(() -> copy(server, client));
				copy(client, server);
			}
		}
		catch (IOException ex) {
			// The test has seen what it wanted.
			return;
		}
	}

	private static void copy(Socket from, Socket to) {
		try {
			InputStream input = from.getInputStream();
			OutputStream output = to.getOutputStream();
			input.transferTo(output);
			to.shutdownOutput();
		}
		catch (IOException ex) {
			// One side is gone; the other is closed by the caller.
			return;
		}
	}

	@Override
	public void close() throws IOException {
		this.server.close();
		this.threads.shutdownNow();
	}

}
