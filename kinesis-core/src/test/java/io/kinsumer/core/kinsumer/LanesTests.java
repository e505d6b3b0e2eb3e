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
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

import io.kinsumer.core.processor.RecordCompletion;
import io.kinsumer.core.processor.ShutdownException;
import io.kinsumer.core.record.SequenceNumber;
import io.kinsumer.core.record.ShardPosition;
import io.kinsumer.core.record.UserRecord;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LanesTests {

	private static final Throwable FAILURE = new IllegalStateException("broken");

	@Test
	void oneAtATimeKeepsTheOrderOfTheShard() {
		LanesHarness shard = new LanesHarness(1).add(1, "a", "b", "a");
		assertThat(shard.begin()).containsExactly("1");
		assertThat(shard.begin()).isEmpty();
		shard.end("1");
		assertThat(shard.begin()).containsExactly("2");
		shard.end("2");
		assertThat(shard.begin()).containsExactly("3");
		shard.end("3");
		assertThat(shard.begin()).isEmpty();
		assertThat(shard.progress.handled()).isEqualTo(Samples.after(3));
	}

	@Test
	void oneAtATimeAFailureHoldsBackTheShard() {
		LanesHarness shard = new LanesHarness(1).add(1, "a", "b");
		shard.begin();
		shard.fail("1", FAILURE);
		assertThat(shard.begin()).isEmpty();
		assertThat(shard.lanes.failure()).isSameAs(FAILURE);
		InFlight failed = shard.lanes.takeFailed().get(0);
		assertThat(failed.attempt()).isEqualTo(2);
		shard.lanes.retry(failed);
		assertThat(shard.begin()).containsExactly("1");
		shard.end("1");
		assertThat(shard.lanes.failure()).isNull();
		assertThat(shard.begin()).containsExactly("2");
	}

	@Test
	void severalKeysAreHandledAtOnceEachInOrder() {
		LanesHarness shard = new LanesHarness(3).add(1, "a", "a", "b", "c", "d", "b");
		assertThat(shard.begin()).containsExactly("1", "3", "4");
		shard.end("3");
		assertThat(shard.begin()).containsExactly("5");
		shard.end("4");
		assertThat(shard.begin()).containsExactly("6");
		shard.end("1");
		assertThat(shard.begin()).containsExactly("2");
		assertThat(shard.lanes.running()).isEqualTo(3);
	}

	@Test
	void progressIsTheContiguousPrefixOfWhatIsHandled() {
		LanesHarness shard = new LanesHarness(8).add(1, "a", "b", "c", "d");
		shard.begin();
		shard.end("2", "4");
		assertThat(shard.progress.handled()).isEqualTo(ShardPosition.TRIM_HORIZON);
		shard.end("1");
		assertThat(shard.progress.handled()).isEqualTo(Samples.after(2));
		shard.end("3");
		assertThat(shard.progress.handled()).isEqualTo(Samples.after(4));
	}

	@Test
	void theRecordsOfAnAggregateAreHandledAtOnceAndCountedOneByOne() {
		List<UserRecord> users = IntStream.range(0, 4)
			.mapToObj((index) -> UserRecord.of("key-" + index, new byte[] { (byte) index }))
			.toList();
		LanesHarness shard = new LanesHarness(8).add(List.of(LanesHarness.record(7, "x", Samples.aggregate(users)),
				LanesHarness.record(8, "y", new byte[1])));
		assertThat(shard.begin()).containsExactly("7/0", "7/1", "7/2", "7/3", "8");
		shard.end("7/0", "7/2", "8");
		assertThat(shard.progress.handled()).isEqualTo(ShardPosition.after(new SequenceNumber("7", 0)));
		shard.end("7/1");
		assertThat(shard.progress.handled()).isEqualTo(ShardPosition.after(new SequenceNumber("7", 2)));
		shard.end("7/3");
		assertThat(shard.progress.handled()).isEqualTo(Samples.after(8));
	}

	@Test
	void handlingContinuesAtTheExactRecordOfAnAggregate() {
		List<UserRecord> users = IntStream.range(0, 4)
			.mapToObj((index) -> UserRecord.of("key-" + index, new byte[] { (byte) index }))
			.toList();
		LanesHarness shard = new LanesHarness(8, ShardPosition.after(new SequenceNumber("7", 1)));
		shard.add(List.of(LanesHarness.record(7, "x", Samples.aggregate(users))));
		assertThat(shard.begin()).containsExactly("7/2", "7/3");
	}

	@Test
	void aSlowKeyHoldsBackOnlyItselfUntilTheBound() {
		LanesHarness shard = new LanesHarness(2).add(1, "slow", "slow", "a");
		shard.begin();
		int next = 4;
		while (shard.lanes.hasRoom() && next < 20_000) {
			while (shard.running.size() > 1) {
				shard.end(shard.running.get(shard.running.size() - 1), null);
				shard.begin();
			}
			if (shard.lanes.hasRoom()) {
				shard.add(next, "a", "b", "c");
				next += 3;
				shard.begin();
			}
		}
		assertThat(next).isBetween(Lanes.MAX_RECORDS, Lanes.MAX_RECORDS + 10);
		assertThat(shard.lanes.takeFinishedBatches()).as("nothing before the slow record is complete").isZero();
		shard.end("1");
		shard.begin();
		do {
			shard.end(shard.running.get(0), null);
			shard.begin();
		}
		while (!shard.running.isEmpty());
		assertThat(shard.lanes.hasRoom()).isTrue();
		assertThat(shard.lanes.takeFinishedBatches()).isGreaterThan(3000);
		assertThat(shard.progress.handled()).isEqualTo(Samples.after(next - 1));
	}

	@Test
	void aFailingKeyHoldsBackOnlyItself() {
		LanesHarness shard = new LanesHarness(2).add(1, "a", "b", "a", "b");
		shard.begin();
		shard.fail("1", FAILURE);
		shard.end("2");
		assertThat(shard.begin()).containsExactly("4");
		shard.end("4");
		assertThat(shard.begin()).as("the failing key waits").isEmpty();
		assertThat(shard.progress.handled()).isEqualTo(ShardPosition.TRIM_HORIZON);
		shard.lanes.takeFailed().forEach(shard.lanes::retry);
		assertThat(shard.begin()).containsExactly("1");
		shard.end("1");
		assertThat(shard.progress.handled()).isEqualTo(Samples.after(2));
		assertThat(shard.begin()).containsExactly("3");
	}

	@Test
	void aDeferredRecordLetsItsKeyGoOnAndHoldsTheCheckpoint() {
		LanesHarness shard = new LanesHarness(1).add(1, "a", "a", "a");
		shard.begin();
		RecordCompletion first = shard.find("1").defer();
		shard.end("1");
		assertThat(shard.begin()).containsExactly("2");
		RecordCompletion second = shard.find("2").defer();
		shard.end("2");
		shard.begin();
		shard.end("3");
		assertThat(shard.lanes.deferred()).isEqualTo(2);
		second.complete();
		assertThat(shard.progress.handled()).isEqualTo(ShardPosition.TRIM_HORIZON);
		first.complete();
		first.complete();
		assertThat(shard.progress.handled()).isEqualTo(Samples.after(3));
		assertThat(shard.lanes.deferred()).isZero();
		assertThat(shard.lanes.takeFinishedBatches()).isOne();
	}

	@Test
	void aRecordMayBeCompletedBeforeItsCallEnds() {
		LanesHarness shard = new LanesHarness(2).add(1, "a", "a");
		shard.begin();
		shard.find("1").defer().complete();
		assertThat(shard.progress.handled()).as("at once").isEqualTo(Samples.after(1));
		assertThat(shard.begin()).as("the next of its key waits for the call").isEmpty();
		assertThat(shard.lanes.isBusy()).isTrue();
		shard.fail("1", FAILURE);
		assertThat(shard.progress.handled()).as("the first word counts").isEqualTo(Samples.after(1));
		assertThat(shard.lanes.takeFailed()).isEmpty();
		assertThat(shard.begin()).containsExactly("2");
	}

	@Test
	void manyRecordsCompletedBeforeTheirCallsEndLeaveTheirLanes() {
		LanesHarness shard = new LanesHarness(2);
		for (int i = 0; i < 2; i++) {
			shard.add(1 + i * 1000, IntStream.range(0, 1000).mapToObj((key) -> "k" + key % 2).toArray(String[]::new));
			List<String> begun = shard.begin();
			while (!begun.isEmpty()) {
				begun.forEach((sequence) -> shard.find(sequence).defer().complete());
				shard.lanes.takeFinishedBatches();
				shard.end(begun.toArray(String[]::new));
				begun = shard.begin();
			}
			assertThat(shard.progress.handled()).isEqualTo(Samples.after((i + 1) * 1000));
		}
	}

	@Test
	void aCallThatFailsHoldsItsKeyAlthoughItDeferredTheRecord() {
		LanesHarness shard = new LanesHarness(2).add(1, "a", "b", "a", "b");
		shard.begin();
		RecordCompletion first = shard.find("1").defer();
		shard.fail("1", FAILURE);
		shard.find("2").defer().fail(FAILURE);
		shard.end("2");
		first.complete();
		assertThat(shard.begin()).as("the next ones of their keys").isEmpty();
		assertThat(shard.lanes.deferred()).isZero();
		shard.lanes.takeFailed().forEach(shard.lanes::retry);
		assertThat(shard.begin()).containsExactlyInAnyOrder("1", "2");
	}

	@Test
	void aDeferredRecordThatFailsIsDeliveredAgain() {
		LanesHarness shard = new LanesHarness(1).add(1, "a", "b");
		shard.begin();
		RecordCompletion first = shard.find("1").defer();
		shard.end("1");
		first.fail(FAILURE);
		first.complete();
		shard.begin();
		shard.end("2");
		assertThat(shard.progress.handled()).isEqualTo(ShardPosition.TRIM_HORIZON);
		shard.lanes.takeFailed().forEach(shard.lanes::retry);
		assertThat(shard.begin()).containsExactly("1");
		RecordCompletion again = shard.find("1").defer();
		first.complete();
		shard.end("1");
		assertThat(shard.progress.handled()).as("an old word does not count").isEqualTo(ShardPosition.TRIM_HORIZON);
		again.complete();
		assertThat(shard.progress.handled()).isEqualTo(Samples.after(2));
	}

	@Test
	void nothingIsCompletedOnceTheShardIsLost() {
		LanesHarness shard = new LanesHarness(2).add(1, "a", "b");
		shard.begin();
		RecordCompletion first = shard.find("1").defer();
		shard.end("1");
		shard.progress.close();
		assertThatExceptionOfType(ShutdownException.class).isThrownBy(first::complete);
		shard.end("2");
		assertThat(shard.progress.handled()).isEqualTo(ShardPosition.TRIM_HORIZON);
	}

	@Test
	void nothingBeginsWhileTheGateIsClosed() {
		LanesHarness shard = new LanesHarness(2).add(1, "a", "b");
		shard.lease.revoke();
		assertThat(shard.begin()).isEmpty();
		shard.lease.renewed(Mark.now(shard.runtime));
		assertThat(shard.begin()).containsExactly("1", "2");
	}

	@Test
	void aRecordLeftBecauseTheGateClosedIsNoFailureAndKeepsItsPlace() {
		LanesHarness shard = new LanesHarness(2).add(1, "a", "a");
		shard.begin();
		shard.lease.revoke();
		shard.find("1").defer();
		shard.fail("1", new CancellationException());
		assertThat(shard.lanes.takeFailed()).isEmpty();
		shard.lease.renewed(Mark.now(shard.runtime));
		assertThat(shard.begin()).containsExactly("1");
		assertThat(shard.find("1").attempt()).isOne();
		shard.fail("1", new CancellationException());
		assertThat(shard.lanes.takeFailed()).as("a handler's own matter while the gate is open").hasSize(1);
	}

	@Test
	void nothingBeginsWhileHeldOrOnceStopped() {
		LanesHarness shard = new LanesHarness(2).add(1, "a", "b", "c");
		shard.lanes.hold(true);
		assertThat(shard.begin()).isEmpty();
		shard.lanes.hold(false);
		assertThat(shard.begin()).containsExactly("1", "2");
		shard.lanes.stop();
		shard.end("1");
		assertThat(shard.begin()).isEmpty();
		int before = shard.wakes;
		shard.end("2");
		assertThat(shard.wakes).as("the loop hears of the end").isGreaterThan(before);
		assertThat(shard.progress.handled()).isEqualTo(Samples.after(2));
	}

	@Test
	void theLoopIsWokenWhenABatchIsFinishedOrARecordFailed() {
		LanesHarness shard = new LanesHarness(1).add(1, "a", "b");
		shard.begin();
		shard.lanes.takeNews();
		shard.end("1");
		assertThat(shard.wakes).isZero();
		shard.begin();
		shard.end("2");
		assertThat(shard.wakes).isOne();
		assertThat(shard.lanes.takeFinishedBatches()).isOne();
		assertThat(shard.lanes.takeHandled().records()).isEqualTo(2);
		shard.lanes.takeNews();
		shard.add(3, "a");
		shard.begin();
		shard.lanes.takeNews();
		shard.fail("3", FAILURE);
		assertThat(shard.wakes).isEqualTo(2);
	}

	@Test
	void aBatchWithNothingNewIsFinishedAtOnce() {
		LanesHarness shard = new LanesHarness(1, Samples.after(9)).add(8, "a", "b");
		assertThat(shard.begin()).isEmpty();
		assertThat(shard.lanes.takeFinishedBatches()).isOne();
		assertThat(shard.lanes.hasRoom()).isTrue();
	}

	@Test
	void workersComeOneByOneAndNoMoreThanAreNeeded() {
		LanesHarness shard = new LanesHarness(3).add(1, "a", "b", "c", "d");
		assertThat(shard.lanes.wantsScout()).isTrue();
		assertThat(shard.lanes.wantsScout()).as("one is on its way").isFalse();
		InFlight first = shard.lanes.take();
		assertThat(shard.lanes.wantsScout()).isTrue();
		shard.lanes.take();
		assertThat(shard.lanes.wantsScout()).isTrue();
		shard.lanes.take();
		assertThat(shard.lanes.wantsScout()).isFalse();
		InFlight last = shard.lanes.next(first, null);
		assertThat(shard.lanes.wantsScout()).as("all workers are busy").isFalse();
		assertThat(shard.lanes.next(last, null)).isNull();
		shard.add(5, "e");
		assertThat(shard.lanes.wantsScout()).as("one has left").isTrue();
	}

	@Test
	void theTimeOfCallsIsAdded() {
		LanesHarness shard = new LanesHarness(2).add(1, "a", "b");
		shard.begin();
		shard.time.runUntil(Duration.ofSeconds(3));
		shard.end("1");
		shard.time.runUntil(Duration.ofSeconds(5));
		shard.end("2");
		assertThat(shard.lanes.takeHandled()).isEqualTo(new Lanes.Handled(2, Duration.ofSeconds(8)));
		assertThat(shard.lanes.takeHandled().records()).isZero();
	}

}
