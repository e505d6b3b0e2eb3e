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
import java.util.List;

import io.kinsumer.core.processor.ShutdownException;
import io.kinsumer.core.record.ShardPosition;
import io.kinsumer.core.shard.FetchedRecords;
import io.kinsumer.core.shard.Shard;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ShardConsumerTests {

	private static final KinsumerSettings SETTINGS = Samples.settings().build();

	private static final Throwable FAILURE = new IllegalStateException("broken");

	private static final FetchedRecords LAST = new FetchedRecords(List.of(Samples.record(2, Samples.START)), null,
			List.of(new Shard(Samples.shard(1), List.of(Samples.SHARD), true)), 0);

	@Test
	void initializesOnceThenProcessesBatchByBatch() {
		ConsumerHarness shard = new ConsumerHarness(SETTINGS, Samples.behind(1, 2), Samples.behind(3)).started();
		shard.passes(Duration.ofSeconds(1));
		assertThat(shard.events()).containsExactly("initialize TRIM_HORIZON");
		shard.initialized();
		shard.passes(Duration.ofSeconds(1));
		assertThat(shard.events()).containsExactly("process [1, 2]");
		shard.handled(2);
		assertThat(shard.events()).containsExactly("process [3]");
		shard.handled(3);
		shard.passes(Duration.ofSeconds(60));
		assertThat(shard.events()).isEmpty();
		assertThat(shard.consumer().position()).isEqualTo(Samples.after(3));
	}

	@Test
	void aFailedInitializationIsRepeatedAfterADelay() {
		ConsumerHarness shard = new ConsumerHarness(SETTINGS, Samples.behind(1)).started();
		shard.events();
		shard.consumer().onInitializationFailed(FAILURE);
		shard.passes(Duration.ofMillis(999));
		assertThat(shard.events()).containsExactly("failed 1: broken, again in PT1S");
		shard.passes(Duration.ofMillis(1));
		assertThat(shard.events()).containsExactly("initialize TRIM_HORIZON");
		shard.initialized();
		assertThat(shard.events()).containsExactly("process [1]");
	}

	@Test
	void aFailingHandlerGetsTheSameBatchAgainWithGrowingDelayAndNothingIsSkipped() {
		ConsumerHarness shard = new ConsumerHarness(SETTINGS, Samples.behind(1, 2), Samples.behind(3)).running();
		assertThat(shard.events()).containsExactly("initialize TRIM_HORIZON", "process [1, 2]");
		int attempt = 1;
		for (int seconds : new int[] { 1, 2, 4, 8, 16, 30, 30 }) {
			shard.processed(FAILURE);
			assertThat(shard.consumer().failure()).isSameAs(FAILURE);
			assertThat(shard.events())
				.containsExactly("failed " + attempt + ": broken, again in " + Duration.ofSeconds(seconds));
			shard.passes(Duration.ofSeconds(seconds).minusNanos(1));
			assertThat(shard.events()).isEmpty();
			shard.passes(Duration.ofNanos(1));
			assertThat(shard.events()).containsExactly("process [1, 2]");
			attempt++;
		}
		shard.handled(2);
		assertThat(shard.events()).containsExactly("process [3]");
		assertThat(shard.consumer().failure()).isNull();
		shard.processed(FAILURE);
		assertThat(shard.events()).containsExactly("failed 1: broken, again in PT1S");
	}

	@Test
	void aDrainWaitsForTheHandlerThenShutsDownAndReleasesWhatWasHandled() {
		ConsumerHarness shard = new ConsumerHarness(SETTINGS, Samples.behind(1, 2), Samples.behind(3)).running();
		shard.events();
		assertThat(shard.gate().deliverable()).isTrue();
		shard.consumer().drain();
		assertThat(shard.gate().deliverable()).isFalse();
		assertThat(shard.consumer().isDraining()).isTrue();
		shard.passes(Duration.ofMinutes(5));
		assertThat(shard.events()).isEmpty();
		shard.handled(1);
		assertThat(shard.events()).containsExactly("shutdown REQUESTED");
		shard.progress().checkpoint();
		shard.consumer().onShutdown(null);
		assertThat(shard.events()).containsExactly("RELEASE AFTER 1/0");
		assertThatExceptionOfType(ShutdownException.class).isThrownBy(shard.progress()::checkpoint);
		shard.store().onWritten();
		shard.passes(Duration.ofMinutes(5));
		assertThat(shard.events()).containsExactly("ended RELEASED");
	}

	@Test
	void anIdleShardIsDrainedAtOnce() {
		ConsumerHarness shard = new ConsumerHarness(SETTINGS).running();
		shard.events();
		shard.consumer().drain();
		shard.consumer().drain();
		shard.consumer().onShutdown(null);
		shard.store().onWritten();
		assertThat(shard.events()).containsExactly("shutdown REQUESTED", "RELEASE TRIM_HORIZON", "ended RELEASED");
	}

	@Test
	void aShardThatWaitsForARetryIsDrainedAtOnce() {
		ConsumerHarness shard = new ConsumerHarness(SETTINGS, Samples.behind(1)).running();
		shard.processed(FAILURE);
		shard.events();
		shard.consumer().drain();
		assertThat(shard.events()).containsExactly("shutdown REQUESTED");
	}

	@Test
	void aProcessorThatWasNotInitializedIsNotShutDown() {
		ConsumerHarness shard = new ConsumerHarness(SETTINGS).started();
		shard.consumer().drain();
		assertThat(shard.events()).containsExactly("initialize TRIM_HORIZON");
		shard.consumer().onInitializationFailed(FAILURE);
		assertThat(shard.events()).contains("RELEASE TRIM_HORIZON").noneMatch((event) -> event.startsWith("shutdown"));
	}

	@Test
	void aProcessorThatIsInitializedDuringADrainIsShutDown() {
		ConsumerHarness shard = new ConsumerHarness(SETTINGS, Samples.behind(1)).started();
		shard.consumer().drain();
		shard.events();
		shard.initialized();
		shard.passes(Duration.ofSeconds(5));
		assertThat(shard.events()).containsExactly("shutdown REQUESTED");
	}

	@Test
	void atTheEndOfTheShardTheChildrenAreCreatedBeforeItIsFinished() {
		ConsumerHarness shard = new ConsumerHarness(SETTINGS, Samples.behind(1), LAST).running();
		shard.events();
		shard.handled(1);
		assertThat(shard.events()).containsExactly("process [2]");
		shard.handled(2);
		assertThat(shard.events()).containsExactly("shutdown TERMINATE");
		shard.consumer().onShutdown(null);
		shard.passes(Duration.ofSeconds(30));
		assertThat(shard.events()).containsExactly("create [" + Samples.shard(1) + "]");
		shard.consumer().onChildrenCreated();
		assertThat(shard.events()).containsExactly("FINISH AFTER 2/0");
		shard.store().onWritten();
		assertThat(shard.events()).containsExactly("ended FINISHED");
	}

	@Test
	void aProcessorThatDidNotCheckpointAtTheEndOfTheShardIsCalledAgain() {
		ConsumerHarness shard = new ConsumerHarness(SETTINGS, LAST).running();
		shard.processed(null);
		shard.events();
		shard.consumer().onShutdown(null);
		assertThat(shard.events()).singleElement()
			.asString()
			.startsWith("failed 1: ")
			.contains("without a checkpoint")
			.endsWith("again in PT1S");
		shard.passes(Duration.ofSeconds(1));
		assertThat(shard.events()).containsExactly("shutdown TERMINATE");
		shard.consumer().onShutdown(FAILURE);
		assertThat(shard.events()).containsExactly("failed 2: broken, again in PT2S");
		shard.passes(Duration.ofSeconds(2));
		assertThat(shard.events()).containsExactly("shutdown TERMINATE");
		shard.progress().checkpoint();
		shard.consumer().onShutdown(null);
		assertThat(shard.events()).containsExactly("create [" + Samples.shard(1) + "]");
	}

	@Test
	void aShardWhoseEndFailsCanBeDrained() {
		ConsumerHarness shard = new ConsumerHarness(SETTINGS, LAST).running();
		shard.handled(2);
		shard.consumer().onShutdown(FAILURE);
		shard.events();
		shard.consumer().drain();
		assertThat(shard.events()).containsExactly("RELEASE AFTER 2/0");
		shard.store().onWritten();
		assertThat(shard.events()).containsExactly("ended RELEASED");
	}

	@Test
	void aShardWhoseEndFailsDuringADrainIsReleased() {
		ConsumerHarness shard = new ConsumerHarness(SETTINGS, LAST).running();
		shard.handled(2);
		shard.consumer().drain();
		shard.events();
		shard.consumer().onShutdown(FAILURE);
		assertThat(shard.events()).containsExactly("RELEASE AFTER 2/0");
	}

	@Test
	void aDrainLetsTheEndOfTheShardComplete() {
		ConsumerHarness shard = new ConsumerHarness(SETTINGS, LAST).running();
		shard.handled(2);
		shard.consumer().drain();
		shard.events();
		shard.consumer().onShutdown(null);
		assertThat(shard.events()).containsExactly("create [" + Samples.shard(1) + "]");
	}

	@Test
	void aSuspendedClientStartsNothingAndResumes() {
		ConsumerHarness shard = new ConsumerHarness(SETTINGS, Samples.behind(1), Samples.behind(2)).running();
		shard.events();
		shard.cutOff(true);
		shard.passes(Duration.ofSeconds(9));
		shard.handled(1);
		shard.passes(Duration.ofMinutes(5));
		assertThat(shard.events()).isEmpty();
		shard.persists();
		assertThat(shard.events()).as("what was completed may be written").containsExactly("PERSIST AFTER 1/0");
		shard.cutOff(false);
		shard.consumer().advance();
		assertThat(shard.events()).containsExactly("process [2]");
	}

	@Test
	void whatTheGateRefusedIsDeliveredAgain() {
		ConsumerHarness shard = new ConsumerHarness(SETTINGS, Samples.behind(1, 2, 3), Samples.behind(4)).running();
		shard.events();
		shard.cutOff(true);
		shard.passes(Duration.ofSeconds(9));
		assertThat(shard.gate().deliverable()).isFalse();
		shard.handled(1);
		shard.cutOff(false);
		shard.consumer().advance();
		assertThat(shard.events()).containsExactly("process [1, 2, 3]");
	}

	@Test
	void aSuspendedClientInitializesNothingAndTerminatesNothing() {
		ConsumerHarness shard = new ConsumerHarness(SETTINGS, LAST);
		shard.cutOff(true);
		shard.passes(Duration.ofSeconds(9));
		shard.started();
		assertThat(shard.events()).isEmpty();
		shard.cutOff(false);
		shard.running();
		shard.cutOff(true);
		shard.passes(Duration.ofSeconds(9));
		shard.events();
		shard.handled(2);
		assertThat(shard.events()).isEmpty();
		shard.cutOff(false);
		shard.consumer().advance();
		assertThat(shard.events()).containsExactly("shutdown TERMINATE");
	}

	@Test
	void theConsumeDelayHoldsEachRecordToItsAge() {
		Instant start = Samples.START;
		FetchedRecords records = new FetchedRecords(List.of(Samples.record(1, start), Samples.record(2, start),
				Samples.record(3, start.plusSeconds(3)), Samples.record(4, start.plusSeconds(5))), "next", List.of(),
				0);
		ConsumerHarness shard = new ConsumerHarness(Samples.settings().consumeDelay(Duration.ofSeconds(10)).build(),
				records)
			.running();
		shard.events();
		shard.passes(Duration.ofMillis(9499));
		assertThat(shard.events()).isEmpty();
		shard.passes(Duration.ofMillis(1));
		assertThat(shard.events()).containsExactly("process [1, 2]");
		shard.handled(2);
		shard.passes(Duration.ofMillis(2999));
		assertThat(shard.events()).isEmpty();
		shard.passes(Duration.ofMillis(1));
		assertThat(shard.events()).containsExactly("process [3]");
		shard.passes(Duration.ofSeconds(2));
		shard.handled(3);
		assertThat(shard.events()).containsExactly("process [4]");
	}

	@Test
	void progressIsTheLastMoveOrTheLastEmptyRead() {
		ConsumerHarness shard = new ConsumerHarness(SETTINGS, Samples.behind(1), Samples.atTip()).running();
		shard.passes(Duration.ofMillis(4500));
		assertThat(shard.consumer().watch().lastProgress()).as("a record waits").isEqualTo(Samples.START);
		shard.handled(1);
		assertThat(shard.consumer().watch().lastProgress()).isEqualTo(Samples.START.plusSeconds(5));
	}

	@Test
	void anIdleShardMakesProgressByReadingRecordsOfWhichTheFirstIsBeingHandled() {
		ConsumerHarness shard = new ConsumerHarness(Samples.settings().waitTime(Duration.ofMinutes(10)).build(),
				Samples.atTip(), Samples.behind(1), Samples.behind(2))
			.running();
		shard.passes(Duration.ofMinutes(12));
		assertThat(shard.events()).as("handlers still run").endsWith("process [1]");
		assertThat(shard.consumer().watch().lastProgress()).isEqualTo(Samples.START.plus(Duration.ofMinutes(10)));
	}

	@Test
	void aRecordThatIsTooYoungToBeHandledHoldsNothingBack() {
		FetchedRecords read = new FetchedRecords(
				List.of(Samples.record(1, Samples.START), Samples.record(2, Samples.START.plusSeconds(60))), "next",
				List.of(), 0);
		ConsumerHarness shard = new ConsumerHarness(Samples.settings().consumeDelay(Duration.ofMinutes(10)).build(),
				read)
			.running();
		ProgressWatch watch = shard.consumer().watch();
		shard.passes(Duration.ofMinutes(8).minusMillis(500));
		assertThat(watch.lastProgress()).as("too young").isEqualTo(Samples.START.plus(Duration.ofMinutes(8)));
		shard.passes(Duration.ofMinutes(10));
		assertThat(watch.lastProgress()).as("being handled").isEqualTo(Samples.START.plus(Duration.ofMinutes(10)));
		shard.handled(1);
		assertThat(watch.lastProgress()).as("handled").isEqualTo(Samples.START.plus(Duration.ofMinutes(18)));
		shard.passes(Duration.ofMinutes(10));
		assertThat(watch.lastProgress()).as("the next one is not")
			.isEqualTo(Samples.START.plus(Duration.ofMinutes(18)));
	}

	@Test
	void aRecordThatIsHandledAfterAnIdleTimeIsNoStandstill() {
		ConsumerHarness shard = new ConsumerHarness(SETTINGS, Samples.atTip(), Samples.atTip(), Samples.atTip(1))
			.running();
		shard.passes(Duration.ofSeconds(4));
		assertThat(shard.events()).endsWith("process [1]");
		assertThat(shard.consumer().watch().lastProgress()).as("everything was handled when it came")
			.isEqualTo(Samples.START.plusSeconds(2));
	}

	@Test
	void recordsThatAreTooYoungAreNoStandstill() {
		KinsumerSettings settings = Samples.settings().consumeDelay(Duration.ofMinutes(10)).build();
		ConsumerHarness shard = new ConsumerHarness(settings, Samples.atTip(1)).running();
		shard.passes(Duration.ofMinutes(9));
		shard.persists();
		assertThat(shard.consumer().watch().lastProgress()).isAfter(Samples.START.plus(Duration.ofMinutes(9)));
		shard.passes(Duration.ofMinutes(3));
		assertThat(shard.events()).endsWith("process [1]");
		shard.persists();
		assertThat(shard.consumer().watch().lastProgress()).as("its handler hangs")
			.isBefore(Samples.START.plus(Duration.ofMinutes(11)));
	}

	@Test
	void aHandlerThatFailsDuringADrainIsReported() {
		ConsumerHarness shard = new ConsumerHarness(SETTINGS, Samples.behind(1)).running();
		shard.consumer().drain();
		shard.events();
		shard.processed(FAILURE);
		assertThat(shard.events()).anyMatch((event) -> event.startsWith("failed 1: broken"));
	}

	@Test
	void aFailedShutdownIsReportedAndEndsTheOwnership() {
		ConsumerHarness shard = new ConsumerHarness(SETTINGS).running();
		shard.consumer().drain();
		shard.events();
		shard.consumer().onShutdown(FAILURE);
		assertThat(shard.events()).contains("RELEASE TRIM_HORIZON")
			.anyMatch((event) -> event.startsWith("failed 1: broken"));
	}

	@Test
	void aShardDrainedBeforeItsEndCouldBeToldIsShutDown() {
		ConsumerHarness shard = new ConsumerHarness(SETTINGS, LAST).running();
		shard.cutOff(true);
		shard.passes(Duration.ofSeconds(9));
		shard.handled(2);
		shard.events();
		shard.consumer().drain();
		assertThat(shard.events()).containsExactly("shutdown REQUESTED");
	}

	@Test
	void anIdleShardMakesProgressByReachingTheTip() {
		ConsumerHarness shard = new ConsumerHarness(SETTINGS, Samples.atTip(), Samples.atTip()).running();
		shard.passes(Duration.ofSeconds(4));
		assertThat(shard.consumer().watch().lastProgress()).isEqualTo(Samples.START.plusSeconds(1));
		assertThat(shard.consumer().position()).isEqualTo(ShardPosition.TRIM_HORIZON);
	}

}
