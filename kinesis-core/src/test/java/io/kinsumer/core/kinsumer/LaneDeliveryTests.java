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
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

import io.kinsumer.core.processor.RetryAfterException;
import io.kinsumer.core.processor.StopShardException;
import io.kinsumer.core.record.ShardPosition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.Record;

import static org.assertj.core.api.Assertions.assertThat;

class LaneDeliveryTests implements LaneDelivery.Effects {

	private static final Throwable FAILURE = new IllegalStateException("broken");

	private final LanesHarness shard = new LanesHarness(2);

	private final ShardBuffer buffer = new ShardBuffer(this.shard.runtime, 10_000,
			ReadBudget.ofDefaultSize().share(() -> {
			}));

	private final List<String> events = new ArrayList<>();

	private final LaneDelivery delivery = new LaneDelivery(
			new Intake(source(), Duration.ZERO, this.shard.runtime, this::wakeIn), this.shard.lanes, this.shard.runtime,
			this);

	private boolean scoutSent;

	private final TimerSlot wake = new TimerSlot(this.shard.runtime, this.delivery::advance);

	@Test
	void bringsBatchesAndReleasesThemWhenTheyAreHandled() {
		read(1, "a", "b");
		this.delivery.advance();
		assertThat(this.events).containsExactly("work");
		assertThat(begin()).containsExactly("1", "2");
		assertThat(this.delivery.isBusy()).isTrue();
		this.shard.end("2");
		this.delivery.advance();
		assertThat(this.buffer.isEmpty()).isFalse();
		this.shard.end("1");
		this.delivery.advance();
		assertThat(this.buffer.isEmpty()).isTrue();
		assertThat(this.delivery.isBusy()).isFalse();
		assertThat(this.events).containsExactly("work", "handled 1", "handled 1");
	}

	@Test
	void aFailedRecordIsRetriedWithGrowingDelayWhileOthersGoOn() {
		read(1, "a", "b");
		this.delivery.advance();
		begin();
		int attempt = 1;
		for (int seconds : new int[] { 1, 2, 4, 8, 16, 30, 30 }) {
			this.shard.fail("1", FAILURE);
			this.events.clear();
			this.delivery.advance();
			assertThat(this.events).contains("failed " + attempt + ", again in " + Duration.ofSeconds(seconds));
			assertThat(this.delivery.failure()).isSameAs(FAILURE);
			passes(Duration.ofSeconds(seconds).minusNanos(1));
			assertThat(begin()).doesNotContain("1");
			passes(Duration.ofNanos(1));
			assertThat(this.events).endsWith("work");
			assertThat(begin()).contains("1");
			attempt++;
			if (attempt == 3) {
				this.shard.end("2");
			}
		}
		this.shard.end("1");
		this.delivery.advance();
		assertThat(this.delivery.failure()).isNull();
		assertThat(this.buffer.isEmpty()).isTrue();
	}

	@Test
	void theHandlerMayChooseTheDelay() {
		read(1, "a");
		this.delivery.advance();
		begin();
		this.shard.fail("1", new RetryAfterException(Duration.ofMinutes(3), FAILURE));
		this.delivery.advance();
		assertThat(this.events).endsWith("failed 1, again in PT3M");
		passes(Duration.ofMinutes(3).minusNanos(1));
		assertThat(begin()).isEmpty();
		passes(Duration.ofNanos(1));
		assertThat(begin()).containsExactly("1");
	}

	@Test
	void theHandlerMayChooseADelayThatNobodyWillSeeTheEndOf() {
		read(1, "a");
		this.delivery.advance();
		begin();
		this.shard.fail("1", new RetryAfterException(ChronoUnit.FOREVER.getDuration(), FAILURE));
		this.delivery.advance();
		assertThat(this.events).endsWith("failed 1, again in PT8760H");
	}

	@Test
	void theHandlerMayStopTheShardUntilItIsResumed() {
		read(1, "a", "b", "a", "b");
		this.delivery.advance();
		begin();
		this.shard.fail("1", new StopShardException("poison", FAILURE));
		this.delivery.advance();
		assertThat(this.events).endsWith("failed 1, stopped");
		assertThat(this.delivery.isStopped()).isTrue();
		this.shard.end("2");
		passes(Duration.ofHours(1));
		assertThat(begin()).as("all keys of the shard wait").isEmpty();
		this.delivery.resume();
		this.delivery.advance();
		assertThat(this.delivery.isStopped()).isFalse();
		assertThat(begin()).containsExactly("1", "4");
	}

	@Test
	void aResumptionRetriesAtOnce() {
		read(1, "a");
		this.delivery.advance();
		begin();
		this.shard.fail("1", FAILURE);
		this.delivery.advance();
		this.delivery.resume();
		this.delivery.advance();
		assertThat(begin()).containsExactly("1");
	}

	@Test
	void afterAStopFailuresAreReportedAndNotRetried() {
		read(1, "a", "b");
		this.delivery.advance();
		begin();
		this.delivery.stop();
		this.shard.fail("1", FAILURE);
		this.shard.end("2");
		this.delivery.advance();
		assertThat(this.events).contains("failed 1, again in PT0S");
		passes(Duration.ofHours(1));
		assertThat(begin()).isEmpty();
	}

