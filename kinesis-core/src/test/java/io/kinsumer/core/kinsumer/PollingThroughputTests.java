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
import java.util.Random;

import io.kinsumer.core.metadata.ShardItem;
import io.kinsumer.core.observe.KinsumerInfo;
import io.kinsumer.core.observe.KinsumerListener;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.ShardPosition;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.core.sim.ModelKinesisClient;
import io.kinsumer.core.sim.SimulatedNetwork;
import io.kinsumer.core.sim.VirtualRuntime;
import io.kinsumer.core.sim.VirtualTime;
import io.kinsumer.test.fault.Gate;
import io.kinsumer.test.fault.Service;
import io.kinsumer.test.kinesis.KinesisLimits;
import io.kinsumer.test.kinesis.KinesisModel;
import io.kinsumer.test.kinesis.KinesisOptions;
import io.kinsumer.test.kinesis.KinesisRequest;
import io.kinsumer.test.kinesis.StreamRef;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How fast a shard with a backlog is read, where the limits of AWS hold.
 */
class PollingThroughputTests {

	private static final int RECORDS = 800;

	private static final int SIZE = 50_000;

	private final VirtualTime time = new VirtualTime();

	private final KinesisModel model = new KinesisModel(this.time,
			KinesisOptions.defaults().withLimits(KinesisLimits.AWS), Gate.open(Service.KINESIS));

	@Test
	void aBacklogIsReadAtTwoMegabytesASecondWithoutRefusals() {
		backlog();
		Duration begun = this.time.elapsed();
		Reader reader = new Reader("group");
		await(reader);
		Duration took = reader.finished.minus(begun);
		// 40 MB
		assertThat(took).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(23));
		assertThat(this.model.gate().count("GetRecords") - reader.answers).isZero();
		assertThat(reader.failures).isEmpty();
	}

	@Test
	void twoReadersShareTheThroughputWithoutNoise() {
		backlog();
		Duration begun = this.time.elapsed();
		Reader first = new Reader("first");
		Reader second = new Reader("second");
		await(first);
		await(second);
		assertThat(this.model.gate().count("GetRecords")).isGreaterThan(first.answers + second.answers);
		assertThat(first.failures).isEmpty();
		assertThat(second.failures).isEmpty();
		assertThat(second.finished.minus(begun)).isLessThan(Duration.ofSeconds(90));
	}

	private void backlog() {
		this.model.createStream("orders", 1);
		for (int i = 0; i < RECORDS; i++) {
			this.model
				.putRecord(new KinesisRequest.PutRecord(StreamRef.named("orders"), "key", null, null, new byte[SIZE]));
			this.time.runUntil(this.time.elapsed().plusMillis(100));
		}
	}

	private void await(Reader reader) {
		Duration end = this.time.elapsed().plus(Duration.ofMinutes(5));
		while (reader.records < RECORDS && this.time.elapsed().compareTo(end) < 0) {
			this.time.runUntil(this.time.elapsed().plusMillis(10));
		}
		assertThat(reader.records).isEqualTo(RECORDS);
	}

	/**
	 * Handles everything at once.
	 */
	private final class Reader implements KinsumerListener {

		private final VirtualRuntime runtime = new VirtualRuntime(PollingThroughputTests.this.time);

		private final List<Throwable> failures = new ArrayList<>();

		private final ShardSource source;

		private int records;

		private long answers;

		private Duration finished = Duration.ZERO;

		private Reader(String group) {
			VirtualTime clock = PollingThroughputTests.this.time;
			KinsumerSettings settings = KinsumerSettings.builder("orders", new StreamName("orders"), group, "anna")
				.build();
			ModelKinesisClient client = new ModelKinesisClient(PollingThroughputTests.this.model, clock,
					new SimulatedNetwork(clock, new Random(group.length())));
			ReadBudget budget = new ReadBudget(1 << 26);
			KinsumerRun run = ShardReading.kinsumer(client, settings, this.runtime, budget, List.of(this));
			ShardItem item = new ShardItem(Samples.SHARD, List.of(), Samples.ANNA, 1, 0, ShardPosition.TRIM_HORIZON,
					false);
			this.source = new PollingDriver(item, run, this.runtime,
					new ShardBuffer(this.runtime, settings.maxBatchSize(), budget.share(this::changed)), this::changed)
				.source();
			this.source.advance();
		}

		private void changed() {
			for (ShardBatch head = this.source.head(); head != null; head = this.source.head()) {
				this.records += head.records().size();
				this.source.take(head.records().size());
				this.source.release();
				this.finished = PollingThroughputTests.this.time.elapsed();
			}
			this.source.advance();
		}

		@Override
		public void recordsRead(KinsumerInfo kinsumer, ShardId shardId, int count, long bytes,
				long millisBehindLatest) {
			this.answers++;
		}

		@Override
		public void callFailed(KinsumerInfo kinsumer, String operation, Throwable failure) {
			this.failures.add(failure);
		}

	}

}
