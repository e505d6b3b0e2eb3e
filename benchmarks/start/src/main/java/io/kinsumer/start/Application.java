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

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * An application to be started, again and again, each time in a process of its own.
 *
 * @param name what it is called in the output
 * @param main its main class
 * @param classPath what it runs on
 * @param arguments what it is told
 */
record Application(String name, String main, String classPath, List<String> arguments) {

	/**
	 * Start it and wait for its end.
	 * @return what it reached, as milliseconds since its launch
	 */
	Map<String, Moment> start() throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-cp",
						this.classPath, this.main, "--spring.main.banner-mode=off"));
		command.addAll(this.arguments);
		long launched = System.currentTimeMillis();
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		Map<String, Moment> moments = new HashMap<>();
		StringBuilder output = new StringBuilder();
		try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				output.append(line).append(System.lineSeparator());
				if (Moment.isMoment(line)) {
					Moment moment = Moment.parse(line);
					moments.put(moment.name(), new Moment(moment.name(), moment.at() - launched, moment.cpuMillis()));
				}
			}
		}
		finally {
			if (!process.waitFor(30, TimeUnit.SECONDS)) {
				process.destroyForcibly();
			}
		}
		if (process.exitValue() != 0 || !moments.containsKey(Moment.REFRESHED)) {
			throw new IllegalStateException(this.name + " did not start:" + System.lineSeparator() + output);
		}
		return moments;
	}

}
