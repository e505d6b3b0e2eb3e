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

package io.kinsumer.core.kinsumer;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.kinsumer.core.observe.KinsumerInfo;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.runtime.EngineRuntime;
import org.jspecify.annotations.Nullable;

/**
 * A kinsumer that can be started and stopped, again and again. Its status is a snapshot
 * that the loop takes twice a second, so that asking for it costs nothing and never
 * waits.
 */
final class DefaultKinsumer implements Kinsumer {

	private static final Duration SNAPSHOT_INTERVAL = Duration.ofMillis(500);

	private final KinsumerInfo info;

	private final Supplier<KinsumerEnvironment> environments;

	private volatile KinsumerStatus status;

	private @Nullable KinsumerRun run;

	private @Nullable CompletableFuture<Void> stopped;

	private @Nullable EngineRuntime runtime;

	DefaultKinsumer(KinsumerInfo info, Supplier<KinsumerEnvironment> environments) {
		this.info = info;
		this.environments = environments;
		this.status = new KinsumerStatus(info, null, KinsumerState.NEW, false, List.of(), List.of(), null);
	}

	@Override
	public synchronized CompletableFuture<Void> start() {
		if (isRunning()) {
			throw new AlreadyRunException(this.info.name());
		}
		if (this.runtime != null) {
			// Of a run that failed after it had joined.
			this.runtime.close();
		}
		KinsumerEnvironment environment = this.environments.get();
		KinsumerRun current = new KinsumerRun(environment);
		this.run = current;
		this.runtime = environment.runtime();
		this.stopped = null;
		environment.runtime().loop().execute(() -> {
			current.begin();
			snapshot(current, environment.runtime());
		});
		CompletableFuture<Void> joined = new CompletableFuture<>();
		current.joined().whenComplete((ignored, failure) -> {
			this.status = StatusReader.read(this.info, current);
			if (failure != null) {
				end(current, environment.runtime());
				joined.completeExceptionally(failure);
			}
			else {
				answer(environment.runtime(), () -> joined.complete(null));
			}
		});
		return joined;
	}

	private boolean isRunning() {
		return this.run != null && !this.run.left().isDone();
	}

	/**
	 * Answers a caller on a thread that may block: what the caller does then must not
	 * hold the loop up.
	 */
	private static void answer(EngineRuntime time, Runnable answer) {
		try {
			time.handlers().execute(answer);
		}
		catch (RejectedExecutionException ex) {
			// It ends right now, and nothing waits for its loop any more.
			answer.run();
		}
	}

	private void snapshot(KinsumerRun current, EngineRuntime time) {
		if (!current.left().isDone()) {
			time.schedule(SNAPSHOT_INTERVAL, () -> snapshot(current, time));
		}
		this.status = StatusReader.read(this.info, current);
	}

	@Override
	public synchronized CompletableFuture<Void> stop() {
		KinsumerRun current = this.run;
		EngineRuntime time = this.runtime;
		if (current == null || time == null) {
			return (this.stopped != null) ? this.stopped : CompletableFuture.completedFuture(null);
		}
		if (this.stopped == null) {
			CompletableFuture<Void> result = new CompletableFuture<>();
			this.stopped = result;
			time.loop().execute(current::stop);
			current.left().whenComplete((ignored, failure) -> {
				end(current, time);
				result.complete(null);
			});
		}
		return this.stopped;
	}

	@Override
	public synchronized CompletableFuture<Void> abandon() {
		KinsumerRun current = this.run;
		EngineRuntime time = this.runtime;
		CompletableFuture<Void> leaving = stop();
		if (current != null && time != null && !leaving.isDone()) {
			time.loop().execute(current::abandon);
		}
		return leaving;
	}

	private synchronized void end(KinsumerRun ended, EngineRuntime time) {
		this.status = StatusReader.read(this.info, ended);
		time.close();
		if (this.run == ended) {
			this.run = null;
			this.runtime = null;
		}
	}

	@Override
	public CompletableFuture<Boolean> pause() {
		return ask((holds) -> {
			holds.pause();
			return true;
		});
	}

	@Override
	public CompletableFuture<Boolean> resume() {
		return ask((holds) -> {
			holds.resume();
			return true;
		});
	}

	@Override
	public CompletableFuture<Boolean> pause(ShardId shardId) {
		return ask((holds) -> holds.pause(shardId));
	}

	@Override
	public CompletableFuture<Boolean> stop(ShardId shardId) {
		return ask((holds) -> holds.stop(shardId));
	}

	@Override
	public CompletableFuture<Boolean> resume(ShardId shardId) {
		return ask((holds) -> holds.resume(shardId));
	}

	private synchronized CompletableFuture<Boolean> ask(Predicate<Holds> question) {
		KinsumerRun current = this.run;
		EngineRuntime time = this.runtime;
		if (current == null || time == null) {
			return CompletableFuture.completedFuture(false);
		}
		CompletableFuture<Boolean> result = new CompletableFuture<>();
		time.loop().execute(() -> {
			boolean answer = question.test(current.holds());
			this.status = StatusReader.read(this.info, current);
			answer(time, () -> result.complete(answer));
		});
		current.left().whenComplete((ignored, failure) -> result.complete(false));
		return result;
	}

	@Override
	public CompletableFuture<ResetReport> resetCheckpoint(ShardId shardId, ResetPosition position) {
		return reset(shardId, position);
	}

	@Override
	public CompletableFuture<ResetReport> resetCheckpoints(ResetPosition position) {
		return reset(null, position);
	}

	private synchronized CompletableFuture<ResetReport> reset(@Nullable ShardId shardId, ResetPosition position) {
		if (isRunning()) {
			return CompletableFuture.failedFuture(new ResetRefusedException(
					"kinsumer '" + this.info.name() + "' runs here: stop it first, and on all other instances"));
		}
		KinsumerEnvironment environment = this.environments.get();
		CompletableFuture<ResetReport> result = new CompletableFuture<>();
		environment.runtime()
			.loop()
			.execute(() -> new CheckpointReset(environment, shardId, position).run().whenComplete((report, failure) -> {
				environment.runtime().close();
				if (failure != null) {
					result.completeExceptionally(Reports.cause(failure));
				}
				else {
					result.complete(report);
				}
			}));
		return result;
	}

	@Override
	public KinsumerStatus status() {
		return this.status;
	}

}
