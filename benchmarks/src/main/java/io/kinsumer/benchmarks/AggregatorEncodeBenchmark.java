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

import com.amazonaws.kinesis.agg.RecordAggregator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The rival: {@code amazon-kinesis-aggregator}, which hashes each partition key as well
 * and writes the hash into the aggregate.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class AggregatorEncodeBenchmark {

	private final RecordAggregator aggregator = new RecordAggregator();

	/**
	 * Encodes one aggregate.
	 * @param input the records
	 * @param size counts the output
	 * @return the aggregate
	 * @throws Exception as the rival declares it
	 */
	@Benchmark
	@OperationsPerInvocation(EncodeInput.RECORDS)
	public byte[] encode(EncodeInput input, OutputSize size) throws Exception {
		input.next();
		for (int i = 0; i < EncodeInput.RECORDS; i++) {
			if (this.aggregator.addUserRecord(input.partitionKey(i), input.payload(i)) != null) {
				throw new IllegalStateException("the input does not fit into one aggregate");
			}
		}
		byte[] aggregate = this.aggregator.clearAndGet().toRecordBytes();
		size.add(aggregate);
		return aggregate;
	}

}
