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

package io.kinsumer.test.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.kinsumer.test.EmbeddedKinesisServer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the documentation shows is what is compiled and run here.
 */
class DocumentationTests {

	private static final Path PAGE = Path.of("..", "docs", "testing.md");

	/** Examples with listeners are where there are listeners. */
	private static final List<Path> SOURCES = List
		.of(Path.of("src", "test", "java", "io", "kinsumer", "test", "documentation"), Path.of("..",
				"kinesis-spring-boot-autoconfigure", "src", "test", "java", "io", "kinsumer", "boot", "documentation"));

	@Test
	void everyJavaExampleIsPartOfATest() throws IOException {
		StringBuilder sources = new StringBuilder();
		for (Path folder : SOURCES) {
			try (Stream<Path> files = Files.list(folder)) {
				files.map(DocumentationTests::read).map(DocumentationTests::normalize).forEach(sources::append);
			}
		}
		List<String> examples = matches("```java\n(.*?)```");
		assertThat(examples).hasSizeGreaterThan(4);
		for (String example : examples) {
			assertThat(sources.toString()).as("an example of the documentation").contains(normalize(example));
		}
	}

	@Test
	void everyFaultInTheExamplesOfCurlIsAccepted() throws Exception {
		List<String> bodies = matches("curl [^\n]*/_faults -d '([^']*)'");
		assertThat(bodies).isNotEmpty();
		try (EmbeddedKinesisServer server = EmbeddedKinesisServer.builder().start()) {
			for (String body : bodies) {
				HttpResponse<String> response = HttpClient.newHttpClient()
					.send(HttpRequest.newBuilder(URI.create(server.endpoint() + "/_faults"))
						.header("Content-Type", "application/json")
						.POST(HttpRequest.BodyPublishers.ofString(body))
						.build(), HttpResponse.BodyHandlers.ofString());
				assertThat(response.statusCode()).as(body + " " + response.body()).isEqualTo(201);
			}
		}
	}

	private static List<String> matches(String pattern) {
		return Pattern.compile(pattern, Pattern.DOTALL)
			.matcher(read(PAGE))
			.results()
			.map((result) -> result.group(1))
			.toList();
	}

	private static String normalize(String code) {
		return Stream.of(code.split("\n"))
			.map(String::strip)
			.filter((line) -> !line.isEmpty())
			.collect(Collectors.joining("\n", "\n", "\n"));
	}

	private static String read(Path path) {
		try {
			return Files.readString(path);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
