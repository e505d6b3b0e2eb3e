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

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.kinsumer.core.kinsumer.KinsumerSettings;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.core.record.SequenceNumber;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.spring.converter.DefaultPayloadConverter;
import io.kinsumer.spring.converter.JsonPayloadConverter;
import io.kinsumer.spring.converter.PayloadConversionException;
import io.kinsumer.spring.converter.UnsupportedContentTypeException;
import io.kinsumer.spring.error.FailureDecision;
import io.kinsumer.spring.event.message.EnvelopeException;
import io.kinsumer.spring.event.message.EventMessage;
import io.kinsumer.spring.event.message.EventRecord;
import io.kinsumer.spring.listener.AckMode;
import io.kinsumer.spring.listener.KinesisHeaders;
import io.kinsumer.spring.listener.KinesisListenerEndpoint;
import io.kinsumer.spring.listener.KinesisListenerEndpointRegistry;
import io.kinsumer.spring.listener.KinsumerContainer;
import io.kinsumer.spring.listener.ListenerContext;
import io.kinsumer.spring.listener.ListenerHandler;
import io.kinsumer.spring.listener.ListenerInterceptor;
import io.kinsumer.spring.listener.ListenerInvocation;
import io.kinsumer.spring.listener.ListenerOptions;
import io.kinsumer.spring.listener.ListenerProcessors;
import io.kinsumer.spring.listener.RecordListener;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class KinesisBusTests {

	private final Map<String, KinesisListenerEndpoint> endpoints = new LinkedHashMap<>();

	private final EventRegistry registry = new EventRegistry();

	private final List<String> handled = new ArrayList<>();

	private final KinesisListenerEndpointRegistry listeners = new KinesisListenerEndpointRegistry(this::container);

	private final KinesisBus bus = new KinesisBus(this.registry, mock(KinesisPublisher.class), this.listeners,
			new DefaultPayloadConverter(List.of(new JsonPayloadConverter(JsonMapper.builder().build()))));

	@Test
	void subscriptionsOfAStreamShareAKinsumer() throws Exception {
		this.bus.subscribe(Placed.class, (event, message) -> this.handled.add("placed " + event.id()));
		this.bus.subscribe(Paid.class, (event, message) -> this.handled.add("paid " + event.id() + message.id()));
		this.bus.subscribeStream("orders", (message) -> this.handled.add("other " + message.id()));
		this.bus.register();
		assertThat(this.endpoints).containsOnlyKeys("orders");
		deliver("orders", "order-placed", "{\"id\":\"1\"}");
		deliver("orders", Paid.class.getName(), "{\"id\":\"2\"}");
		deliver("orders", "order-shipped", "{}");
		deliver("orders", null, "{}");
		assertThat(this.handled).containsExactly("placed 1", "paid 2m", "other m", "other m");
	}

	@Test
	void aGroupOfItsOwnIsAKinsumerOfItsOwn() {
		this.bus.subscribe(Placed.class, (event, message) -> {
		});
		this.bus.subscribe(Placed.class, (event, message) -> {
		}).consumerGroup("audit").concurrency(5).id("audit-of-orders");
		this.bus.register();
		assertThat(this.endpoints.get("orders").properties()).isEmpty();
		KinesisListenerEndpoint audit = this.endpoints.get("orders-audit");
		assertThat(audit.id()).isEqualTo("audit-of-orders");
		assertThat(audit.properties()).containsOnly(Map.entry("stream-name", "orders"),
				Map.entry("consumer-group", "audit"), Map.entry("concurrency", "5"));
		assertThat(audit.payloadTypes()).containsExactly(EventMessage.class);
	}

	@Test
	void anUnknownTypeIsRefusedWithoutAStreamAndRegisteredWithOne() {
		assertThatExceptionOfType(EventNotFoundException.class)
			.isThrownBy(() -> this.bus.subscribe(Unknown.class, (event, message) -> {
			}));
		this.bus.subscribe("orders", Unknown.class, (event, message) -> {
		});
		assertThat(this.registry.get(Unknown.class).stream()).isEqualTo("orders");
		assertThatExceptionOfType(EventRegistrationException.class)
			.isThrownBy(() -> this.bus.subscribe("others", Unknown.class, (event, message) -> {
			}))
			.withMessageContaining("'others'")
			.withMessageContaining("'orders'");
	}

	@Test
	void anotherTypeFailsUnlessOthersAreIgnored() throws Exception {
		this.bus.subscribe(Placed.class, (event, message) -> {
		});
		this.bus.subscribe(Placed.class, (event, message) -> {
		}).consumerGroup("tolerant").ignoreOtherTypes();
		this.bus.register();
		assertThatExceptionOfType(UnexpectedEventException.class)
			.isThrownBy(() -> deliver("orders", "order-shipped", "{}"))
			.withMessageContaining("'order-shipped'")
			.withMessageContaining("order-placed")
			.withMessageContaining("ignoreOtherTypes()");
		deliver("orders-tolerant", "order-shipped", "{}").toCompletableFuture().join();
	}

	@Test
	void anAbstractTypeTakesWhatItsClassesAreCalled() throws Exception {
		this.bus.subscribe(Placed.class, (event, message) -> this.handled.add("placed"));
		this.bus.subscribe("orders", Change.class, (event, message) -> this.handled.add(event.toString()));
		this.bus.register();
		deliver("orders", "KinesisBusTests.Cancelled", "{\"kind\":\"cancelled\",\"id\":\"7\"}");
		deliver("orders", "order-placed", "{\"id\":\"1\"}");
		assertThat(this.handled).containsExactly("Cancelled[id=7]", "placed");
		assertThatExceptionOfType(PayloadConversionException.class)
			.isThrownBy(() -> deliver("orders", "order-shipped", "{\"id\":\"1\"}"));
	}

	@Test
	void anEventWithoutATypeGoesToTheOnlySubscription() throws Exception {
		this.bus.subscribe(Placed.class, (event, message) -> this.handled.add(event.id()));
		this.bus.subscribe(Placed.class, (event, message) -> {
		}).consumerGroup("two");
		this.bus.subscribe(Paid.class, (event, message) -> {
		}).consumerGroup("two");
		this.bus.register();
		deliver("orders", null, "{\"id\":\"1\"}");
		assertThat(this.handled).containsExactly("1");
		assertThatExceptionOfType(UnexpectedEventException.class)
			.isThrownBy(() -> deliver("orders-two", null, "{\"id\":\"1\"}"))
			.withMessageContaining("without a type");
	}

	@Test
	void whatIsNoEventOrCannotBeDecodedFails() {
		this.bus.subscribe(Placed.class, (event, message) -> {
		});
		this.bus.register();
		assertThatExceptionOfType(EnvelopeException.class)
			.isThrownBy(() -> listener("orders").onRecord(record(), mock(ListenerContext.class)))
			.withMessageContaining("carries no event");
		assertThatExceptionOfType(PayloadConversionException.class)
			.isThrownBy(() -> deliver("orders", "order-placed", "no json"))
			.withMessageContaining("message m of stream orders");
		assertThatExceptionOfType(UnsupportedContentTypeException.class)
			.isThrownBy(() -> deliver("orders", "order-placed", "application/xml", "<a/>"))
			.withMessageContaining("application/xml");
		assertThat(this.bus.decode(message("order-placed", "application/json", "{\"id\":\"1\"}"), Placed.class))
			.isEqualTo(new Placed("1"));
	}

	@Test
	void interceptorsStandAroundTheirSubscription() throws Exception {
		this.bus.subscribe(Placed.class, (event, message) -> this.handled.add("handler")).interceptor((invocation) -> {
			this.handled.add("outer");
			return invocation.proceed();
		}).interceptor((invocation) -> {
			this.handled.add("inner");
			return invocation.proceed();
		});
		this.bus.subscribe(Paid.class, (event, message) -> this.handled.add("paid"));
		this.bus.register();
		deliver("orders", "order-placed", "{\"id\":\"1\"}");
		deliver("orders", "order-paid", "{\"id\":\"1\"}");
		assertThat(this.handled).containsExactly("outer", "inner", "handler", "paid");
	}

	@Test
	void interceptorsOfASubscriptionAreToldOfTheListener() {
		List<String> told = new ArrayList<>();
		this.bus.subscribeAsync(Placed.class, (event, message) -> new CompletableFuture<>())
			.interceptor(new ListenerInterceptor() {
				@Override
				public CompletionStage<?> intercept(ListenerInvocation invocation) throws Exception {
					return invocation.proceed();
				}

				@Override
				public void prepare(KinesisListenerEndpoint endpoint, String consumerGroup, AckMode ackMode) {
					told.add(endpoint.id() + " " + consumerGroup + " " + endpoint.isAsynchronous());
				}
			});
		this.bus.register();
		new ListenerProcessors(InstantSource.system()).create(this.endpoints.get("orders"), "shop", new ListenerOptions(
				AckMode.BATCH, (failure) -> new FailureDecision.Stop(), null, List.of(), List.of()));
		assertThat(told).containsExactly("orders shop true");
	}

	@Test
	void aHandlerMayEndLater() throws Exception {
		CompletableFuture<Void> end = new CompletableFuture<>();
		this.bus.subscribeAsync(Placed.class, (event, message) -> end);
		this.bus.register();
		CompletionStage<?> handled = deliver("orders", "order-placed", "{\"id\":\"1\"}");
		assertThat(handled.toCompletableFuture()).isNotDone();
		end.completeExceptionally(new IllegalStateException("late"));
		assertThat(handled.toCompletableFuture()).isCompletedExceptionally();
	}

	@Test
	void subscriptionsThatShareAKinsumerMustAgree() {
		this.bus.subscribe(Placed.class, (event, message) -> {
		}).property("wait-time", "1s");
		this.bus.subscribe(Paid.class, (event, message) -> {
		}).property("waitTime", "2s");
		assertThatExceptionOfType(EventRegistrationException.class).isThrownBy(this.bus::register)
			.withMessageContaining("'1s'")
			.withMessageContaining("'2s'")
			.satisfies((ex) -> assertThat(ex.getRemedy()).contains("consumerGroup"));
	}

	@Test
	void aTypeHasOneHandlerInAGroup() {
		this.bus.subscribe(Placed.class, (event, message) -> {
		});
		this.bus.subscribe(Placed.class, (event, message) -> {
		});
		assertThatExceptionOfType(EventRegistrationException.class).isThrownBy(this.bus::register)
			.withMessageContaining("order-placed");
	}

	@Test
	void aStreamHasOneHandlerForTheRest() {
		this.bus.subscribeStream("orders", (message) -> {
		});
		this.bus.subscribeStream("orders", (message) -> {
		});
		assertThatExceptionOfType(EventRegistrationException.class).isThrownBy(this.bus::register)
			.withMessageContaining("Two subscriptions take all events");
	}

	@Test
	void startNeedsASubscription() {
		assertThatExceptionOfType(NoSubscriptionException.class).isThrownBy(this.bus::start);
		assertThat(this.bus.register()).isEmpty();
		this.bus.subscribe(Placed.class, (event, message) -> {
		});
		this.bus.start();
		assertThat(this.handled).containsExactly("start orders");
		this.bus.start();
	}

	@Test
	void aSubscriptionCannotBeChangedOnceItRuns() {
		EventSubscription subscription = this.bus.subscribe(Placed.class, (event, message) -> {
		});
		this.bus.start();
		assertThatIllegalStateException().isThrownBy(() -> subscription.concurrency(2))
			.withMessageContaining("is started");
		this.bus.subscribe(Paid.class, (event, message) -> {
		});
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(this.bus::start)
			.withMessageContaining("Kinsumer 'orders' has two listeners");
	}

	@Test
	void afterItsShutdownNothingGoes() {
		this.bus.subscribe(Placed.class, (event, message) -> {
		});
		this.bus.start();
		this.bus.shutdown();
		this.bus.shutdown();
		assertThat(this.listeners.getContainerIds()).isEmpty();
		assertThatExceptionOfType(BusShutdownException.class).isThrownBy(this.bus::start);
		assertThatExceptionOfType(BusShutdownException.class).isThrownBy(() -> this.bus.publish(new Placed("1")));
		assertThatExceptionOfType(BusShutdownException.class)
			.isThrownBy(() -> this.bus.subscribeStream("orders", (message) -> {
			}));
		assertThatExceptionOfType(BusShutdownException.class)
			.isThrownBy(() -> this.bus.subscribe(Placed.class, (event, message) -> {
			}));
	}

	private KinsumerContainer container(KinesisListenerEndpoint endpoint) {
		this.endpoints.put(endpoint.kinsumer(), endpoint);
		KinsumerContainer container = mock(KinsumerContainer.class);
		given(container.id()).willReturn(endpoint.id());
		given(container.kinsumer()).willReturn(endpoint.kinsumer());
		given(container.description()).willReturn(endpoint.description());
		given(container.autoStartup()).willReturn(true);
		given(container.settings()).willReturn(
				KinsumerSettings
					.builder(endpoint.kinsumer(), new StreamName("orders"),
							endpoint.properties().getOrDefault("consumer-group", "shop"), "me")
					.build());
		given(container.start()).willAnswer((call) -> {
			this.handled.add("start " + endpoint.id());
			return CompletableFuture.completedFuture(null);
		});
		return container;
	}

	private RecordListener listener(String kinsumer) {
		return ((ListenerHandler.OfRecords) this.endpoints.get(kinsumer).handler()).listener();
	}

	private CompletionStage<?> deliver(String kinsumer, String type, String json) throws Exception {
		return deliver(kinsumer, type, "application/json", json);
	}

	private CompletionStage<?> deliver(String kinsumer, String type, String contentType, String data) throws Exception {
		return listener(kinsumer).onRecord(new EventRecord(record(), message(type, contentType, data)),
				mock(ListenerContext.class));
	}

	private static EventMessage message(String type, String contentType, String data) {
		return new EventMessage("m", "orders", "", (type != null) ? Map.of(KinesisHeaders.TYPE, type) : Map.of(),
				contentType, data.getBytes(StandardCharsets.UTF_8), Instant.EPOCH);
	}

	private static KinesisRecord record() {
		KinesisRecord record = mock(KinesisRecord.class);
		given(record.stream()).willReturn(new StreamName("orders"));
		given(record.shardId()).willReturn(new ShardId("shardId-000000000000"));
		given(record.sequenceNumber()).willReturn(new SequenceNumber("49", 0));
		return record;
	}

	@EventType(stream = "orders", name = "order-placed")
	record Placed(String id) {

	}

	@EventType(stream = "orders", name = "order-paid")
	record Paid(String id) {

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
	@JsonSubTypes(@JsonSubTypes.Type(value = Cancelled.class, name = "cancelled"))
	interface Change {

	}

	record Cancelled(String id) implements Change {

	}

	record Unknown(String id) {

	}

}
