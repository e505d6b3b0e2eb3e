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
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import io.kinsumer.core.aggregation.AggregateBuilder;
import io.kinsumer.core.metadata.Owner;
import io.kinsumer.core.metadata.Session;
import io.kinsumer.core.metadata.ShardItem;
import io.kinsumer.core.record.SequenceNumber;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.ShardPosition;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.core.record.UserRecord;
import io.kinsumer.core.shard.FetchedRecords;
import io.kinsumer.core.sim.VirtualTime;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.Record;

/**
 * Values that the tests of the machines share.
 */
final class Samples {

	static final Owner ANNA = new Owner("anna", "s1");

	static final Owner BERT = new Owner("bert", "s2");

	static final Owner CARL = new Owner("carl", "s3");

	static final ShardId SHARD = shard(0);

	static final Instant START = new VirtualTime().instant();

	private Samples() {
	}

	static KinsumerSettings.Builder settings() {
		return KinsumerSettings.builder("orders", new StreamName("orders-stream"), "group", "anna");
	}

	static ShardId shard(int number) {
		return new ShardId("shardId-%012d".formatted(number));
	}

	static ShardItem item(int shard, @Nullable Owner owner, ShardId... parents) {
		return new ShardItem(shard(shard), Arrays.asList(parents), owner, (owner != null) ? 1 : 0, 0,
				ShardPosition.TRIM_HORIZON, false);
	}

	static ShardItem finished(ShardItem item) {
		return new ShardItem(item.shardId(), item.parents(), null, item.epoch(), item.version(), item.position(), true);
	}

	static Progress progress(ShardPosition start) {
		return new Progress(new ShardItem(SHARD, List.of(), ANNA, 1, 0, start, false),
				() -> CompletableFuture.completedFuture(null));
	}

	static ShardPosition after(int sequence) {
		return ShardPosition.after(number(sequence));
	}

	static SequenceNumber number(int sequence) {
		return SequenceNumber.of(Integer.toString(sequence));
	}

	static Record record(int sequence, Instant arrival) {
		return Record.builder()
			.sequenceNumber(Integer.toString(sequence))
			.partitionKey("key")
			.approximateArrivalTimestamp(arrival)
			.data(SdkBytes.fromUtf8String("data-" + sequence))
			.build();
	}

	/**
	 * A payload in the KPL format.
	 */
	static byte[] aggregate(List<UserRecord> records) {
		AggregateBuilder aggregate = new AggregateBuilder();
		records.forEach((record) -> aggregate.add(Objects.requireNonNull(record.partitionKey()), record));
		return aggregate.build();
	}

	static FetchedRecords behind(Integer... sequences) {
		return fetched(1000, sequences);
	}

	static FetchedRecords atTip(Integer... sequences) {
		return fetched(0, sequences);
	}

	static FetchedRecords large(int sequence, int bytes) {
		Record large = record(sequence, START).toBuilder().data(SdkBytes.fromByteArrayUnsafe(new byte[bytes])).build();
		return new FetchedRecords(List.of(large), "next", List.of(), 1000);
	}

	private static FetchedRecords fetched(long millisBehindLatest, Integer... sequences) {
		return new FetchedRecords(Arrays.stream(sequences).map((sequence) -> record(sequence, START)).toList(), "next",
				List.of(), millisBehindLatest);
	}

	static Session session(Owner owner, long heartbeat) {
		return new Session(owner, heartbeat, 0, Session.State.ACTIVE, Duration.ofSeconds(10), "host");
	}

	static Session session(Owner owner, long heartbeat, Session.State state) {
		return new Session(owner, heartbeat, 0, state, Duration.ofSeconds(10), "host");
	}

}
