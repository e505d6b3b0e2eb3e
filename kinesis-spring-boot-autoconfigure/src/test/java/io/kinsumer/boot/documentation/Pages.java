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

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pages of the documentation that are made of code.
 */
final class Pages {

	private static final Path DOCS = Path.of("..", "docs");

	private Pages() {
	}

	/**
	 * Compares a page with what the code makes; with the system property
	 * {@code docs.write} it is written first.
	 */
	static void assertCurrent(String name, String expected) {
		if (Boolean.getBoolean("docs.write")) {
			write(DOCS.resolve(name), expected);
		}
		assertThat(read(name)).as("docs/%s is not what the code says: run docs/generate", name).isEqualTo(expected);
	}

	private static void write(Path path, String content) {
		try {
			Files.writeString(path, content);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static String read(String name) {
		try {
			return Files.readString(DOCS.resolve(name));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
