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

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import io.kinsumer.test.EmbeddedKinesisServer;
import software.amazon.kinesis.producer.KinesisProducer;
import software.amazon.kinesis.producer.KinesisProducerConfiguration;
import software.amazon.kinesis.producer.UserRecordResult;

/**
 * Has KPL write to the embedded server, and reads it back with our deaggregation. Ends
 * with 1 when a record is missing or KPL aggregated none.
 */
public final class KplCheck {

	private static final String STREAM = "orders";

	private static final int RECORDS = 20_000;

	private static final int WARM_UP = 20;

	private static final int PAYLOAD = 200;

	private static final Duration TIMEOUT = Duration.ofMinutes(2);

	private KplCheck() {
	}

	/**
	 * Runs the check.
	 * @param args where KPL may unpack its daemon: an existing directory
	 * @throws Exception if a client failed
	 */
	public static void main(String[] args) throws Exception {
		boolean complete = run(args[0]);
		// threads of KPL would keep the process alive
		System.exit(complete ? 0 : 1);
	}

	private static boolean run(String directory) throws Exception {
		try (EmbeddedKinesisServer server = EmbeddedKinesisServer.builder().streams(STREAM + ":4").tls().start()) {
			KinesisProducer producer = new KinesisProducer(configuration(server.tlsEndpoint().getPort(), directory));
			AtomicInteger failed = new AtomicInteger();
			long nanos;
			try {
				// before it knows the shards, KPL does not aggregate
				write(producer, 0, WARM_UP, failed);
				long started = System.nanoTime();
				write(producer, WARM_UP, RECORDS, failed);
				nanos = System.nanoTime() - started;
			}
			finally {
				producer.destroy();
			}
			return report(KplContent.read(server.endpoint(), STREAM), failed.get(), nanos);
		}
	}

	/**
	 * Settings for a server on this machine.
	 * @param port where it speaks TLS
	 * @param directory where KPL may unpack its daemon
	 * @return settings that may be changed
	 */
	static KinesisProducerConfiguration configuration(int port, String directory) {
		return new KinesisProducerConfiguration().setRegion(EmbeddedKinesisServer.REGION)
			.setCredentialsProvider(Clients.CREDENTIALS)
			.setKinesisEndpoint("localhost")
			.setKinesisPort(port)
			.setCloudwatchEndpoint("localhost")
			.setCloudwatchPort(port)
			.setStsEndpoint("localhost")
			.setStsPort(port)
			.setVerifyCertificate(false)
			.setMetricsLevel("none")
			.setTempDirectory(directory);
	}

	private static void write(KinesisProducer producer, int from, int to, AtomicInteger failed)
			throws InterruptedException {
		Semaphore done = new Semaphore(0);
		for (int number = from; number < to; number++) {
			String text = Integer.toString(number);
			ByteBuffer data = StandardCharsets.UTF_8.encode(text + " ".repeat(PAYLOAD - text.length()));
			ListenableFuture<UserRecordResult> result = producer.addUserRecord(STREAM, text, data);
			Futures.addCallback(result, new Outcome(done, failed), MoreExecutors.directExecutor());
		}
		if (!done.tryAcquire(to - from, TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
			System.out.printf("KPL has no answer for %d records after %d s%n", to - from - done.availablePermits(),
					TIMEOUT.toSeconds());
		}
	}

	private static boolean report(KplContent content, int failed, long nanos) {
		int missing = content.deliveries().missing(RECORDS);
		System.out.printf(Locale.ROOT,
				"kpl-check put=%d failed=%d received=%d missing=%d repeated=%d kinesis-records=%d aggregates=%d rate=%.0f unit=records/s%n",
				RECORDS, failed, content.deliveries().received(), missing, content.deliveries().repeated(),
				content.records(), content.aggregates(), (RECORDS - WARM_UP) * 1e9 / nanos);
		return missing == 0 && content.aggregates() > 0;
	}

	/**
	 * Counts what became of the records.
	 */
	private record Outcome(Semaphore done, AtomicInteger failed) implements FutureCallback<UserRecordResult> {

		@Override
		public void onSuccess(UserRecordResult result) {
			this.done.release();
		}

		@Override
		public void onFailure(Throwable failure) {
			if (this.failed.getAndIncrement() == 0) {
				System.out.println("KPL failed first with " + failure);
			}
			this.done.release();
		}

	}

}
