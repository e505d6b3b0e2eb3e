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

package io.kinsumer.test.server.codec;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.kinsumer.test.dynamodb.ConditionalCheckFailedException;
import io.kinsumer.test.dynamodb.DynamoDbModel;
import io.kinsumer.test.dynamodb.TransactionCanceledException;
import io.kinsumer.test.fault.ServiceException;
import io.kinsumer.test.kinesis.ConsumerRequest.SubscribeToShard;
import io.kinsumer.test.kinesis.KinesisModel;
import io.kinsumer.test.kinesis.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * All operations by the value of {@code X-Amz-Target}.
 */
public final class Operations {

	private static final String KINESIS = "Kinesis_20131202.";

	private static final String DYNAMODB = "DynamoDB_20120810.";

	private static final String SUBSCRIBE = KINESIS + "SubscribeToShard";

	private final Map<String, Operation<?, ?>> operations = new HashMap<>();

	private final KinesisModel kinesis;

	/**
	 * Create the table of operations.
	 * @param kinesis the Kinesis model
	 * @param dynamoDb the DynamoDB model
	 */
	public Operations(KinesisModel kinesis, DynamoDbModel dynamoDb) {
		this.kinesis = kinesis;
		KinesisOperations.of(kinesis).forEach((name, operation) -> this.operations.put(KINESIS + name, operation));
		DynamoDbOperations.of(dynamoDb).forEach((name, operation) -> this.operations.put(DYNAMODB + name, operation));
	}

	/**
	 * Return whether a target is one of DynamoDB.
	 * @param target the target, if any
	 * @return whether it is
	 */
	public static boolean isDynamoDb(@Nullable String target) {
		return target != null && target.startsWith("DynamoDB_");
	}

	/**
	 * Return the names of all operations.
	 * @return the names as AWS names them
	 */
	public Set<String> names() {
		return names("");
	}

	private Set<String> names(String prefix) {
		return Stream.concat(this.operations.keySet().stream(), Stream.of(SUBSCRIBE))
			.filter((target) -> target.startsWith(prefix))
			.map((target) -> target.substring(target.indexOf('.') + 1))
			.collect(Collectors.toSet());
	}

	Set<String> kinesis() {
		return names(KINESIS);
	}

	Set<String> dynamoDb() {
		return names(DYNAMODB);
	}

	/**
	 * Run an operation.
	 * @param target the value of {@code X-Amz-Target}, if any
	 * @param protocol how the body is written
	 * @param body the request's body
	 * @return the answer's body
	 * @throws ServiceException if the service or a fault refuses
	 * @throws io.kinsumer.test.fault.NoAnswerException if a fault drops the answer
	 */
	public byte[] run(@Nullable String target, Protocol protocol, byte[] body) {
		Operation<?, ?> operation = (target != null) ? this.operations.get(target) : null;
		if (operation == null) {
			throw new ServiceException("UnknownOperationException",
					(target != null) ? "The embedded server does not offer " + target : "X-Amz-Target is missing");
		}
		return operation.run(body, protocol);
	}

	/**
	 * Return whether a target is answered with a stream of events.
	 * @param target the target, if any
	 * @return whether it is
	 */
	public static boolean isSubscription(@Nullable String target) {
		return SUBSCRIBE.equals(target);
	}

	/**
	 * Subscribe to a shard.
	 * @param protocol how the body is written
	 * @param body the request's body
	 * @return the subscription
	 * @throws ServiceException if the service or a fault refuses
	 * @throws io.kinsumer.test.fault.NoAnswerException if a fault drops the answer
	 */
	public Subscription subscribe(Protocol protocol, byte[] body) {
		Fields fields = Fields.read(body, protocol);
		SubscribeToShard request = ConsumerOperations.subscribe(fields);
		fields.refuseUnmodelled();
		return this.kinesis.subscribeToShard(request);
	}

	/**
	 * Write an error.
	 * @param error the error
	 * @param protocol how to write it
	 * @return the answer's body
	 */
	public static byte[] error(ServiceException error, Protocol protocol) {
		return Output.write(protocol, (out) -> {
			out.text("__type", error.code()).text("message", error.message());
			if (error instanceof ConditionalCheckFailedException failed && failed.item() != null) {
				AttributeCodec.write(out, "Item", failed.item());
			}
			if (error instanceof TransactionCanceledException canceled) {
				DynamoDbBatchOperations.reasons(out, canceled);
			}
		});
	}

}
