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

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.kinsumer.core.aggregation.AggregateBuilder;
import io.kinsumer.core.record.UserRecord;
import io.kinsumer.test.EmbeddedKinesisServer;
import io.kinsumer.test.kinesis.KinesisRequest.PutRecord;
import io.kinsumer.test.kinesis.KinesisResult.Shard;
import io.kinsumer.test.kinesis.StreamRef;

/**
 * CPU time of a process that reads aggregated records to the tip of a stream, and how
 * long records take there: ours and KCL, each in a JVM of its own, from one server.
 */
public final class ConsumeBenchmark {

	static final String STREAM = "records";

	private static final int SHARDS = 8;

	private static final int AGGREGATE = 200;

	private static final int SIZE = 100;

	private static final int TIPS = 400;

	private ConsumeBenchmark() {
	}

	static boolean isTip(ByteBuffer data) {
		return data.getLong(data.position()) != 0;
	}

	/**
	 * Runs the benchmark.
	 * @param args the class path of DynamoDB Local, how many thousand records warm a side
	 * up, and how many are measured
	 * @throws Exception if a side failed
	 */
	public static void main(String[] args) throws Exception {
		int warm = Integer.parseInt(args[1]) * 1000;
		int all = warm + Integer.parseInt(args[2]) * 1000;
		Result kcl = null;
		Result polling = null;
		for (String side : List.of("polling", "kcl", "fan-out")) {
			// a server each, so that what one side put at the tip is not read by the next
			try (EmbeddedKinesisServer server = EmbeddedKinesisServer.builder().streams(STREAM + ":" + SHARDS).start();
					DynamoDbLocal dynamoDb = DynamoDbLocal.start(args[0])) {
				fill(server, all);
				Result result = measure(side, server, dynamoDb, warm, all);
				System.out.printf(Locale.ROOT,
						"%s: %.2f s of CPU (with compilation, which took %.2f s) and %.1f s for a million records; at the tip %d ms (median), %d ms (99 %%);"
								+ " load average %.1f%n",
						side, result.cpu(), result.compilation(), result.wall(), result.median(), result.slow(),
						ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
				kcl = "kcl".equals(side) ? result : kcl;
				polling = "polling".equals(side) ? result : polling;
			}
		}
		if (kcl != null && polling != null) {
			System.out.printf(Locale.ROOT, "consume ratio=%.2f ours=%.2f rival=%.2f unit=CPU s/million records%n",
					polling.cpu() / kcl.cpu(), polling.cpu(), kcl.cpu());
		}
		System.exit(0);
	}

	private static Result measure(String side, EmbeddedKinesisServer server, DynamoDbLocal dynamoDb, int warm, int all)
			throws IOException {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xmx1g", "-Dorg.slf4j.simpleLogger.defaultLogLevel=error", "-cp",
				System.getProperty("java.class.path"), ConsumeMain.class.getName(), side, server.endpoint().toString(),
				dynamoDb.endpoint().toString(), String.valueOf(warm), String.valueOf(all), String.valueOf(TIPS))
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
			long[] first = expect(output, "warm");
			long[] last = expect(output, "all");
			double millions = (last[0] - first[0]) / 1e6;
			long[] tip;
			try (Tips tips = new Tips(server)) {
				tips.start();
				tip = expect(output, "tip");
			}
			return new Result((last[1] - first[1]) / 1e9 / millions, (last[3] - first[3]) / 1e3 / millions,
					(last[2] - first[2]) / 1e9 / millions, tip[0], tip[1]);
		}
		finally {
			process.destroyForcibly();
		}
	}

	private static long[] expect(BufferedReader output, String what) throws IOException {
		String line = output.readLine();
		if (line == null || !line.startsWith(what + " ")) {
			throw new IllegalStateException("Expected '" + what + "' but the process said: " + line);
		}
		return Arrays.stream(line.split(" ")).skip(1).mapToLong(Long::parseLong).toArray();
	}

	private static void fill(EmbeddedKinesisServer server, int records) throws NoSuchAlgorithmException {
		List<Shard> shards = server.shards(STREAM);
		List<List<String>> keys = keys(shards);
		byte[] data = new byte[SIZE];
		for (int i = Long.BYTES; i < SIZE; i++) {
			data[i] = (byte) (i * 31);
		}
		for (int aggregate = 0; aggregate < records / AGGREGATE; aggregate++) {
			int shard = aggregate % shards.size();
			AggregateBuilder builder = new AggregateBuilder();
			for (int i = 0; i < AGGREGATE; i++) {
				String key = keys.get(shard).get((aggregate * 7 + i) % keys.get(shard).size());
				builder.add(key, UserRecord.of(key, data));
			}
			put(server, shards.get(shard), builder.build());
		}
	}

	private static void put(EmbeddedKinesisServer server, Shard shard, byte[] data) {
		server.kinesis()
			.direct()
			.put(new PutRecord(StreamRef.named(STREAM), "a", shard.hashKeyRange().start().toString(), null, data));
	}

	/** A thousand keys that belong to each shard. */
	private static List<List<String>> keys(List<Shard> shards) throws NoSuchAlgorithmException {
		MessageDigest md5 = MessageDigest.getInstance("MD5");
		List<List<String>> keys = new ArrayList<>();
		shards.forEach((shard) -> keys.add(new ArrayList<>()));
		for (int number = 0; number < 1000 * shards.size(); number++) {
			String key = "customer-" + number;
			BigInteger hash = new BigInteger(1, md5.digest(key.getBytes(StandardCharsets.UTF_8)));
			for (int shard = 0; shard < shards.size(); shard++) {
				if (hash.compareTo(shards.get(shard).hashKeyRange().start().toBigInteger()) >= 0
						&& hash.compareTo(shards.get(shard).hashKeyRange().end().toBigInteger()) <= 0) {
					keys.get(shard).add(key);
				}
			}
		}
		return keys;
	}

	/** Puts single records at the tip, 20 a second. */
	private static final class Tips implements AutoCloseable {

		private final EmbeddedKinesisServer server;

		private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

		private final AtomicInteger count = new AtomicInteger();

		Tips(EmbeddedKinesisServer server) {
			this.server = server;
		}

		void start() {
			this.timer.scheduleAtFixedRate(this::put, 2_000, 50, TimeUnit.MILLISECONDS);
		}

		private void put() {
			int number = this.count.getAndIncrement();
			if (number < TIPS) {
				byte[] data = ByteBuffer.allocate(SIZE).putLong(System.currentTimeMillis()).array();
				ConsumeBenchmark.put(this.server, this.server.shards(STREAM).get(number % SHARDS), data);
			}
		}

		@Override
		public void close() {
			this.timer.shutdownNow();
		}

	}

	/**
	 * What a side took.
	 *
	 * @param cpu seconds of CPU time for a million records
	 * @param compilation seconds the compilers of the JVM were busy meanwhile
	 * @param wall seconds for a million records
	 * @param median milliseconds from put to handling, at the tip
	 * @param slow as many that one of a hundred exceeds
	 */
	private record Result(double cpu, double compilation, double wall, long median, long slow) {

	}

}
