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

package io.kinsumer.awsclients;

import java.nio.ByteBuffer;

import software.amazon.kinesis.exceptions.InvalidStateException;
import software.amazon.kinesis.exceptions.ShutdownException;
import software.amazon.kinesis.lifecycle.events.InitializationInput;
import software.amazon.kinesis.lifecycle.events.LeaseLostInput;
import software.amazon.kinesis.lifecycle.events.ProcessRecordsInput;
import software.amazon.kinesis.lifecycle.events.ShardEndedInput;
import software.amazon.kinesis.lifecycle.events.ShutdownRequestedInput;
import software.amazon.kinesis.processor.RecordProcessorCheckpointer;
import software.amazon.kinesis.processor.ShardRecordProcessor;
import software.amazon.kinesis.retrieval.KinesisClientRecord;

/**
 * What KCL hands the records of {@link ConsumeBenchmark} to.
 */
final class ConsumeProcessor implements ShardRecordProcessor {

	private final ConsumeTally tally;

	ConsumeProcessor(ConsumeTally tally) {
		this.tally = tally;
	}

	@Override
	public void initialize(InitializationInput input) {
		// nothing to prepare
	}

	@Override
	public void processRecords(ProcessRecordsInput input) {
		int count = 0;
		long looks = 0;
		for (KinesisClientRecord record : input.records()) {
			ByteBuffer data = record.data();
			if (ConsumeBenchmark.isTip(data)) {
				this.tally.addTip(data);
			}
			else {
				count++;
				looks += ConsumeTally.look(record.partitionKey(), data);
			}
		}
		this.tally.add(count, looks);
		checkpoint(input.checkpointer());
	}

	@Override
	public void leaseLost(LeaseLostInput input) {
		// nothing to give up
	}

	@Override
	public void shardEnded(ShardEndedInput input) {
		checkpoint(input.checkpointer());
	}

	@Override
	public void shutdownRequested(ShutdownRequestedInput input) {
		checkpoint(input.checkpointer());
	}

	private static void checkpoint(RecordProcessorCheckpointer checkpointer) {
		try {
			checkpointer.checkpoint();
		}
		catch (InvalidStateException | ShutdownException ex) {
			throw new IllegalStateException("KCL cannot checkpoint: " + ex.getMessage(), ex);
		}
	}

}
