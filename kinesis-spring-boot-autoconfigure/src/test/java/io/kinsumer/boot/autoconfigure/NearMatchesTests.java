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

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NearMatchesTests {

	private static final List<String> KNOWN = List.of("orders", "returns", "wait-time", "max-batch-size",
			"initial-position.type", "metadata.type", "client-id");

	@Test
	void findsNamesWithMistakes() {
		assertThat(NearMatches.of("ordres", KNOWN)).containsExactly("orders");
		assertThat(NearMatches.of("order", KNOWN)).containsExactly("orders");
		assertThat(NearMatches.of("waitTmie", KNOWN)).containsExactly("wait-time");
		assertThat(NearMatches.of("maxBatch-Sizes", KNOWN)).containsExactly("max-batch-size");
		assertThat(NearMatches.of("type", KNOWN)).containsExactly("metadata.type", "initial-position.type");
	}

	@Test
	void findsNothingForOtherNames() {
		assertThat(NearMatches.of("payments", KNOWN)).isEmpty();
		assertThat(NearMatches.of("x", KNOWN)).isEmpty();
		assertThat(NearMatches.question("payments", KNOWN)).isEmpty();
		assertThat(NearMatches.question("ordres", KNOWN)).isEqualTo(" Did you mean orders?");
	}

}
