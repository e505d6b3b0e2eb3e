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
package io.kinsumer.test.conformance;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

import static io.kinsumer.test.conformance.Conformance.broken;
import static io.kinsumer.test.conformance.Conformance.get;
import static io.kinsumer.test.conformance.Conformance.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Iterators and reading. From GetShardIterator, GetRecords and the types
 * ShardIteratorType and Record of the API reference.
 */
interface ReadsConformance extends KinesisConformance {

	@Test
	default void iteratorsStartWhereTheirTypeSays() {
		String stream = stream(1);
		List<String> numbers = IntStream.range(0, 4)
			.mapToObj((i) -> put(stream, "k", "d" + i).sequenceNumber())
			.toList();
		String latest = iterator(stream, FIRST_SHARD, ShardIteratorType.LATEST);
		put(stream, "k", "d4");
		assertThat(readData(latest)).containsExactly("d4");
		assertThat(readData(iterator(stream, FIRST_SHARD, ShardIteratorType.TRIM_HORIZON))).containsExactly("d0", "d1",
				"d2", "d3", "d4");
		assertThat(readData(at(stream, ShardIteratorType.AT_SEQUENCE_NUMBER, numbers.get(2)))).containsExactly("d2",
				"d3", "d4");
		assertThat(readData(at(stream, ShardIteratorType.AFTER_SEQUENCE_NUMBER, numbers.get(2)))).containsExactly("d3",
				"d4");
	}

	@Test
	default void theStartOfAShardIsAPosition() {
		String stream = stream(1);
		put(stream, "k", "d0");
		String start = shards(stream).get(0).sequenceNumberRange().startingSequenceNumber();
		assertThat(readData(at(stream, ShardIteratorType.AT_SEQUENCE_NUMBER, start))).containsExactly("d0");
		assertThat(readData(at(stream, ShardIteratorType.AFTER_SEQUENCE_NUMBER, start))).containsExactly("d0");
	}

	@Test
	default void timestampsAreMetByTheNextRecord() {
		String stream = stream(1);
		for (int i = 0; i < 3; i++) {
			put(stream, "k", "d" + i);
			Instant put = Instant.now();
			await().pollDelay(Duration.ofMillis(5))
				.pollInterval(Duration.ofMillis(5))
				.until(() -> Instant.now().isAfter(put.plusMillis(10)));
		}
		List<Record> records = read(iterator(stream, FIRST_SHARD, ShardIteratorType.TRIM_HORIZON)).records();
		Instant second = records.get(1).approximateArrivalTimestamp();
		assertThat(readData(at(stream, second))).containsExactly("d1", "d2");
		assertThat(readData(at(stream, second.plusMillis(1)))).containsExactly("d2");
		assertThat(readData(at(stream, second.minus(Duration.ofHours(1))))).containsExactly("d0", "d1", "d2");
	}

	@Test
	default void positionsNeedTheirArguments() {
		String stream = stream(1);
		for (ShardIteratorType type : List.of(ShardIteratorType.AT_SEQUENCE_NUMBER,
				ShardIteratorType.AFTER_SEQUENCE_NUMBER, ShardIteratorType.AT_TIMESTAMP)) {
			refused(() -> client()
				.getShardIterator((it) -> it.streamName(stream).shardId(FIRST_SHARD).shardIteratorType(type)),
					BAD_VALUE);
		}
		documented(Quirk.UNKNOWN_NAMES, () -> refused(() -> somewhere(stream), BAD_VALUE),
				() -> refused(() -> somewhere(stream), "SerializationException"));
		refused(() -> client().getShardIterator((it) -> it.streamName(stream)
			.shardId(FIRST_SHARD)
			.shardIteratorType(ShardIteratorType.AT_SEQUENCE_NUMBER)
			.startingSequenceNumber("garbage")), BAD_VALUE);
	}

	@Test
	default void unknownShardsAreNotFound() {
		String stream = stream(1);
		refused(() -> client().getShardIterator((it) -> it.streamName(stream)
			.shardId("shardId-000000000007")
			.shardIteratorType(ShardIteratorType.LATEST)), "ResourceNotFoundException");
	}

	@Test
	default void iteratorsAreNotUsedUp() {
		String stream = stream(1);
		put(stream, "k", "d0");
		String iterator = iterator(stream, FIRST_SHARD, ShardIteratorType.TRIM_HORIZON);
		assertThat(readData(iterator)).containsExactly("d0");
		assertThat(readData(iterator)).containsExactly("d0");
	}

