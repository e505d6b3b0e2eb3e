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

package io.kinsumer.core.shard;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.kinsumer.core.client.AwsClients;
import io.kinsumer.core.client.ClientCredentials;
import io.kinsumer.core.client.ClientSettings;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.ShardPosition;
import io.kinsumer.core.record.StreamName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the SDK does with a call of which nobody wants the answer any more.
 */
class CancelledReadTests {

	private final CountDownLatch asked = new CountDownLatch(1);

	private final CompletableFuture<Boolean> closed = new CompletableFuture<>();

	private ServerSocket server;

	private AwsClients clients;

	@BeforeEach
	void listen() throws Exception {
		this.server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
		Thread thread = new Thread(this::swallow, "swallows");
		thread.setDaemon(true);
		thread.start();
		this.clients = AwsClients.create(ClientSettings.builder("default")
			.region("eu-central-1")
			.endpoint(URI.create("http://127.0.0.1:" + this.server.getLocalPort()))
			.credentials(new ClientCredentials("key", "secret", null))
			.build());
	}

	/**
	 * Takes what comes and answers nothing.
	 */
	private void swallow() {
		try (Socket socket = this.server.accept()) {
			DataInputStream input = new DataInputStream(socket.getInputStream());
			input.skipNBytes(bodyLength(input));
			this.asked.countDown();
			this.closed.complete(input.read() < 0);
		}
		catch (SocketException ex) {
			this.closed.complete(true);
		}
		catch (Exception ex) {
			this.closed.completeExceptionally(ex);
		}
	}

	@SuppressWarnings("deprecation")
	private static int bodyLength(DataInputStream input) throws IOException {
		int length = 0;
		for (String line = input.readLine(); !line.isEmpty(); line = input.readLine()) {
			if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
				length = Integer.parseInt(line.substring(line.indexOf(':') + 1).trim());
			}
		}
		return length;
	}

	@AfterEach
	void close() throws Exception {
		this.clients.close();
		this.server.close();
	}

	@Test
	void aCancelledReadFreesItsConnection() throws Exception {
		CompletableFuture<?> read = reader().fetch("iterator", 10);
		assertThat(this.asked.await(20, TimeUnit.SECONDS)).isTrue();
		assertThat(this.closed).isNotDone();
		read.cancel(true);
		assertThat(this.closed.get(20, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void soDoesACancelledRequestForAnIterator() throws Exception {
		CompletableFuture<?> read = reader().openIterator(new ShardId("shardId-000000000000"),
				ShardPosition.TRIM_HORIZON);
		assertThat(this.asked.await(20, TimeUnit.SECONDS)).isTrue();
		read.cancel(true);
		assertThat(this.closed.get(20, TimeUnit.SECONDS)).isTrue();
	}

	private StreamReader reader() {
		return new StreamReader(this.clients.kinesisReads(), new StreamName("orders"), null);
	}

}
