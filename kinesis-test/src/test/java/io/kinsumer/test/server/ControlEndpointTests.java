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
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import io.kinsumer.test.EmbeddedKinesisServer;
import io.kinsumer.test.fault.FaultRule;
import io.kinsumer.test.fault.FaultRules;
import io.kinsumer.test.fault.ServiceException;
import io.kinsumer.test.kinesis.ConsumerRequest.RegisterStreamConsumer;
import io.kinsumer.test.kinesis.ConsumerRequest.SubscribeToShard;
import io.kinsumer.test.kinesis.IteratorType;
import io.kinsumer.test.kinesis.KinesisRequest.PutRecord;
import io.kinsumer.test.kinesis.StreamRef;
import io.kinsumer.test.kinesis.Subscription;
import io.kinsumer.test.kinesis.SubscriptionEvent;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Faults and counts for other processes.
 */
class ControlEndpointTests {

	private EmbeddedKinesisServer server;

	private final HttpClient client = HttpClient.newHttpClient();

	@BeforeEach
	void start() {
		this.server = EmbeddedKinesisServer.builder().streams("orders:1").start();
	}

	@AfterEach
	void stop() {
		this.server.close();
	}

	@Test
	void rulesAreMadeListedAndRemoved() throws Exception {
		HttpResponse<String> made = post(
				"{\"operations\":[\"PutRecord\"],\"stream\":\"orders\",\"times\":1,\"fault\":\"throttle\"}");
		assertThat(made.statusCode()).isEqualTo(201);
		assertThat(made.body()).isEqualTo("{\"id\":1,\"operations\":[\"PutRecord\"],\"stream\":\"orders\",\"times\":1,"
				+ "\"fault\":\"throttle\",\"matched\":0,\"fired\":0}");
		assertThatExceptionOfType(ServiceException.class).isThrownBy(this::put);
		put();
		assertThat(send("GET", "/_faults").body()).startsWith("{\"faults\":[{\"id\":1,")
			.contains("\"matched\":2,\"fired\":1}");
		assertThat(send("DELETE", "/_faults/1").statusCode()).isEqualTo(204);
		assertThat(send("DELETE", "/_faults/1").statusCode()).isEqualTo(404);
		post("{\"fault\":\"dropAnswer\"}");
		assertThat(send("DELETE", "/_faults").statusCode()).isEqualTo(204);
		assertThat(send("GET", "/_faults").body()).isEqualTo("{\"faults\":[]}");
		assertThat(this.server.faults().rules()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { "\"fault\":\"throttle\"|any call: Throttle[]",
			"\"fault\":\"error\",\"code\":\"InternalFailure\",\"status\":503,\"message\":\"m\"|any call: Error[code=InternalFailure, message=m, status=503]",
			"\"fault\":\"delay\",\"millis\":1500,\"afterEffect\":true|any call after its effect: Delay[duration=PT1.5S]",
			"\"service\":\"DYNAMODB\",\"fault\":\"refuseConnection\"|any call service=DYNAMODB: RefuseConnection[]",
			"\"table\":\"t.1\",\"fault\":\"dropRequest\"|any call table=t.1: Drop[]",
			"\"skip\":4,\"probability\":0.25,\"seed\":7,\"fault\":\"dropAnswer\"|any call after its effect: Drop[]",
			"\"operations\":[\"GetRecords\"],\"shard\":\"shardId-000000000003\",\"fault\":\"expireIterator\"|GetRecords shard=shardId-000000000003: ExpireIterator[]",
			"\"fault\":\"slowBytes\",\"bytesPerSecond\":10|any call: SlowBytes[bytesPerSecond=10]",
			"\"operations\":[\"SubscribeToShard\"],\"fault\":\"endSubscription\",\"events\":3|SubscribeToShard after its effect: EndSubscription[events=3]",
			"\"operations\":[\"PutRecord\"],\"partitionKey\":\"k\",\"fault\":\"throttle\"|PutRecord partitionKey=k: Throttle[]",
			"\"operations\":[\"PutRecords\"],\"entries\":true,\"fault\":\"throttle\"|PutRecords entries: Throttle[]",
			"\"operations\":[\"PutRecords\"],\"entries\":true,\"afterEffect\":true,\"fault\":\"error\",\"code\":\"InternalFailure\",\"message\":\"m\"|PutRecords entries after its effect: Error[code=InternalFailure, message=m, status=400]" })
	void everyFaultIsThereAndReadsBack(String members, String rule) throws Exception {
		FaultRules rules = new FaultRules();
		FaultRule made = FaultJson.add(rules, "{" + members + "}");
		assertThat(made.toString()).contains(": " + rule + ", fired");
		var written = FaultJson.write(made);
		written.remove(List.of("id", "matched", "fired"));
		FaultRule again = FaultJson.add(rules, written.toString());
		assertThat(again.selector()).isEqualTo(made.selector());
		assertThat(again.schedule()).isEqualTo(made.schedule());
		assertThat(again.action()).isEqualTo(made.action());
		assertThat(again.afterEffect()).isEqualTo(made.afterEffect());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { "{|not valid JSON", "[]|must be a JSON object",
			"{}|fault is 'null' but must be one of throttle, ", "{\"fault\":\"explode\"}|fault is 'explode'",
			"{\"fault\":1}|fault is 1 but must be a string",
			"{\"operation\":\"X\",\"fault\":\"throttle\"}|Member 'operation' is unknown",
			"{\"operations\":[\"Get\"],\"fault\":\"throttle\"}|Operation 'Get' is none",
			"{\"operations\":\"GetRecords\",\"fault\":\"throttle\"}|must be a list of names",
			"{\"times\":0,\"fault\":\"throttle\"}|times is 0",
			"{\"times\":1.5,\"fault\":\"throttle\"}|must be a whole number",
			"{\"service\":\"S3\",\"fault\":\"throttle\"}|KINESIS or DYNAMODB",
			"{\"probability\":\"x\",\"fault\":\"throttle\"}|probability must be a number",
			"{\"fault\":\"error\"}|needs a code", "{\"fault\":\"refuseConnection\"}|give it times",
			"{\"fault\":\"delay\"}|delay is PT0S", "{\"seed\":1,\"fault\":\"throttle\"}|seed means nothing without",
			"{\"millis\":5,\"fault\":\"throttle\"}|millis is for fault 'delay' and means nothing for 'throttle'",
			"{\"code\":\"X\",\"fault\":\"delay\",\"millis\":5}|code is for fault 'error'",
			"{\"operations\":[\"PutRecords\"],\"entries\":true,\"fault\":\"dropAnswer\"}|must be throttle or error",
			"{\"operations\":[\"PutRecords\"],\"entries\":true,\"fault\":\"error\",\"code\":\"X\",\"status\":500}|no status",
			"{\"operations\":[\"GetRecords\"],\"entries\":true,\"fault\":\"throttle\"}|GetRecords has no entries",
			"{\"entries\":true,\"fault\":\"throttle\"}|Entries of all operations make no rule",
			"{\"stream\":\"a\",\"table\":\"b\",\"fault\":\"throttle\"}|never matches",
			"{\"afterEffect\":true,\"times\":1,\"fault\":\"refuseConnection\"}|say dropAnswer()",
			"{\"operations\":[\"SubscribeToShard\"],\"fault\":\"endSubscription\",\"events\":-3}|events is -1 but" })
	void mistakesAreAnsweredWithTheRemedy(String body, String message) throws Exception {
		HttpResponse<String> response = post(body);
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.body()).startsWith("{\"error\":\"").contains(message);
		assertThat(this.server.faults().rules()).isEmpty();
	}

