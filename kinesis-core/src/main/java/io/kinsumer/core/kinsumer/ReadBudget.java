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

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import io.kinsumer.core.record.InvalidSettingException;

/**
 * How many bytes of records may be held in memory between reading and the end of their
 * handling, over all shards that share it. Meant to be one for all kinsumers of a
 * process. Safe for use by several threads.
 * <p>
 * Room is reserved before a read, by estimate, and given out in the order in which it was
 * asked for. Three things exceed the budget: an answer larger than its estimate, which is
 * counted as soon as it is there; small reads of shards that hold nothing and have waited
 * for a second, so that no shard stands still because others are slow; and what paused
 * shards hold, up to the size of the budget, so that they take nothing from the others.
 */
public final class ReadBudget {

	private static final long MIB = 1024 * 1024;

	private static final long MAX_DEFAULT = 256 * MIB;

	private static final long MIN = MIB;

	private final long size;

	private final Deque<Share> waiting = new ArrayDeque<>();

	private long used;

	private long parked;

	/**
	 * Creates a budget.
	 * @param size bytes, at least 1 MiB. A read may bring 10 MiB; with less than that,
	 * shards read one after the other
	 * @throws InvalidSettingException if the size is too small
	 */
	public ReadBudget(long size) {
		if (size < MIN) {
			throw new InvalidSettingException("read-buffer-size", size + "B", "must be at least 1MB");
		}
		this.size = size;
	}

	/**
	 * Creates a budget of a quarter of the heap that this JVM may use, at most 256 MiB.
	 * @return a new budget
	 */
	public static ReadBudget ofDefaultSize() {
		return new ReadBudget(Math.max(MIN, Math.min(MAX_DEFAULT, Runtime.getRuntime().maxMemory() / 4)));
	}

	/**
	 * The size it was created with.
	 * @return bytes
	 */
	public long size() {
		return this.size;
	}

	/**
	 * What is held and reserved now.
	 * @return bytes, more than {@link #size()} in the cases named above
	 */
	public synchronized long used() {
		return this.used;
	}

	/**
	 * The share of one shard.
	 * @param granted called on any thread when room that was asked for in vain is there
	 */
	Share share(Runnable granted) {
		return new Share(granted);
	}

	private boolean fits(long bytes) {
		long counted = this.used - Math.min(this.parked, this.size);
		return counted == 0 || counted + bytes <= this.size;
	}

	private void free(long bytes) {
		List<Share> served = new ArrayList<>();
		synchronized (this) {
			this.used -= bytes;
			Share next = this.waiting.peek();
			while (next != null && fits(next.wanted)) {
				this.waiting.remove();
				next.grant();
				served.add(next);
				next = this.waiting.peek();
			}
		}
		served.forEach((share) -> share.granted.run());
	}

	/**
	 * What one shard has of the budget. One read at a time is reserved for.
	 */
	final class Share {

		private final Runnable granted;

		private long wanted;

		private long reserved;

		private long held;

		private boolean parked;

		private boolean abandoned;

		private Share(Runnable granted) {
			this.granted = granted;
		}

		/**
		 * Reserves room for a read, unless that was done.
		 * @param bytes what it may bring
		 * @return whether there is room; else this share waits for its turn
		 */
		boolean reserve(long bytes) {
			synchronized (ReadBudget.this) {
				if (this.reserved == 0 && this.wanted == 0) {
					this.wanted = bytes;
					if (ReadBudget.this.waiting.isEmpty() && fits(bytes)) {
						grant();
					}
					else {
						ReadBudget.this.waiting.add(this);
					}
				}
				return this.reserved > 0;
			}
		}

		/**
		 * Reserves room that is not there, in place of waiting.
		 */
		void exceed(long bytes) {
			synchronized (ReadBudget.this) {
				ReadBudget.this.waiting.remove(this);
				this.wanted = bytes;
				grant();
			}
		}

		private void grant() {
			this.reserved = this.wanted;
			this.wanted = 0;
			ReadBudget.this.used += this.reserved;
		}

		/**
		 * The read brought this much.
		 */
		void settle(long bytes) {
			long before;
			synchronized (ReadBudget.this) {
				before = this.reserved;
				this.reserved = 0;
				hold(bytes);
			}
			free(before - bytes);
		}

		/**
		 * What was read is handled, or given up.
		 */
		void release(long bytes) {
			synchronized (ReadBudget.this) {
				if (this.abandoned) {
					return;
				}
				hold(-bytes);
			}
			free(bytes);
		}

		/**
		 * Nobody will tell when what is held is given up: it counts no more.
		 */
		void abandon() {
			long before;
			synchronized (ReadBudget.this) {
				before = this.held;
				hold(-before);
				this.abandoned = true;
			}
			withdraw();
			free(before);
		}

		private void hold(long bytes) {
			this.held += bytes;
			if (this.parked) {
				ReadBudget.this.parked += bytes;
			}
		}

		/**
		 * What is held stays for an unknown time, and so does not count; or it counts
		 * again.
		 */
		void park(boolean now) {
			synchronized (ReadBudget.this) {
				if (this.parked != now) {
					this.parked = now;
					ReadBudget.this.parked += now ? this.held : -this.held;
				}
			}
			free(0);
		}

		/**
		 * Nothing will be read: gives the reservation back, or the turn.
		 */
		void withdraw() {
			long before;
			synchronized (ReadBudget.this) {
				ReadBudget.this.waiting.remove(this);
				this.wanted = 0;
				before = this.reserved;
				this.reserved = 0;
			}
			free(before);
		}

		long held() {
			synchronized (ReadBudget.this) {
				return this.held;
			}
		}

	}

}
