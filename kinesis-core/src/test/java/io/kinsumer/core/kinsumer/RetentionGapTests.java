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
import io.kinsumer.core.shard.Retrieval;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.kinesis.model.Record;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * With records that are kept for a day.
 */
class RetentionGapTests {

	private static final Instant NOW = Samples.START;

	private static final Mark AT_ONCE = new Mark(0, NOW);

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
	void aRecordWithoutATimeTellsNothingOfTheHorizon() {
		Record timeless = Samples.record(9, NOW).toBuilder().approximateArrivalTimestamp(null).build();
		assertThat(gap(after(5), NOW.minusSeconds(30)).read(AT_ONCE, AT_ONCE, List.of(timeless), 1000)).isEmpty();
	}

	@Test
	void noneIsToldOnceTheTipWasSeen() {
		RetentionGap gap = gap(after(5), NOW.minus(Duration.ofHours(30)));
		assertThat(gap.read(AT_ONCE, AT_ONCE, List.of(), 0)).isEmpty();
		assertThat(gap.read(AT_ONCE, AT_ONCE, List.of(Samples.record(9, NOW)), 0)).isEmpty();
	}

	@Test
	void anEmptyAnswerBeforeTheTipTellsNothing() {
		RetentionGap gap = gap(after(5), NOW.minus(Duration.ofHours(30)));
		assertThat(gap.read(AT_ONCE, AT_ONCE, List.of(), 1000)).isEmpty();
		List<Record> records = List.of(Samples.record(9, HORIZON));
		assertThat(gap.read(AT_ONCE, AT_ONCE, records, 1000)).isPresent();
		assertThat(gap.read(AT_ONCE, AT_ONCE, records, 1000)).as("told once").isEmpty();
	}

	@Test
	void aTimeBeforeTheHorizonCountsOnceTheShardWasOwned() {
		ShardPosition position = ShardPosition.at(NOW.minus(Duration.ofHours(40)));
		assertThat(read(position, NOW.minus(Duration.ofHours(39)), 1, HORIZON)).contains(Duration.ofHours(15));
		assertThat(read(position, null, 1, HORIZON)).as("where the group is configured to begin").isEmpty();
	}

	@Test
	void theBeginningOfAShardThatWasOwnedLongAgoIsGone() {
		ShardPosition beginning = ShardPosition.TRIM_HORIZON;
		assertThat(read(beginning, NOW.minus(Duration.ofHours(39)), 1, HORIZON)).contains(Duration.ofHours(15));
		assertThat(read(beginning, NOW.minus(Duration.ofHours(23)), 1, HORIZON)).as("it was there").isEmpty();
		assertThat(read(beginning, null, 1, HORIZON)).as("nobody had begun").isEmpty();
	}

