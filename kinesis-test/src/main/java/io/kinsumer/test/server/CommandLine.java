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

import org.jspecify.annotations.Nullable;

/**
 * The options of the executable jar.
 *
 * @param port the port, 0 for any free one
 * @param tlsPort the port that speaks TLS, 0 for any free one, {@code null} for none
 * @param streams the streams to create
 * @param limits whether to keep to the limits of AWS
 * @param memoryCap how many bytes of records to keep at most, and of items, {@code null}
 * for the defaults
 * @param help whether only help is asked for
 */
record CommandLine(int port, @Nullable Integer tlsPort, List<StreamDefinition> streams, boolean limits,
		@Nullable Long memoryCap, boolean help) {

	static final int DEFAULT_PORT = 4567;

	static final String USAGE = """
			Kinesis and DynamoDB for development and tests, on 127.0.0.1.

			  --port N          the port to listen on, 0 for any free one (default %d)
			  --tls-port N      a further port, with TLS and a certificate made up at the start, which
			                    http://127.0.0.1:<port>/certificate.pem shows; to let a Java client trust it:
			                      curl -o kinesis.pem http://127.0.0.1:<port>/certificate.pem
			                      keytool -importcert -noprompt -alias kinesis -file kinesis.pem \\
			                        -keystore kinesis.p12 -storepass changeit
			                    then start the client with -Djavax.net.ssl.trustStore=kinesis.p12
			                    -Djavax.net.ssl.trustStorePassword=changeit and https://localhost:<tls-port>
			  --streams a:4,b   streams to create, as name:shards (one shard when left out)
			  --limits          keep to the limits that AWS documents, per shard and for calls, and let
			                    changes of a stream take a second
			  --memory-cap N    how much to keep of records, in bytes or as 512k, 512m, 2g, and as much of
			                    items (default: half of the heap, and a quarter); putting more is an error
			  --help            this text

			Options may also be written as --port=N. Stops on SIGTERM and SIGINT; keeps nothing.
			""".formatted(DEFAULT_PORT);

	static CommandLine parse(String... args) {
		int port = DEFAULT_PORT;
		Integer tlsPort = null;
		List<StreamDefinition> streams = new ArrayList<>();
		boolean limits = false;
		Long memoryCap = null;
		boolean help = false;
		List<String> rest = new ArrayList<>(List.of(args));
		while (!rest.isEmpty()) {
			String[] option = rest.remove(0).split("=", 2);
			switch (option[0]) {
				case "--port" -> port = port(option[0], value(option, rest));
				case "--tls-port" -> tlsPort = port(option[0], value(option, rest));
				case "--streams" -> {
					for (String definition : value(option, rest).split(",")) {
						streams.add(StreamDefinition.parse(definition));
					}
				}
				case "--limits" -> limits = flag(option);
				case "--memory-cap" -> memoryCap = bytes(value(option, rest));
				case "--help" -> help = flag(option);
				default -> throw new IllegalArgumentException("Unknown option " + option[0]
						+ "; known are --port, --tls-port, --streams, --limits, --memory-cap and --help");
			}
		}
		return new CommandLine(port, tlsPort, List.copyOf(streams), limits, memoryCap, help);
	}

	private static boolean flag(String[] option) {
		if (option.length == 2) {
			throw new IllegalArgumentException("Option " + option[0] + " takes no value, not " + option[1]);
		}
		return true;
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

	private static int port(String option, String text) {
		if (text.matches("\\d{1,5}") && Integer.parseInt(text) <= 65535) {
			return Integer.parseInt(text);
		}
		throw new IllegalArgumentException(option + " is '" + text + "' but must be 0 (any free port) to 65535");
	}

	private static long bytes(String text) {
		if (!text.matches("[1-9]\\d{0,11}[kmg]?")) {
			throw new IllegalArgumentException("--memory-cap is '" + text
					+ "' but must be a number of bytes, such as 1000000, or as 512k, 512m, 2g");
		}
		int unit = "kmg".indexOf(text.charAt(text.length() - 1)) + 1;
		return Long.parseLong((unit > 0) ? text.substring(0, text.length() - 1) : text) << (10 * unit);
	}

}
