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

package io.kinsumer.spring.event.outbox;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

import io.kinsumer.core.client.Backoff;
import io.kinsumer.spring.event.message.EventWriter;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

/**
 * Sends what is in an outbox, and deletes what was sent: each message once or, after a
 * failure or the death of a process, several times under the same id. Of the processes
 * that share a table, one sends. The messages of a key are sent one after the other, in
 * the order of the table; a key whose message cannot be sent is held back, others go on.
 * <p>
 * It stops after the web server and before the producers, waits for what is on its way,
 * and lets another process take over at once.
 */
public final class OutboxRelay implements SmartLifecycle {

	/**
	 * Stops after listeners and web servers, before the producers.
	 */
	public static final int PHASE = Integer.MAX_VALUE - 3072;

	private static final Log logger = LogFactory.getLog(OutboxRelay.class);

	/** Nobody who knows the thread interrupts it: it is stopped otherwise. */
	private static final String INTERRUPTED = "The thread of the relay of the outbox was interrupted";

	private final OutboxSteps steps;

	private final Backoff backoff;

	private final RandomGenerator random;

	private final ThreadFactory threads;

	private final Semaphore signals = new Semaphore(0);

	private final Object monitor = new Object();

	private int failures;

	private @Nullable Run current;

	private @Nullable Run last;

	/**
	 * Creates a relay.
	 * @param table has the messages
	 * @param lease of the same table
	 * @param delegate sends them
	 * @param settings how
	 * @param listeners are told what becomes of the messages
	 * @param nanoTime a monotonic clock, such as {@link System#nanoTime()}
	 * @param random for the jitter of delays
	 * @param threads makes the thread of the relay
	 */
	public OutboxRelay(OutboxTable table, OutboxLease lease, EventWriter delegate, OutboxSettings settings,
			List<OutboxListener> listeners, LongSupplier nanoTime, RandomGenerator random, ThreadFactory threads) {
		this.steps = new OutboxSteps(table, lease, delegate, settings, listeners, nanoTime, random,
				this.signals::release);
		this.backoff = settings.backoff();
		this.random = random;
		this.threads = threads;
	}

	/**
	 * Lets the relay look into the table at once. Safe for use by any thread.
	 */
	public void wake() {
		this.steps.committed();
	}

	@Override
	public void start() {
		synchronized (this.monitor) {
			if (this.current == null) {
				this.last = new Run(this.last);
				this.current = this.last;
				this.threads.newThread(this.current).start();
			}
		}
	}

	@Override
	public void stop(Runnable callback) {
		Run stopped;
		synchronized (this.monitor) {
			stopped = this.current;
			this.current = null;
		}
		if (stopped == null) {
			callback.run();
		}
		else {
			stopped.stop(callback);
		}
	}

	@Override
	public void stop() {
		Semaphore stopped = new Semaphore(0);
		stop(stopped::release);
		stopped.acquireUninterruptibly();
	}

	@Override
	public boolean isRunning() {
		synchronized (this.monitor) {
			return this.current != null;
		}
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	/**
	 * A step, whatever comes of it.
	 * @return after what time to do the next
	 */
	Duration step() {
		try {
			Duration pause = this.steps.step();
			if (this.failures > 0) {
				logger.info("The relay of the outbox goes on: the database can be reached again");
				this.failures = 0;
			}
			return pause;
		}
		catch (Throwable ex) {
			// Errors as well, such as of a driver: nobody else would send.
			this.failures++;
			String text = "The relay of the outbox cannot use the database, which is tried again";
			if (this.failures == 1) {
				logger.warn(text, ex);
			}
			else {
				logger.debug(text, ex);
			}
			this.steps.interrupted();
			return this.backoff.delayAfter(this.failures, this.random);
		}
	}

	/**
	 * From a start to what comes of a stop. A stop that takes long may be followed by a
	 * start: there is one thread at the steps nevertheless.
	 */
	private final class Run implements Runnable {

		private final CountDownLatch ended = new CountDownLatch(1);

		private @Nullable Run before;

		private volatile @Nullable Runnable whenStopped;

		Run(@Nullable Run before) {
			this.before = before;
		}

		void stop(Runnable callback) {
			this.whenStopped = callback;
			OutboxRelay.this.signals.release();
		}

		@Override
		public void run() {
			awaitBefore();
			Runnable callback = this.whenStopped;
			while (callback == null) {
				pause(step());
				callback = this.whenStopped;
			}
			try {
				while (!OutboxRelay.this.steps.finish()) {
					pause(Duration.ofSeconds(1));
				}
			}
			catch (Throwable ex) {
				logger.warn("The relay of the outbox could not note what was sent last, or give its lease up: messages "
						+ "may be sent again, and another process waits for the end of the lease", ex);
			}
			OutboxRelay.this.steps.interrupted();
			callback.run();
			this.ended.countDown();
		}

		private void awaitBefore() {
			while (this.before != null) {
				try {
					this.before.ended.await();
					this.before = null;
				}
				catch (InterruptedException ex) {
					logger.debug(INTERRUPTED, ex);
				}
			}
		}

		private void pause(Duration pause) {
			Semaphore signals = OutboxRelay.this.signals;
			try {
				if (signals.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS)) {
					signals.drainPermits();
				}
			}
			catch (InterruptedException ex) {
				logger.debug(INTERRUPTED, ex);
			}
		}

	}

}
