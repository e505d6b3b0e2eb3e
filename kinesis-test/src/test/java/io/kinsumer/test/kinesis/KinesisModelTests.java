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

package io.kinsumer.test.kinesis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.kinsumer.test.MutableClock;
import io.kinsumer.test.fault.Gate;
import io.kinsumer.test.fault.Service;
import io.kinsumer.test.fault.ServiceException;
import io.kinsumer.test.kinesis.KinesisRequest.CreateStream;
import io.kinsumer.test.kinesis.KinesisRequest.DeleteStream;
import io.kinsumer.test.kinesis.KinesisRequest.DescribeStreamSummary;
import io.kinsumer.test.kinesis.KinesisRequest.Entry;
import io.kinsumer.test.kinesis.KinesisRequest.GetRecords;
import io.kinsumer.test.kinesis.KinesisRequest.GetShardIterator;
import io.kinsumer.test.kinesis.KinesisRequest.ListShards;
import io.kinsumer.test.kinesis.KinesisRequest.MergeShards;
import io.kinsumer.test.kinesis.KinesisRequest.PutRecord;
import io.kinsumer.test.kinesis.KinesisRequest.PutRecords;
import io.kinsumer.test.kinesis.KinesisRequest.SplitShard;
import io.kinsumer.test.kinesis.KinesisResult.PutRecordResult;
import io.kinsumer.test.kinesis.KinesisResult.RecordBatch;
import io.kinsumer.test.kinesis.KinesisResult.Shard;
import io.kinsumer.test.kinesis.KinesisResult.StoredRecord;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The Kinesis model, without sockets.
 */
class KinesisModelTests {

	private static final StreamRef ORDERS = StreamRef.named("orders");

	private static final String FIRST = "shardId-000000000000";

	private static final String SECOND = "shardId-000000000001";

	private static final String HALF = "170141183460469231731687303715884105728";

	private final MutableClock clock = new MutableClock();

	private final KinesisModel model = new KinesisModel(this.clock);

	KinesisModelTests() {
		this.model.createStream("orders", 2);
	}

	@Test
	void putsAreRoutedByHashKey() {
		assertThat(put("0").shardId()).isEqualTo(FIRST);
		assertThat(put("170141183460469231731687303715884105727").shardId()).isEqualTo(FIRST);
		assertThat(put(HALF).shardId()).isEqualTo(SECOND);
		assertThat(put("340282366920938463463374607431768211455").shardId()).isEqualTo(SECOND);
		assertFails("InvalidArgumentException", () -> put("340282366920938463463374607431768211456"));
		assertFails("ValidationException", () -> put("-1"));
		assertFails("ValidationException", () -> put("007"));
	}

	@Test
	void sequenceNumbersGrowAcrossTheStreamAndItsReshards() {
		List<String> numbers = new ArrayList<>();
		for (int i = 0; i < 100; i++) {
			numbers.add(put((i % 2 == 0) ? "0" : HALF).sequenceNumber());
		}
		split(FIRST, "1000");
		numbers.add(put("0").sequenceNumber());
		assertThat(numbers).isSorted().doesNotHaveDuplicates().allMatch((number) -> number.matches("\\d{56}"));
		Shard parent = shards().get(0);
		Shard child = shards().get(2);
		assertThat(parent.endingSequenceNumber()).isGreaterThan(numbers.get(99))
			.isLessThan(child.startingSequenceNumber());
		assertThat(child.startingSequenceNumber()).isLessThan(numbers.get(100));
	}

