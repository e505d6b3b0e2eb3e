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

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/**
 * The observation of a record that a template sends.
 */
public enum KinesisTemplateObservation implements ObservationDocumentation {

	/**
	 * From the call of the template until the outcome is known.
	 */
	SEND {

		@Override
		public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
			return DefaultKinesisTemplateObservationConvention.class;
		}

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return LowCardinality.values();
		}

		@Override
		public KeyName[] getHighCardinalityKeyNames() {
			return HighCardinality.values();
		}

	};

	/**
	 * Keys of few values.
	 */
	public enum LowCardinality implements KeyName {

		/**
		 * What carries the records: {@code aws_kinesis}.
		 */
		SYSTEM("messaging.system"),

		/**
		 * What is done: {@code send}.
		 */
		OPERATION("messaging.operation.type"),

		/**
		 * Full name of the stream.
		 */
		STREAM("messaging.destination.name"),

		/**
		 * The destination as the application called it.
		 */
		DESTINATION("kinesis.template.destination"),

		/**
		 * What sends: {@code producer} or {@code writer}.
		 */
		MODE("kinesis.template.mode");

		private final String key;

		LowCardinality(String key) {
			this.key = key;
		}

		@Override
		public String asString() {
			return this.key;
		}

	}

	/**
	 * Keys of many values.
	 */
	public enum HighCardinality implements KeyName {

		/**
		 * The partition key; {@code none} where any shard will do.
		 */
		PARTITION_KEY("kinesis.partition.key"),

		/**
		 * The shard that took the record; {@code none} if none did.
		 */
		SHARD("kinesis.shard.id"),

		/**
		 * Its place in the shard; {@code none} if it has none.
		 */
		SEQUENCE_NUMBER("kinesis.sequence.number");

		private final String key;

		HighCardinality(String key) {
			this.key = key;
		}

		@Override
		public String asString() {
			return this.key;
		}

	}

}
