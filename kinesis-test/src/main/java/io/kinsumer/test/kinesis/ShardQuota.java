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

/**
 * What a shard has given and taken within the present second. Guarded by its stream.
 */
final class ShardQuota {

	private static final long MIB = 1024 * 1024;

	private final RateWindow writtenBytes = RateWindow.perSecond(MIB);

	private final RateWindow writtenRecords = RateWindow.perSecond(1000);

	private final RateWindow iterators = RateWindow.perSecond(5);

	private final RateWindow reads = RateWindow.perSecond(5);

	private final RateWindow readBytes = RateWindow.perSecond(2 * MIB);

	boolean tryWrite(long now, int bytes) {
		return this.writtenRecords.fits(now, 1) && this.writtenBytes.tryUse(now, bytes)
				&& this.writtenRecords.tryUse(now, 1);
	}

	boolean tryIterator(long now) {
		return this.iterators.tryUse(now, 1);
	}

	boolean tryRead(long now) {
		return !this.readBytes.spent(now) && this.reads.tryUse(now, 1);
	}

	void read(long now, long bytes) {
		this.readBytes.use(now, bytes);
	}

}
