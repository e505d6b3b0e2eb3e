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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

import io.kinsumer.test.EmbeddedKinesisServer;
import io.kinsumer.test.kinesis.IteratorType;
import io.kinsumer.test.kinesis.KinesisRequest.GetShardIterator;
import io.kinsumer.test.kinesis.StreamRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Clients that ask for more than is good for a server. Others are served meanwhile.
 */
@Timeout(60)
class HostileClientsTests {

	private static final String HEAD = "POST / HTTP/1.1\r\nHost: x\r\nX-Amz-Target: Kinesis_20131202.ListStreams\r\n"
			+ "Content-Type: application/x-amz-json-1.1\r\n";

	private static final String LIST = HEAD + "Content-Length: 2\r\n\r\n{}";

	/** More than fits into the buffers on the way. */
	private static final int MUCH = 200_000_000;

	/** The preface of HTTP/2 and empty settings. */
	private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0";

	private final EmbeddedKinesisServer server = EmbeddedKinesisServer.builder().streams("orders:1").start();

	private final List<Socket> sockets = new ArrayList<>();

	@AfterEach
	void stop() throws IOException {
		this.server.close();
		for (Socket socket : this.sockets) {
			socket.close();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "-1", "abc", "+2", "2, 3", "2\r\nContent-Length: 3", "99999999999999999999", "0x2", "" })
	void lengthsThatAreNoneAreRefused(String length) throws IOException {
		Socket socket = connect();
		send(socket, HEAD + "Content-Length: " + length + "\r\n\r\n{}");
		assertThat(answer(socket)).startsWith("HTTP/1.1 4").contains("\"__type\":\"", "connection: close");
		assertOthersAreServed();
	}

	@ParameterizedTest
	@ValueSource(strings = { "zz\r\n{}\r\n", "-1\r\n{}\r\n", "ffffffffffffffff1\r\n", "\r\n{}\r\n" })
	void chunksThatAreNoneAreRefused(String chunk) throws IOException {
		Socket socket = connect();
		send(socket, HEAD + "Transfer-Encoding: chunked\r\n\r\n" + chunk);
		assertThat(answer(socket)).startsWith("HTTP/1.1 4").contains("\"__type\":\"", "connection: close");
		assertOthersAreServed();
	}

	@Test
	void headersThatNeverEndAreCutShort() throws IOException {
		Socket socket = connect();
		send(socket, "POST / HTTP/1.1\r\n");
		assertThat(sendsUntilRefused(socket, "X-More: " + "x".repeat(100) + "\r\n", MUCH)).isTrue();
		assertOthersAreServed();
	}

	@Test
	void aFirstLineThatNeverEndsIsCutShort() throws IOException {
		Socket socket = connect();
		assertThat(sendsUntilRefused(socket, "x".repeat(1000), MUCH)).isTrue();
		assertOthersAreServed();
	}

	@Test
	void headersOfHttp2ThatNeverEndAreCutShort() throws IOException {
		Socket socket = connect();
		send(socket, PREFACE);
		send(socket, frame(1, 0, 1, request()));
		// a literal header of 100 bytes, again and again
		byte[] more = ("\0\1x\144" + "x".repeat(100)).getBytes(StandardCharsets.ISO_8859_1);
		assertThat(sendsUntilRefused(socket, frame(9, 0, 1, more), MUCH)).isTrue();
		assertOthersAreServed();
	}

	@Test
	void streamsThatAreResetAtOnceHarmNobody() throws IOException {
		Socket socket = connect();
		send(socket, PREFACE);
		ByteArrayOutputStream frames = new ByteArrayOutputStream();
		for (int stream = 1; stream < 20_000; stream += 2) {
			frames.write(frame(1, 4, stream, request()).getBytes(StandardCharsets.ISO_8859_1));
			frames.write(frame(3, 0, stream, new byte[] { 0, 0, 0, 8 }).getBytes(StandardCharsets.ISO_8859_1));
		}
		boolean cutShort = sendsUntilRefused(socket, frames.toString(StandardCharsets.ISO_8859_1), MUCH);
		assertThat(cutShort).isTrue();
		assertOthersAreServed();
	}

