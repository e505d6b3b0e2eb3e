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
 * The observation of an event that a publisher publishes.
 */
public enum KinesisPublishObservation implements ObservationDocumentation {

	/**
	 * From when all messages of the call are made until they are written.
	 */
	PUBLISH {

		@Override
		public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
			return DefaultKinesisPublishObservationConvention.class;
		}

		@Override
		public String getPrefix() {
			return "";
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
		 * What carries the events: {@code aws_kinesis}.
		 */
		SYSTEM("messaging.system"),

		/**
		 * What is done: {@code create}.
		 */
		OPERATION("messaging.operation.type"),

		/**
		 * The stream as the publisher knows it.
		 */
		STREAM("messaging.destination.name"),

		/**
		 * The name of the event's type.
		 */
		TYPE("kinesis.event.type");

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
		 * The id of the message.
		 */
		MESSAGE_ID("messaging.message.id");

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
