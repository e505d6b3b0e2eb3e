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

import io.kinsumer.spring.event.message.EventMessage;
import io.kinsumer.spring.event.outbox.OutboxBacklog;
import io.kinsumer.spring.event.outbox.OutboxListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

/**
 * The meters of an outbox. What waits is told by the process that sends; those that stand
 * by have no value for it.
 */
public final class OutboxMeters implements OutboxListener {

	private static final double MILLIS = 1000;

	private final Counter relayed;

	private final Counter failures;

	private volatile @Nullable OutboxBacklog backlog;

	/**
	 * Creates the meters.
	 * @param registry where they are registered
	 */
	public OutboxMeters(MeterRegistry registry) {
		this.relayed = Counter.builder("kinesis.outbox.relayed")
			.baseUnit("messages")
			.description("Messages of the outbox that were sent")
			.register(registry);
		this.failures = Counter.builder("kinesis.outbox.failures")
			.baseUnit("messages")
			.description("Times that a message of the outbox could not be sent")
			.register(registry);
		Gauge.builder("kinesis.outbox.pending", this, OutboxMeters::pending)
			.baseUnit("messages")
			.description("Messages that wait in the outbox, counted up to 10,000 every few seconds by the process "
					+ "that sends")
			.register(registry);
		Gauge.builder("kinesis.outbox.oldest.age", this, OutboxMeters::oldestAge)
			.baseUnit("seconds")
			.description("Age of the oldest message in the outbox, when they were counted")
			.register(registry);
	}

	private double pending() {
		OutboxBacklog last = this.backlog;
		return (last != null) ? last.messages() : Double.NaN;
	}

	private double oldestAge() {
		OutboxBacklog last = this.backlog;
		return (last != null) ? last.oldestAge().toMillis() / MILLIS : Double.NaN;
	}

	@Override
	public void messageRelayed(EventMessage message) {
		this.relayed.increment();
	}

	@Override
	public void messageFailed(EventMessage message, Throwable failure) {
		this.failures.increment();
	}

	@Override
	public void backlogCounted(OutboxBacklog backlog) {
		this.backlog = backlog;
	}

	@Override
	public void relayStoodBy() {
		this.backlog = null;
	}

}
