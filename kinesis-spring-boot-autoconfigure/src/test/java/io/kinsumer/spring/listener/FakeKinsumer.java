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

package io.kinsumer.spring.listener;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.kinsumer.core.kinsumer.Kinsumer;
import io.kinsumer.core.kinsumer.KinsumerSettings;
import io.kinsumer.core.kinsumer.KinsumerState;
import io.kinsumer.core.kinsumer.KinsumerStatus;
import io.kinsumer.core.kinsumer.ResetPosition;
import io.kinsumer.core.kinsumer.ResetReport;
import io.kinsumer.core.kinsumer.ShardStatus;
import io.kinsumer.core.observe.KinsumerInfo;
import io.kinsumer.core.processor.RetryAfterException;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.ShardPosition;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.spring.error.DeadLetter;
import io.kinsumer.spring.error.DeadLetterRefusedException;
import org.jspecify.annotations.Nullable;

/**
 * A kinsumer whose status and outcomes a test decides.
 */
public final class FakeKinsumer implements Kinsumer {

	public final ConsecutiveFailures failures = new ConsecutiveFailures();

	public final KinsumerInfo info;

	public CompletableFuture<Void> start = CompletableFuture.completedFuture(null);

	public CompletableFuture<Void> stop = CompletableFuture.completedFuture(null);

	public CompletableFuture<ResetReport> reset = CompletableFuture
		.completedFuture(new ResetReport(ShardPosition.TRIM_HORIZON, List.of(), List.of()));

	public boolean answer = true;

	public int starts;

	public int stops;

	public boolean paused;

	public final List<String> asked = new ArrayList<>();

	private final KinsumerSettings settings;

	private KinsumerStatus status;

	public FakeKinsumer(String name, String stream, String group) {
		this.settings = KinsumerSettings.builder(name, new StreamName(stream), group, "me").build();
		this.info = new KinsumerInfo(name, this.settings.streamName(), group, "me");
		this.status = new KinsumerStatus(this.info, null, KinsumerState.NEW, false, List.of(), List.of(), null);
	}

	public KinsumerContainer container() {
		return container(true, false);
	}

	public KinsumerContainer container(boolean autoStartup, boolean shardLevelMetrics) {
		return container(new KinesisListenerEndpoint(this.info.name(), this.info.name(), Map.of(),
				new ListenerHandler.OfShards((shard) -> (input) -> {
				}), "listener of " + this.info.name()), autoStartup, shardLevelMetrics);
	}

	public KinsumerContainer container(KinesisListenerEndpoint endpoint, boolean autoStartup,
			boolean shardLevelMetrics) {
		boolean starts = autoStartup && !"false".equals(endpoint.properties().get("auto-startup"));
		return new KinsumerContainer(
				endpoint, this.settings, new KinsumerContainerOptions("default",
						"client 'default', region eu-central-1", starts, shardLevelMetrics, Duration.ofMinutes(5)),
				this, this.failures);
	}

	public FakeKinsumer status(KinsumerState state, ShardStatus... shards) {
		return status(state, null, shards);
	}

	public FakeKinsumer status(KinsumerState state, @Nullable String failure, ShardStatus... shards) {
		this.status = new KinsumerStatus(this.info, "arn:aws:kinesis:eu-central-1:1:stream/" + this.info.stream(),
				state, this.paused, List.of("me", "other"), List.of(shards), failure);
		return this;
	}

	@Override
	public CompletableFuture<Void> start() {
		this.starts++;
		return this.start;
	}

	@Override
	public CompletableFuture<Void> stop() {
		this.stops++;
		return this.stop;
	}

	@Override
	public CompletableFuture<Void> abandon() {
		this.asked.add("abandon");
		return this.stop;
	}

	@Override
	public CompletableFuture<Boolean> pause() {
		return asked("pause");
	}

	@Override
	public CompletableFuture<Boolean> resume() {
		return asked("resume");
	}

	@Override
	public CompletableFuture<Boolean> pause(ShardId shardId) {
		return asked("pause " + shardId);
	}

	@Override
	public CompletableFuture<Boolean> stop(ShardId shardId) {
		return asked("stop " + shardId);
	}

	@Override
	public CompletableFuture<Boolean> resume(ShardId shardId) {
		return asked("resume " + shardId);
	}

	@Override
	public CompletableFuture<ResetReport> resetCheckpoint(ShardId shardId, ResetPosition position) {
		this.asked.add("reset " + shardId + " to " + position);
		return this.reset;
	}

	@Override
	public CompletableFuture<ResetReport> resetCheckpoints(ResetPosition position) {
		this.asked.add("reset to " + position);
		return this.reset;
	}

	private CompletableFuture<Boolean> asked(String what) {
		this.asked.add(what);
		return CompletableFuture.completedFuture(this.answer);
	}

	/**
	 * The dead-letter target of a shard did not take a record.
	 */
	public void refuseDeadLetter(ShardId shardId, int attempt, int refusals, Throwable cause) {
		DeadLetter letter = new DeadLetter(TestRecord.of(1, "x"), new IllegalStateException("no"), 3, "orders", "shop",
				"orders", Instant.EPOCH);
		this.failures.handlingFailed(this.info, shardId,
				new RetryAfterException(Duration.ZERO, new DeadLetterRefusedException(letter, refusals, cause)),
				attempt, Duration.ZERO);
	}

	@Override
	public KinsumerStatus status() {
		return this.status;
	}

}
