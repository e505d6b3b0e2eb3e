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
import java.util.List;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.ChildShard;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.ScalingType;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

import static io.kinsumer.test.conformance.Conformance.broken;
import static io.kinsumer.test.conformance.Conformance.get;
import static io.kinsumer.test.conformance.Conformance.refused;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Splitting, merging, and what becomes of the closed shards. From SplitShard,
 * MergeShards, UpdateShardCount, GetRecords and the type ChildShard of the API reference,
 * and from the developer guide on resharding.
 */
interface ReshardingConformance extends KinesisConformance {

	@Test
	default void aSplitDividesTheRangeAtTheHashKey() {
		String stream = stream(1);
		split(stream, shards(stream).get(0), BigInteger.TEN);
		List<Shard> shards = shards(stream);
		assertThat(shards).hasSize(3);
		Shard parent = shards.get(0);
		assertThat(parent.sequenceNumberRange().endingSequenceNumber()).isNotNull();
		List<Shard> children = openShards(stream);
		assertThat(children).hasSize(2).allMatch((it) -> parent.shardId().equals(it.parentShardId()));
		assertThat(children).allMatch((it) -> it.adjacentParentShardId() == null);
		assertThat(children).extracting(KinesisConformance::start)
			.containsExactlyInAnyOrder(BigInteger.ZERO, BigInteger.TEN);
		KinesisConformance.assertCoversHashSpace(children);
	}

	@Test
	default void aMergeJoinsNeighbours() {
		String stream = stream(2);
		List<Shard> parents = shards(stream);
		merge(stream, parents.get(0), parents.get(1));
		Shard child = openShards(stream).get(0);
		assertThat(openShards(stream)).hasSize(1);
		assertThat(child.parentShardId()).isEqualTo(parents.get(0).shardId());
		assertThat(child.adjacentParentShardId()).isEqualTo(parents.get(1).shardId());
		KinesisConformance.assertCoversHashSpace(List.of(child));
	}

	@Test
	default void sequenceNumbersGrowFromParentToChild() {
		String stream = stream(1);
		BigInteger before = new BigInteger(put(stream, "a", "1").sequenceNumber());
		splitInHalf(stream, shards(stream).get(0));
		BigInteger after = new BigInteger(put(stream, "a", "2").sequenceNumber());
		assertThat(after).isGreaterThan(before);
		assertThat(openShards(stream))
			.extracting((it) -> new BigInteger(it.sequenceNumberRange().startingSequenceNumber()))
			.allMatch((it) -> it.compareTo(before) > 0)
			.anyMatch((it) -> it.compareTo(after) < 0);
		BigInteger end = new BigInteger(shards(stream).get(0).sequenceNumberRange().endingSequenceNumber());
		documented(Quirk.END_OF_CLOSED_SHARDS, () -> assertThat(end).isBetween(before, after),
				() -> assertThat(end).isEqualTo(Long.MAX_VALUE));
	}

	@Test
	default void closedShardsAreReadToTheirEndAndNameTheirChildren() {
		String stream = stream(1);
		put(stream, "a", "1");
		put(stream, "a", "2");
		Shard parent = shards(stream).get(0);
		String latest = iterator(stream, parent.shardId(), ShardIteratorType.LATEST);
		splitInHalf(stream, parent);
		put(stream, "a", "3");
		String start = iterator(stream, parent.shardId(), ShardIteratorType.TRIM_HORIZON);
		GetRecordsResponse first = get(client().getRecords((it) -> it.shardIterator(start).limit(1)));
		assertThat(KinesisConformance.data(first.records())).containsExactly("1");
		assertThat(first.childShards()).isEmpty();
		List<GetRecordsResponse> rest = readToEnd(first.nextShardIterator());
		assertThat(rest.stream().flatMap((it) -> KinesisConformance.data(it.records()).stream())).containsExactly("2");
		assertChildren(stream, rest.get(rest.size() - 1), List.of(parent.shardId()));
		List<GetRecordsResponse> tail = readToEnd(latest);
		assertThat(tail).allMatch((it) -> it.records().isEmpty());
		assertChildren(stream, tail.get(tail.size() - 1), List.of(parent.shardId()));
		assertThat(openShards(stream).stream()
			.flatMap((it) -> readData(iterator(stream, it.shardId(), ShardIteratorType.TRIM_HORIZON)).stream()))
			.containsExactly("3");
	}

	@Test
	default void theChildOfAMergeNamesBothParents() {
		String stream = stream(2);
		List<Shard> parents = shards(stream);
		merge(stream, parents.get(0), parents.get(1));
		for (Shard parent : parents) {
			List<GetRecordsResponse> batches = readToEnd(
					iterator(stream, parent.shardId(), ShardIteratorType.TRIM_HORIZON));
			assertChildren(stream, batches.get(batches.size() - 1), parents.stream().map(Shard::shardId).toList());
		}
	}

	@Test
	default void splitsLieInsideTheShard() {
		String stream = stream(2);
		Shard shard = shards(stream).get(0);
		BigInteger beyond = KinesisConformance.end(shard).add(BigInteger.ONE);
		refused(() -> client().splitShard(
				(it) -> it.streamName(stream).shardToSplit(shard.shardId()).newStartingHashKey(beyond.toString())),
				BAD_VALUE);
		refused(() -> client()
			.splitShard((it) -> it.streamName(stream).shardToSplit("shardId-000000000009").newStartingHashKey("1")),
				"ResourceNotFoundException");
	}