	@Test
	void everyIteratorTypeStartsWhereItSays() {
		String first = put("0").sequenceNumber();
		this.clock.advance(Duration.ofSeconds(1));
		String second = put("0").sequenceNumber();
		Instant time = this.clock.instant();
		this.clock.advance(Duration.ofSeconds(1));
		String third = put("0").sequenceNumber();
		assertThat(read(IteratorType.TRIM_HORIZON, null, null)).containsExactly(first, second, third);
		assertThat(read(IteratorType.AT_SEQUENCE_NUMBER, second, null)).containsExactly(second, third);
		assertThat(read(IteratorType.AFTER_SEQUENCE_NUMBER, second, null)).containsExactly(third);
		assertThat(read(IteratorType.AT_SEQUENCE_NUMBER, shards().get(0).startingSequenceNumber(), null))
			.containsExactly(first, second, third);
		assertThat(read(IteratorType.AT_TIMESTAMP, null, time)).containsExactly(second, third);
		assertThat(read(IteratorType.AT_TIMESTAMP, null, time.plusMillis(1))).containsExactly(third);
		assertThat(read(IteratorType.LATEST, null, null)).isEmpty();
		assertFails("InvalidArgumentException",
				() -> read(IteratorType.AT_TIMESTAMP, null, this.clock.instant().plusMillis(1)));
		assertFails("InvalidArgumentException", () -> read(IteratorType.AT_SEQUENCE_NUMBER, "12", null));
		assertFails("InvalidArgumentException",
				() -> read(IteratorType.AT_SEQUENCE_NUMBER, put(HALF).sequenceNumber(), null));
	}

	@Test
	void latestIteratorsSeeWhatComesLater() {
		put("0");
		String iterator = iterator(FIRST, IteratorType.LATEST);
		String later = put("0").sequenceNumber();
		RecordBatch batch = this.model.getRecords(new GetRecords(iterator, null, null));
		assertThat(batch.records()).extracting(StoredRecord::sequenceNumber).containsExactly(later);
		assertThat(batch.nextShardIterator()).isNotNull();
	}

	@Test
	void readsAreBoundedByCountAndBytes() {
		for (int i = 0; i < 21; i++) {
			this.model.putRecord(new PutRecord(ORDERS, "k", "0", null, new byte[1_000_000]));
		}
		String iterator = iterator(FIRST, IteratorType.TRIM_HORIZON);
		RecordBatch batch = this.model.getRecords(new GetRecords(iterator, null, null));
		assertThat(batch.records()).hasSize(10);
		assertThat(batch.millisBehindLatest()).isPositive();
		assertThat(this.model.getRecords(new GetRecords(iterator, 3, null)).records()).hasSize(3);
		assertFails("InvalidArgumentException", () -> this.model.getRecords(new GetRecords(iterator, 10_001, null)));
		assertFails("ValidationException", () -> this.model.getRecords(new GetRecords(iterator, 0, null)));
	}

	@Test
	void limitsOfPutsAreThoseOfAws() {
		assertFails("ValidationException", () -> this.model
			.putRecords(new PutRecords(ORDERS, Collections.nCopies(501, new Entry("k", null, new byte[1])))));
		assertFails("ValidationException", () -> this.model.putRecords(new PutRecords(ORDERS, List.of())));
		assertFails("InvalidArgumentException", () -> this.model
			.putRecords(new PutRecords(ORDERS, Collections.nCopies(11, new Entry("k", null, new byte[1_000_000])))));
		int most = 1024 * 1024 - 1;
		this.model.putRecord(new PutRecord(ORDERS, "k", null, null, new byte[most]));
		assertFails("InvalidArgumentException",
				() -> this.model.putRecord(new PutRecord(ORDERS, "k", null, null, new byte[most + 1])));
		assertFails("ValidationException",
				() -> this.model.putRecord(new PutRecord(ORDERS, "k".repeat(257), null, null, new byte[1])));
		assertFails("ValidationException",
				() -> this.model.putRecord(new PutRecord(ORDERS, "", null, null, new byte[1])));
		this.model.createStream(new CreateStream("large", 1, null, 10240));
		this.model.putRecord(new PutRecord(StreamRef.named("large"), "k", null, null, new byte[9_000_000]));
	}

