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
import java.util.List;

import io.kinsumer.core.client.AwsErrors;
import io.kinsumer.core.observe.ProducerInfo;
import io.kinsumer.core.observe.ProducerListener;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.UserRecord;
import io.kinsumer.core.writer.PutRecordsCall;
import org.jspecify.annotations.Nullable;

/**
 * Words what happened for listeners, who hear it once the producer's lock is released.
 */
record ProducerReports(ProducerInfo info, List<ProducerListener> listeners) {

	void written(Landing landing, Effects effects) {
		if (this.listeners.isEmpty()) {
			return;
		}
		Shipment shipment = landing.shipment();
		long oldest = shipment.records.get(0).acceptedAt;
		for (PendingRecord record : shipment.records) {
			oldest = (record.acceptedAt - oldest < 0) ? record.acceptedAt : oldest;
		}
		Duration buffered = Duration.ofNanos(Math.max(0, shipment.sentAt - oldest));
		effects.report((listener) -> listener.recordsWritten(this.info, landing.shardId(), shipment.records.size(),
				shipment.payloadSize, shipment.attempts, buffered));
	}

	void failed(UserRecord record, Throwable failure, Effects effects) {
		effects.report((listener) -> listener.recordFailed(this.info, record, failure));
	}

	void requestAnswered(List<Shipment> batch, List<PutRecordsCall.Result> results, Duration duration,
			Effects effects) {
		int refused = 0;
		for (PutRecordsCall.Result result : results) {
			if (result instanceof PutRecordsCall.Refused reason) {
				refused++;
				effects.report((listener) -> listener.recordRefused(this.info, reason.code()));
			}
		}
		requestCompleted(batch, refused, duration, effects);
	}

	void requestFailed(List<Shipment> batch, @Nullable Throwable failure, Duration duration, Effects effects) {
		String code = (failure != null) ? AwsErrors.codeOf(failure) : "NoAnswer";
		batch.forEach((shipment) -> effects.report((listener) -> listener.recordRefused(this.info, code)));
		requestCompleted(batch, batch.size(), duration, effects);
	}

	private void requestCompleted(List<Shipment> batch, int refused, Duration duration, Effects effects) {
		int records = batch.stream().mapToInt((shipment) -> shipment.records.size()).sum();
		effects.report((listener) -> listener.requestCompleted(this.info, batch.size(), records, refused, duration));
		int again = (int) batch.stream().filter((shipment) -> shipment.attempts > 1).count();
		if (again > 0) {
			effects.report((listener) -> listener.recordsRetried(this.info, again));
		}
	}

	/**
	 * A shipment is sent that may have been held back.
	 */
	void limited(Shipment shipment, long now, Effects effects) {
		Long since = shipment.limitedAt;
		if (since != null) {
			shipment.limitedAt = null;
			Duration waited = Duration.ofNanos(Math.max(0, now - since));
			ShardId shard = shipment.expectedShard;
			if (shard != null) {
				effects
					.report((listener) -> listener.recordsLimited(this.info, shard, shipment.records.size(), waited));
			}
		}
	}

	void mispredicted(Landing landing, Effects effects) {
		ShardId expected = landing.shipment().expectedShard;
		if (expected != null) {
			effects.report((listener) -> listener.shardMispredicted(this.info, expected, landing.shardId()));
		}
	}

	void misplaced(Landing landing, Effects effects) {
		int records = landing.shipment().records.size();
		effects.report((listener) -> listener.aggregateMisplaced(this.info, landing.shardId(), records));
	}

	void refreshed(ShardMap shards, Duration duration, Effects effects) {
		effects.report((listener) -> listener.shardsRefreshed(this.info, shards.size(), duration));
	}

	void refreshFailed(Throwable failure, Effects effects) {
		effects.report((listener) -> listener.shardsRefreshFailed(this.info, AwsErrors.unwrap(failure)));
	}

}
