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

package io.kinsumer.test.kinesis;

import java.util.concurrent.atomic.AtomicLong;

import io.kinsumer.test.fault.ServiceException;
import io.kinsumer.test.kinesis.KinesisResult.StoredRecord;

/**
 * What all records of a model occupy, against its cap.
 */
final class Memory {

	/** What a record occupies beside its payload and partition key: roughly. */
	private static final int OVERHEAD = 200;

	private final long cap;

	private final AtomicLong used = new AtomicLong();

	Memory(long cap) {
		this.cap = cap;
	}

	static long of(StoredRecord record) {
		return record.size() + (long) OVERHEAD;
	}

	/** What records occupy whose payloads and keys have that many bytes together. */
	static long of(int records, long bytes) {
		return bytes + (long) records * OVERHEAD;
	}

	boolean hasRoomFor(long bytes) {
		return this.used.get() + bytes <= this.cap;
	}

	void add(long bytes) {
		this.used.addAndGet(bytes);
	}

	long used() {
		return this.used.get();
	}

	/**
	 * The code is none of AWS, so that no client takes it for a throttle and tries again.
	 */
	ServiceException full(long more) {
		return new ServiceException("MemoryCapExceededException",
				"The embedded Kinesis keeps " + this.used.get() + " bytes of records; " + more
						+ " more would exceed its memory cap of " + this.cap
						+ " bytes. Raise the cap (and the heap), shorten the retention period, or delete streams.");
	}

}
