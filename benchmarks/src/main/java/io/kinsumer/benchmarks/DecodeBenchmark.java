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

package io.kinsumer.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;

import io.kinsumer.core.aggregation.Deaggregator;
import io.kinsumer.core.record.HashKey;
import io.kinsumer.core.record.HashKeyRange;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.core.record.SequenceNumber;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.StreamName;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Ours: from the answer of Kinesis to the user records after the checkpoint, of which
 * payload, partition key and position are looked at. Whether they belong to the shard is
 * checked, as in the kinsumer.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class DecodeBenchmark {

	private static final Deaggregator DEAGGREGATOR = new Deaggregator(new StreamName("orders"));

	private static final ShardId SHARD = new ShardId("shardId-000000000000");

	/**
	 * All hash keys but one: the whole space would not be checked.
	 */
	private static final HashKeyRange RANGE = new HashKeyRange(HashKey.MIN, new HashKey(-1, -2));

	/**
	 * Decodes one answer.
	 * @param input the answer
	 * @param blackhole takes what a handler would look at
	 */
	@Benchmark
	@OperationsPerInvocation(DecodeInput.RECORDS)
	public void decode(DecodeInput input, Blackhole blackhole) {
		input.next();
		for (KinesisRecord record : decode(input)) {
			blackhole.consume(record.data());
			blackhole.consume(record.partitionKey());
			blackhole.consume(record.sequenceNumber());
		}
	}

	static List<KinesisRecord> decode(DecodeInput input) {
		return DEAGGREGATOR.decode(SHARD, RANGE, input.records(),
				new SequenceNumber(input.checkpoint(), DecodeInput.CHECKPOINT), (misplaced) -> true);
	}

}
