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

package io.kinsumer.boot.actuate;

import io.kinsumer.boot.actuate.KinsumerControl.Operation;
import io.kinsumer.boot.actuate.KinsumerControl.OperationInput;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.jmx.annotation.EndpointJmxExtension;

/**
 * The operations of the endpoint {@code kinesis} by JMX.
 */
@EndpointJmxExtension(endpoint = KinesisEndpoint.class)
public final class KinesisEndpointJmxExtension {

	private final KinsumerControl control;

	/**
	 * Creates the extension.
	 * @param control carries out the operations
	 */
	public KinesisEndpointJmxExtension(KinsumerControl control) {
		this.control = control;
	}

	/**
	 * Starts a kinsumer.
	 * @param kinsumer its name
	 * @return what became of it
	 */
	@WriteOperation
	public OperationResult start(String kinsumer) {
		return this.control.carryOut(kinsumer, Operation.START, null, OperationInput.NONE);
	}

	/**
	 * Stops a kinsumer: it hands its shards over.
	 * @param kinsumer its name
	 * @return what became of it
	 */
	@WriteOperation
	public OperationResult stop(String kinsumer) {
		return this.control.carryOut(kinsumer, Operation.STOP, null, OperationInput.NONE);
	}

	/**
	 * Pauses a kinsumer: it keeps its shards, and handles nothing.
	 * @param kinsumer its name
	 * @return what became of it
	 */
	@WriteOperation
	public OperationResult pause(String kinsumer) {
		return this.control.carryOut(kinsumer, Operation.PAUSE, null, OperationInput.NONE);
	}

	/**
	 * Lets all shards of a kinsumer go on.
	 * @param kinsumer its name
	 * @return what became of it
	 */
	@WriteOperation
	public OperationResult resume(String kinsumer) {
		return this.control.carryOut(kinsumer, Operation.RESUME, null, OperationInput.NONE);
	}

	/**
	 * Stops a shard.
	 * @param kinsumer the name of the kinsumer
	 * @param shard the id of the shard
	 * @return what became of it
	 */
	@WriteOperation
	public OperationResult stopShard(String kinsumer, String shard) {
		return this.control.carryOut(kinsumer, Operation.STOP, shard, OperationInput.NONE);
	}

	/**
	 * Pauses a shard.
	 * @param kinsumer the name of the kinsumer
	 * @param shard the id of the shard
	 * @return what became of it
	 */
	@WriteOperation
	public OperationResult pauseShard(String kinsumer, String shard) {
		return this.control.carryOut(kinsumer, Operation.PAUSE, shard, OperationInput.NONE);
	}

	/**
	 * Lets a shard go on, whatever holds it.
	 * @param kinsumer the name of the kinsumer
	 * @param shard the id of the shard
	 * @return what became of it
	 */
	@WriteOperation
	public OperationResult resumeShard(String kinsumer, String shard) {
		return this.control.carryOut(kinsumer, Operation.RESUME, shard, OperationInput.NONE);
	}

	/**
	 * Moves the positions of all shards.
	 * @param kinsumer the name of the kinsumer
	 * @param position where to
	 * @param timestamp for a time
	 * @return what became of it
	 */
	@WriteOperation
	public OperationResult resetCheckpoints(String kinsumer, String position, @Nullable String timestamp) {
		return this.control.carryOut(kinsumer, Operation.RESET, null,
				new OperationInput(new ResetPositions(position, timestamp, null, null), null));
	}

	/**
	 * Moves the position of a shard.
	 * @param kinsumer the name of the kinsumer
	 * @param shard the id of the shard
	 * @param position where to
	 * @param timestamp for a time
	 * @param sequenceNumber for just after a record
	 * @param subSequenceNumber beside that, within an aggregate
	 * @return what became of it
	 */
	@WriteOperation
	public OperationResult resetCheckpoint(String kinsumer, String shard, String position, @Nullable String timestamp,
			@Nullable String sequenceNumber, @Nullable Long subSequenceNumber) {
		return this.control.carryOut(kinsumer, Operation.RESET, shard,
				new OperationInput(new ResetPositions(position, timestamp, sequenceNumber, subSequenceNumber), null));
	}

	/**
	 * Puts the dead letters of a kinsumer back.
	 * @param kinsumer the name of the kinsumer
	 * @param recordsPerSecond the pace
	 * @return what became of it
	 */
	@WriteOperation
	public OperationResult redrive(String kinsumer, double recordsPerSecond) {
		return this.control.carryOut(kinsumer, Operation.REDRIVE, null,
				new OperationInput(new ResetPositions(null, null, null, null), recordsPerSecond));
	}

	/**
	 * Ends a redrive after the letter in hand.
	 * @param kinsumer the name of the kinsumer
	 * @return what became of it
	 */
	@WriteOperation
	public OperationResult cancelRedrive(String kinsumer) {
		return this.control.carryOut(kinsumer, Operation.CANCEL_REDRIVE, null, OperationInput.NONE);
	}

}
