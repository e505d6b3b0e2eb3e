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

package io.kinsumer.test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.kinsumer.test.dynamodb.BillingMode;
import io.kinsumer.test.dynamodb.DynamoDbRequest.CreateTable;
import io.kinsumer.test.dynamodb.DynamoDbRequest.PutItem;
import io.kinsumer.test.dynamodb.KeySchema;
import io.kinsumer.test.dynamodb.ReturnValues;
import io.kinsumer.test.dynamodb.expression.Placeholders;
import io.kinsumer.test.dynamodb.value.Attribute;
import io.kinsumer.test.fault.ServiceException;
import io.kinsumer.test.kinesis.KinesisLimits;
import io.kinsumer.test.kinesis.KinesisRequest.DeleteStream;
import io.kinsumer.test.kinesis.StreamRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * The driver of a stream, and how it judges by stored positions what is consumed.
 */
class EmbeddedStreamTests {

	private static final String FIRST = "shardId-000000000000";

	private static final String SECOND = "shardId-000000000001";

	private static final Duration AT_ONCE = Duration.ZERO;

	private final EmbeddedKinesisServer server = EmbeddedKinesisServer.builder()
		.streams("orders:2")
		.limits(KinesisLimits.AWS)
		.start();

	private final EmbeddedStream orders = this.server.stream("orders");

	@AfterEach
	void stop() {
		this.server.close();
	}

	@Test
	void whatTheTestDoesIsNoRequestAndMeetsNeitherFaultsNorLimits() {
		this.server.faults().onAny().throttle();
		for (int i = 0; i < 1500; i++) {
			this.orders.putInto(FIRST, "k", "x");
		}
		this.orders.split(FIRST);
		this.orders.merge("shardId-000000000002", "shardId-000000000003");
		for (int i = 0; i < 20; i++) {
			assertThat(this.orders.records()).hasSize(1500);
		}
		assertThat(this.server.createStream("more", 3).shards()).hasSize(3);
		assertThat(this.server.kinesis().gate().counts()).isEmpty();
		assertThat(this.server.faults().rules().get(0).matched()).isZero();
	}

