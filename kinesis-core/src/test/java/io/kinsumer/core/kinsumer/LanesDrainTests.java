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

import java.util.List;
import java.util.concurrent.CancellationException;

import io.kinsumer.core.processor.RecordCompletion;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the lanes still begin when a shard is handed over.
 */
class LanesDrainTests {

	private static final Throwable FAILURE = new IllegalStateException("broken");

	@Test
	void aDrainFillsTheGapsAndBeginsNothingBeyondThem() {
		LanesHarness shard = new LanesHarness(2).add(1, "a", "a", "b", "b", "a", "c");
		assertThat(shard.begin()).containsExactly("1", "3");
		shard.end("3");
		assertThat(shard.begin()).containsExactly("6");
		shard.gate.close();
		shard.lanes.drain();
		shard.end("6", "1");
		assertThat(shard.lanes.isBusy()).isTrue();
		assertThat(shard.begin()).containsExactly("4", "2");
		shard.end("2", "4");
		assertThat(shard.begin()).containsExactly("5");
		shard.add(7, "z");
		assertThat(shard.begin()).isEmpty();
		shard.end("5");
		assertThat(shard.lanes.isBusy()).isFalse();
		assertThat(shard.begin()).isEmpty();
		assertThat(shard.progress.handled()).isEqualTo(Samples.after(6));
	}

	@Test
	void aDrainBeginsNothingAfterTheLastThatHasBegun() {
		LanesHarness shard = new LanesHarness(2).add(1, "a", "b", "a", "c");
		shard.begin();
		shard.gate.close();
		shard.lanes.drain();
		shard.end("1", "2");
		assertThat(shard.lanes.isBusy()).isFalse();
		assertThat(shard.begin()).isEmpty();
		assertThat(shard.progress.handled()).isEqualTo(Samples.after(2));
	}

	@Test
	void aDrainWaitsForAGapThatFails() {
		LanesHarness shard = new LanesHarness(2).add(1, "a", "a", "b");
		shard.begin();
		shard.end("3");
		shard.lanes.drain();
		shard.fail("1", FAILURE);
		InFlight failed = shard.lanes.takeFailed().get(0);
		assertThat(shard.lanes.isWanted(failed)).isTrue();
		assertThat(shard.lanes.isBusy()).isTrue();
		shard.lanes.retry(failed);
		assertThat(shard.begin()).containsExactly("1");
		shard.end("1");
		assertThat(shard.begin()).containsExactly("2");
		shard.end("2");
		assertThat(shard.lanes.isBusy()).isFalse();
		assertThat(shard.lanes.handledAhead()).isZero();
		assertThat(shard.progress.handled()).isEqualTo(Samples.after(3));
	}

	@Test
	void aDrainLeavesWhatFailsBehindAllThatIsHandled() {
		LanesHarness shard = new LanesHarness(3).add(1, "a", "b", "c", "c");
		shard.begin();
		shard.lanes.drain();
		shard.fail("3", FAILURE);
		shard.end("1");
		InFlight failed = shard.lanes.takeFailed().get(0);
		assertThat(shard.lanes.isWanted(failed)).isFalse();
		shard.lanes.retry(failed);
		assertThat(shard.begin()).isEmpty();
		shard.end("2");
		assertThat(shard.lanes.isBusy()).isFalse();
		assertThat(shard.progress.handled()).isEqualTo(Samples.after(2));
	}

	@Test
	void aRecordThatFailsBeforeOneThatRunsIsNotNeededOnceThatFailsToo() {
		LanesHarness shard = new LanesHarness(3).add(1, "a", "b", "c");
		shard.begin();
		shard.lanes.drain();
		shard.fail("2", FAILURE);
		shard.end("1");
		assertThat(shard.lanes.isWanted(shard.lanes.takeFailed().get(0))).as("3 may be handled").isTrue();
		shard.fail("3", FAILURE);
		assertThat(shard.lanes.isBusy()).isFalse();
		assertThat(shard.lanes.handledAhead()).isZero();
		assertThat(shard.progress.handled()).isEqualTo(Samples.after(1));
	}

	@Test
	void whatADrainGivesUpIsCountedAndTheRestIsFinished() {
		LanesHarness shard = new LanesHarness(4).add(1, "a", "a", "b", "c", "d", "e", "e");
		shard.begin();
		shard.end("3");
		shard.begin();
		shard.lanes.drain();
		shard.fail("4", FAILURE);
		shard.end("5");
		shard.lanes.giveUp();
		assertThat(shard.lanes.isWanted(shard.lanes.takeFailed().get(0))).isFalse();
		shard.end("1");
		assertThat(shard.begin()).as("still before 3, which is handled").containsExactly("2");
		shard.end("2");
		assertThat(shard.progress.handled()).isEqualTo(Samples.after(3));
		assertThat(shard.lanes.isBusy()).as("6 runs").isTrue();
		shard.end("6");
		assertThat(shard.lanes.isBusy()).isFalse();
		assertThat(shard.begin()).isEmpty();
		assertThat(shard.lanes.handledAhead()).as("5 and 6").isEqualTo(2);
		assertThat(shard.progress.handled()).isEqualTo(Samples.after(3));
	}

	@Test
	void aDrainAwaitsDeferredRecordsBeforeHandledOnesAndNoOthers() {
		LanesHarness shard = new LanesHarness(2).add(1, "a", "b", "c");
		shard.begin();
		RecordCompletion first = shard.find("1").defer();
		shard.end("1", "2");
		shard.begin();
		RecordCompletion third = shard.find("3").defer();
		shard.end("3");
		shard.lanes.drain();
		assertThat(shard.lanes.isBusy()).as("1 comes before 2").isTrue();
		first.complete();
		assertThat(shard.lanes.isBusy()).isFalse();
		assertThat(shard.lanes.deferred()).isOne();
		third.fail(FAILURE);
		assertThat(shard.lanes.handledAhead()).isZero();
		assertThat(shard.progress.handled()).isEqualTo(Samples.after(2));
	}

	@Test
	void aRecordLeftDuringADrainIsTriedAgainIfItIsNeeded() {
		LanesHarness shard = new LanesHarness(2).add(1, "a", "b", "c");
		shard.begin();
		shard.end("2");
		shard.begin();
		shard.gate.close();
		shard.lanes.drain();
		shard.fail("3", new CancellationException());
		shard.fail("1", new CancellationException());
		List<InFlight> left = shard.lanes.takeFailed();
		assertThat(left).hasSize(2);
		left.forEach(shard.lanes::retry);
		assertThat(shard.begin()).containsExactly("1");
		assertThat(shard.find("1").attempt()).isOne();
		assertThat(shard.lanes.failure()).as("to be left is no failure").isNull();
	}

	@Test
	void noGapIsFilledWhileOwnershipIsUncertain() {
		LanesHarness shard = new LanesHarness(2).add(1, "a", "a", "b");
		shard.begin();
		shard.end("3");
		shard.lanes.drain();
		shard.lease.revoke();
		shard.end("1");
		assertThat(shard.begin()).as("2 comes before 3, but not now").isEmpty();
		assertThat(shard.lanes.isBusy()).isTrue();
		shard.lease.renewed(Mark.now(shard.runtime));
		assertThat(shard.begin()).containsExactly("2");
	}

}
