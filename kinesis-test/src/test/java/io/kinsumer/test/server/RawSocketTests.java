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
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import io.kinsumer.test.EmbeddedKinesisServer;
import io.kinsumer.test.kinesis.ConsumerRequest.RegisterStreamConsumer;
import io.kinsumer.test.kinesis.ConsumerRequest.SubscribeToShard;
import io.kinsumer.test.kinesis.IteratorType;
import io.kinsumer.test.kinesis.KinesisRequest.GetShardIterator;
import io.kinsumer.test.kinesis.StreamRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.eventstream.Message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Clients that are slow, hang up or send garbage, and the bytes of an event stream.
 */
class RawSocketTests {

	private static final String ARN = "arn:aws:kinesis:eu-central-1:000000000000:stream/orders";

	private final EmbeddedKinesisServer server = EmbeddedKinesisServer.builder().streams("orders:1").start();

	@AfterEach
	void stop() {
		this.server.close();
	}

	@Test
	void whoClosesItsSideAfterTheRequestGetsTheAnswer() throws IOException {
		try (Socket socket = connect()) {
			send(socket, request("ListStreams", "{}") + request("ListStreams", "{\"Limit\":0}"));
			socket.shutdownOutput();
			assertThat(answer(socket)).contains("HTTP/1.1 200 OK", "\"orders\"", "HTTP/1.1 400", "ValidationException");
		}
	}

	@Test
	void whoClosesItsSideWithinTheBodyGetsAnError() throws IOException {
		try (Socket socket = connect()) {
			String request = request("PutRecord", "{\"StreamName\":\"orders\",\"PartitionKey\":\"k\",\"Data\":\"\"}");
			send(socket, request.substring(0, request.length() - 5));
			socket.shutdownOutput();
			assertThat(answer(socket)).contains("HTTP/1.1 400", "\"__type\":\"SerializationException\"", "date: ");
		}
	}

	@Test
	void whoClosesItsSideWithinTheHeadersGetsAnError() throws IOException {
		try (Socket socket = connect()) {
			send(socket, "POST / HTTP/1.1\r\nHost: x\r\nX-Amz-Tar");
			socket.shutdownOutput();
			assertThat(answer(socket)).contains("HTTP/1.1 400", "\"__type\":\"SerializationException\"");
		}
	}

	@Test
	void whoClosesItsSideWithoutARequestIsHungUpOn() throws IOException {
		for (String begin : new String[] { "", "PRI * HTTP/2.0\r\n" }) {
			try (Socket socket = connect()) {
				send(socket, begin);
				socket.shutdownOutput();
				assertThat(answer(socket)).isEmpty();
			}
		}
	}

	@Test
	void slowClientsAreServedByteByByteWhileOthersGoOn() throws IOException {
		try (Socket slow = connect(); Socket other = connect()) {
			String request = request("ListStreams", "{}");
			for (int i = 0; i < request.length(); i++) {
				send(slow, request.substring(i, i + 1));
				if (i % 20 == 0) {
					send(other, request);
					assertThat(answerOf(other)).contains("\"orders\"");
				}
			}
			assertThat(answerOf(slow)).contains("\"orders\"");
		}
	}

	@Test
	void whoDoesNotReadHarmsNobody() throws IOException {
		for (int i = 0; i < 9; i++) {
			this.server.put("orders", "k", new byte[1_000_000]);
		}
		try (Socket deaf = connect()) {
			String iterator = iterator();
			for (int i = 0; i < 4; i++) {
				send(deaf, request("GetRecords", "{\"ShardIterator\":\"" + iterator + "\"}"));
			}
			await().until(() -> this.server.kinesis().gate().count("GetRecords") > 0);
			try (Socket other = connect()) {
				send(other, request("ListStreams", "{}"));
				assertThat(answerOf(other)).contains("\"orders\"");
			}
		}
	}

