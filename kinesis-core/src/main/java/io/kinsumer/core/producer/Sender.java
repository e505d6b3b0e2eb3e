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
import java.util.concurrent.CompletableFuture;

import io.kinsumer.core.runtime.EngineRuntime;
import io.kinsumer.core.writer.PutRecordsCall;
import org.jspecify.annotations.Nullable;

/**
 * Puts what is ready into requests, as many at once as there are connections. What waits
 * for a connection meanwhile travels in the next request together. Guarded by the
 * producer's lock, except for the sending itself.
 */
final class Sender {

	private final ProducerSettings settings;

	private final EngineRuntime runtime;

	private final PutRecordsCall call;

	private final SendQueue queue;

	private final RateLimiter limiter;

	private final ProducerReports reports;

	private final Settlement settlement;

	private final AnswerHandler answers;

	private int requestsInFlight;

	private int shipmentsInFlight;

	Sender(ProducerSettings settings, EngineRuntime runtime, PutRecordsCall call, SendQueue queue, RateLimiter limiter,
			Settlement settlement, ProducerReports reports, AnswerHandler answers) {
		this.settings = settings;
		this.runtime = runtime;
		this.call = call;
		this.queue = queue;
		this.limiter = limiter;
		this.reports = reports;
		this.settlement = settlement;
		this.answers = answers;
	}

	int requestsInFlight() {
		return this.requestsInFlight;
	}

	boolean isIdle() {
		return this.shipmentsInFlight == 0;
	}

	void answered(List<Shipment> batch) {
		this.requestsInFlight--;
		this.shipmentsInFlight -= batch.size();
	}

	boolean isBusy() {
		return this.requestsInFlight >= this.settings.maxConnections();
	}

	void dispatch(Effects effects, long now) {
		while (!isBusy()) {
			List<Shipment> batch = nextBatch(effects, now);
			if (batch.isEmpty()) {
				return;
			}
			for (Shipment shipment : batch) {
				shipment.attempts++;
				shipment.sentAt = now;
				shipment.records.forEach((record) -> record.attempts++);
			}
			this.requestsInFlight++;
			this.shipmentsInFlight += batch.size();
			effects.send(() -> send(batch));
		}
	}

	private List<Shipment> nextBatch(Effects effects, long now) {
		List<Shipment> batch = new ArrayList<>();
		int size = 0;
		Shipment next = this.queue.poll(0, 0, now);
		while (next != null) {
			Shipment alive = this.settlement.withoutExpired(next, now, effects);
			if (alive != null && alive != next) {
				// It expired in part; the rest may have to wait.
				this.queue.again(alive);
			}
			else if (alive != null) {
				this.limiter.sent(alive.expectedShard, alive.size, now);
				this.reports.limited(alive, now, effects);
				batch.add(alive);
				size += alive.size;
				if (alive.isolated) {
					break;
				}
			}
			next = this.queue.poll(batch.size(), size, now);
		}
		return batch;
	}

	private void send(List<Shipment> batch) {
		long sent = this.runtime.nanoTime();
		CompletableFuture<List<PutRecordsCall.Result>> answer;
		try {
			answer = this.call.send(batch.stream().map(Shipment::entry).toList());
		}
		catch (Throwable ex) {
			// Without an answer the records would never end.
			answer = CompletableFuture.failedFuture(ex);
		}
		answer.whenComplete((results, failure) -> this.answers.answered(batch, results, failure,
				Duration.ofNanos(this.runtime.nanoTime() - sent)));
	}

	/**
	 * Takes answers, on any thread.
	 */
	interface AnswerHandler {

		void answered(List<Shipment> batch, @Nullable List<PutRecordsCall.Result> results, @Nullable Throwable failure,
				Duration duration);

	}

}
