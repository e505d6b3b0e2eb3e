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

package io.kinsumer.boot.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/**
 * Each example of configuration in the documentation has settings that exist, with values
 * that they take.
 */
class DocumentedSettingsTests {

	private static final Path ROOT = Path.of("..");

	private static final Pattern EXAMPLE = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);

	static List<String> examples() throws IOException {
		try (Stream<Path> pages = Files.walk(ROOT.resolve("docs"))) {
			return Stream.concat(Stream.of(ROOT.resolve("README.md")), pages)
				.filter((page) -> page.toString().endsWith(".md"))
				.sorted()
				.flatMap((page) -> EXAMPLE.matcher(read(page)).results())
				.map((MatchResult result) -> result.group(1))
				.toList();
		}
	}

	@ParameterizedTest
	@MethodSource("examples")
	void everyExampleIsValid(String example) throws IOException {
		check(example);
	}

	@Test
	void whatIsWrongIsFound() {
		assertThatCode(() -> check("kinesis.kinsumers.orders.strem-name: x")).hasMessageContaining("strem-name");
		assertThatCode(() -> check("kinesis.kinsumers.orders.wait-time: soon")).hasMessageContaining("wait-time");
	}

	private static void check(String example) throws IOException {
		MockEnvironment environment = new MockEnvironment();
		new YamlPropertySourceLoader().load("page", new ByteArrayResource(example.getBytes(StandardCharsets.UTF_8)))
			.forEach(environment.getPropertySources()::addLast);
		assertThat(new UnknownSettings(environment, null).find()).isEmpty();
		Binder.get(environment).bind("kinesis", KinesisProperties.class);
	}

	private static String read(Path page) {
		try {
			return Files.readString(page);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
