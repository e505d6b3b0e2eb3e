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

import java.lang.management.ManagementFactory;
import java.util.Locale;

/**
 * Prints what was measured.
 */
final class Figures {

	private Figures() {
	}

	static void line(String format, Object... values) {
		System.out.printf(Locale.ROOT, format + "%n", values);
	}

	/**
	 * Print how loaded the machine is, by others and by this run.
	 */
	static void machine() {
		line("machine: load average %.1f, %d processors, Java %s",
				ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
				Runtime.getRuntime().availableProcessors(), Runtime.version());
	}

	/**
	 * Print the last line.
	 * @param name the benchmark
	 * @param ours what was measured
	 * @param rival what it is compared with
	 * @param unit the unit of both
	 */
	static void last(String name, double ours, double rival, String unit) {
		machine();
		line("%s ratio=%.2f ours=%.2f rival=%.2f unit=%s", name, ours / rival, ours, rival, unit);
	}

}
