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

package io.kinsumer.core.metadata;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class OwnerTests {

	@Test
	void isReadAsItWasWritten() {
		Owner owner = new Owner("host-1:orders", "5f3a");
		assertThat(owner).hasToString("host-1:orders#5f3a");
		assertThat(Owner.parse("host-1:orders#5f3a")).isEqualTo(owner);
	}

	@Test
	void twoSessionsOfAClientAreTwoOwners() {
		assertThat(new Owner("anna", "s1")).isNotEqualTo(new Owner("anna", "s2"));
	}

	@Test
	void ordersByClientThenSession() {
		assertThat(new Owner("anna", "s2")).isLessThan(new Owner("bert", "s1")).isGreaterThan(new Owner("anna", "s1"));
	}

	@Test
	void aClientIdIsNeitherBlankNorHasTheSeparator() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Owner(" ", "s1")).withMessageContaining("' '");
		assertThatIllegalArgumentException().isThrownBy(() -> new Owner("an#na", "s1"))
			.withMessageContaining("'an#na'")
			.withMessageContaining("'#'");
	}

	@Test
	void aSessionIdHasNoSeparatorEither() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Owner("anna", "s#1")).withMessageContaining("'s#1'");
	}

	@Test
	void textWithoutSessionIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> Owner.parse("anna")).withMessageContaining("'anna'");
	}

}
