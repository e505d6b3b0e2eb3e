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

package io.kinsumer.test.dynamodb.expression;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * The words that DynamoDB refuses as bare attribute names, from the list in its developer
 * guide.
 */
final class ReservedWords {

	private static final Set<String> WORDS = load();

	private ReservedWords() {
	}

	static boolean contains(String word) {
		return WORDS.contains(word.toUpperCase(Locale.ROOT));
	}

	private static Set<String> load() {
		try (InputStream in = Objects.requireNonNull(ReservedWords.class.getResourceAsStream("reserved-words.txt"),
				"reserved-words.txt is missing beside its class")) {
			return Set.of(new String(in.readAllBytes(), StandardCharsets.US_ASCII).trim().split("\\s+"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