	@Test
	default void readingGoesOnWithTheNextIterator() {
		String stream = stream(1);
		IntStream.range(0, 5).forEach((i) -> put(stream, "k", "d" + i));
		String start = iterator(stream, FIRST_SHARD, ShardIteratorType.TRIM_HORIZON);
		GetRecordsResponse first = get(client().getRecords((it) -> it.shardIterator(start).limit(2)));
		assertThat(KinesisConformance.data(first.records())).containsExactly("d0", "d1");
		GetRecordsResponse second = read(first.nextShardIterator());
		assertThat(KinesisConformance.data(second.records())).containsExactly("d2", "d3", "d4");
		assertThat(second.millisBehindLatest()).isZero();
		GetRecordsResponse tip = read(second.nextShardIterator());
		assertThat(tip.records()).isEmpty();
		assertThat(tip.childShards()).isEmpty();
		put(stream, "k", "d5");
		assertThat(readData(tip.nextShardIterator())).containsExactly("d5");
	}

	@Test
	default void unreadRecordsMeanBeingBehind() {
		String stream = stream(1);
		put(stream, "k", "d0");
		put(stream, "k", "d1");
		Instant put = Instant.now();
		await().pollInterval(Duration.ofMillis(10)).until(() -> Instant.now().isAfter(put.plusMillis(30)));
		String start = iterator(stream, FIRST_SHARD, ShardIteratorType.TRIM_HORIZON);
		assertThat(get(client().getRecords((it) -> it.shardIterator(start).limit(1))).millisBehindLatest())
			.isBetween(1L, 10_000L);
	}

	/** More than 10000 are an InvalidArgumentException, says the parameter Limit. */
	@Test
	default void limitsLieBetweenOneAndTenThousand() {
		String iterator = iterator(stream(1), FIRST_SHARD, ShardIteratorType.TRIM_HORIZON);
		for (int limit : List.of(0, -1)) {
			refused(() -> client().getRecords((it) -> it.shardIterator(iterator).limit(limit)), BAD_VALUE);
		}
		refused(() -> client().getRecords((it) -> it.shardIterator(iterator).limit(10_001)),
				"InvalidArgumentException");
		assertThat(get(client().getRecords((it) -> it.shardIterator(iterator).limit(10_000))).records()).isEmpty();
	}

	@Test
	default void madeUpIteratorsAreRefused() {
		for (String iterator : List.of("garbage", "QUFBQUFBQUFBQUFBQUFBQQ==", "")) {
			documented(Quirk.MADE_UP_ITERATORS,
					() -> refused(() -> client().getRecords((it) -> it.shardIterator(iterator)), BAD_VALUE),
					() -> broken(() -> client().getRecords((it) -> it.shardIterator(iterator))));
		}
	}

	/** If the time stamp is older than the trim horizon, all records there are. */
	@Test
	default void timesBeforeTheTrimHorizonMeanTheTrimHorizon() {
		String stream = stream(1);
		put(stream, "k", "d0");
		assertThat(readData(at(stream, Instant.now().minus(Duration.ofDays(30))))).containsExactly("d0");
	}

	/** If the shard is closed, the iterator is for its last sequence number. */
	@Test
	default void closedShardsStillGiveIterators() {
		String stream = stream(1);
		put(stream, "k", "d0");
		split(stream, shards(stream).get(0), BigInteger.TEN);
		assertThat(readToEnd(iterator(stream, FIRST_SHARD, ShardIteratorType.LATEST)))
			.allMatch((it) -> it.records().isEmpty());
		assertThat(readToEnd(iterator(stream, FIRST_SHARD, ShardIteratorType.TRIM_HORIZON)).stream()
			.flatMap((it) -> KinesisConformance.data(it.records()).stream())).containsExactly("d0");
	}

	/** From the pattern of the type ShardId. */
	@Test
	default void shardIdsKeepToTheirCharacters() {
		String stream = stream(1);
		refused(() -> client().getShardIterator(
				(it) -> it.streamName(stream).shardId("no shard!").shardIteratorType(ShardIteratorType.LATEST)),
				BAD_VALUE);
	}

	private CompletableFuture<?> somewhere(String stream) {
		return client()
			.getShardIterator((it) -> it.streamName(stream).shardId(FIRST_SHARD).shardIteratorType("SOMEWHERE"));
	}

	private String at(String stream, ShardIteratorType type, String number) {
		return iterator(stream, FIRST_SHARD, (it) -> it.shardIteratorType(type).startingSequenceNumber(number));
	}

	private String at(String stream, Instant timestamp) {
		return iterator(stream, FIRST_SHARD,
				(it) -> it.shardIteratorType(ShardIteratorType.AT_TIMESTAMP).timestamp(timestamp));
	}

}
