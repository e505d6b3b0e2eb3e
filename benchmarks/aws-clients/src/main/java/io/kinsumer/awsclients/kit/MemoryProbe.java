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

package io.kinsumer.awsclients.kit;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.concurrent.CompletionException;

import io.kinsumer.awsclients.Clients;
import io.kinsumer.test.EmbeddedKinesisServer;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequest;

/**
 * What the server keeps when much more is put than it may keep.
 */
final class MemoryProbe {

	private static final long MIB = 1024 * 1024;

	private static final long CAP = 64 * MIB;

	private static final int STEPS = 20;

	private final PrintStream out;

	MemoryProbe(PrintStream out) {
		this.out = out;
	}

	/**
	 * Puts until the cap refuses.
	 * @return whether the heap stayed below twice the cap
	 */
	boolean cap() {
		long idle = heap();
		try (EmbeddedKinesisServer server = EmbeddedKinesisServer.builder().streams("orders:4").memoryCap(CAP).start();
				KinesisAsyncClient client = Clients.kinesis(server.endpoint())) {
			PutRecordsRequest request = KinesisLoad.request("orders");
			String error = "";
			int calls = 0;
			while (error.isEmpty() && calls < 10 * CAP / (200 * KinesisLoad.BATCH)) {
				try {
					client.putRecords(request).join();
					calls++;
				}
				catch (CompletionException ex) {
					error = (ex.getCause() instanceof AwsServiceException refusal)
							? refusal.awsErrorDetails().errorCode() + ": " + refusal.awsErrorDetails().errorMessage()
							: ex.toString();
				}
			}
			long used = heap() - idle;
			print("memory, cap %d MiB: refused after %d records; counted %.1f MiB, heap %.1f MiB%n  with %s%n",
					CAP / MIB, calls * KinesisLoad.BATCH, mib(server.kinesis().memoryUsed()), mib(used), error);
			return error.startsWith("MemoryCapExceededException") && used < 2 * CAP;
		}
	}

	/**
	 * Puts the cap many times over, each half of it six hours of the server's clock
	 * later, with the shortest retention there is: 24 hours.
	 * @return whether nothing was refused and the heap stayed flat
	 */
	boolean retention() {
		long idle = heap();
		MovingClock clock = new MovingClock();
		try (EmbeddedKinesisServer server = EmbeddedKinesisServer.builder()
			.streams("orders:4")
			.memoryCap(3 * CAP)
			.clock(clock)
			.start(); KinesisAsyncClient client = Clients.kinesis(server.endpoint())) {
			PutRecordsRequest request = KinesisLoad.request("orders");
			long records = 0;
			long least = Long.MAX_VALUE;
			long most = 0;
			StringBuilder samples = new StringBuilder();
			for (int step = 1; step <= STEPS; step++) {
				long before = records;
				while ((records - before) * 400 < CAP / 2) {
					client.putRecords(request).join();
					records += KinesisLoad.BATCH;
				}
				clock.advance(Duration.ofHours(6));
				long used = heap() - idle;
				samples.append(String.format(Locale.ROOT, " %.0f", mib(used)));
				if (step > 6) {
					least = Math.min(least, used);
					most = Math.max(most, used);
				}
			}
			clock.advance(Duration.ofHours(25));
			client.listShards((list) -> list.streamName("orders")).join();
			long end = heap() - idle;
			print("memory, retention 24 h: %d records put (%.0f MiB) within %d h of the server's clock; heap every 6 h, MiB:%s; "
					+ "a day later %.0f, counted %d B%n", records, mib(records * 400), STEPS * 6, samples, mib(end),
					server.kinesis().memoryUsed());
			return most < 2 * least && end < least / 2;
		}
	}

	private void print(String format, Object... arguments) {
		this.out.printf(Locale.ROOT, format, arguments);
	}

	private static double mib(long bytes) {
		return (double) bytes / MIB;
	}

	private static long heap() {
		for (int i = 0; i < 2; i++) {
			System.gc();
		}
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

	/**
	 * A clock that is moved by hand.
	 */
	private static final class MovingClock extends Clock {

		private volatile Instant now = Instant.now();

		void advance(Duration duration) {
			this.now = this.now.plus(duration);
		}

		@Override
		public Instant instant() {
			return this.now;
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

	}

}
