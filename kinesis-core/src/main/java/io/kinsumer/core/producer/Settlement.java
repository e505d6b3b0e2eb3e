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

package io.kinsumer.core.producer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.kinsumer.core.client.DependencyException;
import io.kinsumer.core.client.KinesisException;
import io.kinsumer.core.client.ThrottlingException;
import io.kinsumer.core.record.RecordResult;
import io.kinsumer.core.record.SequenceNumber;
import org.jspecify.annotations.Nullable;

/**
 * Ends records: each exactly once, whatever comes after. Guarded by the producer's lock.
 */
final class Settlement {

	private final ProducerSettings settings;

	private final Outstanding outstanding;

	private final SendQueue queue;

	private final ProducerReports reports;

	private final String stream;

	Settlement(ProducerSettings settings, Outstanding outstanding, SendQueue queue, ProducerReports reports,
			String stream) {
		this.settings = settings;
		this.outstanding = outstanding;
		this.queue = queue;
		this.reports = reports;
		this.stream = stream;
	}

	void succeed(Landing landing, Effects effects) {
		Shipment shipment = landing.shipment();
		for (int i = 0; i < shipment.records.size(); i++) {
			PendingRecord record = shipment.records.get(i);
			if (this.outstanding.settle(record)) {
				effects.complete(record, new RecordResult(landing.shardId(),
						new SequenceNumber(landing.sequenceNumber(), i), shipment.aggregated, record.attempts));
			}
		}
		this.reports.written(landing, effects);
		this.queue.settled(shipment);
	}

	void fail(Shipment shipment, KinesisException failure, Effects effects) {
		shipment.records.forEach((record) -> fail(record, failure, effects));
		this.queue.settled(shipment);
	}

	void fail(PendingRecord record, KinesisException failure, Effects effects) {
		if (this.outstanding.settle(record)) {
			effects.fail(record, failure);
			this.reports.failed(record.given, failure, effects);
		}
	}

	/**
	 * Gives up what was tried long enough.
	 * @return what is left of the shipment; {@code null}: nothing
	 */
	@Nullable Shipment withoutExpired(Shipment shipment, long now, Effects effects) {
		if (shipment.earliestDeadline() - now > 0) {
			return shipment;
		}
		List<PendingRecord> rest = new ArrayList<>();
		for (PendingRecord record : shipment.records) {
			if (record.isExpired(now)) {
				fail(record, expired(shipment, record), effects);
			}
			else {
				rest.add(record);
			}
		}
		if (rest.isEmpty()) {
			this.queue.settled(shipment);
			return null;
		}
		return shipment.with(rest);
	}

	KinesisException unverified(Landing landing, @Nullable Throwable cause) {
		return new ShardRefreshException("stream '" + this.stream + "': an aggregate was written to shard "
				+ landing.shardId() + ", but the hash keys of that shard could not be listed within record-deadline, "
				+ "which is " + this.settings.recordDeadline() + ": some consumers may drop it", cause);
	}

	private KinesisException expired(Shipment shipment, PendingRecord record) {
		Duration deadline = this.settings.recordDeadline();
		KinesisException last = shipment.lastFailure;
		String message = "stream '" + this.stream + "': given up after record-deadline, which is " + deadline + ", and "
				+ record.attempts + " attempts" + ((last != null) ? "; the last one: " + last.getMessage() : "");
		return (last instanceof ThrottlingException) ? new ThrottlingException(message, last)
				: new DependencyException(message, last);
	}

}
