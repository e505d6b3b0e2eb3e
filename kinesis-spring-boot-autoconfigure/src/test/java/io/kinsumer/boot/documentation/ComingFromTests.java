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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The pages for those who come from elsewhere name what exists: classes and members, keys
 * and meters. What is in a column {@code Ours} must be known; elsewhere, what looks like
 * ours.
 */
class ComingFromTests {

	private static final Path PAGES = Path.of("..", "docs", "coming-from");

	private static final Pattern CODE = Pattern.compile("`([^`]+)`");

	static List<Path> pages() throws IOException {
		try (Stream<Path> pages = Files.list(PAGES)) {
			return pages.filter((page) -> page.toString().endsWith(".md")).sorted().toList();
		}
	}

	@ParameterizedTest
	@MethodSource("pages")
	void everyPageNamesWhatExists(Path page) {
		assertThat(problems(read(page))).isEmpty();
	}

	@Test
	void thereIsAPageForEachOfThem() throws IOException {
		assertThat(pages()).extracting((page) -> page.getFileName().toString())
			.contains("gosoline-kinesis.md", "kinsumer.md", "kinesis-producer.md", "vmware-go-kcl.md", "kcl.md",
					"kpl.md", "streams.md");
	}

	@ParameterizedTest
	@ValueSource(strings = { "| `a` | `NoSuchTypeOfOurs` | |", "| `a` | `Kinsumer.absent` | |",
			"| `a` | `kinesis.kinsumers.<name>.absent` | |", "| `a` | `kinesis.kinsumer.absent` | |",
			"| `a` | `Kinsumer` | Set `kinesis.clients.<name>.absent`. |",
			"| `a` | `Kinsumer` | See `ProducerStatus.absent`. |", "| `a` | | |", "Set `kinesis.absent` to 1." })
	void whatDoesNotExistIsFound(String line) {
		assertThat(problems("| Seed | Ours | Notes |\n|---|---|---|\n" + line)).hasSize(1);
	}

	private static List<String> problems(String page) {
		List<String> problems = new ArrayList<>();
		boolean inCode = false;
		int ours = -1;
		for (String line : page.lines().toList()) {
			inCode ^= line.startsWith("```");
			List<String> cells = List.of(line.split("(?<!\\\\)\\|", -1));
			if (!line.startsWith("|")) {
				ours = -1;
			}
			else if (ours < 0) {
				ours = cells.stream().map(String::trim).toList().indexOf("Ours");
				continue;
			}
			if (!inCode && !line.startsWith("|---")) {
				check(line, cells, ours, problems);
			}
		}
		return problems;
	}

	private static void check(String line, List<String> cells, int ours, List<String> problems) {
		for (int i = 0; i < cells.size(); i++) {
			boolean strict = i == ours;
			if (strict && cells.get(i).isBlank()) {
				problems.add("nothing of ours: " + line);
			}
			// The first column tells of the others' names.
			if (ours < 0 || i != 1) {
				CODE.matcher(cells.get(i))
					.results()
					.map((MatchResult result) -> result.group(1))
					.filter((name) -> !Names.exists(name, strict))
					.forEach((name) -> problems.add(name + " does not exist: " + line));
			}
		}
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
