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

package io.kinsumer.spring.template;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import io.kinsumer.core.client.NoSuchStreamException;
import io.kinsumer.core.client.ThrottlingException;
import io.kinsumer.core.record.IllegalPartitionKeyException;
import io.kinsumer.core.record.RecordResult;
import io.kinsumer.core.record.SequenceNumber;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.UserRecord;
import io.kinsumer.spring.converter.DefaultPayloadConverter;
import io.kinsumer.spring.converter.JsonPayloadConverter;
import io.kinsumer.spring.converter.PayloadConversionException;
import io.kinsumer.spring.listener.KinesisHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class KinesisTemplateTests {

	private final Senders senders = new Senders();

	private KinesisTemplateOptions options = KinesisTemplateOptions.DEFAULTS;

	@Test
	void writesObjectsAsJson() {
		assertThat(template().send("orders", "key", Map.of("id", 7))).isSameAs(FakeSender.WRITTEN);
		assertThat(this.senders.senders).containsOnlyKeys("orders");
		assertThat(payload(record("orders"))).isEqualTo("{\"id\":7}");
		assertThat(record("orders").partitionKey()).isEqualTo("key");
		assertThat(record("orders").headers()).isEmpty();
	}

	@Test
	void passesTextAndBytes() {
		assertThat(template().sendAsync("orders", "key", "text")).isCompletedWithValue(FakeSender.WRITTEN);
		assertThat(payload(record("orders"))).isEqualTo("text");
		template().sendAsync("raw", "key", new byte[] { 'b' });
		assertThat(payload(record("raw"))).isEqualTo("b");
	}

	@Test
	void passesKeysAndHeaders() {
		template().sendAsync(
				SendRequest.of("orders", "x").withExplicitHashKey("12").withHeader("a", "1").withHeader("b", "2"));
		assertThat(record("orders").partitionKey()).isNull();
		assertThat(record("orders").explicitHashKey()).isEqualTo("12");
		assertThat(record("orders").headers()).isEqualTo(Map.of("a", "1", "b", "2"));
	}

	@Test
	void throwsWhatTheProducerFailedWith() {
		ThrottlingException failure = new ThrottlingException("too much", null);
		this.senders.get("orders").outcomes.add(CompletableFuture.failedFuture(failure));
		assertThatException().isThrownBy(() -> template().send("orders", "key", "x")).isSameAs(failure);
	}

	@Test
	void anInterruptEndsTheWait() {
		this.senders.get("orders").outcomes.add(new CompletableFuture<>());
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(SendInterruptedException.class)
			.isThrownBy(() -> template().send("orders", "key", "x"))
			.withMessageContaining("'orders'");
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void aWaitMayHaveATimeout() {
		CompletableFuture<RecordResult> outcome = new CompletableFuture<>();
		this.senders.get("orders").outcomes.addAll(List.of(outcome, outcome));
		assertThatExceptionOfType(SendTimeoutException.class)
			.isThrownBy(() -> template().send(SendRequest.of("orders", "x"), Duration.ofMillis(1)))
			.withMessageContaining("'orders'")
			.withMessageContaining("PT0.001S")
			.withMessageContaining("may still be written");
		this.options = new KinesisTemplateOptions(null, Duration.ofMillis(1), false, List.of(), List.of());
		assertThatExceptionOfType(SendTimeoutException.class).isThrownBy(() -> template().send("orders", "x"));
		assertThat(outcome).isNotCancelled();
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new KinesisTemplateOptions(null, Duration.ZERO, false, List.of(), List.of()))
			.withMessageContaining("send-timeout must be more than 0");
	}

	@Test
	void cancellingReachesTheSender() {
		CompletableFuture<RecordResult> outcome = new CompletableFuture<>();
		this.senders.get("orders").outcomes.add(outcome);
		template().sendAsync("orders", "x").cancel(false);
		assertThat(outcome).isCancelled();
	}

	@Test
	void aMissingStreamIsExplained() {
		this.senders.get("orders").outcomes
			.add(CompletableFuture.failedFuture(new NoSuchStreamException("dev-orders", null)));
		UnknownDestinationException failure = catchThrowableOfType(UnknownDestinationException.class,
				() -> template().send("orders", "x"));
		assertThat(failure).isInstanceOf(NoSuchStreamException.class)
			.hasMessageContaining("no stream 'orders-stream'")
			.hasMessageContaining("kinesis.producers.orders.stream-name");
		assertThat(failure.getDestination()).isEqualTo("orders");
		assertThat(failure.getStream()).isEqualTo("dev-orders");
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 257, 100_000 })
	void refusesImpossibleKeysBeforeAnythingIsSent(int length) {
		assertThatExceptionOfType(IllegalPartitionKeyException.class)
			.isThrownBy(() -> template().sendAsync("orders", "k".repeat(length), "x"))
			.withMessageContaining(length + " characters");
		assertThat(this.senders.get("orders").records).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "-1", "x", "340282366920938463463374607431768211456" })
	void refusesImpossibleHashKeys(String hashKey) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> template().sendAsync(SendRequest.of("orders", "x").withExplicitHashKey(hashKey)));
	}

	@Test
	void refusesNullsByName() {
		assertThatIllegalArgumentException().isThrownBy(() -> SendRequest.of("orders", null))
			.withMessageContaining("SendRequest.tombstone");
		Map<String, String> headers = new TreeMap<>();
		headers.put("a", null);
		assertThatIllegalArgumentException().isThrownBy(() -> SendRequest.of("orders", "x").withHeaders(headers))
			.withMessageContaining("'a'");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new SendRequest("o", null, null, MessageBuilder.withPayload("x").build(), Map.of()))
			.withMessageContaining("SendRequest.of");
	}

	@Test
	void aTombstoneIsEmpty() {
		template().send(SendRequest.tombstone("orders", "key"));
		assertThat(record("orders").size()).isZero();
		assertThat(record("orders").partitionKey()).isEqualTo("key");
	}

	@Test
	void somethingMustSayWhereTo() {
		assertThatIllegalArgumentException().isThrownBy(() -> template().send(SendRequest.of("x")))
			.withMessageContaining("kinesis.template.default-destination");
		this.options = new KinesisTemplateOptions("orders", null, false, List.of(), List.of());
		template().send(SendRequest.of("x"));
		assertThat(payload(record("orders"))).isEqualTo("x");
	}

	@Test
	void extractorsFindTheKeyOfWhatHasNone() {
		this.options = new KinesisTemplateOptions(null, null, false,
				List.of(PartitionKeyExtractor.forType(Order.class, Order::customer),
						(destination, payload) -> destination.equals("keyed") ? "second" : null),
				List.of());
		template().send("orders", new Order("ann"));
		template().send("orders", "given", new Order("ann"));
		template().send("orders", "text");
		template().send("keyed", "text");
		template().send("keyed", new Order("bob"));
		assertThat(this.senders.get("orders").records).extracting(UserRecord::partitionKey)
			.containsExactly("ann", "given", null);
		assertThat(this.senders.get("keyed").records).extracting(UserRecord::partitionKey)
			.containsExactly("second", "bob");
	}

	@Test
	void aContentTypeTravelsOnlyWhenAskedFor() {
		template().send("orders", new Order("ann"));
		template().send(SendRequest.of("orders", new Order("ann")).withContentType(MimeTypeUtils.APPLICATION_JSON));
		this.options = new KinesisTemplateOptions(null, null, true, List.of(), List.of());
		template().send("orders", new Order("ann"));
		template().send("orders", "text of unknown kind");
		template()
			.send(SendRequest.of("orders", new Order("ann")).withContentType(MimeType.valueOf("application/a+json")));
		assertThat(this.senders.get("orders").records).extracting(UserRecord::headers)
			.containsExactly(Map.of(), Map.of("contentType", "application/json"),
					Map.of("contentType", "application/json"), Map.of(), Map.of("contentType", "application/a+json"));
	}

	@Test
	void aContentTypeDecidesWhatThePayloadBecomes() {
		template().send(SendRequest.of("orders", "ü").withContentType(MimeType.valueOf("text/plain;charset=latin1")));
		assertThat(record("orders").data().get(0)).isEqualTo((byte) 0xfc);
		assertThatExceptionOfType(PayloadConversionException.class)
			.isThrownBy(() -> template()
				.sendAsync(SendRequest.of("orders", new Order("a")).withHeader("contentType", "text/csv")))
			.withMessageContaining("text/csv");
	}

	@Test
	void messagesTellKeysAndHeaders() {
		UUID id = UUID.randomUUID();
		Message<?> message = MessageBuilder.withPayload(new Order("ann"))
			.setHeader(KinesisHeaders.DESTINATION, "orders")
			.setHeader(KinesisHeaders.PARTITION_KEY, "key")
			.setHeader(KinesisHeaders.EXPLICIT_HASH_KEY, "5")
			.setHeader(KinesisHeaders.SEQUENCE_NUMBER, "where a listener found it")
			.setHeader(MessageHeaders.CONTENT_TYPE, MimeTypeUtils.APPLICATION_JSON)
			.setHeader("text", "t")
			.setHeader("number", 7)
			.setHeader("uuid", id)
			.setReplyChannelName("local")
			.build();
		template().send(message);
		template().send("others", message);
		for (String destination : List.of("orders", "others")) {
			assertThat(payload(record(destination))).isEqualTo("{\"customer\":\"ann\"}");
			assertThat(record(destination).partitionKey()).isEqualTo("key");
			assertThat(record(destination).explicitHashKey()).isEqualTo("5");
			assertThat(record(destination).headers()).isEqualTo(
					Map.of("text", "t", "number", "7", "uuid", id.toString(), "contentType", "application/json"));
		}
	}

	@Test
	void refusesHeadersThatCannotTravel() {
		assertThatIllegalArgumentException()
			.isThrownBy(
					() -> template().send(MessageBuilder.withPayload("x").setHeader("list", new ArrayList<>()).build()))
			.withMessageContaining("'list'")
			.withMessageContaining("java.util.ArrayList")
			.withMessageContaining("make it a String");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> template()
				.send(MessageBuilder.withPayload("x").setHeader(KinesisHeaders.PARTITION_KEY, 7).build()))
			.withMessageContaining("kinesis_partitionKey");
	}

	@Test
	void sendsAllInOrderAndTogether() {
		List<RecordResult> results = template().sendAll("orders",
				List.of("a", new Order("b"), SendRequest.of("c").withPartitionKey("k"),
						MessageBuilder.withPayload("d").build(), SendRequest.of("others", "e")));
		assertThat(results).hasSize(5);
		assertThat(this.senders.get("orders").batches).containsExactly(4);
		assertThat(this.senders.get("orders").records).extracting(KinesisTemplateTests::payload)
			.containsExactly("a", "{\"customer\":\"b\"}", "c", "d");
		assertThat(payload(record("others"))).isEqualTo("e");
		assertThat(template().sendAll(List.of())).isEmpty();
	}

	@Test
	void tellsWhatBecameOfEachWhenOneFails() {
		ThrottlingException throttled = new ThrottlingException("too much", null);
		this.senders.get("orders").outcomes.addAll(List.of(CompletableFuture.completedFuture(FakeSender.WRITTEN),
				CompletableFuture.failedFuture(throttled)));
		Order unwritable = new Order("k".repeat(300));
		this.options = new KinesisTemplateOptions(null, null, false,
				List.of(PartitionKeyExtractor.forType(Order.class, Order::customer)), List.of());
		List<Object> payloads = Arrays.asList("a", unwritable, null, "b", "c");
		SendFailedException failure = catchThrowableOfType(SendFailedException.class,
				() -> template().sendAll("orders", payloads));
		assertThat(failure).hasMessageContaining("3 of 5").hasMessageContaining("'orders'");
		assertThat(failure.getOutcomes()).extracting(SendOutcome::sent).containsExactlyElementsOf(payloads);
		assertThat(failure.getOutcomes()).extracting((outcome) -> outcome instanceof SendOutcome.Written)
			.containsExactly(true, false, false, false, true);
		assertThat(failure.getFailures()).extracting(SendOutcome.Failed::sent).containsExactly(unwritable, null, "b");
		assertThat(failure.getFailures().get(0).failure()).isInstanceOf(IllegalPartitionKeyException.class);
		assertThat(failure.getFailures().get(2).failure()).isSameAs(throttled);
		assertThat(this.senders.get("orders").records).hasSize(3);
	}

	@Test
	void interceptorsChangeRecordsAndSeeOutcomes() {
		List<String> seen = new ArrayList<>();
		SendInterceptor outer = (invocation) -> {
			seen.add("outer " + invocation.target().stream() + " " + invocation.request().payload());
			return invocation.proceed(invocation.record().withHeaders(Map.of("by", "outer")))
				.whenComplete((result, failure) -> seen.add("outcome " + (failure == null)));
		};
		SendInterceptor inner = (invocation) -> {
			seen.add("inner " + invocation.record().headers());
			return invocation.proceed();
		};
		this.options = new KinesisTemplateOptions(null, null, false, List.of(), List.of(outer, inner));
		template().send("orders", "x");
		assertThat(seen).containsExactly("outer orders-stream x", "inner {by=outer}", "outcome true");
		assertThat(record("orders").headers()).isEqualTo(Map.of("by", "outer"));
		seen.clear();
		template().sendAll("orders", List.of("y", "z"));
		assertThat(seen).containsExactly("outer orders-stream y", "inner {by=outer}", "outcome true",
				"outer orders-stream z", "inner {by=outer}", "outcome true");
		assertThat(this.senders.get("orders").batches).containsExactly(2);
	}

	@Test
	void anInterceptorMaySendNothing() {
		this.options = new KinesisTemplateOptions(null, null, false, List.of(),
				List.of((invocation) -> CompletableFuture.failedFuture(new IllegalStateException("not today"))));
		assertThatException().isThrownBy(() -> template().send("orders", "x")).withMessage("not today");
		assertThat(this.senders.get("orders").records).isEmpty();
	}

	@Test
	void flushesOneOrAll() {
		this.senders.get("orders");
		this.senders.get("others");
		assertThat(template().flush("orders")).isCompleted();
		assertThat(this.senders.get("orders").flushes).isEqualTo(1);
		assertThat(template().flush()).isCompleted();
		assertThat(this.senders.get("orders").flushes).isEqualTo(2);
		assertThat(this.senders.get("others").flushes).isEqualTo(1);
	}

	private KinesisTemplate template() {
		return new KinesisTemplate(this.senders,
				new DefaultPayloadConverter(List.of(new JsonPayloadConverter(JsonMapper.builder().build()))),
				this.options);
	}

	private UserRecord record(String destination) {
		return this.senders.get(destination).records.get(0);
	}

	private static String payload(UserRecord record) {
		return StandardCharsets.UTF_8.decode(record.data()).toString();
	}

	record Order(String customer) {

	}

	private static final class Senders implements RecordSenders {

		final Map<String, FakeSender> senders = new TreeMap<>();

		@Override
		public FakeSender get(String destination) {
			return this.senders.computeIfAbsent(destination, FakeSender::new);
		}

		@Override
		public Collection<RecordSender> all() {
			return List.copyOf(this.senders.values());
		}

	}

	private static final class FakeSender implements RecordSender {

		static final RecordResult WRITTEN = new RecordResult(new ShardId("shardId-000000000000"),
				SequenceNumber.of("1"), false, 1);

		final List<UserRecord> records = new ArrayList<>();

		final List<CompletableFuture<RecordResult>> outcomes = new ArrayList<>();

		final List<Integer> batches = new ArrayList<>();

		int flushes;

		private final SendTarget target;

		FakeSender(String destination) {
			this.target = new SendTarget(destination, SendMode.PRODUCER, destination + "-stream");
		}

		@Override
		public SendTarget target() {
			return this.target;
		}

		@Override
		public CompletableFuture<RecordResult> put(UserRecord record) {
			this.records.add(record);
			return this.outcomes.isEmpty() ? CompletableFuture.completedFuture(WRITTEN) : this.outcomes.remove(0);
		}

		@Override
		public Batch batch() {
			int before = this.records.size();
			return new Batch() {

				@Override
				public CompletableFuture<RecordResult> add(UserRecord record) {
					return put(record);
				}

				@Override
				public void send() {
					FakeSender.this.batches.add(FakeSender.this.records.size() - before);
				}

			};
		}

		@Override
		public CompletableFuture<Void> flush() {
			this.flushes++;
			return CompletableFuture.completedFuture(null);
		}

	}

}
