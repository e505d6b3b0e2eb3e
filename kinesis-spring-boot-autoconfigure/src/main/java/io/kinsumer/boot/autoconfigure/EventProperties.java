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

package io.kinsumer.boot.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Settings of events.
 */
public class EventProperties {

	/**
	 * Types of events, by what they are called on their way.
	 */
	private final Map<String, EventTypeProperties> types = new LinkedHashMap<>();

	/**
	 * Whether published events travel in an envelope, which any consumer can read.
	 * Without one, what belongs to an event travels in record headers, which consumers
	 * see that know the format of the Kinesis Producer Library.
	 */
	private boolean envelope = true;

	/**
	 * What the ids of messages are: UUIDs of version 7, or KSUIDs. Has no effect beside a
	 * bean of type IdentifierFactory.
	 */
	private Identifier identifier = Identifier.UUID;

	/**
	 * Whether each failed attempt of a listener to handle events is logged as an error.
	 */
	private boolean errorLogging;

	public Map<String, EventTypeProperties> getTypes() {
		return this.types;
	}

	public boolean isEnvelope() {
		return this.envelope;
	}

	public void setEnvelope(boolean envelope) {
		this.envelope = envelope;
	}

	public Identifier getIdentifier() {
		return this.identifier;
	}

	public void setIdentifier(Identifier identifier) {
		this.identifier = identifier;
	}

	public boolean isErrorLogging() {
		return this.errorLogging;
	}

	public void setErrorLogging(boolean errorLogging) {
		this.errorLogging = errorLogging;
	}

	/**
	 * Kinds of ids.
	 */
	public enum Identifier {

		/**
		 * UUIDs of version 7.
		 */
		UUID,

		/**
		 * K-sortable ids of 27 letters and digits.
		 */
		KSUID

	}

}
