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

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

import io.kinsumer.test.EmbeddedKinesisServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever arrives, the answer has the shape of AWS.
 */
class GarbageOverTheWireTests {

	private static final String JSON = "application/x-amz-json-1.1";

	private static EmbeddedKinesisServer server;

	private static HttpClient client;

	@BeforeAll
	static void start() {
		server = EmbeddedKinesisServer.builder().streams("orders:1").start();
		client = HttpClient.newHttpClient();
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { "Kinesis_20131202.PutRecord|{|SerializationException",
			"Kinesis_20131202.PutRecord|[1]|SerializationException",
			"Kinesis_20131202.PutRecord|``|SerializationException", "Kinesis_20131202.PutRecord|{}|ValidationException",
			"Kinesis_20131202.PutRecord|{\"StreamName\":1}|SerializationException",
			"Kinesis_20131202.PutRecord|{\"StreamName\":\"orders\",\"PartitionKey\":\"k\",\"Data\":\"***\"}|SerializationException",
			"Kinesis_20131202.PutRecord|{\"StreamName\":1,\"PartitionKey\":\"k\",\"Data\":\"\"}|SerializationException",
			"Kinesis_20131202.CreateStream|{\"StreamName\":\"x\",\"ShardCount\":1,\"WarmThroughputMiBps\":1}|ValidationException",
			"DynamoDB_20120810.BatchGetItem|{\"RequestItems\":{\"none\":{\"Keys\":[{\"id\":{\"S\":\"a\"}}],\"AttributesToGet\":[\"a\"]}}}|ValidationException",
			"Kinesis_20131202.GetShardIterator|{\"StreamName\":\"orders\",\"ShardId\":\"s\",\"ShardIteratorType\":\"NO\"}|ValidationException",
			"Kinesis_20131202.GetRecords|{\"ShardIterator\":\"garbage\"}|InvalidArgumentException",
			"Kinesis_20131202.Nothing|{}|UnknownOperationException", "Nonsense|{}|UnknownOperationException",
			"DynamoDB_20120810.GetItem|{\"TableName\":\"none\",\"Key\":{\"a\":{\"S\":\"x\"}}}|ResourceNotFoundException",
			"DynamoDB_20120810.GetItem|{\"TableName\":\"none\",\"Key\":{\"a\":{\"Q\":\"x\"}}}|SerializationException",
			"DynamoDB_20120810.GetItem|{\"TableName\":\"none\",\"Key\":{\"a\":{}}}|ValidationException",
			"DynamoDB_20120810.Query|{\"TableName\":\"none\",\"IndexName\":\"i\"}|ValidationException" })
	void malformedRequestsGetTheErrorShape(String target, String body, String code) throws Exception {
		HttpResponse<String> response = post(target, JSON, body.getBytes(StandardCharsets.UTF_8));
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.body()).startsWith("{\"__type\":\"" + code + "\",\"message\":\"")
			.doesNotContain("Exception:", "\tat ");
		assertThat(response.headers().firstValue("Date")).isPresent();
		assertThat(response.headers().firstValue("x-amzn-ErrorType")).contains(code);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = {
			"Kinesis_20131202.ListShards|{\"StreamName\":\"orders\",\"Bogus\":{\"a\":[1]}}",
			"Kinesis_20131202.ListShards|{\"StreamName\":\"orders\",\"ShardFilter\":{\"Type\":\"AT_LATEST\",\"Bogus\":1}}",
			"Kinesis_20131202.PutRecords|{\"StreamName\":\"orders\",\"Records\":[{\"PartitionKey\":\"k\",\"Data\":\"\",\"Bogus\":1}]}",
			"Kinesis_20131202.PutRecord|{\"StreamName\":\"orders\",\"StreamId\":\"s\",\"PartitionKey\":\"k\",\"Data\":\"\"}",
			"DynamoDB_20120810.CreateTable|{\"TableName\":\"made\",\"BillingMode\":\"PAY_PER_REQUEST\",\"AttributeDefinitions\":[{\"AttributeName\":\"id\",\"AttributeType\":\"S\",\"Bogus\":1}],\"KeySchema\":[{\"AttributeName\":\"id\",\"KeyType\":\"HASH\"}],\"Bogus\":1}" })
	void membersThatAwsDoesNotKnowArePassedOver(String target, String body) throws Exception {
		HttpResponse<String> response = post(target, JSON, body.getBytes(StandardCharsets.UTF_8));
		assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
	}

	@Test
	void brokenCborGetsTheErrorShapeInCbor() throws Exception {
		HttpResponse<String> response = post("Kinesis_20131202.PutRecord", "application/x-amz-cbor-1.1",
				new byte[] { (byte) 0xbf, 0x61, (byte) 0xff, 0x1f });
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.headers().firstValue("content-type")).contains("application/x-amz-cbor-1.1");
		assertThat(response.body()).contains("__type", "SerializationException");
	}

	@Test
	void unknownContentTypesMethodsAndPathsAreRefused() throws Exception {
		assertThat(post("Kinesis_20131202.ListStreams", "text/html", new byte[0]).body())
			.contains("UnknownOperationException");
		assertThat(send(HttpRequest.newBuilder(server.endpoint()).DELETE()).body())
			.contains("UnknownOperationException");
		assertThat(send(HttpRequest.newBuilder(URI.create(server.endpoint() + "/nowhere"))).statusCode())
			.isEqualTo(400);
	}

	@Test
	void oversizedBodiesAreRefused() throws IOException {
		assertThat(raw("POST / HTTP/1.1\r\nHost: x\r\nX-Amz-Target: Kinesis_20131202.PutRecord\r\nContent-Type: " + JSON
				+ "\r\nContent-Length: 99999999\r\n\r\n"))
			.contains("413")
			.contains("RequestEntityTooLargeException");
	}

	@Test
	void whatIsNoHttpIsAnsweredAndClosed() throws IOException {
		assertThat(raw("this is no HTTP\r\n\r\n")).contains("400").contains("SerializationException");
	}

	@Test
	void clientsThatHangUpHarmNobody() throws Exception {
		try (Socket socket = new Socket("127.0.0.1", server.port())) {
			socket.getOutputStream()
				.write("POST / HTTP/1.1\r\nContent-Length: 100\r\n\r\nhalf".getBytes(StandardCharsets.US_ASCII));
		}
		try (Socket socket = new Socket("127.0.0.1", server.port())) {
			socket.getOutputStream().write("PRI * HT".getBytes(StandardCharsets.US_ASCII));
		}
		assertThat(post("Kinesis_20131202.ListStreams", JSON, "{}".getBytes(StandardCharsets.UTF_8)).body())
			.contains("orders");
	}

	@Test
	void dynamoDbAnswersCarryTheirChecksum() throws Exception {
		HttpResponse<String> response = post("DynamoDB_20120810.ListTables", "application/x-amz-json-1.0",
				"{}".getBytes(StandardCharsets.UTF_8));
		CRC32 crc = new CRC32();
		crc.update(response.body().getBytes(StandardCharsets.UTF_8));
		assertThat(response.headers().firstValue("x-amz-crc32")).contains(Long.toString(crc.getValue()));
	}

	@Test
	void healthTellsWhoItIs() throws Exception {
		HttpResponse<String> response = send(HttpRequest.newBuilder(server.endpoint()));
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEqualTo(RunningServer.IDENTITY);
	}

	private static HttpResponse<String> post(String target, String contentType, byte[] body)
			throws IOException, InterruptedException {
		return send(HttpRequest.newBuilder(server.endpoint())
			.header("X-Amz-Target", target)
			.header("Content-Type", contentType)
			.POST(HttpRequest.BodyPublishers.ofByteArray(body)));
	}

	private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
		return client.send(request.version(HttpClient.Version.HTTP_1_1).build(), HttpResponse.BodyHandlers.ofString());
	}

	private static String raw(String request) throws IOException {
		try (Socket socket = new Socket("127.0.0.1", server.port())) {
			socket.setSoTimeout(10_000);
			socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