	@Test
	void splitsKeepTheBoundsOfAws() {
		assertFails("InvalidArgumentException", () -> split(FIRST, "0"));
		assertFails("InvalidArgumentException", () -> split(FIRST, "1"));
		assertFails("InvalidArgumentException", () -> split(FIRST, HALF));
		assertFails("ResourceNotFoundException", () -> split("shardId-000000000009", "5"));
		split(FIRST, "2");
		assertThat(shards()).extracting((shard) -> shard.hashKeyRange().start() + "-" + shard.hashKeyRange().end())
			.contains("0-1", "2-170141183460469231731687303715884105727");
		assertFails("InvalidArgumentException", () -> split(FIRST, "2"));
		assertThat(put("1").shardId()).isEqualTo("shardId-000000000002");
	}

	@Test
	void mergesNeedAdjacentOpenShards() {
		this.model.createStream("four", 4);
		StreamRef four = StreamRef.named("four");
		assertFails("InvalidArgumentException",
				() -> this.model.mergeShards(new MergeShards(four, FIRST, "shardId-000000000002")));
		this.model.mergeShards(new MergeShards(four, SECOND, FIRST));
		Shard child = this.model.listShards(ListShards.of(four)).shards().get(4);
		assertThat(child.parentShardId()).isEqualTo(SECOND);
		assertThat(child.adjacentParentShardId()).isEqualTo(FIRST);
		assertThat(child.hashKeyRange().start()).isEqualTo(HashKey.MIN);
		assertFails("InvalidArgumentException", () -> this.model.mergeShards(new MergeShards(four, SECOND, FIRST)));
	}

	@Test
	void filtersListTheShardsOfTheirTime() {
		this.clock.advance(Duration.ofMinutes(1));
		split(FIRST, "1000");
		Instant splitAt = this.clock.instant();
		assertThat(listed(new ShardFilter(ShardFilter.Type.AT_TIMESTAMP, null, splitAt.minusMillis(1))))
			.containsExactly(0, 1);
		assertThat(listed(new ShardFilter(ShardFilter.Type.FROM_TIMESTAMP, null, splitAt.plusMillis(1))))
			.containsExactly(1, 2, 3);
		assertThat(listed(new ShardFilter(ShardFilter.Type.FROM_TIMESTAMP, null, splitAt.minusMillis(1))))
			.containsExactly(0, 1, 2, 3);
		assertThat(listed(ShardFilter.of(ShardFilter.Type.AT_TRIM_HORIZON))).containsExactly(0, 1);
		assertThat(listed(ShardFilter.of(ShardFilter.Type.FROM_TRIM_HORIZON))).containsExactly(0, 1, 2, 3);
		assertThat(listed(ShardFilter.of(ShardFilter.Type.AT_LATEST))).containsExactly(1, 2, 3);
		assertThat(listed(new ShardFilter(ShardFilter.Type.AFTER_SHARD_ID, SECOND, null))).containsExactly(2, 3);
		assertFails("InvalidArgumentException", () -> listed(ShardFilter.of(ShardFilter.Type.AT_TIMESTAMP)));
	}

	@Test
	void recordsAndClosedShardsLeaveAfterRetention() {
		put("0");
		split(FIRST, "1000");
		this.clock.advance(Duration.ofHours(23));
		String kept = put("0").sequenceNumber();
		this.clock.advance(Duration.ofHours(1).plusMillis(1));
		assertThat(shards()).extracting(Shard::shardId).doesNotContain(FIRST).hasSize(3);
		assertThat(this.model
			.getRecords(new GetRecords(iterator("shardId-000000000002", IteratorType.TRIM_HORIZON), null, null))
			.records()).extracting(StoredRecord::sequenceNumber).containsExactly(kept);
	}

	@Test
	void iteratorsOfADeletedStreamAreGoneEvenWhenItIsRecreated() {
		String iterator = iterator(FIRST, IteratorType.LATEST);
		this.model.deleteStream(new DeleteStream(ORDERS));
		assertFails("ResourceNotFoundException", () -> this.model.getRecords(new GetRecords(iterator, null, null)));
		this.model.createStream("orders", 2);
		assertFails("ResourceNotFoundException", () -> this.model.getRecords(new GetRecords(iterator, null, null)));
		assertFails("InvalidArgumentException", () -> this.model.getRecords(new GetRecords("garbage!", null, null)));
	}

