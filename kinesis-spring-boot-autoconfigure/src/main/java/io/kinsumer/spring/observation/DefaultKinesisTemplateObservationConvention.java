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

import java.util.Locale;

import io.kinsumer.core.record.RecordResult;
import io.kinsumer.spring.observation.KinesisTemplateObservation.HighCardinality;
import io.kinsumer.spring.observation.KinesisTemplateObservation.LowCardinality;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;

/**
 * The names and keys that are used unless the application has its own. All keys are there
 * always, so that meters keep their schema.
 */
public class DefaultKinesisTemplateObservationConvention implements KinesisTemplateObservationConvention {

	/**
	 * Name of the observation and of the meters made of it.
	 */
	public static final String NAME = "kinesis.template";

	private static final KeyValues FIXED = KeyValues.of(LowCardinality.SYSTEM.withValue("aws_kinesis"),
			LowCardinality.OPERATION.withValue("send"));

	@Override
	public String getName() {
		return NAME;
	}

	@Override
	public String getContextualName(KinesisTemplateContext context) {
		return context.getTarget().stream() + " send";
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(KinesisTemplateContext context) {
		return FIXED.and(LowCardinality.STREAM.withValue(context.getTarget().stream()),
				LowCardinality.DESTINATION.withValue(context.getTarget().destination()),
				LowCardinality.MODE.withValue(context.getTarget().mode().name().toLowerCase(Locale.ROOT)));
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(KinesisTemplateContext context) {
		String key = context.getRecord().partitionKey();
		RecordResult result = context.getResult();
		return KeyValues.of(HighCardinality.PARTITION_KEY.withValue((key != null) ? key : KeyValue.NONE_VALUE),
				HighCardinality.SHARD.withValue((result != null) ? result.shardId().value() : KeyValue.NONE_VALUE),
				HighCardinality.SEQUENCE_NUMBER
					.withValue((result != null) ? result.sequenceNumber().toString() : KeyValue.NONE_VALUE));
	}

}
