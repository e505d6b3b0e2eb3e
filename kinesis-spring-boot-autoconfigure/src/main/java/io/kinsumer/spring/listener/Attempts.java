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

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.core.record.SequenceNumber;
import io.kinsumer.spring.error.DeadLetter;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the records of a shard that failed and are not handled yet, for one
 * period of ownership. The engine bounds how many these are: no more than it has
 * delivered and not seen handled. Safe for use by any thread; of one record, by one at a
 * time.
 */
final class Attempts {

	private final Map<SequenceNumber, Entry> failing = new ConcurrentHashMap<>();

	@Nullable Entry find(KinesisRecord record) {
		return this.failing.isEmpty() ? null : this.failing.get(record.sequenceNumber());
	}

	Entry of(KinesisRecord record) {
		return this.failing.computeIfAbsent(record.sequenceNumber(), (number) -> new Entry());
	}

	/**
	 * The record is handled.
	 */
	void forget(KinesisRecord record) {
		if (!this.failing.isEmpty()) {
			this.failing.remove(record.sequenceNumber());
		}
	}

	/**
	 * The record and all before it are handled.
	 */
	void forgetUpTo(KinesisRecord record) {
		if (!this.failing.isEmpty()) {
			SequenceNumber last = record.sequenceNumber();
			this.failing.keySet().removeIf((number) -> number.compareTo(last) <= 0);
		}
	}

	int size() {
		return this.failing.size();
	}

	/**
	 * How the handling of one record went.
	 */
	static final class Entry {

		private int attempts;

		private int earlier;

		private int refusals;

		private @Nullable DeadLetter letter;

		/**
		 * How often the record was tried.
		 */
		synchronized int attempts() {
			return this.attempts;
		}

		/**
		 * How often the record was tried since its shard was resumed.
		 */
		synchronized int attemptsOfCycle() {
			return this.attempts - this.earlier;
		}

		synchronized void failed() {
			this.attempts++;
		}

		/**
		 * It was tried as often before, together with others.
		 */
		synchronized void atLeast(int attempts) {
			if (this.attempts < attempts) {
				this.attempts = attempts;
			}
		}

		/**
		 * It stops its shard. When that is resumed, it is tried as often again.
		 */
		synchronized void stopped() {
			this.earlier = this.attempts;
		}

		/**
		 * It is to go to the dead-letter target, and to nobody else.
		 */
		synchronized void givenUp(DeadLetter letter) {
			this.letter = letter;
		}

		synchronized @Nullable DeadLetter letter() {
			return this.letter;
		}

		/**
		 * The dead-letter target did not take it.
		 * @return how often that was so
		 */
		synchronized int refused() {
			return ++this.refusals;
		}

	}

}
