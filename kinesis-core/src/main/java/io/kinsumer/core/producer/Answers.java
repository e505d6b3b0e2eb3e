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
import java.util.random.RandomGenerator;

import io.kinsumer.core.client.AwsErrors;
import io.kinsumer.core.client.AwsErrors.Kind;
import io.kinsumer.core.client.InvalidRequestException;
import io.kinsumer.core.client.KinesisException;
import io.kinsumer.core.client.NoSuchStreamException;
import io.kinsumer.core.writer.PutRecordsCall;

/**
 * What becomes of shipments once their request is answered or failed: some were written,
 * some are useless to repeat, the others back off. Guarded by the producer's lock.
 */
final class Answers {

	private final ProducerSettings settings;

	private final RandomGenerator random;

	private final SendQueue queue;

	private final RateLimiter limiter;

	private final Intake intake;

	private final Landings landings;

	private final Settlement settlement;

	private final ProducerReports reports;

	private final String stream;

	private final Retries retries;

	Answers(ProducerSettings settings, RandomGenerator random, SendQueue queue, RateLimiter limiter, Intake intake,
			Landings landings, Settlement settlement, ProducerReports reports, String stream, Retries retries) {
		this.settings = settings;
		this.random = random;
		this.queue = queue;
		this.limiter = limiter;
		this.intake = intake;
		this.landings = landings;
		this.settlement = settlement;
		this.reports = reports;
		this.stream = stream;
		this.retries = retries;
	}

	void answered(List<Shipment> batch, List<PutRecordsCall.Result> results, Duration duration, Effects effects,
			long now) {
		this.reports.requestAnswered(batch, results, duration, effects);
		List<Shipment> refused = new ArrayList<>();
		for (int i = 0; i < batch.size(); i++) {
			Shipment shipment = batch.get(i);
			if (results.get(i) instanceof PutRecordsCall.Written written) {
				this.limiter.written(shipment.expectedShard, now);
				this.landings.written(new Landing(shipment, written.shardId(), written.sequenceNumber()), effects, now);
			}
			else if (results.get(i) instanceof PutRecordsCall.Refused reason) {
				KinesisException cause = AwsErrors.translate(this.stream, reason.code(), reason.message());
				failOrRefuse(shipment, reason.kind(), cause, refused, effects, now);
			}
		}
		retry(refused, now);
	}

	/**
	 * A request failed as a whole.
	 * @return whether there is no such stream
	 */
	boolean requestFailed(List<Shipment> batch, Throwable failure, Duration duration, Effects effects, long now) {
		this.reports.requestFailed(batch, failure, duration, effects);
		KinesisException cause = AwsErrors.translate(this.stream, failure);
		Kind kind = AwsErrors.kindOf(failure);
		if (cause instanceof InvalidRequestException && batch.size() > 1) {
			// One of them may be to blame; the others must not fail with it.
			batch.forEach(this::isolate);
			return false;
		}
		List<Shipment> refused = new ArrayList<>();
		batch.forEach((shipment) -> failOrRefuse(shipment, kind, cause, refused, effects, now));
		retry(refused, now);
		return cause instanceof NoSuchStreamException;
	}

	private void isolate(Shipment shipment) {
		if (this.intake.isFenced()) {
			this.intake.hold(shipment);
		}
		else {
			shipment.isolated = true;
			this.queue.again(shipment);
		}
	}

	private void failOrRefuse(Shipment shipment, Kind kind, KinesisException cause, List<Shipment> refused,
			Effects effects, long now) {
		shipment.lastFailure = cause;
		if (kind == Kind.THROTTLED) {
			this.limiter.throttled(shipment.expectedShard, shipment.sentAt, now);
		}
		if (kind == Kind.PERMANENT) {
			this.settlement.fail(shipment, cause, effects);
		}
		else {
			refused.add(shipment);
		}
	}

	private void retry(List<Shipment> refused, long now) {
		if (this.intake.isFenced()) {
			refused.forEach(this.intake::hold);
			return;
		}
		if (refused.isEmpty()) {
			return;
		}
		long delay = Long.MAX_VALUE;
		int attempts = 1;
		for (Shipment shipment : refused) {
			this.queue.backOff(shipment);
			delay = Math.min(delay, Math.max(0, shipment.earliestDeadline() - now));
			attempts = Math.max(attempts, shipment.attempts);
		}
		delay = Math.min(delay, this.settings.backoff().delayAfter(attempts, this.random).toNanos());
		this.retries.after(Duration.ofNanos(delay), () -> {
			for (int i = refused.size() - 1; i >= 0; i--) {
				this.queue.resume(refused.get(i));
			}
		});
	}

	/**
	 * Does something later, as a step of the producer.
	 */
	interface Retries {

		void after(Duration delay, Runnable resume);

	}

}
