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

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import com.google.protobuf.StringValue;
import io.kinsumer.core.record.IllegalPartitionKeyException;
import io.kinsumer.spring.converter.DefaultPayloadConverter;
import io.kinsumer.spring.converter.JsonPayloadConverter;
import io.kinsumer.spring.converter.ProtobufPayloadConverter;
import io.kinsumer.spring.converter.UnsupportedContentTypeException;
import io.kinsumer.spring.event.message.EventMessage;
import io.kinsumer.spring.event.message.EventWriter;
import io.kinsumer.spring.event.message.EventsNotWrittenException;
import io.kinsumer.spring.event.message.PublishInterceptor;
import io.kinsumer.spring.listener.KinesisHeaders;
import io.kinsumer.spring.template.PartitionKeyExtractor;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class KinesisPublisherTests {

	private static final Instant NOW = Instant.parse("2026-11-28T18:55:14.5Z");

	private final EventRegistry registry = new EventRegistry();

	private final AtomicInteger ids = new AtomicInteger();

	private final List<PartitionKeyExtractor> keys = new ArrayList<>();

	private final List<PublishInterceptor> interceptors = new ArrayList<>();

	private final List<List<EventMessage>> written = new ArrayList<>();

	private EventWriter writer = (messages) -> {
		this.written.add(messages);
		return CompletableFuture.completedFuture(null);
	};

	private Duration timeout;

	@Test
	void anEventTellsItsKeyAndHeaders() {
		EventMessage message = publisher().publish(new Placed("7", "ann"));
		assertThat(message).isEqualTo(new EventMessage("id-1", "orders", "ann",
				Map.of("tenant", "books", KinesisHeaders.TYPE, "order-placed"), "application/json",
				"{\"id\":\"7\",\"customer\":\"ann\"}".getBytes(), NOW));
		assertThat(this.written).containsExactly(List.of(message));
	}

	@Test
	void aRegistrationTellsThemForOtherTypes() {
		this.registry.register(EventRegistration.of(Plain.class, "plains")
			.withKey(Plain::id)
			.withHeaders((plain) -> Map.of("length", Integer.toString(plain.id().length()))));
		EventMessage message = publisher().publish(new Plain("abc"));
		assertThat(message.key()).isEqualTo("abc");
		assertThat(message.headers()).containsEntry("length", "3")
			.containsEntry(KinesisHeaders.TYPE, "KinesisPublisherTests.Plain");
	}

	@Test
	void extractorsFindTheKeyWhereNobodyTellsIt() {
		this.registry.register(Plain.class, "plains");
		this.keys.add((destination, payload) -> null);
		this.keys.add(PartitionKeyExtractor.forType(Plain.class, Plain::id));
		assertThat(publisher().publish(new Plain("abc")).key()).isEqualTo("abc");
		assertThat(publisher().publish(new Placed("7", "")).key()).isEmpty();
	}

	@Test
	void severalAreWrittenTogetherInTheirOrder() {
		this.registry.register(Plain.class, "plains");
		List<EventMessage> messages = publisher().publishAll(List.of(new Placed("7", "ann"), new Plain("abc")));
		assertThat(messages).extracting(EventMessage::stream).containsExactly("orders", "plains");
		assertThat(this.written).containsExactly(messages);
		assertThat(publisher().publishAll(List.of())).isEmpty();
		assertThat(this.written).hasSize(1);
	}

	@Test
	void nothingIsWrittenIfOneCannotBe() {
		KinesisPublisher publisher = publisher();
		assertThatExceptionOfType(EventNotFoundException.class)
			.isThrownBy(() -> publisher.publishAll(List.of(new Placed("7", "ann"), new Plain("abc"))));
		assertThatExceptionOfType(IllegalPartitionKeyException.class)
			.isThrownBy(() -> publisher.publishAll(List.of(new Placed("7", "ann"), new Placed("8", "x".repeat(257)))));
		this.registry.register(EventRegistration.of(Plain.class, "plains").withContentType("application/xml"));
		assertThatExceptionOfType(UnsupportedContentTypeException.class)
			.isThrownBy(() -> publisher.publishAllAsync(List.of(new Placed("7", "ann"), new Plain("abc"))))
			.withMessageContaining("application/xml");
		assertThat(this.written).isEmpty();
	}

	@Test
	void noEventIsNoEvent() {
		KinesisPublisher publisher = publisher();
		List<ThrowingCallable> calls = List.of(() -> publisher.publish(null),
				() -> publisher.publishTo("archive", null), () -> publisher.publishAsync(null),
				() -> publisher.publishToAsync("archive", null));
		assertThat(calls).allSatisfy((call) -> assertThatIllegalArgumentException().isThrownBy(call)
			.withMessage("an event must not be null"));
	}

	@Test
	void aStreamMayBeNamed() {
		EventMessage placed = publisher().publishTo("archive", new Placed("7", "ann"));
		assertThat(placed.stream()).isEqualTo("archive");
		assertThat(placed.headers()).containsEntry(KinesisHeaders.TYPE, "order-placed");
		EventMessage plain = publisher().publishTo("archive", new Plain("abc"));
		assertThat(plain.headers()).containsEntry(KinesisHeaders.TYPE, "KinesisPublisherTests.Plain");
	}

	@Test
	void protobufIsChosenByTheTypeOrByItsContentType() {
		this.registry.register(EventRegistration.of(StringValue.class, "texts"));
		StringValue text = StringValue.of("hello");
		EventMessage message = publisher().publish(text);
		assertThat(message.contentType()).isEqualTo("application/x-protobuf");
		assertThat(message.data()).isEqualTo(text.toByteArray());
		EventRegistry other = new EventRegistry();
		other.register(
				EventRegistration.of(StringValue.class, "texts").withContentType("application/x-google-protobuf"));
		assertThat(factory(other).create(null, text).contentType()).isEqualTo("application/x-google-protobuf");
	}

	@Test
	void headersOfOursAreRefused() {
		for (String name : List.of("message_id", "contentType", "kinesis_stream")) {
			assertThatIllegalArgumentException()
				.isThrownBy(() -> factory(withHeaders(Map.of(name, "x"))).create(null, new Plain("abc")))
				.withMessageContaining("'" + name + "'");
		}
	}

	@Test
	void interceptorsStandAroundTheWriterInTheirOrder() {
		List<String> order = new ArrayList<>();
		for (String name : List.of("outer", "inner")) {
			this.interceptors.add((messages, next) -> {
				order.add(name);
				return next.write(messages);
			});
		}
		publisher().publish(new Placed("7", "ann"));
		assertThat(order).containsExactly("outer", "inner");
	}

	@Test
	void whatWasNotWrittenIsTold() {
		this.writer = (messages) -> {
			Map<EventMessage, Throwable> failures = new LinkedHashMap<>();
			failures.put(messages.get(1), new IllegalStateException("throttled"));
			return CompletableFuture.failedFuture(new EventsNotWrittenException(List.of(messages.get(0)), failures));
		};
		assertThatExceptionOfType(EventsNotWrittenException.class)
			.isThrownBy(() -> publisher().publishAll(List.of(new Placed("7", "ann"), new Placed("8", "bob"))))
			.withMessageContaining("1 of 2 messages were not written")
			.withMessageContaining("throttled")
			.withMessageContaining("id-2")
			.satisfies((ex) -> assertThat(ex.getWritten()).extracting(EventMessage::id).containsExactly("id-1"))
			.satisfies((ex) -> assertThat(ex.getNotWritten()).extracting(EventMessage::id).containsExactly("id-2"));
	}

	@Test
	void aWriterThatFailsWroteNothing() {
		this.writer = (messages) -> CompletableFuture.failedFuture(new IllegalStateException("no database"));
		assertThatExceptionOfType(EventsNotWrittenException.class)
			.isThrownBy(() -> publisher().publish(new Placed("7", "ann")))
			.withMessageContaining("no database");
		assertThatExceptionOfType(ExecutionException.class)
			.isThrownBy(() -> publisher().publishAsync(new Placed("7", "ann")).get())
			.withCauseExactlyInstanceOf(EventsNotWrittenException.class);
	}

	@Test
	void aCallThatWaitsEndsInTime() {
		this.writer = (messages) -> new CompletableFuture<>();
		this.timeout = Duration.ofMillis(1);
		assertThatExceptionOfType(EventsNotWrittenException.class)
			.isThrownBy(() -> publisher().publish(new Placed("7", "ann")))
			.withCauseInstanceOf(TimeoutException.class);
		this.timeout = null;
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(EventsNotWrittenException.class)
			.isThrownBy(() -> publisher().publish(new Placed("7", "ann")))
			.withCauseInstanceOf(InterruptedException.class);
		assertThat(Thread.interrupted()).isTrue();
	}

	private EventRegistry withHeaders(Map<String, String> headers) {
		EventRegistry registry = new EventRegistry();
		registry.register(EventRegistration.of(Plain.class, "plains").withHeaders((plain) -> headers));
		return registry;
	}

	private KinesisPublisher publisher() {
		return new KinesisPublisher(factory(this.registry), (messages) -> this.writer.write(messages),
				this.interceptors, this.timeout);
	}

	private EventMessageFactory factory(EventRegistry registry) {
		return new EventMessageFactory(registry,
				new DefaultPayloadConverter(List.of(new ProtobufPayloadConverter(),
						new JsonPayloadConverter(JsonMapper.builder().build()))),
				() -> "id-" + this.ids.incrementAndGet(), () -> NOW, this.keys);
	}

	@EventType(stream = "orders", name = "order-placed")
	record Placed(String id, String customer) implements Event {

		@Override
		public Map<String, String> headers() {
			return Map.of("tenant", "books");
		}

		@Override
		public String key() {
			return this.customer;
		}

	}

	record Plain(String id) {

	}

}
