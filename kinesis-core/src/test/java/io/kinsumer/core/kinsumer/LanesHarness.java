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
import java.util.Arrays;
import java.util.List;

import io.kinsumer.core.aggregation.Deaggregator;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.core.record.ShardPosition;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.core.sim.VirtualRuntime;
import io.kinsumer.core.sim.VirtualTime;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.Record;

/**
 * Lanes whose records a test begins and ends by hand, as workers would.
 */
final class LanesHarness {

	final VirtualTime time = new VirtualTime();

	final VirtualRuntime runtime = new VirtualRuntime(this.time);

	final SessionLease lease = new SessionLease(this.runtime, Duration.ofHours(10));

	final ShardGate gate = new ShardGate(Samples.settings().build(), Samples.SHARD, 1, this.lease);

	final Progress progress;

	final Lanes lanes;

	final List<InFlight> running = new ArrayList<>();

	int wakes;

	LanesHarness(int concurrency) {
		this(concurrency, ShardPosition.TRIM_HORIZON);
	}

	LanesHarness(int concurrency, ShardPosition start) {
		this.progress = Samples.progress(start);
		this.lanes = new Lanes(concurrency, this.gate, this.progress, this.runtime::nanoTime, () -> this.wakes++,
				(records) -> Deaggregator.decode(new StreamName("orders-stream"), Samples.SHARD, records,
						this.progress.handledUpTo()));
		this.lease.renewed(Mark.now(this.runtime));
	}

	/**
	 * Adds Kinesis records with the given keys, numbered from the given number.
	 */
	LanesHarness add(int first, String... keys) {
		List<Record> records = new ArrayList<>();
		for (int i = 0; i < keys.length; i++) {
			records.add(record(first + i, keys[i], new byte[] { 1 }));
		}
		return add(records);
	}

	LanesHarness add(List<Record> records) {
		this.lanes.add(batch(records));
		return this;
	}

	static ShardBatch batch(List<Record> records) {
		return new ShardBatch(records, ShardBatch.size(records), 0, new Mark(0, Samples.START));
	}

	static Record record(int sequence, String key, byte[] data) {
		return Record.builder()
			.sequenceNumber(Integer.toString(sequence))
			.partitionKey(key)
			.approximateArrivalTimestamp(Instant.EPOCH)
			.data(SdkBytes.fromByteArray(data))
			.build();
	}

	/**
	 * A worker whose records end later begins all that may begin now.
	 * @return the sequence numbers of what began
	 */
	List<String> begin() {
		List<String> begun = new ArrayList<>();
		InFlight record = this.lanes.wantsScout() ? this.lanes.take() : null;
		while (record != null) {
			this.running.add(record);
			begun.add(number(record.record()));
			record = this.lanes.more();
		}
		return begun;
	}

	InFlight find(String sequence) {
		return this.running.stream()
			.filter((record) -> number(record.record()).equals(sequence))
			.findFirst()
			.orElseThrow();
	}

	void end(String... sequences) {
		Arrays.stream(sequences).forEach((sequence) -> end(find(sequence), null));
	}

	void fail(String sequence, Throwable failure) {
		end(find(sequence), failure);
	}

	void end(InFlight record, @Nullable Throwable failure) {
		this.running.remove(record);
		this.lanes.returned(record, failure);
		this.lanes.tellNews();
	}

	static String number(KinesisRecord record) {
		return record.aggregated() ? record.sequenceNumber().toString() : record.sequenceNumber().sequence();
	}

}
