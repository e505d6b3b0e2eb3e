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

package io.kinsumer.boot.actuate;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

import io.kinsumer.core.kinsumer.KinsumerStatus;
import io.kinsumer.core.kinsumer.ShardStatus;
import io.kinsumer.spring.listener.KinsumerContainer;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Health of one kinsumer and of the shards that it owns.
 */
final class KinsumerHealthIndicator extends AbstractHealthIndicator {

	/**
	 * One failure may pass; this many in a row do not.
	 */
	private static final int MANY_FAILURES = 3;

	private final KinsumerContainer container;

	private final InstantSource clock;

	KinsumerHealthIndicator(KinsumerContainer container, InstantSource clock) {
		super("Health of kinsumer '" + container.kinsumer() + "' could not be determined");
		this.container = container;
		this.clock = clock;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		KinsumerStatus status = this.container.status();
		builder.status(switch (status.state()) {
			case RUNNING -> Status.UP;
			case JOINING, SUSPENDED, STOPPING -> Status.OUT_OF_SERVICE;
			case NEW, STOPPED -> Status.UNKNOWN;
			case FAILED -> Status.DOWN;
		});
		builder.withDetail("state", status.state());
		builder.withDetail("stream", status.info().stream().value());
		builder.withDetail("consumerGroup", status.info().consumerGroup());
		builder.withDetail("members", status.members().size());
		if (status.paused()) {
			builder.withDetail("paused", true);
		}
		if (status.failure() != null) {
			builder.withDetail("failure", status.failure());
		}
		Map<String, Object> shards = new LinkedHashMap<>();
		for (ShardStatus shard : status.shards()) {
			if (shard.mine()) {
				String problem = problem(shard);
				shards.put(shard.shardId().value(), details(shard, problem));
				if (problem != null) {
					builder.down();
				}
			}
		}
		builder.withDetail("shards", shards);
	}

	private @Nullable String problem(ShardStatus shard) {
		if (shard.state() == ShardStatus.State.STOPPED) {
			return (shard.failure() != null) ? "its handler stopped it until it is resumed"
					: "it was stopped on request, until it is resumed";
		}
		if (shard.state() == ShardStatus.State.PAUSED) {
			// Somebody wants that.
			return null;
		}
		int failures = this.container.consecutiveFailures(shard.shardId());
		if (shard.failure() != null && failures >= MANY_FAILURES) {
			String deadLetters = this.container.deadLetterFailure(shard.shardId());
			return (deadLetters != null) ? "its dead-letter target " + deadLetters
					: "its handler keeps failing, " + failures + " times in a row";
		}
		Instant progress = shard.lastProgress();
		Long behind = shard.millisBehindLatest();
		boolean mayBeBehind = behind == null || behind > 0;
		Duration timeout = this.container.options().healthcheckTimeout();
		if (mayBeBehind && progress != null && progress.plus(timeout).isBefore(this.clock.instant())) {
			return "it is behind and made no progress for " + timeout;
		}
		return null;
	}

	private static Map<String, Object> details(ShardStatus shard, @Nullable String problem) {
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("state", shard.state());
		putUnlessNull(details, "millisBehindLatest", shard.millisBehindLatest());
		putUnlessNull(details, "lastProgress", shard.lastProgress());
		putUnlessNull(details, "problem", problem);
		putUnlessNull(details, "failure", shard.failure());
		return details;
	}

	private static void putUnlessNull(Map<String, Object> details, String name, @Nullable Object value) {
		if (value != null) {
			details.put(name, value);
		}
	}

}
