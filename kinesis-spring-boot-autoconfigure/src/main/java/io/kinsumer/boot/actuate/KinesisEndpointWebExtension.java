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
import io.kinsumer.boot.actuate.OperationResult.Outcome;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/**
 * The operations of the endpoint {@code kinesis} by HTTP: {@code POST
 * /actuator/kinesis/{kinsumer}/{operation}}, for one shard with its id behind that.
 * Values are the members of a JSON object.
 */
@EndpointWebExtension(endpoint = KinesisEndpoint.class)
public final class KinesisEndpointWebExtension {

	private final KinsumerControl control;

	/**
	 * Creates the extension.
	 * @param control carries out the operations
	 */
	public KinesisEndpointWebExtension(KinsumerControl control) {
		this.control = control;
	}

	/**
	 * Does something with a kinsumer.
	 * @param kinsumer its name
	 * @param operation {@code start}, {@code stop}, {@code pause}, {@code resume},
	 * {@code reset}, {@code redrive} or {@code cancel-redrive}
	 * @param position where a reset moves the positions to
	 * @param timestamp for a reset to a time
	 * @param recordsPerSecond the pace of a redrive
	 * @return what became of it
	 */
	@WriteOperation
	public WebEndpointResponse<OperationResult> kinsumer(@Selector String kinsumer, @Selector String operation,
			@Nullable String position, @Nullable String timestamp, @Nullable Double recordsPerSecond) {
		return carryOut(kinsumer, operation, null,
				new OperationInput(new ResetPositions(position, timestamp, null, null), recordsPerSecond));
	}

	/**
	 * Does something with a shard.
	 * @param kinsumer the name of the kinsumer
	 * @param operation {@code stop}, {@code pause}, {@code resume} or {@code reset}
	 * @param shard the id of the shard
	 * @param position where a reset moves the position to
	 * @param timestamp for a reset to a time
	 * @param sequenceNumber for a reset to just after a record
	 * @param subSequenceNumber beside that, within an aggregate
	 * @return what became of it
	 */
	@WriteOperation
	public WebEndpointResponse<OperationResult> shard(@Selector String kinsumer, @Selector String operation,
			@Selector String shard, @Nullable String position, @Nullable String timestamp,
			@Nullable String sequenceNumber, @Nullable Long subSequenceNumber) {
		return carryOut(kinsumer, operation, shard,
				new OperationInput(new ResetPositions(position, timestamp, sequenceNumber, subSequenceNumber), null));
	}

	private WebEndpointResponse<OperationResult> carryOut(String kinsumer, String name, @Nullable String shard,
			OperationInput input) {
		Operation operation = Operation.find(name);
		OperationResult result = (operation != null) ? this.control.carryOut(kinsumer, operation, shard, input)
				: OperationResult.of(Outcome.NOT_FOUND, kinsumer, name, shard, "there is no operation '" + name + "'");
		return new WebEndpointResponse<>(result, result.outcome().status());
	}

}
