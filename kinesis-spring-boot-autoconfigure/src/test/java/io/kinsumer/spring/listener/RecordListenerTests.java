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

package io.kinsumer.spring.listener;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.kinsumer.core.processor.ShardContext;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.core.record.SequenceNumber;
import io.kinsumer.spring.converter.PayloadConversionException;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.Headers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class RecordListenerTests {

	private final List<Object> seen = new ArrayList<>();

	@Test
	void readsTheParameterTypeFromJson() throws Exception {
		new ListenerHarness(new Object() {

			void listen(Order order) {
				RecordListenerTests.this.seen.add(order);
			}

		}).deliver(TestRecord.of(0, "{\"id\":7}"));
		assertThat(this.seen).containsExactly(new Order(7));
	}

	@Test
	void readsJsonTreesAndGenericTypes() throws Exception {
		new ListenerHarness(new Object() {

			void listen(JsonNode node) {
				RecordListenerTests.this.seen.add(node.get("id").asInt());
			}

		}).deliver(TestRecord.of(0, "{\"id\":7}"));
		new ListenerHarness(new Object() {

			void listen(Map<String, Order> orders) {
				RecordListenerTests.this.seen.add(orders);
			}

		}).deliver(TestRecord.of(0, "{\"a\":{\"id\":7}}"));
		assertThat(this.seen).containsExactly(7, Map.of("a", new Order(7)));
	}

	@Test
	void resolvesGenericsOfTheBeansClass() throws Exception {
		OrderListener listener = new OrderListener();
		new ListenerHarness(listener).deliver(TestRecord.of(0, "{\"id\":7}"));
		assertThat(listener.payload).isEqualTo(new Order(7));
	}

	@Test
	void passesTextAndBytesAsTheyAre() throws Exception {
		new ListenerHarness(new Object() {

			void listen(String text) {
				RecordListenerTests.this.seen.add(text);
			}

		}).deliver(TestRecord.of(0, "{\"id\":7}"));
		new ListenerHarness(new Object() {

			void listen(byte[] bytes) {
				RecordListenerTests.this.seen.add(new String(bytes, StandardCharsets.UTF_8));
			}

		}).deliver(TestRecord.of(0, "bytes"));
		new ListenerHarness(new Object() {

			void listen(ByteBuffer buffer) {
				RecordListenerTests.this.seen.add(StandardCharsets.UTF_8.decode(buffer).toString());
			}

		}).deliver(TestRecord.of(0, "buffer"));
		assertThat(this.seen).containsExactly("{\"id\":7}", "bytes", "buffer");
	}

	@Test
	void takesParametersInAnyOrder() throws Exception {
		KinesisRecord delivered = TestRecord.of(3, "{\"id\":7}", Map.of("trace", "abc"));
		ListenerHarness harness = new ListenerHarness(new Object() {

			void listen(ShardContext shard, @Header("trace") String trace, Order order, @Headers Map<String, ?> headers,
					KinesisRecord record, MessageHeaders messageHeaders) {
				RecordListenerTests.this.seen.addAll(List.of(shard, trace, order, record));
				assertThat(headers).hasToString(messageHeaders.entrySet()
					.stream()
					.filter((entry) -> headers.containsKey(entry.getKey()))
					.collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))
					.toString());
			}

		});
		harness.deliver(delivered);
		assertThat(this.seen).containsExactly(harness, "abc", new Order(7), delivered);
	}

	@Test
	void convertsHeaders() throws Exception {
		new ListenerHarness(new Object() {

			void listen(KinesisRecord record, @Header("attempt") int attempt,
					@Header(KinesisHeaders.SUB_SEQUENCE_NUMBER) long sub, @Header("absent") Optional<String> absent,
					@Header(name = "other", defaultValue = "42") Integer other,
					@Header(KinesisHeaders.ARRIVAL_TIMESTAMP) Instant arrival, @Header String attempts) {
				RecordListenerTests.this.seen.addAll(List.of(attempt, sub, absent, other, arrival, attempts));
			}

		}).deliver(TestRecord.of(3, "", Map.of("attempt", "2", "attempts", "x")));
		assertThat(this.seen).containsExactly(2, 3L, Optional.empty(), 42, Instant.EPOCH, "x");
	}

	@Test
	void namesAndDefaultsOfHeadersMayHavePlaceholders() throws Exception {
		ListenerHarness harness = new ListenerHarness(new Object() {

			void listen(KinesisRecord record, @Header("${tenant}") String tenant,
					@Header(name = "region", defaultValue = "${region}") String region) {
				RecordListenerTests.this.seen.addAll(List.of(tenant, region));
			}

		}, (text) -> text.replace("${tenant}", "shop-tenant").replace("${region}", "eu"));
		harness.deliver(TestRecord.of(3, "", Map.of("shop-tenant", "blue")));
		assertThat(this.seen).containsExactly("blue", "eu");
	}

	@Test
	void failsOnAMissingHeader() {
		ListenerHarness harness = new ListenerHarness(new Object() {

			void listen(KinesisRecord record, @Header("trace") String trace) {
				RecordListenerTests.this.seen.add(trace);
			}

		});
		assertThatIllegalStateException().isThrownBy(() -> harness.deliver(TestRecord.of(0, "")))
			.withMessageContaining("no header 'trace'")
			.withMessageContaining("required = false");
	}

	@Test
	void makesMessages() throws Exception {
		new ListenerHarness(new Object() {

			void listen(Message<Order> message) {
				RecordListenerTests.this.seen.addAll(List.of(message.getPayload(),
						message.getHeaders().get(KinesisHeaders.PARTITION_KEY), message.getHeaders().get("trace")));
			}

		}).deliver(TestRecord.of(1, "{\"id\":7}", Map.of("trace", "abc")));
		assertThat(this.seen).containsExactly(new Order(7), "key-1", "abc");
	}

	@Test
	void checkpointsEachRecordAndStopsAtTheOneThatFails() {
		ListenerHarness harness = new ListenerHarness(new Object() {

			void listen(Order order) {
				if (order.id() == 2) {
					throw new IllegalArgumentException("two");
				}
			}

		});
		assertThatIllegalArgumentException()
			.isThrownBy(() -> harness.deliver(TestRecord.of(0, "{\"id\":1}"), TestRecord.of(1, "{\"id\":2}"),
					TestRecord.of(2, "{\"id\":3}")))
			.withMessage("two");
		assertThat(harness.checkpoints).containsExactly(new SequenceNumber("49", 0));
	}

	@Test
	void namesTheRecordThatCannotBeConverted() {
		ListenerHarness harness = new ListenerHarness(new Object() {

			void listen(Order order) {
				RecordListenerTests.this.seen.add(order);
			}

		});
		assertThatExceptionOfType(PayloadConversionException.class)
			.isThrownBy(() -> harness.deliver(TestRecord.of(0, "{\"id\":1}"), TestRecord.of(1, "not json")))
			.withMessageContaining("record 49/1 of shard shardId-000000000000, stream orders")
			.withMessageContaining(Order.class.getName());
		assertThat(this.seen).hasSize(1);
		assertThat(harness.checkpoints).hasSize(1);
	}

	@Test
	void refusesJsonNullAndNothing() {
		ListenerHarness harness = new ListenerHarness(new Object() {

			void listen(Order order) {
				RecordListenerTests.this.seen.add(order);
			}

		});
		assertThatExceptionOfType(PayloadConversionException.class)
			.isThrownBy(() -> harness.deliver(TestRecord.of(0, "null")));
		assertThatExceptionOfType(PayloadConversionException.class)
			.isThrownBy(() -> harness.deliver(TestRecord.of(0, "")));
	}

	@Test
	void leavesTheRestOnceNothingMayBeDelivered() throws Exception {
		ListenerHarness harness = new ListenerHarness(new Object() {

			void listen(String text) {
				RecordListenerTests.this.seen.add(text);
			}

		});
		harness.deliverable = 1;
		harness.deliver(TestRecord.of(0, "a"), TestRecord.of(1, "b"));
		assertThat(this.seen).containsExactly("a");
		assertThat(harness.checkpoints).containsExactly(new SequenceNumber("49", 0));
	}

	record Order(int id) {

	}

	abstract static class GenericListener<T> {

		T payload;

		void listen(T payload) {
			this.payload = payload;
		}

	}

	static class OrderListener extends GenericListener<Order> {

		@Override
		void listen(Order payload) {
			super.listen(payload);
		}

	}

}
