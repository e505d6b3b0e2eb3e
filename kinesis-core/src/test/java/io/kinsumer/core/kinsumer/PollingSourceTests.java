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
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeoutException;

import io.kinsumer.core.shard.FetchedRecords;
import io.kinsumer.core.shard.Shard;
import io.kinsumer.core.sim.VirtualRuntime;
import io.kinsumer.core.sim.VirtualTime;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.ProvisionedThroughputExceededException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PollingSourceTests {

	private static final Shard CHILD = new Shard(Samples.shard(1), List.of(Samples.SHARD), true);

	private final VirtualTime time = new VirtualTime();

	private final VirtualRuntime runtime = new VirtualRuntime(this.time);

	@Test
	void readsFiveTimesASecondWhileBehindCountedFromTheStartOfARead() {
		PolledReads reads = new PolledReads(this.time, this.runtime, Samples.settings().build());
		reads.answer(Samples.behind(), Samples.behind(), Samples.behind());
		reads.source.advance();
		this.time.runUntil(Duration.ofSeconds(1));
		assertThat(reads.calls).containsExactly("0 open", "50 fetch start", "250 fetch next", "450 fetch next",
				"650 fetch next");
	}

	@Test
	void aSlowReadIsFollowedByTheNextAtOnceWhileBehind() {
		PolledReads reads = new PolledReads(this.time, this.runtime, Samples.settings().build());
		reads.latency = Duration.ofMillis(300);
		reads.answer(Samples.behind());
		reads.source.advance();
		this.time.runUntil(Duration.ofSeconds(1));
		assertThat(reads.calls).containsExactly("0 open", "300 fetch start", "600 fetch next");
	}

	@Test
	void oneCallIsUnderWayAtATimeHoweverOftenTheSourceIsAdvanced() {
		PolledReads reads = new PolledReads(this.time, this.runtime, Samples.settings().build());
		reads.latency = Duration.ofMillis(300);
		reads.answer(Samples.behind(1));
		reads.source.advance();
		for (int i = 0; i < 11; i++) {
			this.time.runUntil(this.time.elapsed().plusMillis(50));
			reads.source.advance();
		}
		assertThat(reads.calls).as("more than the distance of two reads later")
			.containsExactly("0 open", "300 fetch start");
	}

	@Test
	void waitsTheWaitTimeAtTheTipCountedFromTheStartOfARead() {
		PolledReads reads = new PolledReads(this.time, this.runtime,
				Samples.settings().waitTime(Duration.ofSeconds(2)).build());
		reads.answer(Samples.atTip(1), Samples.atTip(), Samples.behind());
		reads.source.advance();
		this.time.runUntil(Duration.ofSeconds(5));
		assertThat(reads.calls).containsExactly("0 open", "50 fetch start", "2050 fetch next", "4050 fetch next",
				"4250 fetch next");
	}

	@Test
	void aShorterWaitTimeDoesNotExceedFiveReadsASecond() {
		PolledReads reads = new PolledReads(this.time, this.runtime,
				Samples.settings().waitTime(Duration.ofMillis(1)).build());
		reads.answer(Samples.atTip(), Samples.atTip(), Samples.atTip());
		reads.source.advance();
		this.time.runUntil(Duration.ofSeconds(1));
		assertThat(reads.calls).containsExactly("0 open", "50 fetch start", "250 fetch next", "450 fetch next",
				"650 fetch next");
	}

	@Test
	void whileAFullBatchIsHandledTheNextIsReadButNoThird() {
		PolledReads reads = new PolledReads(this.time, this.runtime, Samples.settings().maxBatchSize(2).build());
		reads.answer(Samples.behind(1, 2), Samples.behind(3, 4), Samples.behind(5));
		reads.source.advance();
		this.time.runUntil(Duration.ofSeconds(10));
		assertThat(reads.calls).containsExactly("0 open", "50 fetch start limit 2", "250 fetch next limit 2");
		reads.handled(2);
		assertThat(reads.calls).last().isEqualTo("10000 fetch next limit 2");
		assertThat(reads.head()).containsExactly("3", "4");
	}

	@Test
	void smallBatchesAreReadOnUntilThereAreAsManyRecordsAsInAFullOne() {
		PolledReads reads = new PolledReads(this.time, this.runtime, Samples.settings().maxBatchSize(3).build());
		reads.answer(Samples.behind(1), Samples.behind(2), Samples.behind(3), Samples.behind(4), Samples.behind(5));
		reads.source.advance();
		this.time.runUntil(Duration.ofSeconds(10));
		assertThat(reads.calls).hasSize(5);
	}

	@Test
	void aBatchHandledInPartKeepsItsPlace() {
		PolledReads reads = new PolledReads(this.time, this.runtime, Samples.settings().maxBatchSize(2).build());
		reads.answer(Samples.behind(1, 2, 3), Samples.behind(4));
		reads.source.advance();
		this.time.runUntil(Duration.ofSeconds(1));
		assertThat(reads.calls).hasSize(2);
		reads.handled(1);
		assertThat(reads.head()).containsExactly("2", "3");
		assertThat(reads.calls).hasSize(3);
		reads.handled(2);
		this.time.runUntil(Duration.ofSeconds(2));
		assertThat(reads.head()).containsExactly("4");
	}

	@Test
	void takenBatchesAreReleasedFromTheOldestOn() {
		PolledReads reads = new PolledReads(this.time, this.runtime, Samples.settings().build());
		reads.answer(Samples.behind(1, 2), Samples.behind(3));
		reads.source.advance();
		this.time.runUntil(Duration.ofSeconds(1));
		reads.source.take(1);
		reads.source.take(1);
		reads.source.take(1);
		assertThat(reads.source.head()).isNull();
		reads.source.release();
		reads.source.release();
		assertThat(reads.source.isEmpty()).isFalse();
		reads.source.release();
		assertThat(reads.source.isEmpty()).isTrue();
		assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(reads.source::release);
	}

	@Test
	void anAnswerOfTenMebibytesIsFollowedByTheNextWhenTheQuotaOfTheShardAllowsIt() {
		PolledReads reads = new PolledReads(this.time, this.runtime, Samples.settings().build());
		reads.answer(Samples.large(1, 10 << 20), Samples.large(2, 1 << 20), Samples.behind(3));
		reads.source.advance();
		this.time.runUntil(Duration.ofSeconds(5));
		assertThat(reads.calls).containsExactly("0 open", "50 fetch start");
		reads.handled(1);
		this.time.runUntil(Duration.ofSeconds(6));
		// 10 MiB at 2 MB/s are 5.24 s, 1 MiB 0.52 s.
		assertThat(reads.calls).containsExactly("0 open", "50 fetch start", "5293 fetch next", "5817 fetch next");
	}

	@Test
	void aReadThatTakesTooLongIsRepeatedWithFewerRecords() {
		PolledReads reads = new PolledReads(this.time, this.runtime, Samples.settings().maxBatchSize(64).build());
		reads.latency = Duration.ZERO;
		reads.answer(new TimeoutException(), new TimeoutException(), Samples.behind(1), Samples.behind(2));
		reads.source.advance();
		this.time.runUntil(Duration.ofSeconds(10));
		assertThat(reads.callsWithoutTime()).containsExactly("open", "fetch start limit 64", "fetch start limit 8",
				"fetch start limit 1", "fetch next limit 2", "fetch next limit 4");
		assertThat(reads.failures).hasSize(2);
	}

	@Test
	void aShardThatHoldsNothingReadsALittleWhenOthersHoldTheWholeBudget() {
		ReadBudget budget = new ReadBudget(2 << 20);
		ReadBudget.Share hog = budget.share(() -> {
		});
		hog.reserve(4 << 20);
		PolledReads reads = new PolledReads(this.time, this.runtime, Samples.settings().maxBatchSize(50).build(),
				budget);
		reads.latency = Duration.ZERO;
		reads.answer(Samples.behind(1), Samples.behind(2), Samples.behind(3));
		reads.source.advance();
		this.time.runUntil(Duration.ofSeconds(5));
		assertThat(reads.calls).containsExactly("0 open", "1000 fetch start limit 10");
		hog.withdraw();
		this.time.runUntil(Duration.ofSeconds(6));
		assertThat(reads.calls).contains("5000 fetch next limit 50");
	}

	@Test
	void whatAStoppedShardHeldAndWaitedForGoesBackToTheBudget() {
		ReadBudget budget = new ReadBudget(1 << 24);
		PolledReads reads = new PolledReads(this.time, this.runtime, Samples.settings().build(), budget);
		reads.answer(Samples.large(1, 1 << 20), Samples.large(2, 1 << 20));
		reads.source.advance();
		this.time.runUntil(Duration.ofSeconds(5));
		assertThat(budget.used()).isGreaterThan(4 << 20);
		ShardBatch taken = reads.source.take(1);
		reads.source.stop();
		assertThat(budget.used()).isEqualTo(taken.bytes()).isBetween(1L << 20, (1L << 20) + 1000);
		reads.source.close();
		assertThat(budget.used()).isZero();
	}

	@Test
	void aPausedShardGivesItsTurnToReadToTheNext() {
		ReadBudget budget = new ReadBudget(11 << 20);
		PolledReads reads = new PolledReads(this.time, this.runtime, Samples.settings().build(), budget);
		reads.answer(Samples.behind(1));
		reads.source.advance();
		this.time.runUntil(Duration.ofMillis(150));
		assertThat(reads.head()).containsExactly("1");
		ReadBudget.Share hog = budget.share(() -> {
		});
		assertThat(hog.reserve(21 << 19)).isTrue();
		hog.settle(21 << 19);
		this.time.runUntil(Duration.ofMillis(400));
		List<String> granted = new ArrayList<>();
		ReadBudget.Share next = budget.share(() -> granted.add("next"));
		assertThat(next.reserve(1 << 18)).as("comes after the one that waits").isFalse();
		reads.source.buffer().pause(true);
		reads.source.advance();
		assertThat(granted).containsExactly("next");
		this.time.runUntil(Duration.ofMinutes(1));
		assertThat(reads.callsWithoutTime()).containsExactly("open", "fetch start");
	}

	@Test
	void aFailedReadKeepsNothingOfTheBudget() {
		ReadBudget budget = new ReadBudget(1 << 24);
		PolledReads reads = new PolledReads(this.time, this.runtime, Samples.settings().build(), budget);
		reads.answer(new IllegalStateException("no network"));
		reads.source.advance();
		this.time.runUntil(Duration.ofMillis(500));
		assertThat(reads.failures).hasSize(1);
		assertThat(budget.used()).isZero();
	}

	@Test
	void emptyAnswersTakeNoPlace() {
		PolledReads reads = new PolledReads(this.time, this.runtime, Samples.settings().build());
		reads.answer(Samples.behind(), Samples.behind(), Samples.behind(), Samples.behind(7));
		reads.source.advance();
		this.time.runUntil(Duration.ofSeconds(2));
		assertThat(reads.calls).hasSize(6);
		assertThat(reads.head()).containsExactly("7");
	}

	@Test
	void anExpiredIteratorIsReopenedAfterTheLastRecordWithoutNoise() {
		PolledReads reads = new PolledReads(this.time, this.runtime, Samples.settings().build());
		reads.answer(Samples.behind(1, 2), ExpiredIteratorException.builder().build());
		reads.source.advance();
		this.time.runUntil(Duration.ofSeconds(1));
		assertThat(reads.callsWithoutTime()).containsExactly("open", "fetch start", "fetch next", "open after 2",
				"fetch after 2");
		assertThat(reads.failures).isEmpty();
	}

	@Test
	void anExpiredIteratorIsReopenedWhereTheShardBeginsBeforeTheFirstRecord() {
		PolledReads reads = new PolledReads(this.time, this.runtime, Samples.settings().build());
		reads.answer(ExpiredIteratorException.builder().build());
		reads.source.advance();
		this.time.runUntil(Duration.ofSeconds(1));
		assertThat(reads.callsWithoutTime()).containsExactly("open", "fetch start", "open", "fetch start");
		assertThat(reads.failures).isEmpty();
	}

	@Test
	void anExceededThroughputWaitsTheConfiguredDelayWithoutNoise() {
		PolledReads reads = new PolledReads(this.time, this.runtime,
				Samples.settings().throughputExceededDelay(Duration.ofSeconds(3)).build());
		reads.answer(ProvisionedThroughputExceededException.builder().build(),
				ProvisionedThroughputExceededException.builder().build(), Samples.behind());
		reads.source.advance();
		this.time.runUntil(Duration.ofSeconds(6));
		assertThat(reads.calls).containsExactly("0 open", "50 fetch start", "3100 fetch start");
		assertThat(reads.failures).isEmpty();
	}

	@Test
	void otherFailuresBackOffAndAreReported() {
		PolledReads reads = new PolledReads(this.time, this.runtime, Samples.settings().build());
		reads.latency = Duration.ZERO;
		IllegalStateException failure = new IllegalStateException("no network");
		reads.answer(failure, failure, failure, failure, failure, failure, Samples.behind(), failure);
		reads.source.advance();
		this.time.runUntil(Duration.ofSeconds(37));
		assertThat(reads.calls).containsExactly("0 open", "0 fetch start", "1000 fetch start", "3000 fetch start",
				"7000 fetch start", "15000 fetch start", "25000 fetch start", "35000 fetch start", "35200 fetch next",
				"36200 fetch next");
		assertThat(reads.failures).hasSize(7).containsOnly(failure);
	}

	@Test
	void aRefusedIteratorIsOpenedAnew() {
		PolledReads reads = new PolledReads(this.time, this.runtime, Samples.settings().build());
		InvalidArgumentException failure = InvalidArgumentException.builder().build();
		reads.answer(Samples.behind(5), failure);
		reads.source.advance();
		this.time.runUntil(Duration.ofSeconds(2));
		assertThat(reads.calls).startsWith("0 open", "50 fetch start", "250 fetch next", "1300 open after 5");
		assertThat(reads.failures).containsExactly(failure);
	}

	@Test
	void theEndOfTheShardGivesTheChildrenOnceAllBatchesWereTaken() {
		PolledReads reads = new PolledReads(this.time, this.runtime, Samples.settings().build());
		reads.answer(Samples.behind(1),
				new FetchedRecords(List.of(Samples.record(2, Samples.START)), null, List.of(CHILD), 0));
		reads.source.advance();
		this.time.runUntil(Duration.ofSeconds(60));
		assertThat(reads.source.childrenAtEnd()).isNull();
		reads.handled(1);
		assertThat(reads.source.childrenAtEnd()).isNull();
		reads.handled(1);
		assertThat(reads.source.childrenAtEnd()).containsExactly(CHILD);
		this.time.runUntil(Duration.ofSeconds(120));
		assertThat(reads.calls).containsExactly("0 open", "50 fetch start", "250 fetch next");
	}

	@Test
	void anEndWithoutChildShardsIsNoneBeforeItIsConfirmed() {
		PolledReads reads = new PolledReads(this.time, this.runtime, Samples.settings().build());
		FetchedRecords end = new FetchedRecords(List.of(Samples.record(2, Samples.START)), null, List.of(), 0);
		reads.answer(end, new IllegalStateException("open"), Samples.behind(3),
				new FetchedRecords(List.of(), null, List.of(), 0), CHILD);
		reads.source.advance();
		this.time.runUntil(Duration.ofSeconds(5));
		assertThat(reads.callsWithoutTime()).containsExactly("open", "fetch start", "confirm the end", "open after 2",
				"fetch after 2", "fetch next", "confirm the end");
		assertThat(reads.failures).singleElement().extracting(Throwable::getMessage).isEqualTo("open");
		assertThat(reads.head()).containsExactly("2");
		reads.handled(1);
		reads.handled(1);
		assertThat(reads.source.childrenAtEnd()).containsExactly(CHILD);
	}

	@Test
	void aStoppedFetcherFetchesNoMoreAndForgetsWhatItHas() {
		PolledReads reads = new PolledReads(this.time, this.runtime, Samples.settings().build());
		reads.answer(Samples.behind(1), Samples.behind(2));
		reads.source.advance();
		this.time.runUntil(Duration.ofMillis(260));
		assertThat(reads.head()).containsExactly("1");
		reads.source.stop();
		this.time.runUntil(Duration.ofSeconds(60));
		reads.source.advance();
		assertThat(reads.calls).containsExactly("0 open", "50 fetch start", "250 fetch next");
		assertThat(reads.source.head()).isNull();
	}

	@Test
	void theLagGrowsWhileABatchWaits() {
		PolledReads reads = new PolledReads(this.time, this.runtime, Samples.settings().build());
		reads.answer(Samples.behind(1), Samples.atTip());
		assertThat(reads.source.millisBehindLatest()).isNull();
		reads.source.advance();
		this.time.runUntil(Duration.ofMillis(100));
		assertThat(reads.source.millisBehindLatest()).isEqualTo(1000);
		this.time.runUntil(Duration.ofMillis(7100));
		assertThat(reads.source.millisBehindLatest()).isEqualTo(8000);
		reads.handled(1);
		assertThat(reads.source.millisBehindLatest()).isZero();
	}

	@Test
	void theLagGrowsWhileNothingCanBeReadBecauseNobodyKnowsWhatHasArrived() {
		PolledReads reads = new PolledReads(this.time, this.runtime,
				Samples.settings().waitTime(Duration.ofSeconds(10)).build());
		reads.answer(Samples.atTip());
		reads.source.advance();
		this.time.runUntil(Duration.ofSeconds(39));
		assertThat(reads.source.millisBehindLatest()).as("as long as reads may be apart").isZero();
		this.time.runUntil(Duration.ofSeconds(100));
		assertThat(reads.source.millisBehindLatest()).isBetween(99_000L, 100_000L);
	}

	@Test
	void aShardThatWasReadToItsEndIsNotBehind() {
		PolledReads reads = new PolledReads(this.time, this.runtime, Samples.settings().build());
		reads.answer(new FetchedRecords(List.of(), null, List.of(CHILD), 0));
		reads.source.advance();
		this.time.runUntil(Duration.ofMinutes(10));
		assertThat(reads.source.millisBehindLatest()).isZero();
	}

	@Test
	void readsAfterAnExpiredIteratorKeepTheirDistance() {
		PolledReads reads = new PolledReads(this.time, this.runtime, Samples.settings().build());
		reads.latency = Duration.ofMillis(10);
		reads.answer(ExpiredIteratorException.builder().build());
		reads.source.advance();
		this.time.runUntil(Duration.ofSeconds(1));
		List<Long> times = reads.calls.stream()
			.filter((call) -> call.contains("fetch"))
			.map((call) -> Long.valueOf(call.substring(0, call.indexOf(' '))))
			.toList();
		assertThat(times).hasSize(2);
		assertThat(times.get(1) - times.get(0)).isGreaterThanOrEqualTo(200);
	}

	@Test
	void theTipIsReachedWhenKinesisSaysSo() {
		PolledReads reads = new PolledReads(this.time, this.runtime, Samples.settings().build());
		reads.answer(Samples.behind(), Samples.atTip());
		reads.source.advance();
		this.time.runUntil(Duration.ofMillis(200));
		assertThat(reads.source.reachedTip()).isNull();
		this.time.runUntil(Duration.ofMillis(900));
		assertThat(reads.source.reachedTip()).isNotNull()
			.extracting(Mark::nanos)
			.isEqualTo(Duration.ofMillis(300).toNanos());
	}

}
