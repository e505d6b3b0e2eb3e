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

package io.kinsumer.core.metadata;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import io.kinsumer.core.metadata.ShardWrite.Kind;
import io.kinsumer.core.record.InitialPosition;
import io.kinsumer.core.record.PendingCheckpoint;
import io.kinsumer.core.record.SequenceNumber;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.ShardPosition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What each implementation of the metadata must do when an operator resets positions, and
 * what the tests of the whole contract need.
 */
abstract class ShardResetContractTests {

	static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");

	static final Owner ANNA = new Owner("anna", "s1");

	static final Owner BERT = new Owner("bert", "s2");

	static final ShardId SHARD = new ShardId("shardId-000000000000");

	static final ShardId CHILD = new ShardId("shardId-000000000002");

	static final GroupItem GROUP = new GroupItem(CREATED, 0, CREATED.plusSeconds(60), InitialPosition.LATEST,
			Set.of(SHARD), Set.of());

	MetadataRepository repository;

	abstract MetadataRepository create();

	@BeforeEach
	void prepare() throws Exception {
		this.repository = create();
		get(this.repository.initialize());
	}

	@Test
	void aResetMovesThePositionOfAFreeShardAndNobodyElseMovesItBack() throws Exception {
		CheckpointRepository shards = shards();
		ShardItem free = stored(shards, item());
		get(acquire(shards, free, null, ANNA));
		PendingCheckpoint pending = new PendingCheckpoint(new SequenceNumber("250", 0), new byte[] { 1 });
		get(shards.write(new ShardWrite(SHARD, ANNA, 1, 1, after(200), pending, Kind.RELEASE)));
		ShardItem released = get(shards.shards()).get(0);
		assertRefused(shards.resetShard(free, null, after(100)));
		ShardItem reset = get(shards.resetShard(released, null, after(100)));
		assertThat(reset).isEqualTo(new ShardItem(SHARD, List.of(), null, 2, 2, after(100), false));
		assertThat(get(shards.shards())).containsExactly(reset);
		assertRefused(shards.write(write(ANNA, 1, 5, 300, Kind.PERSIST)));
		assertRefused(shards.write(write(ANNA, 2, 5, 300, Kind.PERSIST)));
		assertRefused(acquire(shards, released, null, BERT));
		assertRefused(shards.removeShard(released));
		ShardItem taken = get(acquire(shards, reset, null, BERT));
		assertThat(taken.position()).isEqualTo(after(100));
		assertThat(taken.epoch()).isEqualTo(3);
		get(shards.write(write(BERT, 3, taken.version() + 1, 110, Kind.PERSIST)));
	}

	@Test
	void aResetIsRefusedWhileSomebodyOwnsTheShardWhoIsNotKnownToBeDead() throws Exception {
		CheckpointRepository shards = shards();
		ShardItem owned = get(acquire(shards, stored(shards, item()), null, ANNA));
		assertRefused(shards.resetShard(owned, null, after(100)));
		assertRefused(shards.resetShard(owned, BERT, after(100)));
		ShardItem reset = get(shards.resetShard(owned, ANNA, ShardPosition.at(CREATED)));
		assertThat(reset.owner()).isNull();
		assertThat(reset.position()).isEqualTo(ShardPosition.at(CREATED));
		assertRefused(shards.write(write(ANNA, 1, 1, 300, Kind.PERSIST)));
		assertRefused(shards.write(write(ANNA, 1, 2, 300, Kind.FINISH)));
		assertThat(get(shards.shards())).containsExactly(reset);
	}

	@Test
	void aResetLetsAFinishedShardBeHandledAgain() throws Exception {
		CheckpointRepository shards = shards();
		get(acquire(shards, stored(shards, item()), null, ANNA));
		get(shards.write(write(ANNA, 1, 1, 100, Kind.FINISH)));
		ShardItem reset = get(shards.resetShard(get(shards.shards()).get(0), null, ShardPosition.TRIM_HORIZON));
		assertThat(reset.finished()).isFalse();
		assertThat(reset.finishedBy()).isNull();
		assertThat(reset.persistedAt()).isNull();
		assertThat(get(acquire(shards, reset, null, BERT)).position()).isEqualTo(ShardPosition.TRIM_HORIZON);
	}

	@Test
	void aResetNeverCreatesAShard() throws Exception {
		assertRefused(shards().resetShard(item(), null, after(100)));
		assertThat(get(shards().shards())).isEmpty();
	}

	static CompletableFuture<ShardItem> acquire(CheckpointRepository shards, ShardItem seen, @Nullable Owner dead,
			Owner owner) {
		return shards.acquireShard(seen, dead, owner, seen.epoch() + 1);
	}

	final CheckpointRepository shards() throws Exception {
		return this.repository.checkpoints(get(this.repository.startGroup(GROUP, null)));
	}

	static ShardItem item() {
		return ShardItem.initial(SHARD, List.of(), ShardPosition.TRIM_HORIZON, false);
	}

	static ShardItem stored(CheckpointRepository shards, ShardItem item) throws Exception {
		get(shards.createShard(item));
		return item;
	}

	static ShardWrite write(Owner owner, long epoch, long version, int sequence, Kind kind) {
		return new ShardWrite(SHARD, owner, epoch, version, after(sequence), null, kind);
	}

	static ShardPosition after(int sequence) {
		return ShardPosition.after(new SequenceNumber(Integer.toString(sequence), 3));
	}

	static Session session(Owner owner) {
		return new Session(owner, 1, 0, Session.State.ACTIVE, Duration.ofSeconds(10), "host");
	}

	static void assertRefused(CompletableFuture<?> answer) {
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(answer::get)
			.withCauseInstanceOf(ConditionFailedException.class);
	}

	static <T> T get(CompletableFuture<T> answer) throws Exception {
		return answer.get();
	}

}
