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

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.kinsumer.test.EmbeddedKinesisServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The command line of the executable jar.
 */
class EmbeddedKinesisMainTests {

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private final ByteArrayOutputStream err = new ByteArrayOutputStream();

	@Test
	void optionsAreRead() {
		assertThat(CommandLine.parse("--port", "0", "--streams=a:4,b")).isEqualTo(new CommandLine(0, null,
				List.of(new StreamDefinition("a", 4), new StreamDefinition("b", 1)), false, null, false));
		assertThat(CommandLine.parse("--tls-port=4568", "--limits", "--memory-cap", "512m"))
			.isEqualTo(new CommandLine(4567, 4568, List.of(), true, 512L * 1024 * 1024, false));
		assertThat(CommandLine.parse().port()).isEqualTo(4567);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { "--bogus|Unknown option --bogus",
			"--port|Option --port needs a value", "--port=70000|'70000' but must be", "--port=x|'x' but must be",
			"--streams=a:0|'a:0' is not name:shards", "--limits=no|--limits takes no value",
			"--memory-cap=1t|'1t' but must be a number of bytes", "--tls-port=x|--tls-port is 'x' but must be" })
	void mistakesAreNamed(String argument, String message) {
		assertThat(run(argument)).isEqualTo(2);
		assertThat(this.err.toString(StandardCharsets.UTF_8)).contains(message).contains("--help");
	}

	@Test
	void helpListsTheOptions() {
		assertThat(run("--help")).isZero();
		assertThat(this.out.toString(StandardCharsets.UTF_8)).contains("--port", "--tls-port", "--streams", "--limits",
				"--memory-cap", "--help");
	}

	@Test
	void aTakenPortIsAnError() {
		try (EmbeddedKinesisServer server = EmbeddedKinesisServer.builder().start()) {
			assertThat(run("--port=" + server.port())).isEqualTo(1);
			assertThat(run("--port=0", "--tls-port", Integer.toString(server.port()))).isEqualTo(1);
			assertThat(this.err.toString(StandardCharsets.UTF_8).lines()).hasSize(2)
				.allMatch((line) -> line.startsWith("Cannot listen on 127.0.0.1:" + server.port()));
		}
	}

	private int run(String... args) {
		return EmbeddedKinesisMain.run(args, new PrintStream(this.out, true, StandardCharsets.UTF_8),
				new PrintStream(this.err, true, StandardCharsets.UTF_8));
	}

}