	@Test
	void requestsAreCountedByServiceAndOperation() throws Exception {
		put();
		put();
		// what the test does itself is none
		this.server.put("orders", "k", new byte[0]);
		assertThat(send("GET", "/_requests").body()).isEqualTo("{\"dynamodb\":{},\"kinesis\":{\"PutRecord\":2}}");
		assertThat(send("DELETE", "/_requests").statusCode()).isEqualTo(204);
		assertThat(send("GET", "/_requests").body()).isEqualTo("{\"dynamodb\":{},\"kinesis\":{}}");
	}

	@Test
	void subscriptionsAreEndedByStreamAndShard() throws Exception {
		String arn = "arn:aws:kinesis:eu-central-1:000000000000:stream/orders";
		String consumer = this.server.kinesis()
			.registerStreamConsumer(new RegisterStreamConsumer(arn, "app", Map.of()))
			.consumerArn();
		Subscription subscription = this.server.kinesis()
			.subscribeToShard(
					new SubscribeToShard(consumer, "shardId-000000000000", IteratorType.TRIM_HORIZON, null, null));
		assertThat(send("DELETE", "/_subscriptions/orders/shardId-000000000001").body()).isEqualTo("{\"ended\":0}");
		assertThat(send("DELETE", "/_subscriptions/orders/shardId-000000000000").body()).isEqualTo("{\"ended\":1}");
		assertThat(subscription.poll()).isInstanceOf(SubscriptionEvent.Failure.class);
		assertThat(send("DELETE", "/_subscriptions/absent").statusCode()).isEqualTo(404);
	}

	@Test
	void browsersAndOthersAreKeptOut() throws Exception {
		HttpResponse<String> response = this.client.send(HttpRequest.newBuilder(uri("/_faults"))
			.header("Content-Type", "text/plain")
			.POST(HttpRequest.BodyPublishers.ofString("{\"fault\":\"throttle\"}"))
			.build(), HttpResponse.BodyHandlers.ofString());
		assertThat(response.body()).contains("must be application/json");
		ControlEndpoint endpoint = new ControlEndpoint(this.server.faults(), this.server.kinesis(),
				this.server.dynamoDb());
		assertThat(endpoint
			.answer(new InetSocketAddress("192.0.2.1", 1),
					new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/_faults"))
			.status()
			.code()).isEqualTo(403);
		assertThat(send("GET", "/_nothing").statusCode()).isEqualTo(404);
		assertThat(send("PUT", "/_faults").body()).contains("there are GET, POST and DELETE /_faults");
	}

	private void put() {
		this.server.kinesis().putRecord(new PutRecord(StreamRef.named("orders"), "k", null, null, new byte[0]));
	}

	private URI uri(String path) {
		return URI.create(this.server.endpoint() + path);
	}

	private HttpResponse<String> post(String body) throws IOException, InterruptedException {
		return this.client.send(HttpRequest.newBuilder(uri("/_faults"))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
			.build(), HttpResponse.BodyHandlers.ofString());
	}

	private HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
		return this.client.send(
				HttpRequest.newBuilder(uri(path)).method(method, HttpRequest.BodyPublishers.noBody()).build(),
				HttpResponse.BodyHandlers.ofString());
	}

}
