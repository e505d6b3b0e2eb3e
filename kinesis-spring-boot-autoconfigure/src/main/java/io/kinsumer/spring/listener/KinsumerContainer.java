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

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import io.kinsumer.core.kinsumer.Kinsumer;
import io.kinsumer.core.kinsumer.KinsumerSettings;
import io.kinsumer.core.kinsumer.KinsumerState;
import io.kinsumer.core.kinsumer.KinsumerStatus;
import io.kinsumer.core.kinsumer.ResetPosition;
import io.kinsumer.core.kinsumer.ResetReport;
import io.kinsumer.core.kinsumer.ShardStatus;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.spring.error.DeadLetterRefusedException;
import io.kinsumer.spring.listener.event.StopReason;
import org.jspecify.annotations.Nullable;

/**
 * A kinsumer together with the endpoint that handles its records. Safe for use by any
 * thread; no method waits.
 */
public final class KinsumerContainer {

	private final KinesisListenerEndpoint endpoint;

	private final KinsumerSettings settings;

	private final KinsumerContainerOptions options;

	private final Kinsumer delegate;

	private final ConsecutiveFailures failures;

	private final @Nullable KinsumerEvents events;

	private @Nullable CompletableFuture<Void> joined;

	private @Nullable CompletableFuture<Void> stopping;

	/**
	 * Creates a container.
	 * @param endpoint handles the records
	 * @param settings the settings of the kinsumer
	 * @param options what else is configured
	 * @param kinsumer the engine
	 * @param failures a listener of the engine
	 */
	public KinsumerContainer(KinesisListenerEndpoint endpoint, KinsumerSettings settings,
			KinsumerContainerOptions options, Kinsumer kinsumer, ConsecutiveFailures failures) {
		this(endpoint, settings, options, kinsumer, failures, null);
	}

	/**
	 * Creates a container.
	 * @param endpoint handles the records
	 * @param settings the settings of the kinsumer
	 * @param options what else is configured
	 * @param kinsumer the engine
	 * @param failures a listener of the engine
	 * @param events another listener of the engine, or {@code null} for no events
	 */
	public KinsumerContainer(KinesisListenerEndpoint endpoint, KinsumerSettings settings,
			KinsumerContainerOptions options, Kinsumer kinsumer, ConsecutiveFailures failures,
			@Nullable KinsumerEvents events) {
		this.events = events;
		this.endpoint = endpoint;
		this.settings = settings;
		this.options = options;
		this.delegate = kinsumer;
		this.failures = failures;
	}

	/**
	 * The id in the registry.
	 * @return never blank
	 */
	public String id() {
		return this.endpoint.id();
	}

	/**
	 * The name of the kinsumer.
	 * @return never blank
	 */
	public String kinsumer() {
		return this.settings.name();
	}

	/**
	 * Names what handles the records.
	 * @return such as a method's signature
	 */
	public String description() {
		return this.endpoint.description();
	}

	/**
	 * The engine's settings.
	 * @return never {@code null}
	 */
	public KinsumerSettings settings() {
		return this.settings;
	}

	/**
	 * The other options.
	 * @return never {@code null}
	 */
	public KinsumerContainerOptions options() {
		return this.options;
	}

	/**
	 * Whether it starts with the application.
	 * @return as in {@link #options()}
	 */
	public boolean autoStartup() {
		return this.options.autoStartup();
	}

	/**
	 * What the kinsumer does now, from memory.
	 * @return a snapshot
	 */
	public KinsumerStatus status() {
		return this.delegate.status();
	}

	/**
	 * How often in a row the handling of a shard failed.
	 * @param shardId the shard
	 * @return 0 when its last call succeeded
	 */
	public int consecutiveFailures(ShardId shardId) {
		return isFailing(shardId) ? this.failures.of(shardId) : 0;
	}

	/**
	 * What the dead-letter target says that a shard waits for.
	 * @param shardId the shard
	 * @return how often and with what it failed, such as "failed 3 times, last with
	 * java.net.ConnectException: refused"; {@code null} when it is not what a shard waits
	 * for
	 */
	public @Nullable String deadLetterFailure(ShardId shardId) {
		DeadLetterRefusedException refused = isFailing(shardId) ? this.failures.ofDeadLetterTarget(shardId) : null;
		return (refused != null) ? "failed " + refused.getAttempt() + " times, last with " + refused.getCause() : null;
	}

	private boolean isFailing(ShardId shardId) {
		return status().shards()
			.stream()
			.anyMatch((shard) -> shard.shardId().equals(shardId) && shard.failure() != null);
	}

	/**
	 * Whether it is started and not stopped since.
	 * @return {@code false} as well when it stopped by an error
	 */
	public synchronized boolean isRunning() {
		return this.joined != null && status().state() != KinsumerState.FAILED;
	}

