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

package io.kinsumer.test.assertj;

import java.time.Duration;

import io.kinsumer.test.Aggregates;
import io.kinsumer.test.EmbeddedKinesisServer;
import io.kinsumer.test.EmbeddedStream;
import io.kinsumer.test.StreamRecord;
import io.kinsumer.test.kinesis.KinesisRequest.PutRecord;
import io.kinsumer.test.kinesis.StreamRef;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static io.kinsumer.test.assertj.EmbeddedKinesisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

/**
 * The assertions, and what they say when they fail. Both {@code assertThat} are imported
 * statically, as users do.
 */
class EmbeddedKinesisAssertionsTests {

	private static final String FIRST = "shardId-000000000000";

	private static final String SECOND = "shardId-000000000001";

	private final EmbeddedKinesisServer server = EmbeddedKinesisServer.builder().streams("orders:2").start();

	private final EmbeddedStream orders = this.server.stream("orders");

	@AfterEach
	void stop() {
		this.server.close();
	}

	@Test
	void recordsAreCounted() {
		assertThat(this.orders).isEmpty();
		this.orders.put("customer-1", "one book");
		this.orders.put("customer-1", Aggregates.of("customer-2", "two pens", "three cups"));
		assertThat(this.orders).hasRecords(3);
		assertFails("Expected stream orders to hold 2 records but it holds 3:",
				() -> assertThat(this.orders).hasRecords(2));
		assertFails("'two pens' with partition key 'customer-2' (shardId-00000000000",
				() -> assertThat(this.orders).isEmpty());
		assertThat(this.server).stream("orders").hasRecords(3);
	}

	@Test
	void longListsAreCutShort() {
		for (int i = 0; i < 25; i++) {
			this.orders.put("k", "x".repeat(100));
		}
		assertFails("…' with partition key 'k'", () -> assertThat(this.orders).isEmpty());
		assertFails("and 15 more", () -> assertThat(this.orders).isEmpty());
	}

	@Test
	void payloadsAndKeysAreFound() {
		this.orders.put("customer-1", "one book");
		this.orders.put("customer-2", Aggregates.of("customer-2", "two pens", "three cups"));
		assertThat(this.orders).containsPayload("two pens").containsRecord("customer-1", "one book");
		assertFails("Expected stream orders to hold a record with payload 'a pen' but it holds 3:",
				() -> assertThat(this.orders).containsPayload("a pen"));
		assertFails("with partition key 'customer-2' and payload 'one book' but it holds 3:",
				() -> assertThat(this.orders).containsRecord("customer-2", "one book"));
		assertThat(this.orders).payloads().containsExactlyInAnyOrder("one book", "two pens", "three cups");
		assertThat(this.orders).payloadsWithKey("customer-2").containsExactly("two pens", "three cups");
		assertThat(this.orders).recordsWithKey("customer-2")
			.extracting(StreamRecord::subSequenceNumber, StreamRecord::explicitHashKey)
			.containsExactly(tuple(0L, "42"), tuple(1L, "42"));
		assertFails("[payloads with partition key 'customer-1' of stream orders]",
				() -> assertThat(this.orders).payloadsWithKey("customer-1").isEmpty());
		assertFails("[payloads of stream orders]", () -> assertThat(this.orders).payloads().isEmpty());
		assertFails("[records of stream orders]", () -> assertThat(this.orders).records().isEmpty());
	}

	@Test
	void recordsOfAShardAreInOrder() {
		this.orders.putInto(SECOND, "a", "1");
		this.orders.putInto(FIRST, "b", "2");
		this.orders.putInto(SECOND, "c", "3");
		assertThat(this.orders).payloadsOfShard(SECOND).containsExactly("1", "3");
		assertFails("[payloads of shard " + FIRST + " of stream orders]",
				() -> assertThat(this.orders).payloadsOfShard(FIRST).isEmpty());
		assertFails("Expected stream orders to have shard shardId-000000000009 but open are [" + FIRST + ", " + SECOND,
				() -> assertThat(this.orders).payloadsOfShard("shardId-000000000009"));
		assertThatIllegalArgumentException().isThrownBy(() -> this.orders.putInto("shardId-000000000009", "a", "1"))
			.withMessageContaining("no open shard of stream orders, which are [" + FIRST);
	}

