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
 * The observation of records that a listener handles.
 */
public enum KinesisListenerObservation implements ObservationDocumentation {

	/**
	 * One attempt to handle a record or a batch, until it is handled or has failed.
	 */
	PROCESS {

		@Override
		public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
			return DefaultKinesisListenerObservationConvention.class;
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
		 * What is done: {@code process}.
		 */
		OPERATION("messaging.operation.type"),

		/**
		 * Full name of the stream.
		 */
		STREAM("messaging.destination.name"),

		/**
		 * Id of the listener.
		 */
		LISTENER("kinesis.listener.id"),

		/**
		 * Name of the kinsumer.
		 */
		KINSUMER("kinesis.kinsumer"),

		/**
		 * Whether it was tried before: {@code true} or {@code false}.
		 */
		RETRY("kinesis.listener.retry");

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
		 * The shard.
		 */
		SHARD("kinesis.shard.id"),

		/**
		 * Place of the first record in the shard.
		 */
		SEQUENCE_NUMBER("kinesis.sequence.number"),

		/**
		 * The partition key; {@code none} for a batch of several records.
		 */
		PARTITION_KEY("kinesis.partition.key"),

		/**
		 * How many records.
		 */
		RECORDS("messaging.batch.message_count"),

		/**
		 * How often it was tried, from 1.
		 */
		ATTEMPT("kinesis.listener.attempt");

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
