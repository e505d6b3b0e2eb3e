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
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * DynamoDB Local as a process of its own. It ends with {@link #close()}, or with this
 * process.
 */
final class DynamoDbLocal implements AutoCloseable {

	private static final String MAIN = "io.kinsumer.dynamodblocal.DynamoDbLocalMain";

	private static final String PORT = "port=";

	private final Process process;

	private final URI endpoint;

	private DynamoDbLocal(Process process, URI endpoint) {
		this.process = process;
		this.endpoint = endpoint;
	}

	static DynamoDbLocal start(String classPath) throws IOException {
		Path java = Path.of(System.getProperty("java.home"), "bin", "java");
		Process process = new ProcessBuilder(java.toString(), "-Xmx512m", "-cp", classPath, MAIN)
			.redirectError(ProcessBuilder.Redirect.DISCARD)
			.start();
		BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
		String line = output.readLine();
		while (line != null && !line.startsWith(PORT)) {
			line = output.readLine();
		}
		if (line == null) {
			throw new IllegalStateException("DynamoDB Local ended without telling its port");
		}
		return new DynamoDbLocal(process, URI.create("http://127.0.0.1:" + line.substring(PORT.length())));
	}

	URI endpoint() {
		return this.endpoint;
	}

	@Override
	public void close() throws IOException {
		this.process.outputWriter(StandardCharsets.UTF_8).close();
		this.process.onExit().completeOnTimeout(this.process, 10, TimeUnit.SECONDS).join();
		this.process.destroyForcibly();
	}

}
