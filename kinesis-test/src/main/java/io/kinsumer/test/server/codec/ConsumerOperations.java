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

import java.util.Map;
import java.util.TreeMap;

import io.kinsumer.test.kinesis.ConsumerRef;
import io.kinsumer.test.kinesis.ConsumerRequest.DeregisterStreamConsumer;
import io.kinsumer.test.kinesis.ConsumerRequest.DescribeStreamConsumer;
import io.kinsumer.test.kinesis.ConsumerRequest.ListStreamConsumers;
import io.kinsumer.test.kinesis.ConsumerRequest.RegisterStreamConsumer;
import io.kinsumer.test.kinesis.ConsumerRequest.SubscribeToShard;
import io.kinsumer.test.kinesis.ConsumerResult.ConsumerDescription;
import io.kinsumer.test.kinesis.IteratorType;
import io.kinsumer.test.kinesis.KinesisModel;

/**
 * The operations of enhanced fan-out.
 */
final class ConsumerOperations {

	private ConsumerOperations() {
	}

	static Map<String, Operation<?, ?>> of(KinesisModel model) {
		Map<String, Operation<?, ?>> table = new TreeMap<>();
		table.put("RegisterStreamConsumer",
				new Operation<>(
						(in) -> new RegisterStreamConsumer(in.requireText("StreamARN"), in.requireText("ConsumerName"),
								in.textMap("Tags")),
						model::registerStreamConsumer,
						(out, result) -> out.structure("Consumer", (consumer) -> brief(consumer, result))));
		table.put("DeregisterStreamConsumer", new Operation<>((in) -> new DeregisterStreamConsumer(consumer(in)),
				model::deregisterStreamConsumer, KinesisOperations::empty));
		table.put("DescribeStreamConsumer", new Operation<>((in) -> new DescribeStreamConsumer(consumer(in)),
				model::describeStreamConsumer, (out, result) -> out.structure("ConsumerDescription", (consumer) -> {
					brief(consumer, result);
					consumer.text("StreamARN", result.streamArn());
				})));
		table.put("ListStreamConsumers", new Operation<>(
				(in) -> new ListStreamConsumers(in.requireText("StreamARN"), in.text("NextToken"),
						in.integer("MaxResults"), in.instant("StreamCreationTimestamp")),
				model::listStreamConsumers,
				(out, result) -> out.structures("Consumers", result.consumers(), ConsumerOperations::brief)
					.text("NextToken", result.nextToken())));
		return table;
	}

	static SubscribeToShard subscribe(Fields in) {
		String consumer = in.requireText("ConsumerARN");
		String shard = in.requireText("ShardId");
		return in.requireStructure("StartingPosition",
				(position) -> new SubscribeToShard(consumer, shard, position.requireChoice("Type", IteratorType.class),
						position.text("SequenceNumber"), position.instant("Timestamp")));
	}

	private static ConsumerRef consumer(Fields in) {
		return new ConsumerRef(in.text("ConsumerARN"), in.text("StreamARN"), in.text("ConsumerName"));
	}

	private static void brief(Output out, ConsumerDescription consumer) {
		out.text("ConsumerName", consumer.consumerName())
			.text("ConsumerARN", consumer.consumerArn())
			.text("ConsumerStatus", consumer.status())
			.instant("ConsumerCreationTimestamp", consumer.creationTimestamp());
	}

}
