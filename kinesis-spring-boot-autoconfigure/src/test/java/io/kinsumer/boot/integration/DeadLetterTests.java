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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.spring.annotation.DeadLetterListener;
import io.kinsumer.spring.annotation.KinesisListener;
import io.kinsumer.spring.deadletter.DeadLetterHeaders;
import io.kinsumer.spring.deadletter.DeadLetterRecord;
import io.kinsumer.spring.deadletter.DeadLetterRedrive;
import io.kinsumer.spring.deadletter.RedriveReport;
import io.kinsumer.spring.error.DeadLetter;
import io.kinsumer.spring.error.DeadLetterTarget;
import io.kinsumer.spring.listener.KinesisListenerEndpointRegistry;
import io.kinsumer.spring.template.KinesisOperations;
import io.kinsumer.spring.template.SendRequest;
import io.kinsumer.test.context.EmbeddedKinesis;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.SendTo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@EmbeddedKinesis(streams = { "orders:2", "orders.dlq:1", "parcels:1", "questions:1", "answers:1" })
@SpringBootTest(properties = { "spring.application.name=shop", "kinesis.kinsumers.orders.wait-time=50ms",
		"kinesis.kinsumers.orders.failure.max-attempts=2",
		"kinesis.kinsumers.orders.failure.backoff.initial-interval=1ms",
		"kinesis.kinsumers.orders.failure.on-exhausted=dead-letter",
		"kinesis.kinsumers.orders.failure.dead-letter.stream-name=orders.dlq",
		"kinesis.kinsumers.parcels.wait-time=50ms", "kinesis.kinsumers.parcels.failure.max-attempts=1",
		"kinesis.kinsumers.parcels.failure.on-exhausted=dead-letter",
		"kinesis.kinsumers.parcels.failure.dead-letter.target=queueOfParcels", "reply.stream=answers",
		"kinesis.observation.template=false" })
class DeadLetterTests {

	@Autowired
	private KinesisOperations kinesis;

	@Autowired
	private DeadLetterRedrive redrive;

	@Autowired
	private KinesisListenerEndpointRegistry registry;

	@Autowired
	private Listeners listeners;

	@Test
	void lettersAreMadeReadAndPutBack() throws Exception {
		send("{\"id\":1}");
		send("{\"id\":13}");
		send("{\"id\":2}");
		await().until(() -> this.listeners.letters.size() == 1 && this.listeners.orders.size() == 2);
		DeadLetterRecord letter = this.listeners.letters.get(0);
		assertThat(StandardCharsets.UTF_8.decode(letter.letter().data()).toString()).isEqualTo("{\"id\":13}");
		assertThat(letter.letter().partitionKey()).isEqualTo("key");
		assertThat(letter.letter().explicitHashKey()).isEqualTo("7");
		assertThat(letter.headers()).containsEntry("tenant", "blue").doesNotContainKey(DeadLetterHeaders.ORIGIN);
		assertThat(letter.causeClass()).isEqualTo(IllegalStateException.class.getName());
		assertThat(letter.causeMessage()).isEqualTo("13 brings bad luck");
		assertThat(letter.attempts()).isEqualTo(2);
		assertThat(letter.stream().value()).isEqualTo("orders");
		assertThat(letter.origin()).isEqualTo("orders/" + letter.shardId() + "/" + letter.sequenceNumber().sequence()
				+ "/" + letter.sequenceNumber().subSequence());
		assertThat(List.of(letter.kinsumer(), letter.listenerId(), letter.consumerGroup())).containsExactly("orders",
				"orders", "shop");
		assertThat(letter.redriveCount()).isZero();
		assertThat(this.listeners.payloads).containsExactly(new Order(13));

		assertThat(redrive()).isEqualTo(new RedriveReport(1, 0));
		await().until(() -> this.listeners.letters.size() == 2);
		DeadLetterRecord again = this.listeners.letters.get(1);
		assertThat(again.origin()).as("it failed again").isEqualTo(letter.origin());
		assertThat(again.sequenceNumber()).isNotEqualTo(letter.sequenceNumber());
		assertThat(again.redriveCount()).isOne();

		this.listeners.lucky.add(13);
		assertThat(redrive()).isEqualTo(new RedriveReport(1, 0));
		await().until(() -> this.listeners.orders.contains(13));
		KinesisRecord handled = this.listeners.records.get(13);
		assertThat(handled.explicitHashKey()).isEqualTo("7");
		assertThat(handled.headers()).containsOnly(Map.entry("tenant", "blue"),
				Map.entry(DeadLetterHeaders.ORIGIN, letter.origin()), Map.entry(DeadLetterHeaders.REDRIVE_COUNT, "2"));
		assertThat(redrive()).as("nothing is put back twice").isEqualTo(new RedriveReport(0, 0));
		assertThat(this.registry.getContainer("orders").status().shards())
			.allSatisfy((shard) -> assertThat(shard.failure()).isNull());
	}

