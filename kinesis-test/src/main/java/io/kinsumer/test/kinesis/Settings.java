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

package io.kinsumer.test.kinesis;

import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

import io.kinsumer.test.kinesis.AdministrationRequest.ChangeEncryption;
import io.kinsumer.test.kinesis.AdministrationRequest.ChangeMonitoring;
import io.kinsumer.test.kinesis.AdministrationRequest.ChangeRetention;
import io.kinsumer.test.kinesis.AdministrationRequest.UpdateMaxRecordSize;
import io.kinsumer.test.kinesis.AdministrationRequest.UpdateStreamMode;
import io.kinsumer.test.kinesis.AdministrationResult.AccountLimits;
import io.kinsumer.test.kinesis.AdministrationResult.MonitoringChange;
import io.kinsumer.test.kinesis.KinesisResult.Empty;

/**
 * Changing what can be changed of a stream beside its shards and tags.
 */
final class Settings {

	private static final int MIN_RETENTION = 24;

	private static final int MAX_RETENTION = 8760;

	/** From the developer guide: the mode may be switched twice within 24 hours. */
	private static final int MODES_A_DAY = 2;

	/** From StartStreamEncryption and StopStreamEncryption, each. */
	private static final int ENCRYPTIONS_A_DAY = 25;

	private static final String ALL = "ALL";

	private static final List<String> METRICS = List.of("IncomingBytes", "IncomingRecords", "IteratorAgeMilliseconds",
			"OutgoingBytes", "OutgoingRecords", "ReadProvisionedThroughputExceeded",
			"WriteProvisionedThroughputExceeded");

	private final Streams streams;

	Settings(Streams streams) {
		this.streams = streams;
	}

	AccountLimits limits() {
		AtomicInteger onDemand = new AtomicInteger();
		this.streams
			.forEach((stream) -> onDemand.addAndGet((stream.settings().mode() == StreamMode.ON_DEMAND) ? 1 : 0));
		return new AccountLimits(this.streams.options().shardLimit(), this.streams.openShards(), onDemand.get(),
				Streams.ON_DEMAND_STREAMS);
	}

	Empty mode(UpdateStreamMode request) {
		return this.streams.withActive(request.stream().resolve(), (stream) -> {
			this.streams.requireQuota(stream, "UpdateStreamMode", MODES_A_DAY);
			this.streams.change(stream, () -> stream.settings().mode(request.mode()));
			return new Empty();
		});
	}

	Empty increaseRetention(ChangeRetention request) {
		return retention(request, true);
	}

	Empty decreaseRetention(ChangeRetention request) {
		return retention(request, false);
	}

	private Empty retention(ChangeRetention request, boolean increase) {
		int hours = request.retentionPeriodHours();
		if (hours < MIN_RETENTION || hours > MAX_RETENTION) {
			throw KinesisErrors.invalid("RetentionPeriodHours is " + hours + " but must be within " + MIN_RETENTION
					+ " and " + MAX_RETENTION + " hours.");
		}
		return this.streams.withActive(request.stream().resolve(), (stream) -> {
			int present = stream.settings().retentionHours();
			if (increase ? (hours < present) : (hours > present)) {
				throw KinesisErrors.invalid("Requested retention period (" + hours + " hours) for stream "
						+ stream.name() + (increase ? " can not be shorter" : " can not be longer")
						+ " than the existing retention period (" + present + " hours). Use "
						+ (increase ? "Decrease" : "Increase") + "StreamRetentionPeriod API.");
			}
			this.streams.change(stream, () -> stream.retain(hours));
			return new Empty();
		});
	}

	Empty startEncryption(ChangeEncryption request) {
		requireKey(request.keyId());
		return this.streams.withActive(request.stream().resolve(), (stream) -> {
			this.streams.requireQuota(stream, "StartStreamEncryption", ENCRYPTIONS_A_DAY);
			this.streams.change(stream, () -> stream.settings().keyId(request.keyId()));
			return new Empty();
		});
	}

	Empty stopEncryption(ChangeEncryption request) {
		requireKey(request.keyId());
		return this.streams.withActive(request.stream().resolve(), (stream) -> {
			this.streams.requireQuota(stream, "StopStreamEncryption", ENCRYPTIONS_A_DAY);
			this.streams.change(stream, () -> stream.settings().keyId(null));
			return new Empty();
		});
	}

	private static void requireKey(String keyId) {
		if (keyId.isEmpty() || keyId.length() > 2048) {
			throw KinesisErrors.constraint(keyId, "keyId", "Member must have length between 1 and 2048");
		}
	}

	MonitoringChange enableMonitoring(ChangeMonitoring request) {
		return monitoring(request, true);
	}

	MonitoringChange disableMonitoring(ChangeMonitoring request) {
		return monitoring(request, false);
	}

	private MonitoringChange monitoring(ChangeMonitoring request, boolean enable) {
		List<String> named = request.shardLevelMetrics();
		if (named.isEmpty() || named.size() > METRICS.size()) {
			throw KinesisErrors.constraint(named, "shardLevelMetrics",
					"Member must have length between 1 and " + METRICS.size());
		}
		for (String metric : named) {
			if (!metric.equals(ALL) && !METRICS.contains(metric)) {
				throw KinesisErrors.constraint(metric, "shardLevelMetrics",
						"Member must satisfy enum value set: " + METRICS + " or " + ALL);
			}
		}
		return this.streams.withActive(request.stream().resolve(), (stream) -> {
			List<String> before = stream.settings().metrics();
			TreeSet<String> after = new TreeSet<>(before);
			List<String> changed = named.contains(ALL) ? METRICS : named;
			if (enable) {
				after.addAll(changed);
			}
			else {
				changed.forEach(after::remove);
			}
			this.streams.change(stream, () -> stream.settings().metrics(List.copyOf(after)));
			return new MonitoringChange(stream.name(), stream.arn(), before, List.copyOf(after));
		});
	}

	Empty maxRecordSize(UpdateMaxRecordSize request) {
		Streams.requireRecordSize(request.maxRecordSizeInKiB());
		return this.streams.withActive(request.stream().resolve(), (stream) -> {
			this.streams.change(stream, () -> stream.settings().maxRecordSize(request.maxRecordSizeInKiB()));
			return new Empty();
		});
	}

}
