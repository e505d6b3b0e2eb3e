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

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.kinsumer.core.shard.Shard;
import io.kinsumer.core.shard.SubscribedRecords;
import io.kinsumer.core.sim.VirtualRuntime;
import io.kinsumer.core.sim.VirtualTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.LimitExceededException;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;

import static org.assertj.core.api.Assertions.assertThat;

class FanOutSourceTests {

	private static final Throwable BROKEN = new IOException("connection reset");

	private static final Throwable IN_USE = ResourceInUseException.builder().message("in use").build();

	private final VirtualTime time = new VirtualTime();

	private final VirtualRuntime runtime = new VirtualRuntime(this.time);

	private final ReadBudget budget = new ReadBudget(1 << 26);

	private boolean owned = true;

	@Test
	void anEventIsRequestedOnceTheSubscriptionIsOpenAndAgainAfterEachOne() {
		Calls shard = new Calls(10_000);
		shard.source.advance();
		assertThat(shard.calls()).containsExactly("0 subscribe 1");
		passes(30);
		shard.source.onOpened(1);
		assertThat(shard.calls()).containsExactly("30 request");
		passes(30);
		shard.source.onReceived(1, event("7", 0, 5, 6));
		assertThat(shard.calls()).containsExactly("60 request");
		assertThat(shard.head()).containsExactly("5", "6");
		assertThat(shard.source.millisBehindLatest()).isZero();
	}

	@Test
	void theLagGrowsWhileNoEventComes() {
		Calls shard = open(10_000);
		shard.source.onReceived(1, event("7", 0));
		passes(29_000);
		assertThat(shard.source.millisBehindLatest()).isZero();
		passes(60_000);
		assertThat(shard.source.millisBehindLatest()).isEqualTo(89_000);
	}

	@Test
	void nothingIsRequestedWhileTheBufferIsFull() {
		Calls shard = open(2);
		shard.source.onReceived(1, event("2", 1000, 1, 2));
		shard.source.onReceived(1, event("4", 1000, 3, 4));
		assertThat(shard.calls()).containsExactly("0 subscribe 1", "0 request", "0 request");
		passes(60_000);
		assertThat(shard.calls()).isEmpty();
		shard.source.take(2);
		shard.source.release();
		shard.source.advance();
		assertThat(shard.calls()).containsExactly("60000 request");
	}

	@Test
	void beforeFiveMinutesAreOverTheNextSubscriptionGoesOnAfterTheContinuationNumber() {
		Calls shard = open(10_000);
		for (int i = 1; i <= 58; i++) {
			passes(5_000);
			shard.source.onReceived(1, event(Integer.toString(100 + i), 0));
		}
		shard.source.advance();
		List<String> calls = shard.calls();
		assertThat(calls.subList(calls.size() - 2, calls.size())).containsExactly("285000 cancel",
				"285000 subscribe 2 after 156");
		assertThat(shard.failures).isEmpty();
	}

	@Test
	void theContinuationNumberIsThatOfTheLastEventAlsoWithoutRecords() {
		Calls shard = open(10_000);
		shard.source.onReceived(1, event("5", 0, 5));
		shard.source.onReceived(1, event("9", 0));
		passes(2_000);
		shard.source.onEnded(1, null);
		assertThat(shard.calls()).last().isEqualTo("2000 subscribe 2 after 9");
	}

	@Test
	void recordsThatComeAgainAreDropped() {
		Calls shard = open(10_000);
		shard.source.onReceived(1, event("99", 0, 98, 99));
		shard.source.onEnded(1, null);
		passes(1_000);
		shard.source.onOpened(2);
		shard.source.onReceived(2, event("101", 0, 98, 99, 100, 101));
		assertThat(shard.take()).containsExactly("98", "99");
		assertThat(shard.take()).containsExactly("100", "101");
	}

