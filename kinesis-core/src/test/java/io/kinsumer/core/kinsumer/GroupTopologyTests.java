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

package io.kinsumer.core.kinsumer;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.kinsumer.core.metadata.GroupItem;
import io.kinsumer.core.metadata.ShardItem;
import io.kinsumer.core.observe.KinsumerInfo;
import io.kinsumer.core.observe.KinsumerListener;
import io.kinsumer.core.record.InitialPosition;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.ShardPosition;
import io.kinsumer.test.kinesis.KinesisRequest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of a group when the shards of its stream change.
 */
class GroupTopologyTests {

	private static final String MIDDLE = "170141183460469231731687303715884105728";

	private static final Duration RETENTION = Duration.ofHours(24);

	private final List<String> events = new ArrayList<>();

	private final VirtualGroup group = new VirtualGroup(1);

	@Test
	void aStreamThatIsDeletedAndMadeAgainWhileTheGroupRunsIsReadFromItsBeginning() {
		VirtualGroup.Member anna = this.group.join("anna", events());
		VirtualGroup.Member bert = this.group.join("bert");
		this.group.put("key", "old");
		this.group.passes(Duration.ofSeconds(20));
		GroupItem before = this.group.group();
		this.group.kinesis().deleteStream(new KinesisRequest.DeleteStream(VirtualGroup.REF));
		this.group.passes(Duration.ofSeconds(3));
		this.group.kinesis().createStream(VirtualGroup.STREAM.value(), 2);
		this.group.put("key", "new");
		this.group.passes(Duration.ofSeconds(40));
		assertThat(this.group.handled()).hasSize(2).anyMatch((entry) -> entry.endsWith("new"));
		assertThat(this.group.group().generation()).isEqualTo(1);
		assertThat(this.group.group().position()).isEqualTo(InitialPosition.TRIM_HORIZON);
		assertThat(List.of(anna.shards(), bert.shards())).containsExactly(1, 1);
		assertThat(this.group.items()).hasSize(2);
		assertThat(this.group.items(before)).as("items of the stream that is gone").isEmpty();
		assertThat(this.events).contains("replaced").doesNotContain("session lost");
	}

	@Test
	void aStreamMadeAgainWhileNobodyRanIsReadFromItsBeginningToo() {
		KinsumerSettings latest = VirtualGroup.settings("anna").initialPosition(InitialPosition.LATEST).build();
		VirtualGroup.Member anna = this.group.join(latest);
		this.group.passes(Duration.ofSeconds(20));
		anna.stop();
		this.group.passes(Duration.ofSeconds(5));
		this.group.kinesis().deleteStream(new KinesisRequest.DeleteStream(VirtualGroup.REF));
		this.group.passes(Duration.ofSeconds(3));
		this.group.kinesis().createStream(VirtualGroup.STREAM.value(), 1);
		this.group.put("key", "new");
		this.group.passes(Duration.ofSeconds(30));
		this.group.join(latest);
		this.group.passes(Duration.ofSeconds(10));
		assertThat(this.group.handled()).containsExactly("anna 0 new");
	}

	@Test
	void itemsOfShardsBeyondRetentionAreRemovedAndTheirChildrenGoOn() {
		this.group.join("anna");
		this.group.join("bert");
		this.group.put("key", "1");
		this.group.passes(Duration.ofSeconds(20));
		this.group.split(0, MIDDLE);
		this.group.put("key", "2");
		this.group.passes(Duration.ofSeconds(40));
		assertThat(this.group.items()).extracting(ShardItem::finished).containsExactlyInAnyOrder(true, false, false);
		this.group.passes(RETENTION);
		assertThat(this.group.items()).as("kept while listed, removed afterwards")
			.extracting(ShardItem::shardId)
			.containsExactlyInAnyOrder(Samples.shard(1), Samples.shard(2));
		this.group.put("key", "3");
		this.group.passes(Duration.ofSeconds(20));
		assertThat(this.group.handled()).hasSize(3);
	}

	@Test
	void shardsThatLeftTheStreamBeforeAnybodyBeganThemAreTold() {
		VirtualGroup.Member anna = this.group.join("anna");
		this.group.passes(Duration.ofSeconds(20));
		this.group.failing(true);
		this.group.put("key", "of a shard that fails");
		this.group.split(0, MIDDLE);
		this.group.put("key", "of a shard that waits for it");
		this.group.passes(Duration.ofSeconds(20));
		List.of(1, 2).forEach((shard) -> halve(Samples.shard(shard)));
		this.group.passes(Duration.ofSeconds(20));
		anna.stop();
		this.group.passes(RETENTION.plusHours(1));
		this.group.failing(false);
		this.group.join("anna", events());
		this.group.passes(Duration.ofMinutes(2));
		assertThat(this.group.items()).extracting(ShardItem::shardId)
			.containsExactlyInAnyOrder(Samples.shard(3), Samples.shard(4), Samples.shard(5), Samples.shard(6));
		assertThat(this.events).filteredOn((event) -> event.startsWith("vanished"))
			.containsExactlyInAnyOrder("vanished 0", "vanished 1", "vanished 2");
	}

