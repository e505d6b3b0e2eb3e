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

import java.nio.charset.StandardCharsets;
import java.util.Set;

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
 * What KCL hands the records of one shard to: counts them and checkpoints.
 */
final class CountingProcessor implements ShardRecordProcessor {

	private final Deliveries deliveries;

	private final Set<String> started;

	private final Set<String> ended;

	private String shardId = "";

	CountingProcessor(Deliveries deliveries, Set<String> started, Set<String> ended) {
		this.deliveries = deliveries;
		this.started = started;
		this.ended = ended;
	}

	@Override
	public void initialize(InitializationInput input) {
		this.shardId = input.shardId();
		this.started.add(this.shardId);
	}

	@Override
	public void processRecords(ProcessRecordsInput input) {
		for (KinesisClientRecord record : input.records()) {
			this.deliveries.add(Integer.parseInt(StandardCharsets.UTF_8.decode(record.data()).toString()));
		}
		checkpoint(input.checkpointer());
	}

	@Override
	public void leaseLost(LeaseLostInput input) {
		// KCL calls this when it stops, too; what a next owner reads again is counted
	}

	@Override
	public void shardEnded(ShardEndedInput input) {
		checkpoint(input.checkpointer());
		this.ended.add(this.shardId);
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
