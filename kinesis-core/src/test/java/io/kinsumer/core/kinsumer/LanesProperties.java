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

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

import io.kinsumer.core.processor.RecordCompletion;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.core.record.SequenceNumber;
import io.kinsumer.core.record.ShardPosition;
import io.kinsumer.core.record.UserRecord;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.model.Record;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Records end in any order, fail, are deferred: the checkpoint is always just before the
 * first record that is not handled, and each key is handled in order.
 */
class LanesProperties {

	@Property(tries = 300)
	void theCheckpointIsBeforeTheFirstRecordThatIsNotHandled(@ForAll long seed,
			@ForAll @IntRange(min = 1, max = 9) int concurrency, @ForAll @IntRange(min = 1, max = 6) int keys) {
		Random random = new Random(seed);
		Run run = new Run(concurrency);
		int sequence = 1;
		for (int batch = 0; batch < 4; batch++) {
			List<Record> records = new ArrayList<>();
			int count = 1 + random.nextInt(90);
			for (int i = 0; i < count; i++) {
				records.add(run.record(sequence, random, keys));
				sequence++;
			}
			while (!run.shard.lanes.hasRoom()) {
				run.step(random);
			}
			run.shard.add(records);
			for (int i = random.nextInt(200); i > 0; i--) {
				run.step(random);
			}
		}
		int steps = 0;
		while (run.handled.size() < run.order.size()) {
			run.step(random);
			steps++;
			assertThat(steps).as("everything ends").isLessThan(100_000);
		}
		assertThat(run.shard.lanes.takeFinishedBatches()).isEqualTo(4);
		assertThat(run.shard.lanes.running()).isZero();
		assertThat(run.shard.lanes.deferred()).isZero();
		assertThat(run.shard.lanes.failure()).isNull();
	}

	@Property(tries = 500)
	void afterADrainNothingIsHandledAheadUnlessItWasGivenUpAndThenItIsCounted(@ForAll long seed,
			@ForAll @IntRange(min = 1, max = 9) int concurrency, @ForAll @IntRange(min = 1, max = 6) int keys,
			@ForAll boolean givesUp) {
		Random random = new Random(seed);
		Run run = new Run(concurrency);
		List<Record> records = new ArrayList<>();
		for (int sequence = 1; sequence <= 150; sequence++) {
			records.add(run.record(sequence, random, keys));
		}
		run.shard.add(records);
		for (int i = random.nextInt(200); i > 0; i--) {
			run.step(random);
		}
		run.shard.lanes.drain();
		run.draining = true;
		int patience = givesUp ? random.nextInt(20) : Integer.MAX_VALUE;
		int steps = 0;
		while (run.shard.lanes.isBusy() || !run.deferred.isEmpty()) {
			if (steps == patience) {
				run.shard.lanes.giveUp();
				run.givenUp = true;
			}
			run.step(random);
			steps++;
			assertThat(steps).as("everything ends").isLessThan(100_000);
		}
		long prefix = run.order.stream().takeWhile((number) -> run.isDone(number)).count();
		assertThat(run.shard.lanes.handledAhead()).isEqualTo((int) (run.handled.size() - prefix));
		if (!run.givenUp) {
			assertThat(run.shard.lanes.handledAhead()).isZero();
		}
	}

	private static final class Run {

		private final LanesHarness shard;

		private final List<SequenceNumber> order = new ArrayList<>();

		private final Map<SequenceNumber, String> keys = new HashMap<>();

		private final Set<SequenceNumber> handled = new HashSet<>();

		private final Map<SequenceNumber, RecordCompletion> deferred = new HashMap<>();

		private final Map<String, SequenceNumber> begun = new HashMap<>();

		private final Set<String> busy = new HashSet<>();

		private @Nullable SequenceNumber lastBegun;

		private final int concurrency;

		private @Nullable SequenceNumber furthest;

		private boolean draining;

		private boolean givenUp;

		Run(int concurrency) {
			this.concurrency = concurrency;
			this.shard = new LanesHarness(concurrency);
		}

		private Record record(int sequence, Random random, int count) {
			if (random.nextInt(4) > 0) {
				String key = "key-" + random.nextInt(count);
				note(new SequenceNumber(Integer.toString(sequence), 0), key);
				return LanesHarness.record(sequence, key, new byte[] { 1 });
			}
			List<UserRecord> users = IntStream.range(0, 1 + random.nextInt(5))
				.mapToObj((index) -> UserRecord.of("key-" + random.nextInt(count), new byte[] { 1 }))
				.toList();
			for (int i = 0; i < users.size(); i++) {
				note(new SequenceNumber(Integer.toString(sequence), i), users.get(i).partitionKey());
			}
			return LanesHarness.record(sequence, "aggregate", Samples.aggregate(users));
		}

		private void note(SequenceNumber number, String key) {
			this.order.add(number);
			this.keys.put(number, key);
		}

		private void step(Random random) {
			InFlight record = this.shard.lanes.wantsScout() ? this.shard.lanes.take() : null;
			while (record != null) {
				begun(record);
				record = this.shard.lanes.more();
			}
			if (random.nextInt(3) > 0) {
				end(random);
			}
			if (!this.deferred.isEmpty() && random.nextInt(4) == 0) {
				SequenceNumber number = this.deferred.keySet().iterator().next();
				this.deferred.remove(number).complete();
				this.handled.add(number);
			}
			this.shard.lanes.takeFailed().forEach(this.shard.lanes::retry);
			if (!this.givenUp) {
				assertThat(this.shard.progress.handled()).isEqualTo(expected());
			}
		}

		private void begun(InFlight record) {
			this.shard.running.add(record);
			assertThat(this.shard.running).hasSizeLessThanOrEqualTo(this.concurrency);
			KinesisRecord user = record.record();
			assertThat(this.busy.add(user.partitionKey())).as("one of a key at a time").isTrue();
			if (this.furthest == null || this.furthest.compareTo(user.sequenceNumber()) < 0) {
				assertThat(this.draining).as("nothing begins beyond what had begun").isFalse();
				this.furthest = user.sequenceNumber();
			}
			if (record.attempt() == 1) {
				SequenceNumber before = this.begun.put(user.partitionKey(), user.sequenceNumber());
				assertThat(before == null || before.compareTo(user.sequenceNumber()) < 0).as("order of a key").isTrue();
				if (this.concurrency == 1) {
					assertThat(this.lastBegun == null || this.lastBegun.compareTo(user.sequenceNumber()) < 0)
						.as("order of the shard")
						.isTrue();
					this.lastBegun = user.sequenceNumber();
				}
			}
		}

		private void end(Random random) {
			if (this.shard.running.isEmpty()) {
				return;
			}
			InFlight record = this.shard.running.get(random.nextInt(this.shard.running.size()));
			SequenceNumber number = record.record().sequenceNumber();
			this.busy.remove(record.record().partitionKey());
			switch (random.nextInt(5)) {
				case 0 -> this.shard.end(record, new IllegalStateException("simulated"));
				case 1 -> {
					this.deferred.put(number, record.defer());
					this.shard.end(record, null);
				}
				default -> {
					this.handled.add(number);
					this.shard.end(record, null);
				}
			}
		}

		private boolean isDone(SequenceNumber number) {
			return this.shard.progress.handled() instanceof ShardPosition.After after
					&& number.compareTo(after.sequenceNumber()) <= 0;
		}

		private ShardPosition expected() {
			ShardPosition position = ShardPosition.TRIM_HORIZON;
			for (SequenceNumber number : this.order) {
				if (!this.handled.contains(number)) {
					break;
				}
				position = ShardPosition.after(number);
			}
			return position;
		}

	}

}
