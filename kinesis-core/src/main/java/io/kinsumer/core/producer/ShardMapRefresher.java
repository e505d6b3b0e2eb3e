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
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;

import io.kinsumer.core.client.Backoff;
import io.kinsumer.core.runtime.EngineRuntime;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the shard map fresh: by interval, at once when asked to, again with backoff after
 * a failure. One listing at a time, and not more than two a second. One that is not
 * answered in time counts as failed, and what it finds later is not looked at.
 */
final class ShardMapRefresher {

	private static final Duration MIN_INTERVAL = Duration.ofMillis(500);

	/**
	 * After which a listing counts as failed.
	 */
	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private static final Backoff BACKOFF = new Backoff(MIN_INTERVAL, Duration.ofSeconds(5), 0, Duration.ofDays(1));

	private final ShardSource source;

	private final EngineRuntime runtime;

	private final RandomGenerator random;

	private final Duration interval;

	private final Outcome outcome;

	private EngineRuntime.@Nullable Timer timer;

	/**
	 * The listing under way.
	 */
	private @Nullable Object running;

	private boolean closed;

	private boolean listedBefore;

	private long startedAt;

	private int failures;

	ShardMapRefresher(ShardSource source, EngineRuntime runtime, RandomGenerator random, Duration interval,
			Outcome outcome) {
		this.source = source;
		this.runtime = runtime;
		this.random = random;
		this.interval = interval;
		this.outcome = outcome;
	}

	/**
	 * Lists the shards, now or as soon as the last listing is long enough ago. Without
	 * effect while a listing is under way or waits for a retry.
	 */
	synchronized void refresh() {
		if (this.running != null || this.closed || this.failures > 0) {
			return;
		}
		Duration since = Duration.ofNanos(this.runtime.nanoTime() - this.startedAt);
		if (this.listedBefore && since.compareTo(MIN_INTERVAL) < 0) {
			scheduleIn(MIN_INTERVAL.minus(since), this::listAgain);
		}
		else {
			list();
		}
	}

	synchronized void close() {
		this.closed = true;
		cancelTimer();
	}

	private void list() {
		Object listing = new Object();
		this.running = listing;
		this.listedBefore = true;
		this.startedAt = this.runtime.nanoTime();
		scheduleIn(TIMEOUT, () -> listed(listing, null, new TimeoutException("no answer within " + TIMEOUT)));
		try {
			this.source.shards().whenComplete((shards, failure) -> answered(listing, shards, failure));
		}
		catch (Throwable ex) {
			listed(listing, null, ex);
		}
	}

	private void answered(Object listing, @Nullable List<StreamShard> shards, @Nullable Throwable failure) {
		if (shards == null) {
			listed(listing, null,
					(failure != null) ? failure : new IllegalStateException("the shard source gave nothing"));
			return;
		}
		ShardMap map = null;
		Throwable unusable = null;
		try {
			map = new ShardMap(shards);
		}
		catch (RuntimeException ex) {
			unusable = ex;
		}
		listed(listing, map, unusable);
	}

	private void listed(Object listing, @Nullable ShardMap shards, @Nullable Throwable failure) {
		Duration duration;
		synchronized (this) {
			if (this.closed || this.running != listing) {
				return;
			}
			this.running = null;
			cancelTimer();
			duration = Duration.ofNanos(this.runtime.nanoTime() - this.startedAt);
			this.failures = (failure != null) ? this.failures + 1 : 0;
			if (failure != null) {
				scheduleIn(BACKOFF.delayAfter(this.failures, this.random), this::listAgain);
			}
			else if (!this.interval.isZero()) {
				scheduleIn(this.interval, this::listAgain);
			}
		}
		if (failure != null) {
			this.outcome.failed(failure);
		}
		else if (shards != null) {
			this.outcome.listed(shards, duration);
		}
	}

	private void scheduleIn(Duration delay, Runnable task) {
		cancelTimer();
		this.timer = this.runtime.schedule(delay, task);
	}

	private synchronized void listAgain() {
		if (this.running == null && !this.closed) {
			list();
		}
	}

	private void cancelTimer() {
		if (this.timer != null) {
			this.timer.cancel();
			this.timer = null;
		}
	}

	/**
	 * Takes what was found.
	 */
	interface Outcome {

		void listed(ShardMap shards, Duration duration);

		void failed(Throwable failure);

	}

}
