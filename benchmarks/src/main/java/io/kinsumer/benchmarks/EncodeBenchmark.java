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

import java.util.concurrent.TimeUnit;

import io.kinsumer.core.aggregation.AggregateBuilder;
import io.kinsumer.core.record.HashKeyCache;
import io.kinsumer.core.record.UserRecord;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Ours: from partition key and payload to the finished aggregate, with what the producer
 * does for each record on the way: checks, hash of the partition key, size. As there, the
 * builder is used again, and hashes of keys are remembered.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class EncodeBenchmark {

	private static final int MAX_SIZE = 1024 * 1024;

	private final AggregateBuilder builder = new AggregateBuilder();

	private final HashKeyCache hashKeys = new HashKeyCache(1024);

	/**
	 * Encodes one aggregate.
	 * @param input the records
	 * @param size counts the output
	 * @param blackhole takes the hash keys
	 * @return the aggregate
	 */
	@Benchmark
	@OperationsPerInvocation(EncodeInput.RECORDS)
	public byte[] encode(EncodeInput input, OutputSize size, Blackhole blackhole) {
		input.next();
		for (int i = 0; i < EncodeInput.RECORDS; i++) {
			String partitionKey = input.partitionKey(i);
			UserRecord record = UserRecord.of(partitionKey, input.payload(i));
			blackhole.consume(this.hashKeys.get(partitionKey));
			if (this.builder.sizeWith(partitionKey, record) > MAX_SIZE) {
				throw new IllegalStateException("the input does not fit into one aggregate");
			}
			this.builder.add(partitionKey, record);
		}
		byte[] aggregate = this.builder.build();
		size.add(aggregate);
		return aggregate;
	}

}
