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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * All records accepted and not settled, in the order they were accepted. The links are in
 * the records, so that adding and removing costs nothing. Guarded by the producer's lock.
 */
final class Outstanding {

	private @Nullable PendingRecord first;

	private @Nullable PendingRecord last;

	private FlushEpoch epoch = FlushEpoch.first();

	private long nextOrder;

	void add(PendingRecord record) {
		record.order = this.nextOrder++;
		record.epoch = this.epoch;
		this.epoch.hold();
		PendingRecord tail = this.last;
		record.previous = tail;
		if (tail != null) {
			tail.next = record;
		}
		else {
			this.first = record;
		}
		this.last = record;
	}

	/**
	 * Takes a record out.
	 * @param record the record
	 * @return {@code false} if it was settled before
	 */
	boolean settle(PendingRecord record) {
		if (record.settled) {
			return false;
		}
		record.settled = true;
		PendingRecord previous = record.previous;
		PendingRecord next = record.next;
		if (previous != null) {
			previous.next = next;
		}
		else {
			this.first = next;
		}
		if (next != null) {
			next.previous = previous;
		}
		else {
			this.last = previous;
		}
		record.previous = null;
		record.next = null;
		return true;
	}

	/**
	 * Takes a record out that could not be accepted after all.
	 */
	void withdraw(PendingRecord record) {
		FlushEpoch held = record.epoch;
		if (settle(record) && held != null) {
			held.release();
		}
	}

	@Nullable PendingRecord oldest() {
		return this.first;
	}

	List<PendingRecord> all() {
		List<PendingRecord> result = new ArrayList<>();
		for (PendingRecord record = this.first; record != null; record = record.next) {
			result.add(record);
		}
		return result;
	}

	/**
	 * Draws a line behind what was accepted so far.
	 * @return completed when all of that is settled
	 */
	CompletableFuture<Void> mark() {
		FlushEpoch closed = this.epoch;
		this.epoch = closed.close();
		return closed.done();
	}

}