	@Test
	void aSubscriptionThatWorkedAndBreaksIsOpenedAnewAtOnceWithoutNoise() {
		Calls shard = open(10_000);
		passes(6_000);
		shard.source.onReceived(1, event("1", 0, 1));
		shard.source.onEnded(1, BROKEN);
		assertThat(shard.calls()).last().isEqualTo("6000 subscribe 2 after 1");
		assertThat(shard.failures).isEmpty();
	}

	@Test
	void subscriptionsThatBreakAfterTheirFirstEventAreReported() {
		Calls shard = open(10_000);
		for (int number = 1; number <= 3; number++) {
			shard.source.onOpened(number);
			shard.source.onReceived(number, event(Integer.toString(number), 0, number));
			shard.source.onEnded(number, BROKEN);
			passes(1_000);
		}
		assertThat(shard.calls()).last().isEqualTo("3000 subscribe 4 after 3");
		assertThat(shard.failures).hasSize(3);
	}

	@Test
	void subscriptionsThatDoNotWorkAreOpenedWithGrowingDelaysAndReported() {
		Calls shard = new Calls(10_000);
		shard.source.advance();
		for (int number = 1; number <= 6; number++) {
			shard.source.onEnded(number, BROKEN);
			passes(20_000);
		}
		assertThat(shard.calls()).containsExactly("0 subscribe 1", "1000 subscribe 2", "22000 subscribe 3",
				"44000 subscribe 4", "68000 subscribe 5", "90000 subscribe 6", "110000 subscribe 7");
		assertThat(shard.failures).hasSize(6);
	}

	@Test
	void subscriptionsThatEndBeforeTheirFirstEventAreOpenedWithGrowingDelaysAndReported() {
		Calls shard = open(10_000);
		shard.source.onEnded(1, null);
		for (int number = 2; number <= 4; number++) {
			passes(10_000);
			shard.source.onOpened(number);
			shard.source.onEnded(number, null);
		}
		assertThat(shard.failures).hasSize(4)
			.allSatisfy((failure) -> assertThat(failure)
				.hasMessage("Kinesis ended the subscription before its first event"));
		passes(7_999);
		assertThat(shard.calls()).last().isEqualTo("30000 request");
		passes(1);
		assertThat(shard.calls()).last().isEqualTo("38000 subscribe 5");
	}

	@Test
	void subscriptionsOfAShardAreOneSecondApart() {
		Calls shard = new Calls(10_000);
		shard.source.advance();
		for (int number = 1; number <= 3; number++) {
			shard.source.onOpened(number);
			shard.source.onReceived(number, event(Integer.toString(number), 0));
			shard.source.onEnded(number, null);
			passes(1_000);
		}
		assertThat(shard.calls()).filteredOn((call) -> call.contains("subscribe"))
			.containsExactly("0 subscribe 1", "1000 subscribe 2 after 1", "2000 subscribe 3 after 2",
					"3000 subscribe 4 after 3");
	}

	@Test
	void theSubscriptionOfAFormerOwnerIsWaitedForWithoutNoise() {
		Calls shard = new Calls(10_000);
		shard.source.advance();
		for (int number = 1; number <= 5; number++) {
			shard.source.onEnded(number, IN_USE);
			passes(1_000);
		}
		assertThat(shard.calls()).hasSize(6);
		assertThat(shard.failures).isEmpty();
		shard.source.onOpened(6);
		shard.source.onReceived(6, event("1", 0, 1));
		assertThat(shard.head()).containsExactly("1");
	}

	@Test
	void anotherReaderOfTheSameConsumerIsReported() {
		Calls shard = open(10_000);
		shard.source.onReceived(1, event("1", 0, 1));
		passes(7_000);
		shard.source.onEnded(1, IN_USE);
		assertThat(shard.failures).containsExactly(IN_USE);
		shard.calls();
		passes(4_999);
		assertThat(shard.calls()).isEmpty();
		passes(1);
		assertThat(shard.calls()).containsExactly("12000 subscribe 2 after 1");
	}

