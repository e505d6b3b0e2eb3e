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

import io.kinsumer.boot.actuate.CallErrors.Service;
import io.kinsumer.boot.actuate.CallErrors.Streak;
import io.kinsumer.core.kinsumer.KinsumerState;
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

	private final CallErrors errors;

	private final InstantSource clock;

	KinsumerHealthIndicator(KinsumerContainer container, CallErrors errors, InstantSource clock) {
		super("Health of kinsumer '" + container.kinsumer() + "' could not be determined");
		this.container = container;
		this.errors = errors;
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
			builder.withDetail("failure", SafeText.of(status.failure()));
		}
		boolean unreachable = addUnreachable(builder, status);
		boolean down = status.state() == KinsumerState.FAILED;
		Instant progressPossibleUntil = progressPossibleUntil(status);
		Map<String, Object> shards = new LinkedHashMap<>();
		for (ShardStatus shard : status.shards()) {
			if (shard.mine()) {
				String problem = problem(shard, progressPossibleUntil);
				shards.put(shard.shardId().value(), details(shard, problem));
				down |= problem != null;
			}
		}
		builder.withDetail("shardsOwned", shards.size());
		builder.withDetail("shards", shards);
		if (down) {
			builder.down();
		}
		else if (unreachable) {
			builder.outOfService();
		}
	}

	/**
	 * What is known from the calls that the kinsumer makes anyway.
	 */
	private boolean addUnreachable(Health.Builder builder, KinsumerStatus status) {
		Map<String, Object> services = new LinkedHashMap<>();
		for (Service service : Service.values()) {
			Streak streak = this.errors.unreachable(status.info().name(), service);
			if (streak != null) {
				services.put(service.toString(),
						Map.of("since", streak.since(), "failures", streak.failures(), "error", streak.error()));
			}
		}
		if (!services.isEmpty()) {
			builder.withDetail("unreachable", services);
		}
		boolean lives = status.state() == KinsumerState.RUNNING;
		return lives && !services.isEmpty();
	}

	/**
	 * Until when a shard could make progress: none does while Kinesis cannot be reached,
	 * and that is no fault of the shard.
	 */
	private Instant progressPossibleUntil(KinsumerStatus status) {
		Streak outage = this.errors.unreachable(status.info().name(), Service.KINESIS);
		return (outage != null) ? outage.since() : this.clock.instant();
	}

	private @Nullable String problem(ShardStatus shard, Instant progressPossibleUntil) {
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
		if (mayBeBehind && progress != null && progress.plus(timeout).isBefore(progressPossibleUntil)) {
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
		putUnlessNull(details, "failure", SafeText.ofNullable(shard.failure()));
		return details;
	}

	private static void putUnlessNull(Map<String, Object> details, String name, @Nullable Object value) {
		if (value != null) {
			details.put(name, value);
		}
	}

}
