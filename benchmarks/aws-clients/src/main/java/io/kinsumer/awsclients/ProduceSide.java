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
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.management.OperatingSystemMXBean;
import org.jspecify.annotations.Nullable;

/**
 * Puts records with one of the two producers and measures what it takes: first as fast as
 * it goes, then at a moderate pace for the latencies.
 */
public final class ProduceSide {

	static final String STREAM = "orders";

	private static final int WARM_UP = 200_000;

	private static final int RECORDS = 600_000;

	private static final int PACED = 20_000;

	private static final long PACE_NANOS = 200_000;

	private static final int OUTSTANDING = 20_000;

	private static final int PAYLOAD = 100;

	private static final int KEYS = 1000;

	private static final int SHARD_MAP_TRIES = 100;

	private final BenchmarkedProducer producer;

	private final CountDownLatch never = new CountDownLatch(1);

	private final AtomicInteger failed = new AtomicInteger();

	private final String[] keys = new String[KEYS];

	private final byte[] payload = new byte[PAYLOAD];

	private ProduceSide(BenchmarkedProducer producer) {
		this.producer = producer;
		for (int i = 0; i < KEYS; i++) {
			this.keys[i] = "customer-" + i;
		}
		ThreadLocalRandom.current().nextBytes(this.payload);
	}

	/**
	 * Runs one side.
	 * @param args which, the port of the server, where KPL may unpack its daemon
	 * @throws Exception if it failed
	 */
	public static void main(String[] args) throws Exception {
		int port = Integer.parseInt(args[1]);
		boolean complete;
		try (BenchmarkedProducer producer = args[0].equals("kpl") ? new KplProducer(port, args[2])
				: new OurProducer(port)) {
			complete = new ProduceSide(producer).run(args[0]);
		}
		// threads of KPL would keep the process alive
		System.exit(complete ? 0 : 1);
	}

	private boolean run(String side) throws InterruptedException {
		// before it knows the shards, KPL does not aggregate
		for (int i = 0; i < SHARD_MAP_TRIES; i++) {
			put(1, 0, null);
		}
		put(WARM_UP, 0, null);
		double cpu = cpuSeconds();
		long started = System.nanoTime();
		put(RECORDS, 0, null);
		double seconds = (System.nanoTime() - started) / 1e9;
		cpu = cpuSeconds() - cpu;
		long[] latencies = new long[PACED];
		put(PACED, PACE_NANOS, latencies);
		Arrays.sort(latencies);
		System.out.println(new ProduceRound(side, RECORDS, cpu, seconds, latencies).line());
		if (this.failed.get() > 0) {
			System.out.println(side + " failed to put " + this.failed + " records");
		}
		return this.failed.get() == 0;
	}

	private void put(int count, long paceNanos, long @Nullable [] latencies) throws InterruptedException {
		Semaphore room = new Semaphore(OUTSTANDING);
		long started = System.nanoTime();
		for (int i = 0; i < count; i++) {
			awaitTime(started + i * paceNanos);
			room.acquire();
			int index = i;
			long put = System.nanoTime();
			this.producer.put(this.keys[i % KEYS], this.payload, (failure) -> {
				if (latencies != null) {
					latencies[index] = System.nanoTime() - put;
				}
				if (failure != null && this.failed.getAndIncrement() == 0) {
					System.out.println("failed first with " + failure);
				}
				room.release();
			});
		}
		if (!room.tryAcquire(OUTSTANDING, Duration.ofMinutes(2).toSeconds(), TimeUnit.SECONDS)) {
			throw new IllegalStateException("no answer for all records within two minutes");
		}
	}

	private void awaitTime(long due) throws InterruptedException {
		long wait = due - System.nanoTime();
		if (wait > 0) {
			this.never.await(wait, TimeUnit.NANOSECONDS);
		}
	}

	/**
	 * CPU time of this process and of all it started.
	 */
	private static double cpuSeconds() {
		OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
		double children = ProcessHandle.current()
			.descendants()
			.mapToDouble((child) -> child.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9)
			.sum();
		return system.getProcessCpuTime() / 1e9 + children;
	}

}