	@Test
	void aShardThatLeftTheStreamBeforeItsOwnerWasKnownToBeDeadIsTold() {
		VirtualGroup.Member anna = this.group.join("anna");
		this.group.passes(Duration.ofSeconds(20));
		this.group.failing(true);
		this.group.put("key", "of a shard that fails");
		this.group.split(0, MIDDLE);
		this.group.passes(Duration.ofSeconds(20));
		anna.runtime().kill();
		this.group.passes(RETENTION.plusHours(1));
		this.group.failing(false);
		this.group.join(VirtualGroup.settings("bert").discoverFrequency(Duration.ofSeconds(2)).build(), events());
		this.group.passes(Duration.ofMinutes(2));
		assertThat(this.group.items()).extracting(ShardItem::shardId)
			.containsExactlyInAnyOrder(Samples.shard(1), Samples.shard(2));
		assertThat(this.events).contains("vanished 0").doesNotContain("assigned 0");
	}

	@Test
	void finishedItemsAreKeptWhileTheirShardIsListed() {
		this.group.join("anna");
		this.group.passes(Duration.ofSeconds(20));
		this.group.split(0, MIDDLE);
		this.group.passes(RETENTION.minusMinutes(5));
		assertThat(this.group.items()).hasSize(3);
	}

	@Test
	void aChildWaitsForItsParentAndGoesToWhoFinishedIt() {
		this.group.join("anna", events());
		this.group.passes(Duration.ofSeconds(20));
		this.group.split(0, MIDDLE);
		this.group.passes(Duration.ofSeconds(3));
		assertThat(this.events).containsSubsequence("finished 0", "assigned 1");
		assertThat(this.events).containsSubsequence("finished 0", "assigned 2");
	}

	@Test
	void aMergedShardWaitsForBothParents() {
		VirtualGroup two = new VirtualGroup(2);
		two.join("anna", events());
		two.join("bert", events());
		two.passes(Duration.ofSeconds(20));
		two.merge(0, 1);
		two.passes(Duration.ofSeconds(10));
		assertThat(this.events).containsSubsequence("finished 0", "assigned 2");
		assertThat(this.events).containsSubsequence("finished 1", "assigned 2");
	}

	@Test
	void withoutShardOrderChildrenAreReadWhileTheirParentIs() {
		KinsumerSettings settings = VirtualGroup.settings("anna")
			.keepShardOrder(false)
			.consumeDelay(Duration.ofMinutes(10))
			.build();
		this.group.join(settings, events());
		this.group.put("key", "held back");
		this.group.passes(Duration.ofSeconds(20));
		this.group.split(0, MIDDLE);
		this.group.passes(Duration.ofSeconds(40));
		assertThat(this.events).contains("assigned 1", "assigned 2").doesNotContain("finished 0");
		this.group.passes(Duration.ofMinutes(10));
		assertThat(this.events).contains("finished 0");
	}

	@Test
	void withShardOrderTheyAreNot() {
		KinsumerSettings settings = VirtualGroup.settings("anna").consumeDelay(Duration.ofMinutes(10)).build();
		this.group.join(settings, events());
		this.group.put("key", "held back");
		this.group.passes(Duration.ofSeconds(20));
		this.group.split(0, MIDDLE);
		this.group.passes(Duration.ofSeconds(40));
		assertThat(this.events).doesNotContain("assigned 1");
	}

	@Test
	void aStreamThatGrowsByItselfIsFollowed() {
		this.group.join("anna");
		this.group.join("bert");
		this.group.passes(Duration.ofSeconds(20));
		for (int round = 0; round < 3; round++) {
			for (int i = 0; i < 50; i++) {
				this.group.put("key-" + i, round + "-" + i);
			}
			List<ShardItem> open = this.group.items().stream().filter((item) -> !item.finished()).toList();
			open.forEach((item) -> halve(item.shardId()));
			this.group.passes(Duration.ofSeconds(30));
		}
		assertThat(this.group.handled()).hasSize(150);
		assertThat(this.group.items().stream().filter((item) -> !item.finished())).hasSize(8);
	}

	private void halve(ShardId shard) {
		this.group.kinesis()
			.listShards(KinesisRequest.ListShards.of(VirtualGroup.REF))
			.shards()
			.stream()
			.filter((listed) -> listed.shardId().equals(shard.value()))
			.forEach((listed) -> {
				BigInteger start = new BigInteger(listed.hashKeyRange().start().toString());
				BigInteger end = new BigInteger(listed.hashKeyRange().end().toString());
				this.group.split(Integer.parseInt(shard.value().substring(8)),
						start.add(end).shiftRight(1).add(BigInteger.ONE).toString());
			});
	}

	private KinsumerListener events() {
		return new KinsumerListener() {

			@Override
			public void streamReplaced(KinsumerInfo kinsumer) {
				GroupTopologyTests.this.events.add("replaced");
			}

			@Override
			public void sessionLost(KinsumerInfo kinsumer) {
				GroupTopologyTests.this.events.add("session lost");
			}

			@Override
			public void shardAssigned(KinsumerInfo kinsumer, ShardId shardId, ShardPosition position, Duration took) {
				GroupTopologyTests.this.events.add("assigned " + Integer.parseInt(shardId.value().substring(8)));
			}

			@Override
			public void shardVanished(KinsumerInfo kinsumer, ShardId shardId) {
				GroupTopologyTests.this.events.add("vanished " + Integer.parseInt(shardId.value().substring(8)));
			}

			@Override
			public void shardFinished(KinsumerInfo kinsumer, ShardId shardId, Duration owned) {
				GroupTopologyTests.this.events.add("finished " + Integer.parseInt(shardId.value().substring(8)));
			}

		};
	}

}