	@Test
	void aThrottledCallWaitsTheConfiguredDelayWithoutNoise() {
		Calls shard = new Calls(10_000);
		shard.source.advance();
		shard.source.onEnded(1, LimitExceededException.builder().message("slow").build());
		passes(2_999);
		assertThat(shard.calls()).containsExactly("0 subscribe 1");
		passes(1);
		assertThat(shard.calls()).containsExactly("3000 subscribe 2");
		assertThat(shard.failures).isEmpty();
	}

	@Test
	void aSubscriptionThatFallsSilentIsReplaced() {
		Calls shard = open(10_000);
		shard.source.onReceived(1, event("1", 0, 1));
		shard.calls();
		passes(19_999);
		assertThat(shard.calls()).isEmpty();
		passes(1);
		assertThat(shard.calls()).containsExactly("20000 cancel", "20000 subscribe 2 after 1");
		assertThat(shard.failures).isEmpty();
	}

	@Test
	void aCallThatIsNotAnsweredIsReplacedAndReported() {
		Calls shard = new Calls(10_000);
		shard.source.advance();
		passes(40_000);
		assertThat(shard.calls()).containsExactly("0 subscribe 1", "30000 cancel", "31000 subscribe 2");
		assertThat(shard.failures).hasSize(1);
	}

	@Test
	void aSubscriptionThatEndsWhileItIsHeldBackIsReplacedWhenThereIsRoom() {
		Calls shard = open(1);
		shard.source.onReceived(1, event("2", 1000, 1, 2));
		shard.calls();
		passes(60_000);
		shard.source.onEnded(1, new IOException("read timeout"));
		passes(60_000);
		assertThat(shard.calls()).isEmpty();
		shard.take();
		shard.source.advance();
		assertThat(shard.calls()).containsExactly("120000 subscribe 2 after 2");
		assertThat(shard.failures).isEmpty();
	}

	@Test
	void aSubscriptionHeldBackForAlmostFiveMinutesIsReplacedBeforeMoreIsRequested() {
		Calls shard = open(1);
		shard.source.onReceived(1, event("2", 1000, 1, 2));
		shard.calls();
		passes(290_000);
		shard.take();
		shard.source.advance();
		assertThat(shard.calls()).containsExactly("290000 cancel", "290000 subscribe 2 after 2");
	}

	@Test
	void childShardsEndTheShard() {
		Shard child = new Shard(Samples.shard(1), List.of(Samples.SHARD), true);
		Calls shard = open(10_000);
		shard.source.onReceived(1,
				new SubscribedRecords(List.of(Samples.record(1, Samples.START)), null, List.of(child), 0));
		assertThat(shard.calls()).containsExactly("0 subscribe 1", "0 request", "0 cancel");
		assertThat(shard.source.childrenAtEnd()).isNull();
		assertThat(shard.take()).containsExactly("1");
		assertThat(shard.source.childrenAtEnd()).containsExactly(child);
		passes(600_000);
		assertThat(shard.calls()).isEmpty();
		assertThat(this.budget.used()).isZero();
	}

	@Test
	void anEndWithoutChildShardsIsNoEnd() {
		Calls shard = open(10_000);
		shard.source.onReceived(1, new SubscribedRecords(List.of(), null, List.of(), 0));
		passes(1_000);
		assertThat(shard.source.childrenAtEnd()).isNull();
		assertThat(shard.calls()).containsExactly("0 subscribe 1", "0 request", "0 cancel", "1000 subscribe 2");
		assertThat(shard.failures).hasSize(1);
	}

	@Test
	void aStoppedSourceHearsNothingOfItsSubscriptionAnyMore() {
		Calls shard = open(10_000);
		shard.source.stop();
		shard.source.onReceived(1, event("1", 0, 1));
		shard.source.onEnded(1, BROKEN);
		passes(600_000);
		shard.source.advance();
		assertThat(shard.calls()).containsExactly("0 subscribe 1", "0 request", "0 cancel");
		assertThat(shard.source.head()).isNull();
		assertThat(this.budget.used()).isZero();
	}

