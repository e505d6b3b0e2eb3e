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

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.kinsumer.core.client.ThrottlingException;
import io.kinsumer.core.record.RecordResult;
import io.kinsumer.core.record.SequenceNumber;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.UserRecord;
import io.kinsumer.spring.converter.DefaultPayloadConverter;
import io.kinsumer.spring.converter.JsonPayloadConverter;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class KinesisTemplateTests {

	private final List<String> destinations = new ArrayList<>();

	private final List<UserRecord> records = new ArrayList<>();

	private CompletableFuture<RecordResult> outcome = CompletableFuture
		.completedFuture(new RecordResult(new ShardId("shardId-000000000000"), SequenceNumber.of("1"), false, 1));

	private final KinesisTemplate template = new KinesisTemplate((destination) -> {
		this.destinations.add(destination);
		return (record) -> {
			this.records.add(record);
			return this.outcome;
		};
	}, new DefaultPayloadConverter(new JsonPayloadConverter(JsonMapper.builder().build())));

	@Test
	void writesObjectsAsJson() {
		assertThat(this.template.send("orders", "key", Map.of("id", 7))).isSameAs(this.outcome.join());
		assertThat(this.destinations).containsExactly("orders");
		assertThat(payload()).isEqualTo("{\"id\":7}");
		assertThat(this.records.get(0).partitionKey()).isEqualTo("key");
	}

	@Test
	void passesTextAndBytes() {
		assertThat(this.template.sendAsync("orders", "key", "text")).isSameAs(this.outcome);
		assertThat(payload()).isEqualTo("text");
		this.records.clear();
		this.template.sendAsync("orders", "key", new byte[] { 'b' });
		assertThat(payload()).isEqualTo("b");
	}

	@Test
	void passesKeysAndHeaders() {
		this.template.sendAsync(
				SendRequest.of("orders", "x").withExplicitHashKey("12").withHeader("a", "1").withHeader("b", "2"));
		UserRecord record = this.records.get(0);
		assertThat(record.partitionKey()).isNull();
		assertThat(record.explicitHashKey()).isEqualTo("12");
		assertThat(record.headers()).isEqualTo(Map.of("a", "1", "b", "2"));
	}

	@Test
	void throwsWhatTheProducerFailedWith() {
		ThrottlingException failure = new ThrottlingException("too much", null);
		this.outcome = CompletableFuture.failedFuture(failure);
		assertThatException().isThrownBy(() -> this.template.send("orders", "key", "x")).isSameAs(failure);
	}

	@Test
	void anInterruptEndsTheWait() {
		this.outcome = new CompletableFuture<>();
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(SendInterruptedException.class)
			.isThrownBy(() -> this.template.send("orders", "key", "x"))
			.withMessageContaining("'orders'");
		assertThat(Thread.interrupted()).isTrue();
	}

	private String payload() {
		return StandardCharsets.UTF_8.decode(this.records.get(0).data()).toString();
	}

}
