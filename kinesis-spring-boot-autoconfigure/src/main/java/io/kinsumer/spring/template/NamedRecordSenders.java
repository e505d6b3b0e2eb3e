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

package io.kinsumer.spring.template;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Sends by the producers and writers of the application: a name that is configured for a
 * writer goes to that, one that is configured for a producer to that, and any other name
 * to the stream of that name, as the mode says.
 */
public final class NamedRecordSenders implements RecordSenders {

	private final KinesisProducers producers;

	private final KinesisWriters writers;

	private final SendMode mode;

	/**
	 * Creates the senders.
	 * @param producers the producers
	 * @param writers the writers, of which none is configured by the name of a producer
	 * @param mode what sends to streams for which nothing is configured
	 */
	public NamedRecordSenders(KinesisProducers producers, KinesisWriters writers, SendMode mode) {
		this.producers = producers;
		this.writers = writers;
		this.mode = mode;
	}

	@Override
	public RecordSender get(String destination) {
		return (modeOf(destination) == SendMode.WRITER) ? RecordSender.of(destination, this.writers.get(destination))
				: RecordSender.of(destination, this.producers.get(destination));
	}

	private SendMode modeOf(String destination) {
		if (this.writers.isConfigured(destination)) {
			return SendMode.WRITER;
		}
		return this.producers.isConfigured(destination) ? SendMode.PRODUCER : this.mode;
	}

	@Override
	public Collection<RecordSender> all() {
		List<RecordSender> senders = new ArrayList<>();
		this.producers.getAll().forEach((name, producer) -> senders.add(RecordSender.of(name, producer)));
		this.writers.getAll().forEach((name, writer) -> senders.add(RecordSender.of(name, writer)));
		return senders;
	}

}