	@Test
	void oversizedBodiesAreRefusedBeforeTheyAreSent() throws IOException {
		try (Socket socket = connect()) {
			send(socket,
					"POST / HTTP/1.1\r\nHost: x\r\nX-Amz-Target: Kinesis_20131202.PutRecord\r\n"
							+ "Content-Type: application/x-amz-json-1.1\r\nExpect: 100-continue\r\n"
							+ "Content-Length: 99999999\r\n\r\n");
			assertThat(answerOf(socket)).startsWith("HTTP/1.1 413");
		}
		try (Socket socket = connect()) {
			send(socket, "POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-amz-json-1.1\r\n"
					+ "Transfer-Encoding: chunked\r\n\r\n");
			byte[] chunk = ("100000\r\n" + "x".repeat(0x100000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
			for (int i = 0; i < 24; i++) {
				socket.getOutputStream().write(chunk);
			}
			send(socket, "1\r\nx\r\n");
			assertThat(answer(socket)).contains("413", "RequestEntityTooLargeException");
		}
	}

	@Test
	void garbageAfterThePrefaceOfHttp2ClosesTheConnection() throws IOException {
		try (Socket socket = connect()) {
			send(socket, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + "garbage that is no frame".repeat(10));
			assertThat(answer(socket)).doesNotContain("Exception", "\tat ");
		}
		try (Socket socket = connect()) {
			send(socket, request("ListStreams", "{}"));
			assertThat(answerOf(socket)).contains("\"orders\"");
		}
	}

	@Test
	void subscriptionsAreEventStreamsInJson() throws IOException {
		this.server.put("orders", "k", "hello".getBytes(StandardCharsets.UTF_8));
		try (Socket socket = connect()) {
			send(socket, subscribe(register()));
			InputStream in = socket.getInputStream();
			assertThat(head(in)).contains("200 OK", "content-type: application/vnd.amazon.eventstream", "date: ",
					"transfer-encoding: chunked");
			Message initial = Message.decode(ByteBuffer.wrap(chunk(in)));
			assertThat(initial.getHeaders().get(":event-type").getString()).isEqualTo("initial-response");
			assertThat(initial.getPayload()).asString().isEqualTo("{}");
			Message event = Message.decode(ByteBuffer.wrap(chunk(in)));
			assertThat(event.getHeaders().get(":message-type").getString()).isEqualTo("event");
			assertThat(event.getHeaders().get(":event-type").getString()).isEqualTo("SubscribeToShardEvent");
			assertThat(event.getHeaders().get(":content-type").getString()).isEqualTo("application/json");
			assertThat(event.getPayload()).asString()
				.startsWith("{\"Records\":[{\"SequenceNumber\":\"")
				.contains("\"Data\":\"aGVsbG8=\"", "\"ContinuationSequenceNumber\":\"", "\"MillisBehindLatest\":0");
		}
	}

	@Test
	void afterTheEventsTheConnectionServesTheNextRequest() throws IOException {
		try (Socket socket = connect()) {
			send(socket, subscribe(register()) + request("ListStreams", "{}"));
			InputStream in = socket.getInputStream();
			head(in);
			chunk(in);
			this.server.split("orders", "shardId-000000000000");
			byte[] chunk = chunk(in);
			for (int i = 0; i < 2 && chunk.length > 0; i++) {
				chunk = chunk(in);
			}
			assertThat(chunk).isEmpty();
			assertThat(answerOf(socket)).contains("\"orders\"");
		}
	}

	@Test
	void refusedSubscriptionsAreOrdinaryErrors() throws IOException {
		try (Socket socket = connect()) {
			send(socket, subscribe(ARN + "/consumer/nobody:1"));
			assertThat(answerOf(socket)).contains("HTTP/1.1 400", "application/x-amz-json-1.1",
					"\"__type\":\"ResourceNotFoundException\"");
			send(socket, request("SubscribeToShard", "{\"ConsumerARN\":\"x\",\"ShardId\":\"y\",\"Bogus\":1,"
					+ "\"StartingPosition\":{\"Type\":\"LATEST\"}}"));
			assertThat(answerOf(socket)).contains("ValidationException", "consumerARN").doesNotContain("Bogus");
			send(socket, request("SubscribeToShard", "{\"ConsumerARN\":\"x\",\"ShardId\":\"y\","
					+ "\"StartingPosition\":{\"Type\":\"LATEST\",\"Bogus\":1}}"));
			assertThat(answerOf(socket)).contains("ValidationException", "consumerARN").doesNotContain("Bogus");
		}
	}

	@Test
	void whoHangsUpOnASubscriptionFreesIt() throws IOException {
		String consumer = register();
		for (boolean half : new boolean[] { true, false }) {
			try (Socket socket = connect()) {
				send(socket, subscribe(consumer));
				head(socket.getInputStream());
				if (half) {
					socket.shutdownOutput();
					answer(socket);
				}
			}
			await().ignoreExceptions()
				.until(() -> this.server.kinesis()
					.subscribeToShard(
							new SubscribeToShard(consumer, "shardId-000000000000", IteratorType.LATEST, null, null)),
						(subscription) -> {
							subscription.close();
							return true;
						});
		}
	}

	private String register() {
		return this.server.kinesis()
			.registerStreamConsumer(new RegisterStreamConsumer(ARN, "app", Map.of()))
			.consumerArn();
	}

	private String iterator() {
		return this.server.kinesis()
			.getShardIterator(new GetShardIterator(StreamRef.named("orders"), "shardId-000000000000",
					IteratorType.TRIM_HORIZON, null, null))
			.shardIterator();
	}

	private static String subscribe(String consumer) {
		return request("SubscribeToShard", "{\"ConsumerARN\":\"" + consumer
				+ "\",\"ShardId\":\"shardId-000000000000\",\"StartingPosition\":{\"Type\":\"TRIM_HORIZON\"}}");
	}

	private static String request(String operation, String body) {
		return "POST / HTTP/1.1\r\nHost: localhost\r\nX-Amz-Target: Kinesis_20131202." + operation
				+ "\r\nContent-Type: application/x-amz-json-1.1\r\nContent-Length: " + body.length() + "\r\n\r\n"
				+ body;
	}

	private Socket connect() throws IOException {
		Socket socket = new Socket("127.0.0.1", this.server.port());
		socket.setSoTimeout(20_000);
		socket.setTcpNoDelay(true);
		return socket;
	}

	private static void send(Socket socket, String text) throws IOException {
		socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
	}

	/** All that comes until the server closes. */
	private static String answer(Socket socket) throws IOException {
		return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
	}

	/** One answer of a known length. */
	private static String answerOf(Socket socket) throws IOException {
		InputStream in = socket.getInputStream();
		String head = head(in);
		int start = head.indexOf("content-length: ") + "content-length: ".length();
		int length = Integer.parseInt(head.substring(start, head.indexOf('\r', start)));
		return head + new String(in.readNBytes(length), StandardCharsets.UTF_8);
	}

	private static String head(InputStream in) throws IOException {
		StringBuilder head = new StringBuilder();
		while (head.indexOf("\r\n\r\n") < 0) {
			head.append(line(in)).append("\r\n");
		}
		return head.toString();
	}

	/** One chunk of a chunked body, which is one message as the server writes them. */
	private static byte[] chunk(InputStream in) throws IOException {
		int length = Integer.parseInt(line(in), 16);
		byte[] chunk = in.readNBytes(length);
		line(in);
		return chunk;
	}

	private static String line(InputStream in) throws IOException {
		ByteArrayOutputStream line = new ByteArrayOutputStream();
		for (int next = in.read(); next != '\n'; next = in.read()) {
			if (next < 0) {
				throw new IOException("The server hung up after '" + line + "'");
			}
			line.write(next);
		}
		return line.toString(StandardCharsets.US_ASCII).stripTrailing();
	}

}
