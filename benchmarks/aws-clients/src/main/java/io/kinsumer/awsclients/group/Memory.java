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

package io.kinsumer.awsclients.group;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Measures what an idle shard takes in the memory of its owner: the difference between a
 * process with many and one with few shards.
 */
final class Memory {

	private static final double BUDGET = 50;

	private Memory() {
	}

	static boolean run(Options options) throws Exception {
		int few = options.get("few", 50);
		int many = options.get("many", 550);
		options.check();
		Size small = measure(few);
		Size large = measure(many);
		double live = (large.live() - small.live()) / 1024.0 / (many - few);
		double resident = (large.resident() - small.resident()) / 1024.0 / (many - few);
		Figures.line("a further idle shard takes %.1f KiB of live objects; the process grows by %.1f KiB", live,
				resident);
		Figures.last("memory", live, BUDGET, "KiB");
		return true;
	}

	private static Size measure(int shards) throws Exception {
		try (Group group = new Group(shards, Handling.INSTANT)) {
			Member member = group.start();
			group.awaitBalanced();
			// each shard has been read some times
			Waiting.pass(20_000);
			Size size = new Size(live(member), resident(member));
			Figures.line("%d idle shards: %.1f MiB of live objects, %.1f MiB resident", shards, size.live() / 1048576.0,
					size.resident() / 1048576.0);
			return size;
		}
	}

	/** The total of a histogram, before which there is a full collection. */
	private static long live(Member member) throws IOException {
		Process jcmd = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
				String.valueOf(member.pid()), "GC.class_histogram")
			.redirectErrorStream(true)
			.start();
		String histogram = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		return histogram.lines()
			.filter((line) -> line.startsWith("Total"))
			.mapToLong((line) -> Long.parseLong(line.trim().split("\\s+")[2]))
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("jcmd answered: " + histogram));
	}

	private static long resident(Member member) throws IOException {
		return Files.readAllLines(Path.of("/proc", String.valueOf(member.pid()), "status"))
			.stream()
			.filter((line) -> line.startsWith("VmRSS:"))
			.mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
			.findFirst()
			.orElseThrow();
	}

	/**
	 * What a process takes.
	 *
	 * @param live bytes of live objects
	 * @param resident bytes of resident memory
	 */
	private record Size(long live, long resident) {

	}

}
