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

package io.kinsumer.boot.actuate;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import io.kinsumer.boot.actuate.CallErrors.CallError;
import io.kinsumer.boot.actuate.KinesisEndpoint.KinesisDescriptor;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page of the endpoint shows what it answers: each member, in its order.
 */
class DocumentedAnswerTests {

	@Test
	void thePageShowsTheAnswer() throws IOException {
		String page = Files.readString(Path.of("..", "docs", "actuator.md"));
		int begin = page.indexOf("```json\n") + "```json\n".length();
		JsonNode answer = JsonMapper.builder().build().readTree(page.substring(begin, page.indexOf("\n```", begin)));
		assertShown(answer, KinesisDescriptor.class);
		JsonNode kinsumer = answer.path("kinsumers").path("orders");
		assertShown(kinsumer, KinsumerDescriptor.class);
		assertShown(kinsumer.path("lastError"), CallError.class);
		assertShown(kinsumer.path("shards").path(0), ShardDescriptor.class);
		assertShown(kinsumer.path("redrive"), RedriveDescriptor.class);
		assertShown(answer.path("producers").path("orders"), ProducerDescriptor.class);
		assertShown(answer.path("writers").path("audit"), WriterDescriptor.class);
	}

	private static void assertShown(JsonNode shown, Class<? extends Record> answered) {
		List<String> members = Arrays.stream(answered.getRecordComponents()).map(RecordComponent::getName).toList();
		assertThat(List.copyOf(shown.propertyNames())).as(answered.getSimpleName()).isEqualTo(members);
	}

}
