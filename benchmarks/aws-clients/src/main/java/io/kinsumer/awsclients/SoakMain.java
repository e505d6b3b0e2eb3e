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
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.kinsumer.core.observe.ProducerInfo;
import io.kinsumer.core.observe.ProducerListener;
import io.kinsumer.core.producer.AggregatingProducer;
import io.kinsumer.core.producer.BacklogPolicy;
import io.kinsumer.core.producer.ProducerSettings;
import io.kinsumer.core.producer.ShardSource;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.core.record.UserRecord;
import io.kinsumer.test.EmbeddedKinesisServer;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;

/**
 * Keeps a producer under a throttle that does not end, in real time, then ends it. Fails
 * when the heap grows, retries are many, or recovery takes more than two seconds.
 */
public final class SoakMain {

	private static final int SHARDS = 4;

	private static final int PAYLOAD = 1024;

	private static final int BACKLOG = 20_000;

	private static final int PER_TICK = 20;

	private static final long TICK_MILLIS = 10;

	private static final double MAX_RETRIES_PER_SHARD = 3;

	private static final double MAX_GROWTH = 1.2;

	private static final long MAX_RECOVERY_MILLIS = 2000;

	private final CountDownLatch never = new CountDownLatch(1);

	private final AtomicLong sent = new AtomicLong();

	private final AtomicLong settled = new AtomicLong();

	private final AtomicLong firstWritten = new AtomicLong();

	private long put;

	private SoakMain() {
	}

	/**
	 * Runs the soak.
	 * @param args minutes under throttle
	 * @throws Exception if it could not be run
	 */
	public static void main(String[] args) throws Exception {
		System.exit(new SoakMain().run(Integer.parseInt(args[0])) ? 0 : 1);
	}

	private boolean run(int minutes) throws InterruptedException {
		try (EmbeddedKinesisServer server = EmbeddedKinesisServer.builder().streams("orders:" + SHARDS).start();
				KinesisAsyncClient client = Clients.kinesis(server.endpoint())) {
			server.faults().on("PutRecords").entries().throttle();
			AggregatingProducer producer = producer(client);
			awaitMillis(Duration.ofSeconds(1).toMillis());
			long heap = 0;
			boolean complete = true;
			for (int minute = 1; minute <= minutes; minute++) {
				long before = this.sent.get();
				putFor(producer, Duration.ofMinutes(1));
				long used = usedHeap();
				double retries = (this.sent.get() - before) / 60.0;
				System.out.printf(Locale.ROOT, "minute %d: heap %.1f MiB, %.1f Kinesis records/s, held %d%n", minute,
						used / 1048576.0, retries, producer.status().records());
				if (minute == 1) {
					// the backlog is full and compiled code is warm from here on
					heap = used;
				}
				else {
					complete &= retries <= SHARDS * MAX_RETRIES_PER_SHARD && used <= heap * MAX_GROWTH;
				}
			}
			long ended = System.nanoTime();
			server.faults().clear();
			putFor(producer, Duration.ofSeconds(3));
			long recovery = TimeUnit.NANOSECONDS.toMillis(this.firstWritten.get() - ended);
			int left = producer.close(Duration.ofSeconds(30)).size();
			complete &= this.firstWritten.get() != 0 && recovery < MAX_RECOVERY_MILLIS && left == 0;
			awaitMillis(TICK_MILLIS);
			complete &= this.settled.get() == this.put;
			System.out.printf(Locale.ROOT, "soak %s minutes=%d recovery-ms=%d put=%d settled=%d left=%d%n",
					complete ? "passed" : "failed", minutes, recovery, this.put, this.settled.get(), left);
			return complete;
		}
	}

	private AggregatingProducer producer(KinesisAsyncClient client) {
		ProducerSettings settings = ProducerSettings.builder("soak", new StreamName("orders"))
			.backlogPolicy(BacklogPolicy.FAIL)
			// always full, so that what is held is the same each minute
			.backlogCount(BACKLOG)
			.build();
		return AggregatingProducer.builder(client, settings)
			.shardSource((kinesis) -> ShardSource.evenly(SHARDS))
			.listener(new ProducerListener() {

				@Override
				public void requestCompleted(ProducerInfo producer, int kinesisRecords, int records, int refused,
						Duration duration) {
					SoakMain.this.sent.addAndGet(kinesisRecords);
				}

				@Override
				public void recordsWritten(ProducerInfo producer, ShardId shardId, int records, long bytes,
						int attempts, Duration buffered) {
					SoakMain.this.firstWritten.compareAndSet(0, System.nanoTime());
				}

			})
			.build();
	}

	private void putFor(AggregatingProducer producer, Duration duration) throws InterruptedException {
		long end = System.nanoTime() + duration.toNanos();
		while (System.nanoTime() - end < 0) {
			for (int i = 0; i < PER_TICK; i++) {
				this.put++;
				producer.put(UserRecord.of("key-" + this.put % 1000, new byte[PAYLOAD]))
					.whenComplete((result, failure) -> this.settled.incrementAndGet());
			}
			awaitMillis(TICK_MILLIS);
		}
	}

	private void awaitMillis(long millis) throws InterruptedException {
		this.never.await(millis, TimeUnit.MILLISECONDS);
	}

	private static long usedHeap() {
		System.gc();
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

}
