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

package io.kinsumer.sample.counting;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongFunction;

/**
 * Counts what this instance sends and receives. Safe for use by several threads.
 */
public final class LocalCounts {

	private final String instance;

	private final Map<String, SentKey> sent = new ConcurrentHashMap<>();

	private final Map<String, ReceivedKey> received = new ConcurrentHashMap<>();

	private final AtomicLong version = new AtomicLong();

	public LocalCounts(String instance) {
		this.instance = instance;
	}

	/**
	 * Sends an event under the next number of its key. Events of one key are sent one
	 * after the other, in the order of their numbers; may wait for another thread that
	 * sends with the same key.
	 * @param key the key
	 * @param sender sends the event with the given number
	 * @param <T> what the sender answers
	 * @return the sender's future
	 */
	public <T> CompletableFuture<T> send(String key, LongFunction<CompletableFuture<T>> sender) {
		return this.sent.computeIfAbsent(key, (absent) -> new SentKey()).send(sender);
	}

	/**
	 * Counts an event that was handled.
	 * @param key the key
	 * @param number its number
	 */
	public void received(String key, long number) {
		this.received.computeIfAbsent(key, (absent) -> new ReceivedKey()).add(number);
	}

	/**
	 * All counts up to now: those of a key belong together, those of different keys may
	 * be some events apart.
	 * @return a snapshot
	 */
	public InstanceCounts snapshot() {
		// What was received first: nothing is then received that was not yet sent.
		Map<String, InstanceCounts.Received> receivedCounts = copy(this.received, ReceivedKey::snapshot);
		return new InstanceCounts(this.instance, this.version.incrementAndGet(), copy(this.sent, SentKey::snapshot),
				receivedCounts);
	}

	private static <V, C> Map<String, C> copy(Map<String, V> values, Function<V, C> snapshot) {
		Map<String, C> copy = new TreeMap<>();
		values.forEach((key, value) -> copy.put(key, snapshot.apply(value)));
		return copy;
	}

	private static final class SentKey {

		private final Tally failed = new Tally();

		private volatile long last;

		/**
		 * Holds a lock of its own while the sender may wait for room, so that snapshots
		 * and reports of failures, which make that room, never wait for a sender.
		 */
		<T> CompletableFuture<T> send(LongFunction<CompletableFuture<T>> sender) {
			CompletableFuture<T> result;
			long number;
			synchronized (this) {
				number = this.last + 1;
				this.last = number;
				try {
					result = sender.apply(number);
				}
				catch (RuntimeException ex) {
					result = CompletableFuture.failedFuture(ex);
				}
			}
			return result.whenComplete((success, failure) -> {
				if (failure != null) {
					failed(number);
				}
			});
		}

		private void failed(long number) {
			synchronized (this.failed) {
				this.failed.add(number, number, 1);
			}
		}

		InstanceCounts.Sent snapshot() {
			List<Run> runs;
			synchronized (this.failed) {
				runs = this.failed.runs();
			}
			return new InstanceCounts.Sent(this.last, runs);
		}

	}

	private static final class ReceivedKey {

		private final Tally tally = new Tally();

		private long outOfOrder;

		synchronized void add(long number) {
			if (number < this.tally.highest() && this.tally.count(number) == 0) {
				this.outOfOrder++;
			}
			this.tally.add(number, number, 1);
		}

		synchronized InstanceCounts.Received snapshot() {
			return new InstanceCounts.Received(this.tally.runs(), this.outOfOrder);
		}

	}

}
