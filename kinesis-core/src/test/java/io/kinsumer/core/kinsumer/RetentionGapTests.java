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

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.kinsumer.core.metadata.ShardItem;
import io.kinsumer.core.observe.KinsumerInfo;
import io.kinsumer.core.observe.KinsumerListener;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.ShardPosition;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.Record;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * With records that are kept for a day.
 */
class RetentionGapTests {

	private static final Instant NOW = Samples.START;

	private static final Instant HORIZON = NOW.minus(Duration.ofHours(24));

	@Test
	void theFirstRecordAtTheHorizonAfterAnotherOneThanTheHandledTellsAGap() {
		assertThat(read(after(5), NOW.minus(Duration.ofHours(30)), 9, HORIZON.plusSeconds(60)))
			.contains(Duration.ofHours(6).plusSeconds(60));
	}

	@Test
	void thereIsNoneWhileTheHandledRecordIsStillThere() {
		assertThat(read(after(9), NOW.minus(Duration.ofHours(30)), 9, HORIZON.plusSeconds(60))).isEmpty();
	}

	@Test
	void anOwnerThatFellBehindUntilRetentionOvertookItHasAGapOfUnknownLength() {
		assertThat(read(after(5), NOW.minusSeconds(30), 9, HORIZON.plusSeconds(60))).contains(Duration.ZERO);
	}

	@Test
	void aShardThatWasIdleForLongHasNone() {
		assertThat(read(after(5), NOW.minus(Duration.ofHours(14)), 9, NOW.minus(Duration.ofHours(12)))).isEmpty();
	}

	@Test
	void noneIsToldOnceTheTipWasSeen() {
		RetentionGap gap = gap(after(5), NOW.minus(Duration.ofHours(30)));
		assertThat(gap.read(List.of(), 0, NOW)).isEmpty();
		assertThat(gap.read(List.of(Samples.record(9, NOW)), 0, NOW)).isEmpty();
	}

	@Test
	void anEmptyAnswerBeforeTheTipTellsNothing() {
		RetentionGap gap = gap(after(5), NOW.minus(Duration.ofHours(30)));
		assertThat(gap.read(List.of(), 1000, NOW)).isEmpty();
		List<Record> records = List.of(Samples.record(9, HORIZON));
		assertThat(gap.read(records, 1000, NOW)).isPresent();
		assertThat(gap.read(records, 1000, NOW)).as("told once").isEmpty();
	}

	@Test
	void aTimeBeforeTheHorizonCountsOnceTheShardWasOwned() {
		ShardPosition position = ShardPosition.at(NOW.minus(Duration.ofHours(40)));
		assertThat(read(position, NOW.minus(Duration.ofHours(39)), 1, HORIZON)).contains(Duration.ofHours(15));
		assertThat(read(position, null, 1, HORIZON)).as("where the group is configured to begin").isEmpty();
		assertThat(read(ShardPosition.TRIM_HORIZON, NOW.minus(Duration.ofHours(39)), 1, HORIZON)).isEmpty();
	}

	@Test
	void aGroupThatWasAwayForTooLongGoesOnAtTheHorizonAndTellsTheGap() {
		List<String> gaps = new ArrayList<>();
		VirtualGroup group = new VirtualGroup(1);
		VirtualGroup.Member before = group.join("anna");
		group.put("key", "handled");
		group.passes(Duration.ofSeconds(20));
		before.stop();
		group.passes(Duration.ofSeconds(5));
		for (int hour = 0; hour < 30; hour++) {
			group.put("key", "hour-" + hour);
			group.passes(Duration.ofHours(1));
		}
		group.join("anna", new KinsumerListener() {

			@Override
			public void retentionGap(KinsumerInfo kinsumer, ShardId shardId, ShardPosition position, Duration gap) {
				gaps.add(shardId + " " + gap.toHours());
			}

		});
		group.passes(Duration.ofSeconds(30));
		assertThat(group.handled()).hasSizeBetween(24, 26).contains("anna 0 hour-29").doesNotContain("anna 0 hour-3");
		assertThat(gaps).singleElement().asString().matches(Samples.shard(0) + " [67]");
	}

	private static Optional<Duration> read(ShardPosition position, Instant persisted, int firstSequence,
			Instant firstArrival) {
		return gap(position, persisted).read(List.of(Samples.record(firstSequence, firstArrival)), 1000, NOW);
	}

	private static RetentionGap gap(ShardPosition position, Instant persisted) {
		return new RetentionGap(
				new ShardItem(Samples.SHARD, List.of(), Samples.ANNA, 2, 1, position, null, false, null, persisted),
				Duration.ofHours(24));
	}

	private static ShardPosition after(int sequence) {
		return Samples.after(sequence);
	}

}