	@Test
	void bodiesThatStallKeepNobodyWaiting() throws IOException {
		for (int i = 0; i < 100; i++) {
			send(connect(), HEAD + "Transfer-Encoding: chunked\r\n\r\n100000\r\nstalled");
		}
		assertOthersAreServed();
		assertThatClosingHangsUpOnAll();
	}

	@Test
	void aThousandIdleConnectionsKeepNobodyWaiting() throws IOException {
		for (int i = 0; i < 1000; i++) {
			connect();
		}
		assertOthersAreServed();
		send(this.sockets.get(0), LIST);
		assertThat(answerOf(this.sockets.get(0).getInputStream())).contains("\"orders\"");
		assertThatClosingHangsUpOnAll();
	}

	@Test
	void whoConnectsWhileItClosesIsHungUpOn() throws IOException {
		for (int round = 0; round < 20; round++) {
			EmbeddedKinesisServer closing = EmbeddedKinesisServer.builder().start();
			int port = closing.port();
			connect(port);
			CompletableFuture<Void> closed = CompletableFuture.runAsync(closing::close);
			connectUntilItIsGone(port);
			assertThat(closed).succeedsWithin(Duration.ofSeconds(10));
			for (Socket socket : this.sockets) {
				assertThat(answer(socket)).isEmpty();
				socket.close();
			}
			this.sockets.clear();
		}
	}

