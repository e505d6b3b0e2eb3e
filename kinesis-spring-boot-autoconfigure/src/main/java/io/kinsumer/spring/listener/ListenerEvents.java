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
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Publishes the events of all listeners of an application, off the threads of the engine.
 * Has no thread while there is nothing to publish and nobody wants idle events.
 */
public final class ListenerEvents implements DisposableBean {

	private static final Log logger = LogFactory.getLog(ListenerEvents.class);

	private static final Duration KEEP_THREAD = Duration.ofSeconds(5);

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private final ApplicationEventPublisher publisher;

	private final ThreadPoolExecutor threads = new ThreadPoolExecutor(0, Integer.MAX_VALUE, KEEP_THREAD.toSeconds(),
			TimeUnit.SECONDS, new SynchronousQueue<>(), threads("kinesis-events-"));

	private @Nullable ScheduledThreadPoolExecutor timer;

	/**
	 * Creates the publisher.
	 * @param publisher takes the events, usually the application context
	 */
	public ListenerEvents(ApplicationEventPublisher publisher) {
		this.publisher = publisher;
	}

	/**
	 * The events of one listener.
	 * @param listenerId the id of the listener
	 * @param kinsumer the name of its kinsumer
	 * @param idleInterval after this time without arrivals it, or one of its shards, is
	 * idle; {@code null} or zero for never
	 * @return hears what the kinsumer does, and publishes it
	 */
	public KinsumerEvents of(String listenerId, String kinsumer, @Nullable Duration idleInterval) {
		EventQueue queue = new EventQueue(this.threads, this.publisher::publishEvent);
		boolean idleEvents = idleInterval != null && !idleInterval.isZero();
		return new KinsumerEvents(listenerId, kinsumer, queue, idleEvents ? idleInterval : null, this::schedule);
	}

	private synchronized void schedule(Duration delay, Runnable task) {
		if (this.timer == null) {
			this.timer = new ScheduledThreadPoolExecutor(1, threads("kinesis-idle-"));
			this.timer.setRemoveOnCancelPolicy(true);
		}
		if (!this.timer.isShutdown()) {
			this.timer.schedule(task, Math.max(1, delay.toMillis()), TimeUnit.MILLISECONDS);
		}
	}

	private static ThreadFactory threads(String prefix) {
		AtomicInteger count = new AtomicInteger();
		return (task) -> {
			Thread thread = new Thread(task, prefix + count.incrementAndGet());
			thread.setDaemon(true);
			return thread;
		};
	}

	@Override
	public void destroy() {
		synchronized (this) {
			if (this.timer != null) {
				this.timer.shutdownNow();
			}
		}
		this.threads.shutdown();
		try {
			if (!this.threads.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
				logger.warn("An @EventListener method for listener events has not returned within " + PATIENCE
						+ "; it is interrupted, and what waits is not published");
				this.threads.shutdownNow();
			}
		}
		catch (InterruptedException ex) {
			this.threads.shutdownNow();
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Runs something later.
	 */
	@FunctionalInterface
	interface Timer {

		void schedule(Duration delay, Runnable task);

	}

}
