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

package io.kinsumer.boot.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keys, meters and observations that a page names in its text exist. The page of meters
 * is made of the code.
 */
class PagesTests {

	private static final Path ROOT = Path.of("..");

	private static final Pattern NAME = Pattern.compile("`(kinesis\\.[a-z][a-zA-Z0-9.<>*-]*?)\\.?(: [^`]*)?`");

	static List<Path> pages() throws IOException {
		try (Stream<Path> pages = Files.walk(ROOT.resolve("docs"))) {
			return Stream.concat(Stream.of(ROOT.resolve("README.md")), pages)
				.filter((page) -> page.toString().endsWith(".md"))
				.sorted()
				.toList();
		}
	}

	@ParameterizedTest
	@MethodSource("pages")
	void everyNameExists(Path page) throws IOException {
		assertThat(unknown(Files.readString(page))).isEmpty();
	}

	@Test
	void whatDoesNotExistIsFound() {
		assertThat(unknown("Set `kinesis.kinsumers.orders.strem-name: x` or `kinesis.absent`, not `kinesis.enabled`."))
			.containsExactly("kinesis.kinsumers.orders.strem-name", "kinesis.absent");
	}

	private static List<String> unknown(String page) {
		List<String> observed = names(Pages.read("metrics.md"));
		return names(page).stream().filter((name) -> !observed.contains(name) && !Names.exists(name, false)).toList();
	}

	private static List<String> names(String page) {
		return NAME.matcher(page).results().map((result) -> result.group(1)).toList();
	}

}
