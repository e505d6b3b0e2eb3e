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

package io.kinsumer.sample.counting;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CountsBookTests {

	private static final String KEY = "a/1";

	private final LocalCounts a = new LocalCounts("a");

	private final LocalCounts b = new LocalCounts("b");

	private final CountsBook book = new CountsBook();

	@Test
	void eventsThatEachArrivedOnceAreFaultlessThoughTwoInstancesSharedThem() {
		send(100);
		receive(this.a, 1, 40);
		receive(this.b, 41, 70);
		receive(this.a, 71, 100);
		Totals totals = twoRounds();
		assertThat(totals).isEqualTo(new Totals(1, 100, 0, 100, 0, 0, 0, 0, totals.faulty()));
		assertThat(totals.faulty()).isEmpty();
	}

	@Test
	void eventsNotYetReceivedAreOnTheWay() {
		send(10);
		receive(this.b, 1, 4);
		Totals totals = twoRounds();
		assertThat(totals.onTheWay()).isEqualTo(6);
		assertThat(totals.gaps()).isZero();
	}

	@Test
	void skippedEventsAreGapsOfTheirKey() {
		send(10);
		receive(this.a, 1, 3);
		receive(this.b, 6, 10);
		assertThat(round(true).gaps()).isZero();
		Totals totals = round(true);
		assertThat(totals.gaps()).isEqualTo(2);
		assertThat(totals.onTheWay()).isZero();
		assertThat(totals.faulty()).singleElement().extracting(KeyTotals::key).isEqualTo(KEY);
	}

	@Test
	void gapClosesWhenTheEventsArriveAfterAll() {
		send(10);
		receive(this.a, 4, 10);
		assertThat(twoRounds().gaps()).isEqualTo(3);
		receive(this.b, 1, 3);
		assertThat(round(true).gaps()).isZero();
	}

	@Test
	void eventsHandledByAFormerOwnerSinceItWasAskedAreNoGaps() {
		send(30);
		receive(this.a, 1, 10);
		this.book.enter(this.a.snapshot());
		receive(this.a, 11, 20);
		receive(this.b, 21, 30);
		this.book.enter(this.b.snapshot());
		assertThat(this.book.endRound(true).gaps()).isZero();
		assertThat(round(true).gaps()).isZero();
	}

	@Test
	void roundsThatMissAnInstanceFindNoNewGaps() {
		send(30);
		receive(this.a, 1, 10);
		round(true);
		receive(this.a, 11, 20);
		receive(this.b, 21, 30);
		for (int i = 0; i < 3; i++) {
			this.book.enter(this.b.snapshot());
			assertThat(this.book.endRound(false).gaps()).isZero();
		}
	}

	@Test
	void repeatsAreSummedOverInstances() {
		send(10);
		receive(this.a, 1, 8);
		receive(this.b, 6, 10);
		Totals totals = twoRounds();
		assertThat(totals.repeats()).isEqualTo(3);
		assertThat(totals.received()).isEqualTo(13);
		assertThat(totals.outOfOrder()).isZero();
	}

	@Test
	void eventAfterALaterOneIsOutOfOrderAndARepeatIsNot() {
		send(5);
		receive(this.a, 1, 2);
		receive(this.a, 4, 4);
		receive(this.a, 3, 3);
		receive(this.a, 2, 2);
		receive(this.a, 5, 5);
		Totals totals = twoRounds();
		assertThat(totals.outOfOrder()).isEqualTo(1);
		assertThat(totals.repeats()).isEqualTo(1);
		assertThat(totals.gaps()).isZero();
	}

	@Test
	void eventsThatCouldNotBeSentAreNoGaps() {
		send(3);
		this.a.send(KEY, (number) -> CompletableFuture.failedFuture(new IllegalStateException("throttled")));
		this.a.send(KEY, (number) -> {
			throw new IllegalStateException("full");
		});
		send(1);
		receive(this.b, 1, 3);
		receive(this.b, 6, 6);
		Totals totals = twoRounds();
		assertThat(totals.gaps()).isZero();
		assertThat(totals.failed()).isEqualTo(2);
		assertThat(totals.sent()).isEqualTo(4);
		assertThat(totals.onTheWay()).isZero();
	}

	@Test
	void eventThatArrivedAlthoughItsSendingWasReportedAsFailedCountsAsSent() {
		this.a.send(KEY, (number) -> CompletableFuture.failedFuture(new IllegalStateException("no answer")));
		receive(this.b, 1, 1);
		Totals totals = twoRounds();
		assertThat(totals.failed()).isZero();
		assertThat(totals.sent()).isEqualTo(1);
		assertThat(totals.onTheWay()).isZero();
	}

	@Test
	void eventsOfAnUnknownSenderAreNotJudged() {
		receive(this.b, 500, 600);
		Totals totals = twoRounds();
		assertThat(totals.received()).isEqualTo(101);
		assertThat(totals.gaps()).isZero();
		assertThat(totals.onTheWay()).isZero();
	}

	@Test
	void olderCountsDoNotReplaceLaterOnes() {
		send(10);
		receive(this.a, 1, 4);
		InstanceCounts early = this.a.snapshot();
		receive(this.a, 5, 10);
		this.book.enter(this.a.snapshot());
		this.book.enter(early);
		assertThat(this.book.endRound(true).received()).isEqualTo(10);
	}

	@Test
	void snapshotDoesNotWaitForASenderThatWaitsForRoom() throws Exception {
		send(1);
		CountDownLatch room = new CountDownLatch(1);
		CountDownLatch waiting = new CountDownLatch(1);
		// Threads of their own: the common pool may have but one.
		ExecutorService threads = Executors.newFixedThreadPool(2);
		try {
			CompletableFuture<Void> sender = CompletableFuture.runAsync(() -> this.a.send(KEY, (number) -> {
				waiting.countDown();
				await(room);
				return CompletableFuture.completedFuture(null);
			}), threads);
			await(waiting);
			InstanceCounts counts = CompletableFuture.supplyAsync(this.a::snapshot, threads).get(10, TimeUnit.SECONDS);
			assertThat(counts.sent().get(KEY).last()).isEqualTo(2);
			room.countDown();
			sender.get(10, TimeUnit.SECONDS);
		}
		finally {
			threads.shutdownNow();
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void send(int events) {
		for (int i = 0; i < events; i++) {
			this.a.send(KEY, (number) -> CompletableFuture.completedFuture(null));
		}
	}

	private static void receive(LocalCounts instance, long from, long to) {
		for (long number = from; number <= to; number++) {
			instance.received(KEY, number);
		}
	}

	private Totals twoRounds() {
		round(true);
		return round(true);
	}

	private Totals round(boolean complete) {
		this.book.enter(this.a.snapshot());
		this.book.enter(this.b.snapshot());
		return this.book.endRound(complete);
	}

}
