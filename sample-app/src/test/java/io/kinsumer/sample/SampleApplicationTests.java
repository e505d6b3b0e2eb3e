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

package io.kinsumer.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The whole way: HTTP, producer, embedded Kinesis, listener, server-sent events.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "kinesis.embedded.port=0", "sample.shards=2", "sample.lanes=8" })
class SampleApplicationTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final String JSON = "application/json";

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	@LocalServerPort
	private int port;

	@Test
	void strokeComesBackThroughTheStreamToAnOpenPage() throws Exception {
		HttpResponse<InputStream> live = this.client.send(request("/api/live").build(),
				HttpResponse.BodyHandlers.ofInputStream());
		CompletableFuture<String> frame = CompletableFuture.supplyAsync(() -> awaitLine(live.body(), "\"mark\":4711"));
		assertThat(send("POST", "/api/strokes", """
				{"visitor": "ann", "strokes": [{"x1": 0.1, "y1": 0.2, "x2": 0.3, "y2": 0.4, "hue": 200, "mark": 4711}]}
				""").statusCode()).isEqualTo(202);
		JsonNode drawn = JsonMapper.shared().readTree(frame.get(30, TimeUnit.SECONDS)).get("drawn").get(0);
		assertThat(drawn.at("/event/key").stringValue()).endsWith("/visitor-ann");
		assertThat(drawn.at("/event/stroke/x2").doubleValue()).isEqualTo(0.3);
		assertThat(drawn.at("/handler").stringValue()).startsWith("localhost:");
	}

	@Test
	void loadArrivesCompletelyAndInOrderWhileShardsAreSplitAndMerged() throws Exception {
		assertThat(send("PUT", "/api/load", "{\"eventsPerSecond\": 800}").statusCode()).isEqualTo(200);
		awaitReceived(400);
		String first = openShard(0);
		assertThat(send("POST", "/api/shards/" + first + "/split", "{}").statusCode()).isEqualTo(202);
		await().atMost(PATIENCE).until(() -> openShards() == 3);
		awaitReceived(totals().get("received").longValue() + 400);
		await().atMost(PATIENCE)
			.until(() -> send("POST", "/api/shards/" + openShard(0) + "/merge", "{}").statusCode() == 202);
		await().atMost(PATIENCE).until(() -> openShards() == 2);
		awaitReceived(totals().get("received").longValue() + 400);
		send("PUT", "/api/load", "{\"eventsPerSecond\": 0}");
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(totals().get("onTheWay").longValue()).isZero());
		JsonNode totals = totals();
		// A producer sends again what a shard took that was just split or merged.
		assertThat(totals.get("received").longValue() - totals.get("repeats").longValue())
			.isEqualTo(totals.get("sent").longValue());
		assertThat(totals.get("failed").longValue()).isZero();
		assertThat(totals.get("gaps").longValue()).isZero();
		assertThat(totals.get("outOfOrder").longValue()).isZero();
		assertThat(get("/api/counts").size()).isGreaterThanOrEqualTo(8);
	}

	@Test
	void documentedAddressesAnswer() throws Exception {
		assertThat(get("/actuator/health").at("/status").stringValue()).isEqualTo("UP");
		assertThat(get("/actuator/health").at("/components/kinesis/components/board/details/shards").isEmpty())
			.isFalse();
		assertThat(get("/actuator/kinesis").toString()).contains("shardId-000000000000");
		assertThat(
				get("/actuator/metrics/kinesis.kinsumer.millis.behind.latest").at("/measurements/0/value").isNumber())
			.isTrue();
		HttpResponse<String> page = this.client.send(request("/").build(), HttpResponse.BodyHandlers.ofString());
		assertThat(page.body()).contains("The shared board");
	}

	@Test
	void wrongInputIsRefusedWithAReason() throws Exception {
		assertRefused(400, "PUT", "/api/load", "{\"eventsPerSecond\": 5001}", "between 0 and 5000");
		assertRefused(400, "PUT", "/api/delay", "{\"millis\": -1}", "between 0 and 2000");
		assertRefused(400, "POST", "/api/clear", "{\"visitor\": \"A b\", \"strokes\": []}", "visitor must be");
		assertRefused(400, "POST", "/api/strokes",
				"{\"visitor\": \"a\", \"strokes\": [{\"x1\": 2, \"y1\": 0, \"x2\": 0, \"y2\": 0, \"hue\": 1, \"mark\": 1}]}",
				"x1 must be between 0 and 1");
		assertRefused(409, "POST", "/api/shards/shardId-000000000099/split", "{}", "not an open shard");
	}

	private void assertRefused(int status, String method, String path, String body, String reason) throws Exception {
		HttpResponse<String> response = send(method, path, body);
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(JsonMapper.shared().readTree(response.body()).get("detail").stringValue()).contains(reason);
	}

	private void awaitReceived(long events) {
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(totals().get("received").longValue()).isGreaterThanOrEqualTo(events));
	}

	private JsonNode totals() throws Exception {
		return get("/api/status").get("totals");
	}

	private long openShards() throws Exception {
		return get("/api/status").get("ranges")
			.valueStream()
			.filter((range) -> range.get("open").booleanValue())
			.count();
	}

	private String openShard(double start) throws Exception {
		return get("/api/status").get("ranges")
			.valueStream()
			.filter((range) -> range.get("open").booleanValue() && range.get("start").doubleValue() == start)
			.findFirst()
			.orElseThrow()
			.get("id")
			.stringValue();
	}

	private JsonNode get(String path) throws Exception {
		HttpResponse<String> response = this.client.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
		assertThat(response.statusCode()).isEqualTo(200);
		return JsonMapper.shared().readTree(response.body());
	}

	private HttpResponse<String> send(String method, String path, String body) throws Exception {
		return this.client.send(request(path).header("Content-Type", JSON)
			.method(method, HttpRequest.BodyPublishers.ofString(body))
			.build(), HttpResponse.BodyHandlers.ofString());
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path)).timeout(PATIENCE);
	}

	private static String awaitLine(InputStream events, String text) {
		try (BufferedReader reader = new BufferedReader(new InputStreamReader(events, StandardCharsets.UTF_8))) {
			String line = reader.readLine();
			while (line != null && !line.contains(text)) {
				line = reader.readLine();
			}
			return (line != null) ? line.substring("data:".length()) : "the stream of events ended";
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
