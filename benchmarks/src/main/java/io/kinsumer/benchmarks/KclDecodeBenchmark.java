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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.kinesis.retrieval.AggregatorUtil;
import software.amazon.kinesis.retrieval.KinesisClientRecord;
import software.amazon.kinesis.retrieval.kpl.ExtendedSequenceNumber;

/**
 * The rival: KCL's classes, put together as its {@code ProcessTask} does, whose filter is
 * private: each record is compared with the checkpoint, and those after it with the
 * largest so far. Its metrics and debug log are left out.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class KclDecodeBenchmark {

	private static final AggregatorUtil AGGREGATOR_UTIL = new AggregatorUtil();

	/**
	 * Decodes one answer.
	 * @param input the answer
	 * @param blackhole takes what a record processor would look at
	 */
	@Benchmark
	@OperationsPerInvocation(DecodeInput.RECORDS)
	public void decode(DecodeInput input, Blackhole blackhole) {
		input.next();
		for (KinesisClientRecord record : decode(input)) {
			blackhole.consume(record.data());
			blackhole.consume(record.partitionKey());
			blackhole.consume(record.sequenceNumber());
			blackhole.consume(record.subSequenceNumber());
		}
	}

	static List<KinesisClientRecord> decode(DecodeInput input) {
		List<KinesisClientRecord> answer = new ArrayList<>(input.records().size());
		for (Record record : input.records()) {
			answer.add(KinesisClientRecord.fromRecord(record));
		}
		List<KinesisClientRecord> records = AGGREGATOR_UTIL.deaggregate(answer);
		ExtendedSequenceNumber checkpoint = new ExtendedSequenceNumber(input.checkpoint(),
				(long) DecodeInput.CHECKPOINT);
		ExtendedSequenceNumber largest = checkpoint;
		for (var iterator = records.listIterator(); iterator.hasNext();) {
			KinesisClientRecord record = iterator.next();
			ExtendedSequenceNumber number = new ExtendedSequenceNumber(record.sequenceNumber(),
					record.subSequenceNumber());
			if (number.compareTo(checkpoint) <= 0) {
				iterator.remove();
			}
			else if (largest.compareTo(number) < 0) {
				largest = number;
			}
		}
		if (records.isEmpty() || largest.compareTo(checkpoint) == 0) {
			throw new IllegalStateException("nothing was delivered after the checkpoint");
		}
		return records;
	}

}