	@Test
	void changesTakeTheTransitionTime() {
		KinesisModel slow = new KinesisModel(this.clock,
				KinesisOptions.defaults().withTransition(Duration.ofSeconds(10)), Gate.open(Service.KINESIS));
		slow.createStream(new CreateStream("slow", 1, null, null));
		StreamRef ref = StreamRef.named("slow");
		assertThat(status(slow, ref)).isEqualTo(StreamStatus.CREATING);
		assertFails("ResourceNotFoundException",
				() -> slow.putRecord(new PutRecord(ref, "k", null, null, new byte[1])));
		assertChangesAreRefused(slow, ref);
		this.clock.advance(Duration.ofSeconds(10));
		assertThat(status(slow, ref)).isEqualTo(StreamStatus.ACTIVE);
		slow.splitShard(new SplitShard(ref, FIRST, HALF));
		assertThat(status(slow, ref)).isEqualTo(StreamStatus.UPDATING);
		assertFails("ResourceInUseException", () -> slow.splitShard(new SplitShard(ref, FIRST, HALF)));
		slow.putRecord(new PutRecord(ref, "k", null, null, new byte[1]));
		this.clock.advance(Duration.ofSeconds(10));
		assertThat(slow.listShards(ListShards.of(ref)).shards()).hasSize(3);
		slow.deleteStream(new DeleteStream(ref));
		assertChangesAreRefused(slow, ref);
	}

	/**
	 * As the descriptions of SplitShard and MergeShards have it for all states but
	 * ACTIVE; and the errors of ListShards, for which KCL waits.
	 */
	private static void assertChangesAreRefused(KinesisModel model, StreamRef ref) {
		assertFails("ResourceInUseException", () -> model.splitShard(new SplitShard(ref, FIRST, HALF)));
		assertFails("ResourceInUseException", () -> model.mergeShards(new MergeShards(ref, FIRST, SECOND)));
		assertFails("ResourceInUseException", () -> model.listShards(ListShards.of(ref)));
	}

	@Test
	void shardLimitsAreEnforced() {
		assertFails("LimitExceededException", () -> this.model.createStream("huge", 10_000));
	}

	private static StreamStatus status(KinesisModel model, StreamRef ref) {
		return model.describeStreamSummary(new DescribeStreamSummary(ref)).status();
	}

	private List<Integer> listed(ShardFilter filter) {
		return this.model.listShards(new ListShards(ORDERS, null, null, null, null, filter))
			.shards()
			.stream()
			.map((shard) -> Integer.parseInt(shard.shardId().substring(8)))
			.toList();
	}

	private List<Shard> shards() {
		return this.model.listShards(ListShards.of(ORDERS)).shards();
	}

	private void split(String shardId, String at) {
		this.model.splitShard(new SplitShard(ORDERS, shardId, at));
	}

	private PutRecordResult put(String hashKey) {
		return this.model.putRecord(new PutRecord(ORDERS, "key", hashKey, null, new byte[10]));
	}

	private String iterator(String shardId, IteratorType type) {
		return this.model.getShardIterator(new GetShardIterator(ORDERS, shardId, type, null, null)).shardIterator();
	}

	private List<String> read(IteratorType type, String sequenceNumber, Instant timestamp) {
		String iterator = this.model
			.getShardIterator(new GetShardIterator(ORDERS, FIRST, type, sequenceNumber, timestamp))
			.shardIterator();
		return this.model.getRecords(new GetRecords(iterator, null, null))
			.records()
			.stream()
			.map(StoredRecord::sequenceNumber)
			.toList();
	}

	private static void assertFails(String code, ThrowingCallable call) {
		assertThatExceptionOfType(ServiceException.class).isThrownBy(call)
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(code));
	}

}