	@Test
	default void noChildIsEmpty() {
		String stream = stream(1);
		documented(Quirk.SPLITS_AT_THE_START,
				() -> refused(
						() -> client().splitShard(
								(it) -> it.streamName(stream).shardToSplit(FIRST_SHARD).newStartingHashKey("0")),
						BAD_VALUE),
				() -> {
					split(stream, shards(stream).get(0), BigInteger.ZERO);
					assertThat(openShards(stream)).anyMatch((it) -> KinesisConformance.end(it).signum() < 0);
				});
	}

	@Test
	default void hashKeysOfSplitsAreNumbers() {
		String stream = stream(1);
		documented(Quirk.HASH_KEYS_THAT_ARE_NO_NUMBERS,
				() -> refused(
						() -> client().splitShard(
								(it) -> it.streamName(stream).shardToSplit(FIRST_SHARD).newStartingHashKey("abc")),
						BAD_VALUE),
				() -> broken(() -> client()
					.splitShard((it) -> it.streamName(stream).shardToSplit(FIRST_SHARD).newStartingHashKey("abc"))));
	}

	/** From the types ShardId and ScalingType. */
	@Test
	default void shardsAndScalingTypesAreNamed() {
		String stream = stream(1);
		refused(() -> client()
			.splitShard((it) -> it.streamName(stream).shardToSplit("no shard!").newStartingHashKey("100")), BAD_VALUE);
		documented(Quirk.UNKNOWN_NAMES, () -> refused(
				() -> client().updateShardCount((it) -> it.streamName(stream).targetShardCount(2).scalingType("NONE")),
				BAD_VALUE),
				() -> refused(
						() -> client()
							.updateShardCount((it) -> it.streamName(stream).targetShardCount(2).scalingType("NONE")),
						"SerializationException"));
	}

	@Test
	default void onlyNeighboursAreMerged() {
		String stream = stream(3);
		List<Shard> shards = shards(stream);
		refused(() -> client().mergeShards((it) -> it.streamName(stream)
			.shardToMerge(shards.get(0).shardId())
			.adjacentShardToMerge(shards.get(2).shardId())), BAD_VALUE);
	}

	@Test
	default void closedShardsAreNeitherSplitNorMerged() {
		String stream = stream(2);
		List<Shard> shards = shards(stream);
		splitInHalf(stream, shards.get(0));
		String[] codes = { "InvalidArgumentException", "ValidationException", "ResourceInUseException" };
		refused(() -> client()
			.splitShard((it) -> it.streamName(stream).shardToSplit(shards.get(0).shardId()).newStartingHashKey("1000")),
				codes);
		refused(() -> client().mergeShards((it) -> it.streamName(stream)
			.shardToMerge(shards.get(0).shardId())
			.adjacentShardToMerge(shards.get(1).shardId())), codes);
	}

	@Test
	default void theShardCountIsUpdated() {
		String stream = stream(2);
		var response = get(client().updateShardCount(
				(it) -> it.streamName(stream).targetShardCount(4).scalingType(ScalingType.UNIFORM_SCALING)));
		assertThat(response.currentShardCount()).isEqualTo(2);
		assertThat(response.targetShardCount()).isEqualTo(4);
		awaitActive(stream);
		assertThat(openShards(stream)).hasSize(4);
		KinesisConformance.assertCoversHashSpace(openShards(stream));
		documented(Quirk.NO_ARN_OF_SCALED_STREAMS, () -> assertThat(response.streamARN()).isEqualTo(arn(stream)),
				() -> assertThat(response.streamARN()).isNull());
		for (int target : List.of(9, 1)) {
			refused(() -> client().updateShardCount(
					(it) -> it.streamName(stream).targetShardCount(target).scalingType(ScalingType.UNIFORM_SCALING)),
					"InvalidArgumentException", "ValidationException", "LimitExceededException");
		}
	}

	private void assertChildren(String stream, GetRecordsResponse end, List<String> parents) {
		List<Shard> open = openShards(stream);
		assertThat(end.childShards()).extracting(ChildShard::shardId)
			.containsExactlyInAnyOrderElementsOf(open.stream().map(Shard::shardId).toList());
		assertThat(end.childShards())
			.allSatisfy((it) -> assertThat(it.parentShards()).containsExactlyInAnyOrderElementsOf(parents));
		assertThat(end.childShards().stream().map(ChildShard::hashKeyRange))
			.containsExactlyInAnyOrderElementsOf(open.stream().map(Shard::hashKeyRange).toList());
	}

	private void splitInHalf(String stream, Shard shard) {
		split(stream, shard, KinesisConformance.start(shard).add(KinesisConformance.end(shard)).shiftRight(1));
	}

	private void merge(String stream, Shard one, Shard other) {
		get(client().mergeShards(
				(it) -> it.streamName(stream).shardToMerge(one.shardId()).adjacentShardToMerge(other.shardId())));
		awaitActive(stream);
	}

}
