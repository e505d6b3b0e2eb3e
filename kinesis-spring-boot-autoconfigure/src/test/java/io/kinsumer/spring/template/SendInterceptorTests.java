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

package io.kinsumer.spring.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What interceptors may do.
 */
class SendInterceptorTests {

	private final TestTemplate template = new TestTemplate();

	@Test
	void interceptorsChangeRecordsAndSeeOutcomes() {
		List<String> seen = new ArrayList<>();
		SendInterceptor outer = (invocation) -> {
			seen.add("outer " + invocation.target().stream() + " " + invocation.request().payload());
			return invocation.proceed(invocation.record().withHeaders(Map.of("by", "outer")))
				.whenComplete((result, failure) -> seen.add("outcome " + (failure == null)));
		};
		SendInterceptor inner = (invocation) -> {
			seen.add("inner " + invocation.record().headers());
			return invocation.proceed();
		};
		this.template.options = new KinesisTemplateOptions(null, null, false, List.of(), List.of(outer, inner));
		this.template.template().send("orders", "x");
		assertThat(seen).containsExactly("outer orders-stream x", "inner {by=outer}", "outcome true");
		assertThat(this.template.record("orders").headers()).isEqualTo(Map.of("by", "outer"));
		seen.clear();
		this.template.template().sendAll("orders", List.of("y", "z"));
		assertThat(seen).containsExactly("outer orders-stream y", "inner {by=outer}", "outcome true",
				"outer orders-stream z", "inner {by=outer}", "outcome true");
		assertThat(this.template.sender("orders").batches).containsExactly(2);
	}

	@Test
	void anInterceptorMaySendNothing() {
		this.template.options = new KinesisTemplateOptions(null, null, false, List.of(),
				List.of((invocation) -> CompletableFuture.failedFuture(new IllegalStateException("not today"))));
		assertThatException().isThrownBy(() -> this.template.template().send("orders", "x")).withMessage("not today");
		assertThat(this.template.sender("orders").records).isEmpty();
	}

}
