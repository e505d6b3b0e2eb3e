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

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;

import io.kinsumer.awsclients.Clients;
import io.kinsumer.test.EmbeddedKinesisServer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;

/**
 * How fast the server starts, what it carries beside its client in one process, and what
 * it keeps; next to kinesis-local and dynalite. Started by {@code benchmarks/run}.
 */
public final class KitBenchmark {

	private static final double START_MILLIS = 300;

	private static final double RECORDS_PER_SECOND = 50_000;

	private static final int WARM_UP_CALLS = 400;

	private static final int CALLS = 800;

	private static final int ROUNDS = 3;

	private static final int WARM_UP_UPDATES = 4000;

	private static final int UPDATES = 1500;

	/** As many as take the witness some ten seconds. */
	private static final int WITNESS_CALLS = 16;

	private final PrintStream out;

	private final Path preload;

	private KitBenchmark(PrintStream out, Path preload) {
		this.out = out;
		this.preload = preload;
	}

	/**
	 * Runs the benchmark.
	 * @param args what keeps witnesses on 127.0.0.1, where kinesis-local is installed,
	 * where dynalite is; "" for one that is not there
	 * @throws Exception if a side fails
	 */
	public static void main(String[] args) throws Exception {
		new KitBenchmark(System.out, Path.of(args[0])).run(args[1], args[2]);
		System.exit(0);
	}

	private void run(String kinesisLocal, String dynalite) throws IOException, InterruptedException {
		print("JDK %s, %d processors, load average %.1f%n", Runtime.version(),
				Runtime.getRuntime().availableProcessors(),
				ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
		StartTimes start = StartTimes.measure(false);
		print("start        first %.0f ms, then median %.1f ms, most %.1f ms%n", start.first(), start.median(),
				start.most());
		StartTimes tls = StartTimes.measure(true);
		print("start, TLS   first %.0f ms, then median %.1f ms, most %.1f ms%n", tls.first(), tls.median(), tls.most());
		Rates ours = ours();
		double updates = oursUpdates();
		print("ours         puts %.0f records/s, reads %.0f records/s, conditional updates %.0f /s%n", ours.puts(),
				ours.reads(), updates);
		MemoryProbe memory = new MemoryProbe(this.out);
		boolean capped = memory.cap();
		boolean flat = memory.retention();
		Rates rival = kinesisLocal.isEmpty() ? null : kinesisLocal(Path.of(kinesisLocal));
		if (!dynalite.isEmpty()) {
			dynalite(Path.of(dynalite), updates);
		}
		print("budget: start below %.0f ms: %s; puts and reads at least %.0f records/s each: %s, %s; memory bounded by "
				+ "cap and retention: %s, %s%n", START_MILLIS, kept(start.most() < START_MILLIS), RECORDS_PER_SECOND,
				kept(ours.puts() >= RECORDS_PER_SECOND), kept(ours.reads() >= RECORDS_PER_SECOND), kept(capped),
				kept(flat));
		verdict(ours, rival);
	}

	/** Of puts and reads, what is worse against the rival. */
	private void verdict(Rates ours, @Nullable Rates rival) {
		if (rival == null) {
			print("kit ratio=none ours=%.0f rival=none unit=records/s%n", Math.min(ours.puts(), ours.reads()));
			return;
		}
		boolean puts = ours.puts() / rival.puts() < ours.reads() / rival.reads();
		double one = puts ? ours.puts() : ours.reads();
		double other = puts ? rival.puts() : rival.reads();
		print("kit ratio=%.2f ours=%.0f rival=%.0f unit=records/s%n", one / other, one, other);
	}

	private Rates ours() {
		try (EmbeddedKinesisServer server = EmbeddedKinesisServer.builder().start();
				KinesisAsyncClient client = Clients.kinesis(server.endpoint())) {
			round(client, "warm-up", WARM_UP_CALLS);
			double puts = 0;
			double reads = 0;
			for (int round = 1; round <= ROUNDS; round++) {
				Rates rates = round(client, "round-" + round, CALLS);
				print("round %d of %d  puts %.0f, reads %.0f%n", round, ROUNDS, rates.puts(), rates.reads());
				puts += rates.puts() / ROUNDS;
				reads += rates.reads() / ROUNDS;
			}
			return new Rates(puts, reads);
		}
	}

	private static Rates round(KinesisAsyncClient client, String stream, int calls) {
		KinesisLoad load = new KinesisLoad(client, stream);
		load.create();
		double puts = load.put(calls);
		double reads = load.read((long) calls * KinesisLoad.BATCH);
		load.delete();
		return new Rates(puts, reads);
	}

	private double oursUpdates() {
		try (EmbeddedKinesisServer server = EmbeddedKinesisServer.builder().start();
				DynamoDbAsyncClient client = dynamoDb(server.endpoint())) {
			return updates(client);
		}
	}

	private static double updates(DynamoDbAsyncClient client) {
		DynamoDbLoad load = new DynamoDbLoad(client);
		load.create();
		load.update(0, WARM_UP_UPDATES);
		return load.update(WARM_UP_UPDATES, UPDATES);
	}

	private Rates kinesisLocal(Path home) throws IOException, InterruptedException {
		try (Witness witness = Witness.kinesisLocal(home, this.preload);
				KinesisAsyncClient client = Clients.kinesis(witness.endpoint())) {
			round(client, "warm-up", KinesisLoad.SHARDS);
			Rates rates = round(client, "measured", WITNESS_CALLS);
			print("%-12s puts %.0f records/s, reads %.0f records/s%n", home.getFileName(), rates.puts(), rates.reads());
			return rates;
		}
	}

	private void dynalite(Path home, double ours) throws IOException, InterruptedException {
		try (Witness witness = Witness.dynalite(home, this.preload);
				DynamoDbAsyncClient client = dynamoDb(witness.endpoint())) {
			double updates = updates(client);
			print("%-12s conditional updates %.0f /s: ours %.1f times that%n", home.getFileName(), updates,
					ours / updates);
		}
	}

	private static DynamoDbAsyncClient dynamoDb(URI endpoint) {
		return Clients.build(DynamoDbAsyncClient.builder(), endpoint);
	}

	private void print(String format, Object... arguments) {
		this.out.printf(Locale.ROOT, format, arguments);
	}

	private static String kept(boolean kept) {
		return kept ? "kept" : "MISSED";
	}

	/**
	 * Records per second.
	 *
	 * @param puts put
	 * @param reads read
	 */
	private record Rates(double puts, double reads) {

	}

}