	/**
	 * Joins the group, unless that was done.
	 * @return completes when it is a member; fails with {@link KinsumerStartException}
	 */
	public synchronized CompletableFuture<Void> start() {
		CompletableFuture<Void> joined = this.joined;
		CompletableFuture<Void> leaving = this.stopping;
		if (joined == null) {
			return joinAfter((leaving != null) ? leaving : CompletableFuture.completedFuture(null));
		}
		if (joined.isDone() && status().state() == KinsumerState.FAILED) {
			return joinAfter(this.delegate.stop());
		}
		return joined;
	}

	private CompletableFuture<Void> joinAfter(CompletableFuture<Void> stop) {
		CompletableFuture<Void> joined = new CompletableFuture<>();
		this.joined = joined;
		stop.whenComplete((left, failure) -> {
			if (!begin(joined)) {
				joined.completeExceptionally(new KinsumerStartException(this,
						new IllegalStateException("it was stopped before it had begun to join")));
			}
		});
		return joined;
	}

	/**
	 * Joins, unless it was stopped while the start waited for an earlier stop.
	 */
	private synchronized boolean begin(CompletableFuture<Void> joined) {
		if (this.joined != joined) {
			return false;
		}
		Pipeline.call(this.delegate::start).whenComplete((result, failure) -> {
			if (failure != null) {
				joined.completeExceptionally(new KinsumerStartException(this, unwrap(failure)));
			}
			else {
				joined.complete(null);
			}
		});
		return true;
	}

	private static Throwable unwrap(Throwable failure) {
		return (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause() : failure;
	}

	/**
	 * Hands its shards over and leaves the group.
	 * @return completes when it has left
	 */
	public CompletableFuture<Void> stop() {
		return stop(StopReason.REQUESTED);
	}

	synchronized CompletableFuture<Void> stop(StopReason reason) {
		CompletableFuture<Void> before = this.stopping;
		if (this.joined == null) {
			return (before != null) ? before : CompletableFuture.completedFuture(null);
		}
		this.joined = null;
		CompletableFuture<Void> left = this.delegate.stop().whenComplete((result, failure) -> {
			if (this.events != null) {
				this.events.stopped(reason);
			}
		});
		this.stopping = left;
		return left;
	}

	/**
	 * Pauses it: it keeps its shards, and those that it gets later, but handles nothing
	 * until it is resumed or stopped.
	 * @return whether it runs
	 * @see Kinsumer#pause()
	 */
	public CompletableFuture<Boolean> pause() {
		return this.delegate.pause();
	}

	/**
	 * Lets all its shards go on: paused ones, stopped ones, and at once with what waits
	 * for its next attempt.
	 * @return whether it runs
	 * @see Kinsumer#resume()
	 */
	public CompletableFuture<Boolean> resume() {
		return this.delegate.resume();
	}

	/**
	 * Pauses one of its shards.
	 * @param shardId the shard
	 * @return whether it owns the shard
	 * @see Kinsumer#pause(ShardId)
	 */
	public CompletableFuture<Boolean> pause(ShardId shardId) {
		return this.delegate.pause(shardId);
	}

	/**
	 * Stops one of its shards, as something that is wrong.
	 * @param shardId the shard
	 * @return whether it owns the shard
	 * @see Kinsumer#stop(ShardId)
	 */
	public CompletableFuture<Boolean> stop(ShardId shardId) {
		return this.delegate.stop(shardId);
	}

	/**
	 * Lets a shard go on, whatever holds it.
	 * @param shardId the shard
	 * @return whether it owns the shard
	 * @see Kinsumer#resume(ShardId)
	 */
	public CompletableFuture<Boolean> resume(ShardId shardId) {
		return this.delegate.resume(shardId);
	}

	/**
	 * Moves the stored position of a shard while nobody handles it.
	 * @param shardId the shard
	 * @param position where to go on
	 * @return what was done
	 * @see Kinsumer#resetCheckpoint(ShardId, ResetPosition)
	 */
	public CompletableFuture<ResetReport> resetCheckpoint(ShardId shardId, ResetPosition position) {
		return this.delegate.resetCheckpoint(shardId, position);
	}

	/**
	 * Moves the stored positions of all shards while the group has no live member.
	 * @param position where to go on
	 * @return what was done
	 * @see Kinsumer#resetCheckpoints(ResetPosition)
	 */
	public CompletableFuture<ResetReport> resetCheckpoints(ResetPosition position) {
		return this.delegate.resetCheckpoints(position);
	}

	/**
	 * Waits no longer for handlers.
	 */
	CompletableFuture<Void> abandon() {
		return this.delegate.abandon();
	}

	synchronized boolean isStarted() {
		return this.joined != null;
	}

	synchronized boolean isStopped() {
		return this.joined == null && (this.stopping == null || this.stopping.isDone());
	}

	List<ShardId> shards() {
		return status().shards().stream().filter(ShardStatus::mine).map(ShardStatus::shardId).toList();
	}

	/**
	 * Whether the whole listener is paused.
	 * @return {@code false} as well when only some of its shards are
	 */
	public boolean isPaused() {
		return status().paused();
	}

	@Override
	public String toString() {
		return "kinsumer '" + kinsumer() + "' of listener '" + id() + "'";
	}

}
