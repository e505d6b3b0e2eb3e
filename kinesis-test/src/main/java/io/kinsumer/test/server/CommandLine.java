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

package io.kinsumer.test.server;

import java.util.ArrayList;
import java.util.List;

/**
 * The options of the executable jar.
 *
 * @param port the port, 0 for any free one
 * @param streams the streams to create
 * @param help whether only help is asked for
 */
record CommandLine(int port, List<StreamDefinition> streams, boolean help) {

	static final int DEFAULT_PORT = 4567;

	static final String USAGE = """
			Kinesis and DynamoDB for development and tests, on 127.0.0.1.

			  --port N          the port to listen on, 0 for any free one (default %d)
			  --streams a:4,b   streams to create, as name:shards (one shard when left out)
			  --help            this text

			Options may also be written as --port=N. Stops on SIGTERM and SIGINT; keeps nothing.
			""".formatted(DEFAULT_PORT);

	static CommandLine parse(String... args) {
		int port = DEFAULT_PORT;
		List<StreamDefinition> streams = new ArrayList<>();
		boolean help = false;
		List<String> rest = new ArrayList<>(List.of(args));
		while (!rest.isEmpty()) {
			String[] option = rest.remove(0).split("=", 2);
			switch (option[0]) {
				case "--port" -> port = port(value(option, rest));
				case "--streams" -> {
					for (String definition : value(option, rest).split(",")) {
						streams.add(StreamDefinition.parse(definition));
					}
				}
				case "--help" -> help = true;
				default -> throw new IllegalArgumentException(
						"Unknown option " + option[0] + "; known are --port, --streams and --help");
			}
		}
		return new CommandLine(port, List.copyOf(streams), help);
	}

	private static String value(String[] option, List<String> rest) {
		if (option.length == 2) {
			return option[1];
		}
		if (rest.isEmpty()) {
			throw new IllegalArgumentException("Option " + option[0] + " needs a value");
		}
		return rest.remove(0);
	}

	private static int port(String text) {
		if (text.matches("\\d{1,5}") && Integer.parseInt(text) <= 65535) {
			return Integer.parseInt(text);
		}
		throw new IllegalArgumentException("--port is '" + text + "' but must be 0 (any free port) to 65535");
	}

}