	@Test
	void pipelinedRequestsAreAnsweredInOrder() throws IOException {
		Socket socket = connect();
		CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> {
			for (int i = 0; i < 2000; i++) {
				send(socket, (i % 2 == 0) ? LIST : LIST.replace("ListStreams", "DescribeLimits"));
			}
		});
		for (int i = 0; i < 2000; i++) {
			assertThat(answerOf(socket.getInputStream())).contains((i % 2 == 0) ? "\"orders\"" : "\"ShardLimit\"");
		}
		assertThat(sent).succeedsWithin(Duration.ofSeconds(10));
	}

	@Test
	void whoAsksWithoutReadingIsListenedToNoMoreUntilItReads() throws IOException {
		String body = "{\"ShardIterator\":\"" + iteratorAtMegabytes() + "\"}";
		String request = HEAD.replace("ListStreams", "GetRecords") + "Content-Length: " + body.length() + "\r\n\r\n"
				+ body;
		Socket socket = connect();
		for (int i = 0; i < 50; i++) {
			send(socket, request);
		}
		assertThat(callsOnceTheyStop()).isBetween(1L, 5L);
		assertOthersAreServed();
		for (int i = 0; i < 50; i++) {
			assertThat(answerOf(socket.getInputStream())).startsWith("HTTP/1.1 200");
		}
		assertThat(this.server.kinesis().gate().count("GetRecords")).isEqualTo(50);
	}

	@Test
	void whoOpensStreamsWithoutReadingThemIsAnsweredAFewAtATime() throws IOException {
		String body = "{\"ShardIterator\":\"" + iteratorAtMegabytes() + "\"}";
		Socket socket = connect();
		// a window of zero bytes for each stream
		send(socket, PREFACE + frame(4, 0, 0, new byte[] { 0, 4, 0, 0, 0, 0 }));
		for (int stream = 1; stream < 200; stream += 2) {
			send(socket, frame(1, 4, stream, getRecords())
					+ frame(0, 1, stream, body.getBytes(StandardCharsets.ISO_8859_1)));
		}
		assertThat(callsOnceTheyStop()).isBetween(1L, 20L);
		assertOthersAreServed();
		// room for all on the connection, then stream by stream
		send(socket, frame(8, 0, 0, new byte[] { 0x7f, 0, 0, 0 }));
		CompletableFuture<Void> read = CompletableFuture.runAsync(() -> {
			try {
				socket.getInputStream().transferTo(OutputStream.nullOutputStream());
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		});
		for (int stream = 1; stream < 200; stream += 2) {
			send(socket, frame(8, 0, stream, new byte[] { 0x7f, 0, 0, 0 }));
		}
		await().atMost(Duration.ofSeconds(40)).until(() -> this.server.kinesis().gate().count("GetRecords") == 100);
		this.server.close();
		assertThat(read).succeedsWithin(Duration.ofSeconds(10));
	}

	/** The headers of a call of GetRecords, the latter two written out. */
	private static byte[] getRecords() {
		String target = "Kinesis_20131202.GetRecords";
		String type = "application/x-amz-json-1.1";
		ByteArrayOutputStream headers = new ByteArrayOutputStream();
		headers.writeBytes(request());
		headers.writeBytes(("\0\14x-amz-target" + (char) target.length() + target + "\0\14content-type"
				+ (char) type.length() + type)
			.getBytes(StandardCharsets.ISO_8859_1));
		return headers.toByteArray();
	}

	private String iteratorAtMegabytes() {
		for (int i = 0; i < 9; i++) {
			this.server.put("orders", "k", new byte[1_000_000]);
		}
		String iterator = this.server.kinesis()
			.getShardIterator(new GetShardIterator(StreamRef.named("orders"), "shardId-000000000000",
					IteratorType.TRIM_HORIZON, null, null))
			.shardIterator();
		this.server.kinesis().gate().resetCounts();
		return iterator;
	}

	/** How many calls were run when no more were for a second. */
	private long callsOnceTheyStop() {
		AtomicLong seen = new AtomicLong();
		await().atMost(Duration.ofSeconds(30)).during(Duration.ofSeconds(1)).until(() -> {
			long calls = this.server.kinesis().gate().count("GetRecords");
			return calls > 0 && seen.getAndSet(calls) == calls;
		});
		return seen.get();
	}

	private void assertThatClosingHangsUpOnAll() throws IOException {
		this.server.close();
		for (Socket socket : this.sockets) {
			assertThat(answer(socket)).isEmpty();
		}
	}

	private void assertOthersAreServed() throws IOException {
		try (Socket other = connect()) {
			send(other, LIST);
			assertThat(answerOf(other.getInputStream())).contains("\"orders\"");
		}
	}

	/** Whether the server hangs up before it has heard all of it. */
	private static boolean sendsUntilRefused(Socket socket, String text, int most) {
		byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
		try {
			for (int sent = 0; sent < most; sent += bytes.length) {
				socket.getOutputStream().write(bytes);
			}
			return false;
		}
		catch (IOException ex) {
			return true;
		}
	}

	/** The pseudo headers of a POST, of the static table of HPACK. */
	private static byte[] request() {
		return new byte[] { (byte) 0x83, (byte) 0x86, (byte) 0x84 };
	}

	private static String frame(int type, int flags, int stream, byte[] payload) {
		ByteBuffer frame = ByteBuffer.allocate(9 + payload.length)
			.put((byte) (payload.length >> 16))
			.putShort((short) payload.length)
			.put((byte) type)
			.put((byte) flags)
			.putInt(stream)
			.put(payload);
		return new String(frame.array(), StandardCharsets.ISO_8859_1);
	}

	/** Each begins a request: the kernel resets only those that send something. */
	private void connectUntilItIsGone(int port) {
		try {
			for (int i = 0; i < 200; i++) {
				send(connect(port), HEAD);
			}
		}
		catch (IOException | UncheckedIOException ex) {
			// nobody listens there any more
		}
	}

	private Socket connect() throws IOException {
		return connect(this.server.port());
	}

	private Socket connect(int port) throws IOException {
		Socket socket = new Socket("127.0.0.1", port);
		this.sockets.add(socket);
		socket.setSoTimeout(20_000);
		socket.setTcpNoDelay(true);
		return socket;
	}

	private static void send(Socket socket, String text) {
		try {
			socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** All that comes until the server closes. */
	private static String answer(Socket socket) throws IOException {
		ByteArrayOutputStream answer = new ByteArrayOutputStream();
		try {
			socket.getInputStream().transferTo(answer);
		}
		catch (SocketException ex) {
			// reset: it has closed without reading the rest
		}
		return answer.toString(StandardCharsets.UTF_8);
	}

	/** One answer of a known length. */
	private static String answerOf(InputStream in) throws IOException {
		StringBuilder head = new StringBuilder();
		while (head.indexOf("\r\n\r\n") < 0) {
			int next = in.read();
			if (next < 0) {
				throw new IOException("The server hung up after '" + head + "'");
			}
			head.append((char) next);
		}
		int start = head.indexOf("content-length: ") + "content-length: ".length();
		int length = Integer.parseInt(head.substring(start, head.indexOf("\r", start)));
		return head + new String(in.readNBytes(length), StandardCharsets.UTF_8);
	}

}
