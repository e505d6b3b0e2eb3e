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

import io.kinsumer.spring.listener.KinesisHeaders;
import io.kinsumer.spring.observation.KinesisPublishObservation.HighCardinality;
import io.kinsumer.spring.observation.KinesisPublishObservation.LowCardinality;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;

/**
 * The default names and keys, after the semantic conventions of OpenTelemetry.
 */
public class DefaultKinesisPublishObservationConvention implements KinesisPublishObservationConvention {

	/**
	 * Name of the observation, and of its timer.
	 */
	public static final String NAME = "kinesis.publisher";

	private static final KeyValues FIXED = KeyValues.of(LowCardinality.SYSTEM.withValue("aws_kinesis"),
			LowCardinality.OPERATION.withValue("create"));

	@Override
	public String getName() {
		return NAME;
	}

	@Override
	public String getContextualName(KinesisPublishContext context) {
		return context.getMessage().stream() + " create";
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(KinesisPublishContext context) {
		String type = context.getMessage().headers().get(KinesisHeaders.TYPE);
		return FIXED.and(LowCardinality.STREAM.withValue(context.getMessage().stream()),
				LowCardinality.TYPE.withValue((type != null) ? type : KeyValue.NONE_VALUE));
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(KinesisPublishContext context) {
		return KeyValues.of(HighCardinality.MESSAGE_ID.withValue(context.getMessage().id()));
	}

}
