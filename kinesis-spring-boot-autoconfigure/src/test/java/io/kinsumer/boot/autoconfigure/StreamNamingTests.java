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

import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class StreamNamingTests {

	private static final String DEFAULT = "{project}-{env}-{family}-{group}-{streamName}";

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "null", textBlock = """
			{project}-{env}-{family}-{group}-{streamName} | null | null | orders
			{project}-{env}-{family}-{group}-{streamName} | shop | null | shop-orders
			{project}-{env}-{family}-{group}-{streamName} | shop | dev  | shop-dev-orders
			{streamName}-{env}-{project}                  | null | null | orders
			{streamName}-{env}-{project}                  | shop | null | orders-shop
			{streamName}-{env}-{project}                  | null | dev  | orders-dev
			acme_{env}.{streamName}                       | null | null | acme_orders
			acme-{env}                                    | null | null | acme
			{env}{streamName}                             | null | dev  | devorders
			{streamName}                                  | shop | dev  | orders
			v1.{streamName}-                              | null | null | v1.orders-
			""")
	void emptyPlaceholdersVanishWithTheirSeparator(String pattern, String project, String env, String expected) {
		assertThat(new StreamNaming("p", pattern).expand(values(project, env))).isEqualTo(expected);
	}

	@Test
	void refusesAnUnknownPlaceholder() {
		assertThatExceptionOfType(InvalidKinesisPropertyException.class)
			.isThrownBy(
					() -> new StreamNaming("kinesis.naming.pattern", "{realm}-{streamName}").expand(values(null, null)))
			.satisfies((ex) -> {
				assertThat(ex.getProperty()).isEqualTo("kinesis.naming.pattern");
				assertThat(ex.getRule()).isEqualTo("has the unknown placeholder {realm}");
				assertThat(ex.getRemedy())
					.isEqualTo("Use the placeholders {project}, {env}, {family}, {group}, {streamName} only.");
			});
	}

	@Test
	void refusesABraceWithoutItsCounterpart() {
		assertThatExceptionOfType(InvalidKinesisPropertyException.class)
			.isThrownBy(() -> new StreamNaming("p", DEFAULT + "}").expand(values(null, null)))
			.withMessageContaining("has a brace without its counterpart");
	}

	private static Map<String, String> values(String project, String env) {
		Map<String, String> values = new LinkedHashMap<>();
		values.put("project", project);
		values.put("env", env);
		values.put("family", "");
		values.put("group", null);
		values.put("streamName", "orders");
		return values;
	}

}