	@Test
	void whatComesFromASubscriptionThatWasReplacedIsIgnored() {
		Calls shard = open(10_000);
		shard.source.onReceived(1, event("1", 0, 1));
		passes(20_000);
		shard.source.onReceived(1, event("2", 0, 2));
		shard.source.onEnded(1, BROKEN);
		shard.source.onOpened(2);
		assertThat(shard.take()).containsExactly("1");
		assertThat(shard.source.head()).isNull();
		assertThat(shard.calls()).last().isEqualTo("20000 request");
		assertThat(shard.source.onReceived(1, event("2", 0, 2))).as("the next one is open").isFalse();
		assertThat(shard.source.head()).isNull();
		assertThat(shard.calls()).isEmpty();
		assertThat(shard.source.onReceived(2, event("2", 0, 2))).isTrue();
		assertThat(shard.take()).containsExactly("2");
	}

	@Test
	void nothingIsSubscribedToWhileTheSessionIsSuspended() {
		this.owned = false;
		Calls shard = new Calls(10_000);
		shard.source.advance();
		passes(10_000);
		assertThat(shard.calls()).isEmpty();
		this.owned = true;
		passes(1_000);
		assertThat(shard.calls()).containsExactly("11000 subscribe 1");
	}

	private Calls open(int maxRecords) {
		Calls shard = new Calls(maxRecords);
		shard.source.advance();
		shard.source.onOpened(1);
		return shard;
	}

	private void passes(long millis) {
		this.time.runUntil(this.time.elapsed().plusMillis(millis));
	}

	private static SubscribedRecords event(String continuation, long behind, Integer... sequences) {
		return new SubscribedRecords(
				Arrays.stream(sequences).map((sequence) -> Samples.record(sequence, Samples.START)).toList(),
				continuation, List.of(), behind);
	}

	/**
	 * Writes down what the source wants; the test answers.
	 */
	private final class Calls implements FanOutSource.Effects {

		private final List<String> calls = new ArrayList<>();

		private final List<Throwable> failures = new ArrayList<>();

		private final FanOutSource source;

		private final TimerSlot wake;

		private Calls(int maxRecords) {
			FanOutSourceTests tests = FanOutSourceTests.this;
			KinsumerSettings settings = Samples.settings().throughputExceededDelay(Duration.ofSeconds(3)).build();
			ShardBuffer buffer = new ShardBuffer(tests.runtime, maxRecords, tests.budget.share(this::advance));
			this.source = new FanOutSource(settings, tests.runtime, buffer, () -> tests.owned, this);
			this.wake = new TimerSlot(tests.runtime, this.source::advance);
		}

		private void advance() {
			this.source.advance();
		}

		private List<String> calls() {
			List<String> result = List.copyOf(this.calls);
			this.calls.clear();
			return result;
		}

		private List<String> head() {
			ShardBatch head = this.source.head();
			return (head != null) ? head.records().stream().map(Record::sequenceNumber).toList() : List.of();
		}

		private List<String> take() {
			List<String> head = head();
			this.source.take(head.size());
			this.source.release();
			return head;
		}

		private void call(String what) {
			this.calls.add(FanOutSourceTests.this.time.elapsed().toMillis() + " " + what);
		}

		@Override
		public void subscribe(int number, @Nullable String after) {
			call("subscribe " + number + ((after != null) ? " after " + after : ""));
		}

		@Override
		public void request() {
			call("request");
		}

		@Override
		public void cancel() {
			call("cancel");
		}

		@Override
		public void advanceIn(Duration delay) {
			this.wake.set(delay);
		}

		@Override
		public void cancelAdvance() {
			this.wake.cancel();
		}

		@Override
		public void readFailed(Throwable failure) {
			this.failures.add(failure);
		}

	}

}
