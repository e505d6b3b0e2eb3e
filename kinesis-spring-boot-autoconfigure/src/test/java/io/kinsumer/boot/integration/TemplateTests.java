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

package io.kinsumer.boot.integration;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import com.google.protobuf.StringValue;
import io.kinsumer.core.client.NoSuchStreamException;
import io.kinsumer.core.client.RecordSizeExceededException;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.core.record.RecordResult;
import io.kinsumer.spring.annotation.KinesisListener;
import io.kinsumer.spring.template.KinesisTemplate;
import io.kinsumer.spring.template.PartitionKeyExtractor;
import io.kinsumer.spring.template.SendFailedException;
import io.kinsumer.spring.template.SendOutcome;
import io.kinsumer.spring.template.SendRequest;
import io.kinsumer.spring.template.UnknownDestinationException;
import io.kinsumer.test.EmbeddedKinesisServer;
import io.kinsumer.test.StreamRecord;
import io.kinsumer.test.context.EmbeddedKinesis;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.util.MimeType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

/**
 * The template against a server.
 */
@EmbeddedKinesis(streams = { "orders:2", "plain:1", "strict:1", "batch:1", "messages:1" })
@SpringBootTest(properties = { "spring.application.name=shop", "kinesis.writers.plain.batch-count=100",
		"kinesis.writers.lost.stream-name=nowhere", "kinesis.template.default-destination=orders",
		"kinesis.template.send-timeout=30s", "kinesis.producers.messages.flush-interval=200ms",
		"kinesis.kinsumers.messages.wait-time=100ms", "kinesis.writers.strict.max-record-size=1MB",
		"kinesis.producers.orders.max-record-size=1MB", "kinesis.observation.template=false" })
class TemplateTests {

	@Autowired
	private KinesisTemplate kinesis;

	@Autowired
	private EmbeddedKinesisServer server;

	@Autowired
	private Listeners listeners;

	@Test
	void aWriterPutsEachRecordAloneAndAllInFewRequests() {
		List<RecordResult> results = this.kinesis.sendAll("plain",
				IntStream.range(0, 250).mapToObj((i) -> new Order("c" + i)).toList());
		assertThat(results).hasSize(250).noneMatch(RecordResult::aggregated);
		List<StreamRecord> records = this.server.stream("plain").records();
		assertThat(records).extracting(StreamRecord::text)
			.containsExactlyElementsOf(
					IntStream.range(0, 250).mapToObj((i) -> "{\"customer\":\"c" + i + "\"}").toList());
		assertThat(records).extracting(StreamRecord::partitionKey).startsWith("c0", "c1");
		assertThat(records).noneMatch(StreamRecord::aggregated);
		assertThat(this.server.stream("plain").storedRecords()).hasSize(250);
	}

	@Test
	void aProducerAggregates() {
		List<RecordResult> results = this.kinesis.sendAll("batch", Collections.nCopies(50, "same"));
		assertThat(results).hasSize(50).anyMatch(RecordResult::aggregated);
		assertThat(this.server.stream("batch").storedRecords()).hasSizeLessThan(50);
		assertThat(this.server.stream("batch").records()).hasSize(50);
	}

	@Test
	void theDefaultDestinationTakesTheRest() {
		RecordResult result = this.kinesis.send(SendRequest.of(new Order("default")));
		assertThat(result.attempts()).isEqualTo(1);
		assertThat(this.server.stream("orders").records())
			.anySatisfy((record) -> assertThat(record.text()).contains("default"));
	}

	@Test
	void aMissingStreamIsNamedWithItsSetting() {
		UnknownDestinationException producer = catchThrowableOfType(UnknownDestinationException.class,
				() -> this.kinesis.send("absent", "x"));
		assertThat(producer).isInstanceOf(NoSuchStreamException.class)
			.hasMessageContaining("no stream 'absent'")
			.hasMessageContaining("kinesis.producers.absent.stream-name");
		UnknownDestinationException writer = catchThrowableOfType(UnknownDestinationException.class,
				() -> this.kinesis.send("lost", "x"));
		assertThat(writer).hasMessageContaining("no stream 'nowhere'")
			.hasMessageContaining("kinesis.writers.lost.stream-name");
	}

	@Test
	void oneRecordThatIsTooLargeFailsAlone() {
		byte[] tooLarge = new byte[1024 * 1024 + 1];
		for (String destination : List.of("strict", "orders")) {
			SendFailedException failure = catchThrowableOfType(SendFailedException.class,
					() -> this.kinesis.sendAll(destination, List.of("small", tooLarge, "small too")));
			assertThat(failure.getOutcomes()).extracting((outcome) -> outcome instanceof SendOutcome.Written)
				.containsExactly(true, false, true);
			assertThat(failure.getFailures().get(0).sent()).isSameAs(tooLarge);
			assertThat(failure.getFailures().get(0).failure()).isInstanceOf(RecordSizeExceededException.class);
		}
	}

	@Test
	void aFlushEndsTheWaitForOthers() {
		CompletableFuture<RecordResult> result = this.kinesis.sendAsync("messages", new Order("flushed"));
		this.kinesis.flush("messages").join();
		assertThat(result).isCompleted();
		this.kinesis.flush().join();
	}

	@Test
	void contentTypesAndProtobufArrive() {
		this.kinesis.sendAll("messages", List.of(StringValue.of("by type"), SendRequest.of(StringValue.of("by header"))
			.withContentType(MimeType.valueOf("application/x-google-protobuf"))));
		await().atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(this.listeners.messages).containsKeys("by type", "by header"));
		assertThat(this.listeners.messages.get("by type")).isEmpty();
		assertThat(this.listeners.messages.get("by header")).containsEntry("contentType",
				"application/x-google-protobuf");
	}

	record Order(String customer) {

	}

	static class Listeners {

		final Map<String, Map<String, String>> messages = new java.util.concurrent.ConcurrentHashMap<>();

		final List<String> unreadable = Collections.synchronizedList(new ArrayList<>());

		@KinesisListener("messages")
		void listen(byte[] payload, KinesisRecord record) throws Exception {
			if (payload.length > 0 && payload[0] == '{') {
				this.unreadable.add(new String(payload, StandardCharsets.UTF_8));
				return;
			}
			this.messages.put(StringValue.parseFrom(payload).getValue(), record.headers());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Listeners.class)
	static class Application {

		@Bean
		PartitionKeyExtractor customers() {
			return PartitionKeyExtractor.forType(Order.class, Order::customer);
		}

	}

}
