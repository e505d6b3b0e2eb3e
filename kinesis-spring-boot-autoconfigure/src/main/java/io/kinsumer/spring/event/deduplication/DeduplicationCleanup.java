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

package io.kinsumer.spring.event.deduplication;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

/**
 * Lets a {@link JdbcDeduplicationStorage} forget what is older than the window, from time
 * to time: every tenth part of the window, but not more often than once a minute, nor
 * more seldom than once an hour.
 */
public final class DeduplicationCleanup implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(DeduplicationCleanup.class);

	private static final Duration SHORTEST = Duration.ofMinutes(1);

	private static final Duration LONGEST = Duration.ofHours(1);

	private final JdbcDeduplicationStorage storage;

	private final Duration window;

	private @Nullable ScheduledExecutorService timer;

	/**
	 * Creates it.
	 * @param storage forgets
	 * @param window how long messages are remembered
	 */
	public DeduplicationCleanup(JdbcDeduplicationStorage storage, Duration window) {
		this.storage = storage;
		this.window = window;
	}

	@Override
	public synchronized void start() {
		if (this.timer != null) {
			return;
		}
		Duration pause = pause();
		this.timer = Executors.newSingleThreadScheduledExecutor((task) -> {
			Thread thread = new Thread(task, "kinesis-deduplication-cleanup");
			thread.setDaemon(true);
			return thread;
		});
		this.timer.scheduleWithFixedDelay(this::cleanUp, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
	}

	Duration pause() {
		Duration tenth = this.window.dividedBy(10);
		return (tenth.compareTo(SHORTEST) < 0) ? SHORTEST : (tenth.compareTo(LONGEST) > 0) ? LONGEST : tenth;
	}

	void cleanUp() {
		try {
			int forgotten = this.storage.forgetOlderThan(this.window);
			logger.debug("Forgot " + forgotten + " messages that were handled longer ago than " + this.window);
		}
		catch (RuntimeException ex) {
			logger.warn("Messages that were handled long ago could not be forgotten, which is tried again later", ex);
		}
	}

	@Override
	public synchronized void stop() {
		if (this.timer != null) {
			// What runs is not interrupted: a database in this process may not survive
			// that.
			this.timer.shutdown();
			this.timer = null;
		}
	}

	@Override
	public synchronized boolean isRunning() {
		return this.timer != null;
	}

}
