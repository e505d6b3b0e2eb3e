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

package io.kinsumer.spring.deadletter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import io.kinsumer.core.client.RecordSizeExceededException;
import io.kinsumer.core.record.UserRecord;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class StreamDeadLetterTargetTests {

	private final List<UserRecord> put = new ArrayList<>();

	private int limit = Integer.MAX_VALUE;

	private final StreamDeadLetterTarget target = new StreamDeadLetterTarget((record) -> {
		int size = record.headers().values().stream().mapToInt(String::length).sum();
		if (size > this.limit) {
			return CompletableFuture.failedFuture(new RecordSizeExceededException(size, this.limit));
		}
		this.put.add(record);
		return CompletableFuture.completedFuture(null);
	});

	@Test
	void keepsTheRecordAndTellsWhatHappened() throws Exception {
		send(Map.of("tenant", "blue"), new IllegalStateException("no"));
		UserRecord letter = this.put.get(0);
		assertThat(letter.partitionKey()).isEqualTo("key-7");
		assertThat(letter.explicitHashKey()).isEqualTo("7");
		assertThat(letter.data()).isEqualTo(new Letters.Read(7, Map.of()).data());
		assertThat(letter.headers()).containsExactlyInAnyOrderEntriesOf(Map.ofEntries(Map.entry("tenant", "blue"),
				Map.entry(DeadLetterHeaders.CAUSE_CLASS, "java.lang.IllegalStateException"),
				Map.entry(DeadLetterHeaders.CAUSE_MESSAGE, "no"), Map.entry(DeadLetterHeaders.ATTEMPTS, "3"),
				Map.entry(DeadLetterHeaders.KINSUMER, "orders"), Map.entry(DeadLetterHeaders.LISTENER, "listener"),
				Map.entry(DeadLetterHeaders.CONSUMER_GROUP, "shop"), Map.entry(DeadLetterHeaders.STREAM, "orders"),
				Map.entry(DeadLetterHeaders.SHARD_ID, "shardId-000000000000"),
				Map.entry(DeadLetterHeaders.SEQUENCE_NUMBER, "49"),
				Map.entry(DeadLetterHeaders.SUB_SEQUENCE_NUMBER, "7"),
				Map.entry(DeadLetterHeaders.ARRIVAL_TIME, "2026-01-31T08:00:00Z"),
				Map.entry(DeadLetterHeaders.FAILED_AT, "2026-01-31T09:00:00Z"),
				Map.entry(DeadLetterHeaders.ORIGIN, "orders/shardId-000000000000/49/7")));
	}

	@Test
	void whatFailsAgainKeepsItsOriginAndItsCount() throws Exception {
		send(Map.of(DeadLetterHeaders.ORIGIN, "orders/first", DeadLetterHeaders.REDRIVE_COUNT, "2", "dlq-other", "x"),
				new IllegalStateException());
		assertThat(this.put.get(0).headers()).containsEntry(DeadLetterHeaders.ORIGIN, "orders/first")
			.containsEntry(DeadLetterHeaders.REDRIVE_COUNT, "2")
			.doesNotContainKeys("dlq-other", DeadLetterHeaders.CAUSE_MESSAGE);
	}

	@Test
	void aLongMessageIsShortenedAndLeftOutWhenThereIsNoRoom() throws Exception {
		send(Map.of(), new IllegalStateException("x".repeat(5000)));
		assertThat(this.put.get(0).headers().get(DeadLetterHeaders.CAUSE_MESSAGE)).hasSize(1027).endsWith("x...");
		this.limit = 500;
		send(Map.of(), new IllegalStateException("x".repeat(5000)));
		assertThat(this.put.get(1).headers()).doesNotContainKey(DeadLetterHeaders.CAUSE_MESSAGE);
	}

	@Test
	void whatIsTooLargeEvenSoIsRefusedAndSaysWhy() {
		this.limit = 10;
		assertThatExceptionOfType(ExecutionException.class)
			.isThrownBy(() -> send(Map.of(), new IllegalStateException("no")))
			.withMessageContaining("too large for the stream of dead letters")
			.withRootCauseInstanceOf(RecordSizeExceededException.class);
		assertThat(this.put).isEmpty();
	}

	private void send(Map<String, String> headers, Throwable cause) throws Exception {
		this.target.send(Letters.of(7, headers, cause)).toCompletableFuture().get();
	}

}