	@Test
	void aDrainTriesAtOnceWhatWaitsBeforeHandledRecords() {
		read(1, "a", "b", "c");
		this.delivery.advance();
		begin();
		this.shard.fail("1", new RetryAfterException(Duration.ofMinutes(3), FAILURE));
		this.shard.end("2");
		this.delivery.advance();
		begin();
		drain();
		this.shard.fail("3", FAILURE);
		this.delivery.advance();
		assertThat(this.delivery.isBusy()).isTrue();
		assertThat(begin()).containsExactly("1");
		this.shard.end("1");
		assertThat(this.delivery.isBusy()).isFalse();
		assertThat(this.delivery.handledAhead()).isZero();
		assertThat(this.shard.progress.handled()).isEqualTo(Samples.after(2));
	}

	@Test
	void aDrainTriesEachSecondUntilItsTimeIsOver() {
		read(1, "a", "b");
		this.delivery.advance();
		begin();
		this.shard.end("2");
		for (int attempt = 1; attempt < 6; attempt++) {
			this.shard.fail("1", FAILURE);
			this.delivery.advance();
			passes(Duration.ofSeconds(30));
			begin();
		}
		drain();
		for (int second = 0; second < 5; second++) {
			assertThat(this.delivery.isBusy()).isTrue();
			this.shard.fail("1", FAILURE);
			this.delivery.advance();
			assertThat(this.events).endsWith("failed " + (second + 6) + ", again in PT1S");
			passes(Duration.ofSeconds(1));
			if (second < 4) {
				assertThat(begin()).containsExactly("1");
			}
		}
		assertThat(this.delivery.isBusy()).as("its time is over").isFalse();
		assertThat(begin()).isEmpty();
		assertThat(this.delivery.handledAhead()).isOne();
		assertThat(this.shard.progress.handled()).isEqualTo(ShardPosition.TRIM_HORIZON);
	}

	@Test
	void aDrainTriesOnceMoreWhatStoppedTheShard() {
		read(1, "a", "b");
		this.delivery.advance();
		begin();
		this.shard.fail("1", new StopShardException("poison", FAILURE));
		this.shard.end("2");
		this.delivery.advance();
		drain();
		this.delivery.advance();
		assertThat(begin()).containsExactly("1");
		this.shard.fail("1", new StopShardException("poison", FAILURE));
		this.delivery.advance();
		assertThat(this.events).endsWith("failed 2, again in PT0S");
		assertThat(this.delivery.isBusy()).isFalse();
		assertThat(this.delivery.handledAhead()).isOne();
	}

	@Test
	void aDrainTriesARecordThatWasLeftSoonAgainAndReportsNoFailure() {
		read(1, "a", "b");
		this.delivery.advance();
		begin();
		this.shard.end("2");
		drain();
		this.shard.gate.close();
		this.shard.fail("1", new CancellationException());
		this.events.clear();
		this.delivery.advance();
		assertThat(this.events).isEmpty();
		assertThat(this.delivery.failure()).isNull();
		passes(Duration.ofMillis(100));
		assertThat(begin()).containsExactly("1");
	}

	private void drain() {
		this.delivery.drain(Duration.ofSeconds(5));
		this.delivery.advance();
	}

	@Test
	void tellsWhatIsInHandAndAwaited() {
		read(1, "a", "b");
		this.delivery.advance();
		begin();
		this.shard.find("1").defer();
		this.shard.end("1");
		assertThat(this.delivery.inHand()).isEqualTo(2);
		assertThat(this.delivery.isAwaited()).isTrue();
		this.shard.end("2");
		assertThat(this.delivery.isBusy()).isFalse();
		assertThat(this.delivery.isAwaited()).isTrue();
	}

	private ShardSource source() {
		return new ShardSource() {

			@Override
			public void advance() {
			}

			@Override
			public void stop() {
			}

			@Override
			public ShardBuffer buffer() {
				return LaneDeliveryTests.this.buffer;
			}

		};
	}

	private void read(int first, String... keys) {
		List<Record> records = new ArrayList<>();
		for (int i = 0; i < keys.length; i++) {
			records.add(LanesHarness.record(first + i, keys[i], new byte[] { 1 }));
		}
		this.buffer.add(records, 0);
	}

	private List<String> begin() {
		List<String> begun = new ArrayList<>();
		InFlight record = this.scoutSent ? this.shard.lanes.take() : null;
		this.scoutSent = false;
		while (record != null) {
			this.shard.running.add(record);
			begun.add(LanesHarness.number(record.record()));
			record = this.shard.lanes.more();
		}
		return begun;
	}

	private void passes(Duration duration) {
		this.shard.time.runUntil(this.shard.time.elapsed().plus(duration));
	}

	@Override
	public void brokeDown(Throwable reason) {
		this.events.add("broke down: " + reason.getMessage());
	}

	@Override
	public void work(Lanes lanes) {
		this.events.add("work");
		this.scoutSent = true;
	}

	@Override
	public void wakeIn(Duration delay) {
		this.wake.setEarliest(delay);
	}

	@Override
	public void handlerFailed(Throwable failure, int attempt, @Nullable Duration retryIn) {
		this.events.add("failed " + attempt + ((retryIn != null) ? ", again in " + retryIn : ", stopped"));
	}

	@Override
	public void recordsHandled(Lanes.Handled handled) {
		this.events.add("handled " + handled.records());
	}

}
