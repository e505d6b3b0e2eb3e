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

package io.kinsumer.core.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Real time and threads: one thread for the loop and its timers, and a pool for handlers.
 */
public final class ThreadedRuntime implements EngineRuntime {

	private static final Logger logger = LoggerFactory.getLogger(ThreadedRuntime.class);

	private final ScheduledThreadPoolExecutor loop;

	private final ExecutorService handlers;

	/**
	 * Creates threads, virtual ones for handlers where the JVM has them.
	 * @param name begins the names of the threads
	 */
	public ThreadedRuntime(String name) {
		this(name, HandlerThreads.VIRTUAL_IF_AVAILABLE);
	}

	/**
	 * Creates threads.
	 * @param name begins the names of the threads
	 * @param threads which kind of threads handlers run on
	 */
	public ThreadedRuntime(String name, HandlerThreads threads) {
		this.loop = new ScheduledThreadPoolExecutor(1, named(name + "-loop-"));
		this.loop.setRemoveOnCancelPolicy(true);
		this.loop.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
		this.handlers = HandlerPools.create(name + "-handler-", threads);
	}

	static ThreadFactory named(String prefix) {
		AtomicInteger count = new AtomicInteger();
		return (task) -> {
			Thread thread = new Thread(task, prefix + count.incrementAndGet());
			thread.setDaemon(true);
			return thread;
		};
	}

	@Override
	public long nanoTime() {
		return System.nanoTime();
	}

	@Override
	public Instant now() {
		return Instant.now();
	}

	@Override
	public Executor loop() {
		return this::execute;
	}

	@Override
	public Executor handlers() {
		return this.handlers;
	}

	private void execute(Runnable task) {
		try {
			this.loop.execute(guarded(task));
		}
		catch (RejectedExecutionException ex) {
			logger.debug("Dropped an answer that came after the end", ex);
		}
	}

	@Override
	public Timer schedule(Duration delay, Runnable task) {
		try {
			Future<?> future = this.loop.schedule(guarded(task), Math.max(0, delay.toNanos()), TimeUnit.NANOSECONDS);
			return () -> future.cancel(false);
		}
		catch (RejectedExecutionException ex) {
			logger.debug("Dropped a timer that was set after the end", ex);
			return () -> {
			};
		}
	}

	private static Runnable guarded(Runnable task) {
		return () -> {
			try {
				task.run();
			}
			catch (Throwable ex) {
				logger.error("A step of the engine failed; this is a bug", ex);
			}
		};
	}

	@Override
	public void close() {
		this.loop.shutdown();
		this.handlers.shutdownNow();
	}

	/**
	 * Pools for handlers.
	 */
	private static final class HandlerPools {

		private HandlerPools() {
		}

		static ExecutorService create(String prefix, HandlerThreads threads) {
			return switch (threads) {
				case PLATFORM -> Executors.newCachedThreadPool(named(prefix));
				case VIRTUAL_IF_AVAILABLE -> createVirtual(prefix);
			};
		}

		private static ExecutorService createVirtual(String prefix) {
			try {
				Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
				Class<?> type = Class.forName("java.lang.Thread$Builder");
				Object named = type.getMethod("name", String.class, long.class).invoke(builder, prefix, 1L);
				ThreadFactory factory = (ThreadFactory) type.getMethod("factory").invoke(named);
				return (ExecutorService) Executors.class.getMethod("newThreadPerTaskExecutor", ThreadFactory.class)
					.invoke(null, factory);
			}
			catch (ReflectiveOperationException ex) {
				logger.debug("This JVM has no virtual threads; handlers use platform threads", ex);
				return Executors.newCachedThreadPool(named(prefix));
			}
		}

	}

}