	@Test
	void thereMustBeAStreamOfDeadLetters() {
		assertThat(this.redrive.redrive("nope", 1000)).failsWithin(Duration.ofSeconds(30))
			.withThrowableOfType(ExecutionException.class)
			.withCauseInstanceOf(IllegalStateException.class)
			.withMessageContaining("the stream of dead letters of kinsumer 'nope', nope")
			.withMessageContaining("does not exist")
			.withMessageContaining("kinesis.kinsumers.nope.failure.dead-letter.stream-name");
	}

	@Test
	void aTargetOfTheApplicationsOwnTakesAFewLines() {
		this.kinesis.send(SendRequest.of("parcels", "not a number").withPartitionKey("key"));
		this.kinesis.send(SendRequest.of("parcels", "2").withPartitionKey("key"));
		await().until(() -> this.listeners.parcels.contains(2));
		assertThat(QueueOfParcels.messages).containsExactly("not a number");
	}

	@Test
	void whatAListenerReturnsIsSentOn() {
		this.kinesis.send(SendRequest.of("questions", "why").withPartitionKey("key"));
		await().until(() -> !this.listeners.answers.isEmpty());
		assertThat(this.listeners.answers).containsExactly("why? key");
	}

	private RedriveReport redrive() throws Exception {
		return this.redrive.redrive("orders", 1000).get(30, TimeUnit.SECONDS);
	}

	private void send(String json) {
		this.kinesis.send(SendRequest.of("orders", json)
			.withPartitionKey("key")
			.withExplicitHashKey("7")
			.withHeader("tenant", "blue"));
	}

	record Order(int id) {

	}

	static class Listeners {

		final Set<Integer> lucky = ConcurrentHashMap.newKeySet();

		final ConcurrentLinkedQueue<Integer> orders = new ConcurrentLinkedQueue<>();

		final Map<Integer, KinesisRecord> records = new ConcurrentHashMap<>();

		final List<DeadLetterRecord> letters = new CopyOnWriteArrayList<>();

		final Set<Order> payloads = ConcurrentHashMap.newKeySet();

		final ConcurrentLinkedQueue<Integer> parcels = new ConcurrentLinkedQueue<>();

		final ConcurrentLinkedQueue<String> answers = new ConcurrentLinkedQueue<>();

		@KinesisListener("orders")
		void orders(Order order, KinesisRecord record) {
			if (order.id() == 13 && !this.lucky.contains(13)) {
				throw new IllegalStateException("13 brings bad luck");
			}
			this.records.put(order.id(), record);
			this.orders.add(order.id());
		}

		@DeadLetterListener("orders")
		void letters(DeadLetterRecord letter, Order order) {
			this.payloads.add(order);
			this.letters.add(letter);
		}

		@KinesisListener("parcels")
		void parcels(Integer number) {
			this.parcels.add(number);
		}

		@KinesisListener("questions")
		@SendTo("${reply.stream}")
		String questions(String question) {
			return question + "?";
		}

		@KinesisListener("answers")
		void answers(String answer, @Header("kinesis_partitionKey") String key) {
			this.answers.add(answer + " " + key);
		}

	}

	/**
	 * Stands for a queue of SQS, or a bucket of S3: whatever has a future.
	 */
	static class QueueOfParcels implements DeadLetterTarget {

		static final List<String> messages = new CopyOnWriteArrayList<>();

		@Override
		public CompletableFuture<?> send(DeadLetter letter) {
			return CompletableFuture
				.runAsync(() -> messages.add(StandardCharsets.UTF_8.decode(letter.record().data()).toString()));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Listeners.class)
	static class Application {

		@Bean
		static DeadLetterTarget queueOfParcels() {
			return new QueueOfParcels();
		}

	}

}
