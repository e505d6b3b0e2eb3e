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

package io.kinsumer.spring.event;

import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.core.record.SequenceNumber;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.spring.converter.DefaultPayloadConverter;
import io.kinsumer.spring.converter.JsonPayloadConverter;
import io.kinsumer.spring.event.message.EmptyMessageException;
import io.kinsumer.spring.event.message.EnvelopeException;
import io.kinsumer.spring.event.message.EventHeaders;
import io.kinsumer.spring.event.message.EventMessage;
import io.kinsumer.spring.event.message.EventRecord;
import io.kinsumer.spring.event.message.JsonEnvelopeCodec;
import io.kinsumer.spring.listener.KinesisHeaders;
import io.kinsumer.spring.listener.KinesisListenerEndpoint;
import io.kinsumer.spring.listener.ListenerConfigurationException;
import io.kinsumer.spring.listener.ListenerHandler;
import io.kinsumer.spring.listener.MethodListenerEndpoints;
import io.kinsumer.spring.listener.RecordUnwrapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.messaging.Message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class EventUnwrapperTests {

	private final EventRegistry registry = new EventRegistry();

	private final JsonEnvelopeCodec codec = new JsonEnvelopeCodec();

	private final EventUnwrapperFactory factory = new EventUnwrapperFactory(this.registry, this.codec);

	@ParameterizedTest
	@ValueSource(strings = { "event", "annotated", "registered", "message", "messageOf", "batch", "batchOfMessages",
			"optional" })
	void listenersOfEventsGetThemUnwrapped(String method) {
		this.registry.register(Registered.class, "orders");
		assertThat(this.factory.create(endpoint(method), null)).isNotNull();
		assertThat(this.factory.create(endpoint(method), true)).isNotNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "plain", "text", "record", "batchOfRecords" })
	void othersGetThemAsTheyAreUnlessTheySayOtherwise(String method) {
		assertThat(this.factory.create(endpoint(method), null)).isNull();
		assertThat(this.factory.create(endpoint(method), false)).isNull();
		assertThat(this.factory.create(endpoint(method), true)).isNotNull();
	}

	@Test
	void anEnvelopeBecomesARecordWithItsHeaders() {
		EventMessage message = message("annotated", "orders");
		KinesisRecord record = record(this.codec.write(message), Map.of("tenant", "own", "kept", "yes"));
		KinesisRecord unwrapped = unwrapper("annotated", null).unwrap(record);
		assertThat(unwrapped.data()).isEqualTo(ByteBuffer.wrap(message.data()));
		assertThat(unwrapped.headers()).containsOnly(Map.entry("kept", "yes"), Map.entry("tenant", "books"),
				Map.entry(KinesisHeaders.TYPE, "annotated"), Map.entry(EventHeaders.MESSAGE_ID, "m"),
				Map.entry(EventHeaders.MESSAGE_TIME, "2026-11-28T18:55:14.5Z"),
				Map.entry(EventHeaders.STREAM_NAME, "orders"), Map.entry(EventHeaders.STREAM_KEY, "k"),
				Map.entry("contentType", "application/json"));
		assertThat(unwrapped.sequenceNumber()).isEqualTo(record.sequenceNumber());
		assertThat(unwrapped.partitionKey()).isEqualTo("pk");
		assertThat(EventRecord.message(unwrapped)).isEqualTo(message);
		assertThat(EventRecord.original(unwrapped)).isSameAs(record);
		assertThat(unwrapped.toString()).doesNotContain("books").contains("message m of stream orders");
	}

	@Test
	void everythingElsePassesAsItIs() {
		RecordUnwrapper unwrapper = unwrapper("annotated", null);
		KinesisRecord plain = record("{\"id\":\"1\"}".getBytes(), Map.of());
		assertThat(unwrapper.unwrap(plain)).isSameAs(plain);
		KinesisRecord withHeaders = record(this.codec.write(message("annotated", "orders")),
				Map.of(EventHeaders.MESSAGE_ID, "m"));
		assertThat(unwrapper.unwrap(withHeaders)).isSameAs(withHeaders);
	}

	@Test
	void whatIsBrokenIsNamed() {
		RecordUnwrapper unwrapper = unwrapper("annotated", null);
		assertThatExceptionOfType(EnvelopeException.class)
			.isThrownBy(() -> unwrapper
				.unwrap(record("{\"message_id\":\"m\",\"stream_name\":\"s\",\"data\":1}".getBytes(), Map.of())))
			.withMessageStartingWith(
					"record 49/0 of shard shardId-000000000000, stream orders: the envelope of message m");
		assertThatExceptionOfType(EmptyMessageException.class)
			.isThrownBy(
					() -> unwrapper.unwrap(record("{\"message_id\":\"m\",\"stream_name\":\"s\"}".getBytes(), Map.of())))
			.withMessageContaining("it has no data");
	}

	@Test
	void anotherTypeIsRefusedBeforeItIsRead() {
		for (Boolean envelope : Arrays.asList(null, true)) {
			assertThatExceptionOfType(UnexpectedEventException.class)
				.isThrownBy(() -> unwrapper("annotated", envelope)
					.unwrap(record(this.codec.write(message("other", "orders")), Map.of())))
				.withMessageContaining("'other'")
				.withMessageContaining("annotated")
				.withMessageContaining("@KinesisHandler");
		}
		assertThatExceptionOfType(UnexpectedEventException.class).isThrownBy(() -> unwrapper("annotated", false)
			.unwrap(record("{}".getBytes(), Map.of(EventHeaders.MESSAGE_ID, "m", KinesisHeaders.TYPE, "other"))));
	}

	@ParameterizedTest
	@ValueSource(strings = { "annotated", "EventUnwrapperTests.Annotated",
			"io.kinsumer.spring.event.EventUnwrapperTests$Annotated" })
	void aTypeHasSeveralNames(String name) {
		assertThat(unwrapper("annotated", null).unwrap(record(this.codec.write(message(name, "orders")), Map.of())))
			.isInstanceOf(EventRecord.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "message", "family", "both" })
	void whoTakesMessagesOrAFamilyTakesAnyType(String method) {
		this.registry.register(Family.class, "orders");
		if (method.equals("both")) {
			assertThatExceptionOfType(UnexpectedEventException.class).isThrownBy(() -> unwrapper(method, null)
				.unwrap(record(this.codec.write(message("other", "orders")), Map.of())));
			return;
		}
		assertThat(unwrapper(method, null).unwrap(record(this.codec.write(message("other", "orders")), Map.of())))
			.isInstanceOf(EventRecord.class);
	}

	@Test
	void withoutJacksonListenersOfEventsAreRefused() {
		EventUnwrapperFactory without = new EventUnwrapperFactory(this.registry, null);
		assertThatExceptionOfType(ListenerConfigurationException.class)
			.isThrownBy(() -> without.create(endpoint("annotated"), null))
			.withMessageContaining("no Jackson")
			.satisfies((ex) -> assertThat(ex.getRemedy()).contains("kinesis.kinsumers.orders.envelope"));
		assertThat(without.create(endpoint("annotated"), false)).isNotNull();
		assertThat(without.create(endpoint("plain"), null)).isNull();
	}

	@Test
	void ownListenersSeeRecordsAsTheyAre() {
		assertThat(this.factory.create(KinesisListenerEndpoint.of("orders", "orders",
				new ListenerHandler.OfRecords((record, context) -> null)), null))
			.isNull();
	}

	private RecordUnwrapper unwrapper(String method, Boolean envelope) {
		return Objects.requireNonNull(this.factory.create(endpoint(method), envelope));
	}

	private static EventMessage message(String type, String stream) {
		return new EventMessage("m", stream, "k", Map.of("tenant", "books", KinesisHeaders.TYPE, type),
				"application/json", "{\"id\":\"1\"}".getBytes(), Instant.parse("2026-11-28T18:55:14.5Z"));
	}

	private static KinesisRecord record(byte[] data, Map<String, String> headers) {
		KinesisRecord record = mock(KinesisRecord.class);
		given(record.stream()).willReturn(new StreamName("orders"));
		given(record.shardId()).willReturn(new ShardId("shardId-000000000000"));
		given(record.sequenceNumber()).willReturn(new SequenceNumber("49", 0));
		given(record.partitionKey()).willReturn("pk");
		given(record.headers()).willReturn(headers);
		given(record.data()).willAnswer((call) -> ByteBuffer.wrap(data).asReadOnlyBuffer());
		return record;
	}

	private static KinesisListenerEndpoint endpoint(String name) {
		Method method = Arrays.stream(Listeners.class.getDeclaredMethods())
			.filter((each) -> each.getName().equals(name))
			.findFirst()
			.orElseThrow();
		return new MethodListenerEndpoints(
				new DefaultPayloadConverter(List.of(new JsonPayloadConverter(JsonMapper.builder().build()))), null,
				null, UnaryOperator.identity())
			.create("orders", "orders", Map.of(), new Listeners(), method);
	}

	@EventType(stream = "orders", name = "annotated")
	record Annotated(String id) {

	}

	record Registered(String id) {

	}

	record Implementing(String id) implements Event {

	}

	interface Family {

	}

	record Plain(String id) {

	}

	static class Listeners {

		void event(Implementing event) {
		}

		void annotated(Annotated event) {
		}

		void registered(Registered event) {
		}

		void message(EventMessage message) {
		}

		void both(EventMessage message, Annotated event) {
		}

		void messageOf(Message<Annotated> message) {
		}

		void batch(List<Annotated> events) {
		}

		void batchOfMessages(List<EventMessage> messages) {
		}

		void optional(Optional<Annotated> event) {
		}

		void family(Family event) {
		}

		void plain(Plain payload) {
		}

		void text(String payload) {
		}

		void record(KinesisRecord record) {
		}

		void batchOfRecords(List<KinesisRecord> records) {
		}

	}

}
