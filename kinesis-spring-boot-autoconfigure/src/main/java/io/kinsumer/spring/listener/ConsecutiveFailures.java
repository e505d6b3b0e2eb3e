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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

import io.kinsumer.core.observe.KinsumerInfo;
import io.kinsumer.core.observe.KinsumerListener;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.ShardPosition;
import io.kinsumer.spring.error.DeadLetterRefusedException;
import org.jspecify.annotations.Nullable;

/**
 * Counts how often in a row the handling of a shard failed; where records are handled one
 * by one, that of the record which failed most often. Safe for use by any thread.
 */
public final class ConsecutiveFailures implements KinsumerListener {

	// Within this, a record that was tried again has failed again, or was handled.
	private static final Duration GRACE = Duration.ofSeconds(5);

	private final Map<ShardId, Failure> failures = new ConcurrentHashMap<>();

	private final LongSupplier nanoTime;

	/**
	 * Counts from now on.
	 */
	public ConsecutiveFailures() {
		this(System::nanoTime);
	}

	ConsecutiveFailures(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	/**
	 * How often the last calls of a shard's handler failed.
	 * @param shardId the shard
	 * @return 0 when there was no failure
	 */
	public int of(ShardId shardId) {
		Failure failure = this.failures.get(shardId);
		return (failure != null) ? failure.attempt() : 0;
	}

	/**
	 * What the dead-letter target failed with, if it was what failed last.
	 * @param shardId the shard
	 * @return {@code null} when there was no failure, or another one
	 */
	public @Nullable DeadLetterRefusedException ofDeadLetterTarget(ShardId shardId) {
		Failure failure = this.failures.get(shardId);
		return (failure != null) ? failure.ofDeadLetterTarget() : null;
	}

	@Override
	public void handlingFailed(KinsumerInfo kinsumer, ShardId shardId, Throwable failure, int attempt,
			Duration retryIn) {
		long now = this.nanoTime.getAsLong();
		Failure last = new Failure(attempt,
				(failure.getCause() instanceof DeadLetterRefusedException refused) ? refused : null, now,
				retryIn.plus(GRACE));
		this.failures.merge(shardId, last,
				(before, added) -> (attempt < before.attempt() && before.isAwaited(now)) ? before : added);
	}

	@Override
	public void handlingPutOff(KinsumerInfo kinsumer, ShardId shardId, Duration retryIn) {
		this.failures.remove(shardId);
	}

	@Override
	public void shardAssigned(KinsumerInfo kinsumer, ShardId shardId, ShardPosition position, Duration took) {
		this.failures.remove(shardId);
	}

	@Override
	public void shardReleased(KinsumerInfo kinsumer, ShardId shardId, ShardPosition position, Duration took) {
		this.failures.remove(shardId);
	}

	@Override
	public void shardLost(KinsumerInfo kinsumer, ShardId shardId, Duration owned) {
		this.failures.remove(shardId);
	}

	@Override
	public void shardFinished(KinsumerInfo kinsumer, ShardId shardId, Duration owned) {
		this.failures.remove(shardId);
	}

	/**
	 * What failed last.
	 *
	 * @param attempt how often in a row
	 * @param ofDeadLetterTarget what the dead-letter target did not take; {@code null}
	 * when it was something else that failed
	 * @param at when
	 * @param again after what time the next attempt has told how it went
	 */
	private record Failure(int attempt, @Nullable DeadLetterRefusedException ofDeadLetterTarget, long at,
			Duration again) {

		boolean isAwaited(long now) {
			return Duration.ofNanos(now - this.at).compareTo(this.again) < 0;
		}

	}

}
