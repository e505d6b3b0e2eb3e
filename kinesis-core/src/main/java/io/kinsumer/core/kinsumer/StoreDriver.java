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
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import io.kinsumer.core.client.AwsErrors;
import io.kinsumer.core.client.DependencyException;
import io.kinsumer.core.client.ThrottlingException;
import io.kinsumer.core.metadata.CheckpointRepository;
import io.kinsumer.core.metadata.ConditionFailedException;
import io.kinsumer.core.metadata.MetadataException;
import io.kinsumer.core.metadata.Owner;
import io.kinsumer.core.metadata.ShardItem;
import io.kinsumer.core.metadata.ShardWrite;
import io.kinsumer.core.metadata.ShardWrite.Kind;
import io.kinsumer.core.processor.ShutdownException;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.ShardPosition;
import io.kinsumer.core.runtime.EngineRuntime;
import org.jspecify.annotations.Nullable;

/**
 * Does what a {@link ShardStore} wants done, and answers those who wait for a write.
 */
final class StoreDriver implements ShardStore.Effects {

	private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(5);

	private final ShardId shardId;

	private final CheckpointRepository checkpoints;

	private final EngineRuntime runtime;

	private final Reports reports;

	private final ShardStore store;

	private final Supplier<ShardConsumer> consumer;

	private final TimerSlot retry;

	private final Deque<Flush> flushes = new ArrayDeque<>();

	private long lastVersion;

	private long tickets;

	private @Nullable Instant persistedAt;

	StoreDriver(ShardItem item, Owner owner, CheckpointRepository checkpoints, EngineRuntime runtime, Reports reports,
			Supplier<ShardConsumer> consumer) {
		this.shardId = item.shardId();
		this.checkpoints = checkpoints;
		this.runtime = runtime;
		this.reports = reports;
		this.consumer = consumer;
		this.lastVersion = item.version();
		this.persistedAt = item.persistedAt();
		this.store = new ShardStore(item, owner, this);
		this.retry = new TimerSlot(runtime, this.store::onRetry);
	}

	ShardStore store() {
		return this.store;
	}

	/**
	 * The version of the last write that was sent.
	 */
	long lastVersion() {
		return this.lastVersion;
	}

	/**
	 * When the position was last written, {@code null} when it was not.
	 */
	@Nullable Instant persistedAt() {
		return this.persistedAt;
	}

	void cancel() {
		this.retry.cancel();
	}

	/**
	 * Writes progress as soon as possible. May be called by any thread.
	 * @return completes on a thread for handlers
	 */
	CompletableFuture<Void> flush(Supplier<Snapshot> progress) {
		CompletableFuture<Void> result = new CompletableFuture<>();
		this.runtime.loop().execute(() -> {
			this.tickets++;
			this.flushes.add(new Flush(this.tickets, result));
			this.store.flush(this.tickets, progress.get());
		});
		return result;
	}

	@Override
	public void flushed(long upTo, @Nullable Throwable failure) {
		Flush first = this.flushes.peek();
		while (first != null && first.ticket <= upTo) {
			CompletableFuture<Void> result = this.flushes.remove().result;
			if (failure != null) {
				Throwable typed = typed(failure);
				this.runtime.handlers().execute(() -> result.completeExceptionally(typed));
			}
			else {
				this.runtime.handlers().execute(() -> result.complete(null));
			}
			first = this.flushes.peek();
		}
	}

	private Throwable typed(Throwable failure) {
		if (failure instanceof ConditionFailedException) {
			return new ShutdownException(this.shardId);
		}
		String message = "the checkpoint of shard " + this.shardId + " could not be stored: " + failure;
		if (failure instanceof TimeoutException) {
			return new DependencyException(message, failure);
		}
		return switch (AwsErrors.kindOf(failure)) {
			case THROTTLED -> new ThrottlingException(message, failure);
			case TRANSIENT -> new DependencyException(message, failure);
			case PERMANENT -> new MetadataException(message, failure);
		};
	}

	@Override
	public void write(ShardWrite write) {
		this.lastVersion = write.version();
		this.runtime.ask(WRITE_TIMEOUT, () -> this.checkpoints.write(write), (ignored, failure) -> {
			if (failure != null) {
				this.store.onFailed(Reports.cause(failure));
			}
			else {
				this.store.onWritten();
			}
		});
	}

	@Override
	public void retryWriteIn(Duration delay) {
		this.retry.set(delay);
	}

	@Override
	public void persisted(ShardPosition position) {
		this.persistedAt = this.runtime.now();
		this.reports.tell((listener, kinsumer) -> listener.persisted(kinsumer, this.shardId, position));
	}

	@Override
	public void writeFailed(Throwable failure) {
		this.reports.callFailed("writing of a position", this.shardId, failure);
	}

	@Override
	public void stored(Kind kind) {
		this.consumer.get().onStored(kind);
	}

	@Override
	public void notOwner() {
		this.consumer.get().lose();
	}

	/**
	 * Somebody waits for a write.
	 *
	 * @param ticket grows
	 * @param result the answer
	 */
	private record Flush(long ticket, CompletableFuture<Void> result) {

	}

}
