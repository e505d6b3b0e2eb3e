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

package io.kinsumer.spring.observation;

import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.spring.listener.ListenerContext;
import io.kinsumer.spring.observation.KinesisListenerObservation.HighCardinality;
import io.kinsumer.spring.observation.KinesisListenerObservation.LowCardinality;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;

/**
 * The names and keys that are used unless the application has its own. All keys are there
 * always, so that meters keep their schema.
 */
public class DefaultKinesisListenerObservationConvention implements KinesisListenerObservationConvention {

	/**
	 * Name of the observation and of the meters made of it.
	 */
	public static final String NAME = "kinesis.listener";

	private static final KeyValues FIXED = KeyValues.of(LowCardinality.SYSTEM.withValue("aws_kinesis"),
			LowCardinality.OPERATION.withValue("process"));

	@Override
	public String getName() {
		return NAME;
	}

	@Override
	public String getContextualName(KinesisListenerContext context) {
		return context.getListener().shard().stream().value() + " process";
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(KinesisListenerContext context) {
		ListenerContext listener = context.getListener();
		return FIXED.and(LowCardinality.STREAM.withValue(listener.shard().stream().value()),
				LowCardinality.LISTENER.withValue(listener.listenerId()),
				LowCardinality.KINSUMER.withValue(listener.shard().kinsumer()),
				LowCardinality.RETRY.withValue(String.valueOf(listener.attempt() > 1)));
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(KinesisListenerContext context) {
		KinesisRecord first = context.getRecords().get(0);
		return KeyValues.of(HighCardinality.SHARD.withValue(context.getListener().shard().shardId().value()),
				HighCardinality.SEQUENCE_NUMBER.withValue(first.sequenceNumber().toString()),
				HighCardinality.PARTITION_KEY.withValue(context.isBatch() ? KeyValue.NONE_VALUE : first.partitionKey()),
				HighCardinality.RECORDS.withValue(String.valueOf(context.getRecords().size())),
				HighCardinality.ATTEMPT.withValue(String.valueOf(context.getListener().attempt())));
	}

}
