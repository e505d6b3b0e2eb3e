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

package io.kinsumer.awsclients;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import com.sun.management.OperatingSystemMXBean;

/**
 * Counts records and tells, on the standard output, what CPU time the process has taken
 * when certain numbers are reached; then how long records took at the tip of the stream.
 */
final class ConsumeTally {

	private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

	private final long warm;

	private final long all;

	private final int tips;

	private final List<Long> latencies = new ArrayList<>();

	private long count;

	private long keys;

	ConsumeTally(long warm, long all, int tips) {
		this.warm = warm;
		this.all = all;
		this.tips = tips;
	}

	/**
	 * Look at a record.
	 * @param partitionKey its key
	 * @param data its payload, which begins with the time it was put, or 0 when that does
	 * not matter
	 * @return something that depends on both
	 */
	static long look(String partitionKey, ByteBuffer data) {
		return partitionKey.length() + data.getLong(data.position() + Long.BYTES);
	}

	/**
	 * Add records of a batch.
	 * @param records how many
	 * @param looks the sum of {@link #look}
	 */
	synchronized void add(int records, long looks) {
		this.keys += looks;
		long before = this.count;
		this.count += records;
		if (before < this.warm && this.count >= this.warm) {
			tell("warm");
		}
		if (before < this.all && this.count >= this.all) {
			tell("all");
		}
	}

	private void tell(String what) {
		System.out.println(what + " " + this.count + " " + this.system.getProcessCpuTime() + " " + System.nanoTime()
				+ " " + ManagementFactory.getCompilationMXBean().getTotalCompilationTime());
	}

	/**
	 * Add a record at the tip.
	 * @param data its payload
	 */
	synchronized void addTip(ByteBuffer data) {
		this.latencies.add(System.currentTimeMillis() - data.getLong(data.position()));
		if (this.latencies.size() == this.tips) {
			Collections.sort(this.latencies);
			System.out.println("tip " + this.latencies.get(this.tips / 2) + " "
					+ this.latencies.get(this.tips * 99 / 100) + " " + this.keys);
		}
	}

}
