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

import java.time.Duration;

import io.kinsumer.spring.listener.AckMode;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.NestedConfigurationProperty;

/**
 * Settings of one kinsumer that say how records are handled.
 */
public abstract class KinsumerHandlingProperties extends KinsumerReadProperties {

	@NestedConfigurationProperty
	private final KinsumerFailureProperties failure = new KinsumerFailureProperties();

	/**
	 * How many records of one shard are handled at once, from 1 to 1000; those of one
	 * partition key stay in order. Has no effect on listeners of batches.
	 */
	private @Nullable Integer concurrency;

	/**
	 * When records count as handled: 'batch', when the listener returns; 'record', which
	 * also writes the position after each single record; 'manual', when the listener says
	 * so.
	 */
	private AckMode ackMode = AckMode.BATCH;

	/**
	 * After this time without arrivals, in a shard or in all of them, an event tells that
	 * it is idle. Never by default.
	 */
	private @Nullable Duration idleEventInterval;

	/**
	 * Whether payloads are looked for in envelopes of events. By default, they are for
	 * listeners that take events, and for subscriptions.
	 */
	private @Nullable Boolean envelope;

	KinsumerHandlingProperties() {
	}

	public KinsumerFailureProperties getFailure() {
		return this.failure;
	}

	public AckMode getAckMode() {
		return this.ackMode;
	}

	public void setAckMode(AckMode ackMode) {
		this.ackMode = ackMode;
	}

	public @Nullable Integer getConcurrency() {
		return this.concurrency;
	}

	public void setConcurrency(@Nullable Integer concurrency) {
		this.concurrency = concurrency;
	}

	public @Nullable Boolean getEnvelope() {
		return this.envelope;
	}

	public void setEnvelope(@Nullable Boolean envelope) {
		this.envelope = envelope;
	}

	public @Nullable Duration getIdleEventInterval() {
		return this.idleEventInterval;
	}

	public void setIdleEventInterval(@Nullable Duration idleEventInterval) {
		this.idleEventInterval = idleEventInterval;
	}

}