	@Test
	void ofAShardThatWasReleasedLongAgoAllMayBeGone() {
		assertThat(gap(after(5), NOW.minus(Duration.ofHours(30)), true).read(AT_ONCE, AT_ONCE, List.of(), 0))
			.contains(new RetentionGap.Gap(after(5), Duration.ofHours(6)));
		assertThat(gap(after(5), NOW.minus(Duration.ofHours(23)), true).read(AT_ONCE, AT_ONCE, List.of(), 0)).isEmpty();
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

	@Test
	void anOwnerThatCouldNotReadForLongerThanRetentionKnowsHowMuchIsGone() {
		RetentionGap gap = gap(after(5), NOW);
		assertThat(gap.read(later(0), later(0), List.of(Samples.record(5, NOW), Samples.record(6, NOW)), 0)).isEmpty();
		assertThat(gap.read(later(Duration.ofHours(24).toSeconds()), later(Duration.ofHours(24).toSeconds()), List.of(),
				0))
			.as("not yet")
			.isEmpty();
		assertThat(gap.read(later(Duration.ofHours(51).toSeconds()), later(Duration.ofHours(51).toSeconds()), List.of(),
				0))
			.contains(new RetentionGap.Gap(after(6), Duration.ofHours(3)));
	}

	@Test
	void itCountsHowFarBehindTheOwnerWas() {
		RetentionGap gap = gap(after(5), NOW);
		gap.read(later(0), later(0), List.of(Samples.record(5, NOW)), Duration.ofHours(20).toMillis());
		assertThat(
				gap.read(later(Duration.ofHours(4).toSeconds()), later(Duration.ofHours(4).toSeconds()), List.of(), 0))
			.isEmpty();
		gap.read(later(Duration.ofHours(5).toSeconds()), later(Duration.ofHours(5).toSeconds()), List.of(),
				Duration.ofHours(20).toMillis());
		assertThat(gap.read(later(Duration.ofHours(10).toSeconds()), later(Duration.ofHours(10).toSeconds()), List.of(),
				0))
			.map(RetentionGap.Gap::length)
			.contains(Duration.ofHours(1));
	}

	@Test
	void anOwnerThatStaysBehindIsToldOnceAMinuteHowMuchIsGoneInAll() {
		long behind = Duration.ofHours(24).minusMillis(500).toMillis();
		RetentionGap gap = gap(after(5), NOW);
		gap.read(later(0), later(0), List.of(Samples.record(5, NOW)), behind);
		List<Duration> told = new ArrayList<>();
		for (int second = 1; second <= 125; second++) {
			gap.read(later(second), later(second), List.of(Samples.record(5 + second, NOW)), behind)
				.ifPresent((more) -> told.add(more.length()));
		}
		assertThat(told).containsExactly(Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofSeconds(30));
	}

	@Test
	void whatWasThereWhenAStandstillBeganBeforeTheFirstReadIsCounted() {
		RetentionGap gap = gap(ShardPosition.TRIM_HORIZON, null);
		assertThat(gap.read(later(Duration.ofHours(25).toSeconds()), later(Duration.ofHours(25).toSeconds()),
				List.of(Samples.record(9, NOW)), 1000))
			.contains(new RetentionGap.Gap(ShardPosition.TRIM_HORIZON, Duration.ofHours(1)));
	}

	@Test
	void aReadThatWasUnderWayWhileTheMachineStoodStillCountsAsLate() {
		RetentionGap gap = gap(after(5), NOW);
		gap.read(later(0), later(0), List.of(Samples.record(6, NOW)), 0);
		Mark woken = later(Duration.ofHours(26).toSeconds());
		assertThat(gap.read(later(1), woken, List.of(Samples.record(9, NOW)), 0))
			.contains(new RetentionGap.Gap(after(6), Duration.ofHours(2)));
		Mark next = later(Duration.ofHours(26).plusMinutes(2).toSeconds());
		assertThat(gap.read(next, next, List.of(), 0)).as("told once").isEmpty();
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void aHandlerThatFailsForLongerThanRetentionLosesNothingSilently(boolean fanOut) {
		List<Duration> gaps = new ArrayList<>();
		VirtualGroup group = new VirtualGroup(1);
		group.join(VirtualGroup.settings("anna")
			.maxBatchSize(1)
			.retrieval(fanOut ? Retrieval.fanOut() : Retrieval.polling())
			.build(), told(gaps));
		group.passes(Duration.ofSeconds(20));
		group.failing(true);
		for (int i = 0; i < 5; i++) {
			group.put("key", "before-" + i);
			group.passes(Duration.ofSeconds(2));
		}
		hoursPass(group);
		assertThat(gaps).isEmpty();
		group.failing(false);
		group.passes(Duration.ofMinutes(2));
		assertThat(group.handled()).contains("anna 0 before-0", "anna 0 hour-29")
			.doesNotContain("anna 0 before-4", "anna 0 hour-4");
		assertThat(gaps).singleElement(as(InstanceOfAssertFactories.DURATION))
			.isBetween(Duration.ofHours(6), Duration.ofHours(6).plusMinutes(1));
	}

	@Test
	void anOwnerThatDoesNotReachKinesisForLongerThanRetentionTellsTheGap() {
		List<Duration> gaps = new ArrayList<>();
		VirtualGroup group = new VirtualGroup(1);
		VirtualGroup.Member anna = group.join(VirtualGroup.settings("anna").build(), told(gaps));
		group.put("key", "before");
		group.passes(Duration.ofSeconds(20));
		anna.network().cut(true);
		hoursPass(group);
		anna.network().cut(false);
		group.passes(Duration.ofMinutes(2));
		assertThat(group.handled()).startsWith("anna 0 before")
			.contains("anna 0 hour-29")
			.doesNotContain("anna 0 hour-4");
		assertThat(gaps).singleElement(as(InstanceOfAssertFactories.DURATION))
			.isBetween(Duration.ofHours(6), Duration.ofHours(6).plusMinutes(2));
	}

	private static void hoursPass(VirtualGroup group) {
		for (int hour = 0; hour < 30; hour++) {
			group.put("key", "hour-" + hour);
			group.passes(Duration.ofHours(1));
		}
	}

	private static KinsumerListener told(List<Duration> gaps) {
		return new KinsumerListener() {

			@Override
			public void retentionGap(KinsumerInfo kinsumer, ShardId shardId, ShardPosition position, Duration gap) {
				gaps.add(gap);
			}

		};
	}

	private static Mark later(long seconds) {
		return new Mark(Duration.ofSeconds(seconds).toNanos(), NOW.plusSeconds(seconds));
	}

	private static Optional<Duration> read(ShardPosition position, Instant persisted, int firstSequence,
			Instant firstArrival) {
		return gap(position, persisted)
			.read(AT_ONCE, AT_ONCE, List.of(Samples.record(firstSequence, firstArrival)), 1000)
			.map(RetentionGap.Gap::length);
	}

	private static RetentionGap gap(ShardPosition position, Instant persisted) {
		return gap(position, persisted, false);
	}

	private static RetentionGap gap(ShardPosition position, Instant persisted, boolean released) {
		return new RetentionGap(
				new ShardItem(Samples.SHARD, List.of(), Samples.ANNA, 2, 1, position, null, false, null, persisted),
				released, Duration.ofHours(24), AT_ONCE);
	}

	private static ShardPosition after(int sequence) {
		return Samples.after(sequence);
	}

}
