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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import io.kinsumer.core.metadata.ShardItem;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.runtime.EngineRuntime;
import org.jspecify.annotations.Nullable;

/**
 * Does what a {@link PollingSource} wants done.
 */
final class PollingDriver implements PollingSource.Effects {

	static final Duration READ_TIMEOUT = Duration.ofSeconds(60);

	private final ShardItem item;

	private final KinsumerRun run;

	private final EngineRuntime runtime;

	private final Runnable changed;

	private final PollingSource source;

	private final TimerSlot wake;

	private @Nullable Long answeredAt;

	/**
	 * Prepares the reading of a shard.
	 * @param item the shard and where to begin
	 * @param run its kinsumer
	 * @param runtime of the shard
	 * @param buffer takes in what is read
	 * @param changed called on the loop when the source was told something
	 */
	PollingDriver(ShardItem item, KinsumerRun run, EngineRuntime runtime, ShardBuffer buffer, Runnable changed) {
		this.item = item;
		this.run = run;
		this.runtime = runtime;
		this.changed = changed;
		this.source = new PollingSource(run.settings(), runtime, buffer, this);
		this.wake = new TimerSlot(runtime, changed);
	}

	ShardSource source() {
		return this.source;
	}

	@Override
	public void openIterator(@Nullable String lastSequence) {
		CompletableFuture<String> iterator = (lastSequence != null)
				? this.run.reader().openIteratorAfter(this.item.shardId(), lastSequence)
				: this.run.reader().openIterator(this.item.shardId(), this.item.position());
		read(iterator, this.source::onIterator);
	}

	@Override
	public void fetch(String iterator, int limit) {
		Mark asked = Mark.now(this.runtime);
		Long since = this.answeredAt;
		if (since != null) {
			Duration waited = Duration.ofNanos(this.runtime.nanoTime() - since);
			this.run.reports().tell((listener, kinsumer) -> listener.readWaited(kinsumer, this.item.shardId(), waited));
		}
		read(this.run.reader().fetch(iterator, limit), (answer) -> {
			this.answeredAt = this.runtime.nanoTime();
			this.source.onFetched(answer);
			this.run.onRead(this.item.shardId(), asked, answer.records(), answer.millisBehindLatest());
		});
	}

	@Override
	public void confirmEnd() {
		read(this.run.reader().listShards(), (listed) -> {
			ShardId id = this.item.shardId();
			if (listed.stream().anyMatch((shard) -> shard.id().equals(id) && shard.open())) {
				this.source.onFailed(new IllegalStateException(
						"Kinesis named neither a next iterator nor child " + "shards, although the shard is open"));
			}
			else {
				this.source.onEnd(listed.stream().filter((shard) -> shard.parents().contains(id)).toList());
			}
		});
	}

	private <T> void read(CompletableFuture<T> call, Consumer<T> next) {
		this.runtime.ask(READ_TIMEOUT, () -> call, (answer, failure) -> {
			if (failure instanceof TimeoutException) {
				// Nobody waits for it any more: it must not hold a connection.
				call.cancel(true);
			}
			answered(failure, () -> next.accept(answer));
		});
	}

	private void answered(@Nullable Throwable failure, Runnable success) {
		if (failure != null) {
			this.source.onFailed(Reports.cause(failure));
		}
		else {
			success.run();
		}
		this.changed.run();
	}

	@Override
	public void advanceIn(Duration delay) {
		this.wake.set(delay);
	}

	@Override
	public void cancelAdvance() {
		this.wake.cancel();
	}

	@Override
	public void readFailed(Throwable failure) {
		this.run.reports().callFailed("GetRecords", this.item.shardId(), failure);
	}

}