	@Test
	void aStreamThatDoesNotExistIsToldApart() {
		EmbeddedStream absent = this.server.stream("absent");
		assertThatExceptionOfType(ServiceException.class).isThrownBy(absent::records)
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo("ResourceNotFoundException"));
		assertThatExceptionOfType(ServiceException.class).isThrownBy(absent::awaitConsumed);
	}

	@Test
	void everyShardsLastRecordMustBeReached() {
		String first = this.orders.putInto(FIRST, "k", "1").sequenceNumber();
		String second = this.orders.putInto(SECOND, "k", "2").sequenceNumber();
		group("shop", "orders");
		checkpoint("checkpoint:shop:orders", FIRST, Map.of("sequenceNumber", Attribute.s(first)));
		assertNotConsumed(SECOND + ": 1 of 1 records missing, the first is '2' with partition key 'k'");
		assertNotConsumed("no checkpoint: the group does not know the shard yet");
		assertNotConsumed(FIRST + ": consumed; checkpoint " + first + "/0, owned by nobody");
		checkpoint("checkpoint:shop:orders", SECOND, Map.of("position", Attribute.s("TRIM_HORIZON")));
		assertNotConsumed("no record handled since the beginning");
		checkpoint("checkpoint:shop:orders", SECOND, Map.of("sequenceNumber", Attribute.s(second)));
		this.orders.awaitConsumed(AT_ONCE);
		this.orders.awaitConsumedBy("shop", AT_ONCE);
	}

	@Test
	void allRecordsOfAnAggregateMustBeReached() {
		String number = this.orders.putInto(FIRST, "k", "1").sequenceNumber();
		assertThat(number).isNotEmpty();
		EmbeddedStream one = this.server.createStream("one", 1);
		String aggregate = one.put("k", Aggregates.of("k", "a", "b", "c")).sequenceNumber();
		group("shop", "one");
		checkpoint("checkpoint:shop:one", FIRST,
				Map.of("sequenceNumber", Attribute.s(aggregate), "subSequenceNumber", Attribute.n(1)));
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> one.awaitConsumed(AT_ONCE))
			.withMessageContaining("1 of 3 records missing, the first is 'c'")
			.withMessageContaining("the last has sequence number " + aggregate + "/2; checkpoint " + aggregate + "/1");
		checkpoint("checkpoint:shop:one", FIRST,
				Map.of("sequenceNumber", Attribute.s(aggregate), "subSequenceNumber", Attribute.n(2)));
		one.awaitConsumed(AT_ONCE);
	}

	@Test
	void sequenceNumbersAreComparedAsNumbers() {
		this.orders.putInto(FIRST, "k", "1");
		group("shop", "orders");
		checkpoint("checkpoint:shop:orders", FIRST, Map.of("sequenceNumber", Attribute.s("9")));
		assertNotConsumed("checkpoint 9/0");
	}

	@Test
	void finishedShardsAndWhatArrivedBeforeTheStartCount() {
		this.orders.putInto(FIRST, "k", "1");
		this.orders.putInto(SECOND, "k", "2");
		group("shop", "orders");
		checkpoint("checkpoint:shop:orders", FIRST, Map.of("finishedAt", Attribute.s("now")));
		checkpoint("checkpoint:shop:orders", SECOND, Map.of("position", Attribute.s("AT_TIMESTAMP"), "timestamp",
				Attribute.s(Instant.now().plusSeconds(60).toString())));
		this.orders.awaitConsumed(AT_ONCE);
		checkpoint("checkpoint:shop:orders", SECOND, Map.of("position", Attribute.s("AT_TIMESTAMP"), "timestamp",
				Attribute.s("2020-01-01T00:00:00Z"), "owningClientId", Attribute.s("client-7")));
		assertNotConsumed("no record handled since 2020-01-01T00:00:00Z, owned by client-7");
	}

	@Test
	void allGroupsMustHaveConsumedUnlessOneIsNamed() {
		String number = this.orders.putInto(FIRST, "k", "1").sequenceNumber();
		group("shop", "orders");
		group("desk:one", this.orders.arn());
		checkpoint("checkpoint:desk:one:" + this.orders.arn(), FIRST, Map.of("sequenceNumber", Attribute.s(number)));
		this.orders.awaitConsumedBy("desk:one", AT_ONCE);
		assertNotConsumed("by group shop (table positions):");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> this.orders.awaitConsumedBy("none", AT_ONCE))
			.withMessageContaining("no group none consumes it")
			.withMessageContaining(
					"'group:none:orders'. Tables: [positions]; groups and their streams: [desk:one, shop]");
	}

	@Test
	void aStreamMadeAnewIsNotConsumedByItsFormerPositions() {
		String number = this.orders.putInto(FIRST, "k", "1").sequenceNumber();
		group("shop", "orders");
		checkpoint("checkpoint:shop:orders", FIRST, Map.of("sequenceNumber", Attribute.s(number)));
		this.orders.awaitConsumed(AT_ONCE);
		this.server.kinesis().deleteStream(new DeleteStream(StreamRef.named("orders"), false));
		EmbeddedStream again = this.server.createStream("orders", 1);
		String next = again.put("k", "2").sequenceNumber();
		Map<String, Attribute> former = Map.of("streamCreationTime", Attribute.s("2020-01-01T00:00:00Z"));
		put("group:shop:orders", "group", former);
		assertNotConsumed("it has not noticed yet that the stream was created anew");
		checkpoint("checkpoint:shop:orders", FIRST, Map.of("sequenceNumber", Attribute.s("9")));
		put("group:shop:orders", "group", Map.of("generation", Attribute.n(1)));
		checkpoint("checkpoint:shop:orders:1", FIRST, Map.of("sequenceNumber", Attribute.s(next)));
		again.awaitConsumed(AT_ONCE);
	}

	@Test
	void testsMayJudgeThemselves() {
		List<String> received = new ArrayList<>();
		this.orders.put("k", "1");
		this.orders.put("k", Aggregates.of("k", "2", "3"));
		received.add("1");
		received.add("3");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(
				() -> this.orders.awaitConsumed((record) -> received.contains(record.text()), Duration.ofMillis(30)))
			.withMessageContaining(
					"Stream orders was not consumed within 0.03 s: 1 of 3 records are missing:\n  '2' with");
		received.add("2");
		assertThatCode(() -> this.orders.awaitConsumed((record) -> received.contains(record.text()), AT_ONCE))
			.doesNotThrowAnyException();
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.orders.awaitConsumed((record) -> true, Duration.ofSeconds(-1)))
			.withMessageContaining("timeout is PT-1S");
	}

	@Test
	void waitingIsInterruptible() throws InterruptedException {
		this.orders.put("k", "1");
		List<Throwable> failures = new ArrayList<>();
		Thread thread = new Thread(() -> {
			try {
				this.orders.awaitConsumed((record) -> false, Duration.ofMinutes(5));
			}
			catch (AssertionError ex) {
				failures.add(ex);
			}
		});
		thread.start();
		thread.interrupt();
		thread.join(20_000);
		assertThat(failures).singleElement()
			.satisfies((ex) -> assertThat(ex).hasMessageContaining("Interrupted while waiting. Stream orders"));
	}

	private void assertNotConsumed(String message) {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> this.orders.awaitConsumed(AT_ONCE))
			.withMessageContaining(message);
	}

	private void group(String group, String streamKey) {
		put("group:" + group + ":" + streamKey, "group", Map.of("generation", Attribute.n(0)));
	}

	private void checkpoint(String namespace, String shard, Map<String, Attribute> attributes) {
		put(namespace, shard, attributes);
	}

	private void put(String namespace, String resource, Map<String, Attribute> attributes) {
		if (this.server.dynamoDb().tableNames().isEmpty()) {
			this.server.dynamoDb()
				.createTable(new CreateTable("positions",
						new KeySchema(new KeySchema.Key("namespace", "S"), new KeySchema.Key("resource", "S")),
						BillingMode.PAY_PER_REQUEST, 0, 0));
		}
		Map<String, Attribute> item = new HashMap<>(attributes);
		item.put("namespace", Attribute.s(namespace));
		item.put("resource", Attribute.s(resource));
		this.server.dynamoDb()
			.putItem(new PutItem("positions", item, null, Placeholders.NONE, ReturnValues.NONE, false));
	}

}
