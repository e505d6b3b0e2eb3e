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

package io.kinsumer.start;

import java.time.Duration;

/**
 * Something that an application reached while it started.
 *
 * @param name what
 * @param at when, in milliseconds of the wall clock
 * @param cpuMillis the CPU time that its process had taken by then
 */
public record Moment(String name, long at, long cpuMillis) {

	/** The context was refreshed. */
	public static final String REFRESHED = "refreshed";

	/** The first call of AWS began; nothing was sent yet. */
	public static final String FIRST_CALL = "first-call";

	private static final String MARK = "moment";

	/**
	 * Print a moment for the process that measures.
	 * @param name what was reached
	 */
	public static void print(String name) {
		long at = System.currentTimeMillis();
		long cpu = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toMillis();
		System.out.println(MARK + " " + name + " " + at + " " + cpu);
	}

	static boolean isMoment(String line) {
		return line.startsWith(MARK + " ");
	}

	static Moment parse(String line) {
		String[] parts = line.split(" ");
		return new Moment(parts[1], Long.parseLong(parts[2]), Long.parseLong(parts[3]));
	}

}
