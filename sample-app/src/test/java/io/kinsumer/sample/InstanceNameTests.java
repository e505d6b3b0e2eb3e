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

package io.kinsumer.sample;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class InstanceNameTests {

	@Test
	void tellsWhereTheInstanceAnswers() {
		assertThat(new InstanceName("localhost:8081~4711").url()).hasToString("http://localhost:8081");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "localhost", "localhost:8080", "localhost~1", "a/b:80~1", "localhost:80:80~1" })
	void anythingElseIsRefused(String value) {
		assertThatIllegalArgumentException().isThrownBy(() -> new InstanceName(value))
			.withMessageContaining("'" + value + "'")
			.withMessageContaining("host:port~process");
	}

}