	@Test
	void aggregationIsSeen() {
		assertThat(this.orders).isNotAggregated();
		assertFails("[records of stream orders]", () -> assertThat(this.orders).isAggregated());
		this.orders.put("k", Aggregates.of("k", "1", "2"));
		assertThat(this.orders).isAggregated();
		assertFails("Expected no record of stream orders to be aggregated but 2 are:",
				() -> assertThat(this.orders).isNotAggregated());
		this.orders.put("k", "plain");
		assertFails("Expected every record of stream orders to be aggregated but 1 are not:",
				() -> assertThat(this.orders).isAggregated());
	}

	@Test
	void brokenAggregatesAreRecordsAsTheyStand() {
		byte[] wrongDigest = Aggregates.of("k", "1");
		wrongDigest[wrongDigest.length - 1]++;
		this.orders.put("k", wrongDigest);
		this.orders.put("k", Aggregates.frame(new byte[] { 3 << 3 | 2, 100, 1 }));
		this.orders.put("k", Aggregates.frame(new byte[] { 1 << 3 | 2, 1, 'k' }));
		this.orders.put("k", Aggregates.frame(new byte[] { 3 << 3 | 2, 2, 1 << 3, 5 }));
		assertThat(this.orders).hasRecords(4).isNotAggregated();
	}

	@Test
	void shardsAreOpenOrClosed() {
		assertThat(this.orders).hasOpenShards(2).hasOpenShard(FIRST);
		this.orders.split(FIRST);
		assertThat(this.orders).hasOpenShards(3).hasClosedShard(FIRST).hasOpenShard("shardId-000000000003");
		assertFails("Expected stream orders to have 2 open shards but it has 3: open [shardId-000000000001, ",
				() -> assertThat(this.orders).hasOpenShards(2));
		assertFails("Expected shard " + FIRST + " of stream orders to be open but open are [",
				() -> assertThat(this.orders).hasOpenShard(FIRST));
		assertFails("closed are [" + FIRST + "]", () -> assertThat(this.orders).hasClosedShard(SECOND));
	}

	@Test
	void requestsAreCountedWithoutTheTestsOwn() {
		this.orders.put("k", "the test's own");
		assertThat(this.server).hasNoRequests("PutRecord");
		putAsAClient();
		putAsAClient();
		assertThat(this.server).hasRequests("PutRecord", 2)
			.hasRequestsBetween("PutRecord", 1, 2)
			.hasNoRequests("GetItem");
		assertFails("Expected 3 requests PutRecord but there were 2. All requests: {PutRecord=2}",
				() -> assertThat(this.server).hasRequests("PutRecord", 3));
		assertFails("Expected 3 to 5 requests PutRecord but there were 2",
				() -> assertThat(this.server).hasRequestsBetween("PutRecord", 3, 5));
		assertThatIllegalArgumentException().isThrownBy(() -> assertThat(this.server).hasNoRequests("PutRecordz"))
			.withMessageContaining("Operation 'PutRecordz' is none of this server's");
		assertThat(this.server.faults().rules()).isEmpty();
	}

	@Test
	void faultsAreToBeUsed() {
		assertThat(this.server).usedAllFaults();
		this.server.faults().on("PutRecord").times(2).delay(Duration.ofMillis(1));
		this.server.faults().on("PutRecord").delay(Duration.ofMillis(1));
		putAsAClient();
		assertFails("Fault 1: PutRecord: Delay[duration=PT0.001S], fired 1 of 1",
				() -> assertThat(this.server).usedAllFaults());
		putAsAClient();
		assertThat(this.server).usedAllFaults();
	}

	@Test
	void nothingIsNoStream() {
		assertFails("not to be null", () -> assertThat((EmbeddedStream) null).isEmpty());
		assertFails("not to be null", () -> assertThat((EmbeddedKinesisServer) null).hasNoRequests("PutRecord"));
	}

	private void putAsAClient() {
		this.server.kinesis().putRecord(new PutRecord(StreamRef.named("orders"), "k", null, null, new byte[0]));
	}

	private static void assertFails(String message, ThrowingCallable assertion) {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(assertion).withMessageContaining(message);
	}

}
