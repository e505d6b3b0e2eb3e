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

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

import io.kinsumer.core.record.InitialPosition;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.ShardPosition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GroupItemTests {

	private static final Instant STARTED = Instant.parse("2026-01-01T00:00:00Z");

	private static final ShardId OPEN = new ShardId("shardId-000000000001");

	private static final ShardId CLOSED = new ShardId("shardId-000000000000");

	private static final ShardId LATER = new ShardId("shardId-000000000002");

	@Test
	void latestIsTheTimeOfTheStartForOpenShardsAndTheEndForClosedOnes() {
		GroupItem group = group(InitialPosition.LATEST);
		assertThat(group.startOf(OPEN)).isEqualTo(ShardPosition.at(STARTED));
		assertThat(group.isFinishedAtStart(OPEN)).isFalse();
		assertThat(group.isFinishedAtStart(CLOSED)).isTrue();
	}

	@Test
	void theOldestRecordIsTheStartOfOpenAndClosedShards() {
		GroupItem group = group(InitialPosition.TRIM_HORIZON);
		assertThat(group.startOf(OPEN)).isEqualTo(ShardPosition.TRIM_HORIZON);
		assertThat(group.startOf(CLOSED)).isEqualTo(ShardPosition.TRIM_HORIZON);
		assertThat(group.isFinishedAtStart(CLOSED)).isFalse();
	}

	@Test
	void aTimeIsTheStartOfOpenAndClosedShards() {
		Instant earlier = STARTED.minusSeconds(3600);
		GroupItem group = group(InitialPosition.at(earlier));
		assertThat(group.startOf(OPEN)).isEqualTo(ShardPosition.at(earlier));
		assertThat(group.startOf(CLOSED)).isEqualTo(ShardPosition.at(earlier));
		assertThat(group.isFinishedAtStart(CLOSED)).isFalse();
	}

	@Test
	void aShardBornLaterBeginsAtItsBeginningWhateverTheInitialPosition() {
		for (InitialPosition position : Set.of(InitialPosition.LATEST, InitialPosition.TRIM_HORIZON,
				InitialPosition.at(STARTED.plusSeconds(60)))) {
			assertThat(group(position).startOf(LATER)).isEqualTo(ShardPosition.TRIM_HORIZON);
			assertThat(group(position).isFinishedAtStart(LATER)).isFalse();
		}
	}

	@Test
	void keepsItsOwnSets() {
		Set<ShardId> open = new HashSet<>(Set.of(OPEN));
		GroupItem group = new GroupItem(STARTED, 0, STARTED, InitialPosition.LATEST, open, Set.of());
		open.add(LATER);
		assertThat(group.openShards()).containsExactly(OPEN);
	}

	private static GroupItem group(InitialPosition position) {
		return new GroupItem(STARTED.minusSeconds(99), 0, STARTED, position, Set.of(OPEN), Set.of(CLOSED));
	}

}
