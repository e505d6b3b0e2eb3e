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

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.kinsumer.core.record.UserRecord;
import io.kinsumer.spring.converter.PayloadConversionException;
import org.junit.jupiter.api.Test;

import org.springframework.messaging.support.MessageBuilder;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What becomes of payloads.
 */
class KinesisTemplateTests {

	private final TestTemplate template = new TestTemplate();

	@Test
	void writesObjectsAsJson() {
		assertThat(this.template.template().send("orders", "key", Map.of("id", 7))).isSameAs(TestTemplate.WRITTEN);
		assertThat(this.template.senders()).containsOnlyKeys("orders");
		assertThat(TestTemplate.payload(this.template.record("orders"))).isEqualTo("{\"id\":7}");
		assertThat(this.template.record("orders").partitionKey()).isEqualTo("key");
		assertThat(this.template.record("orders").headers()).isEmpty();
	}

	@Test
	void passesTextAndBytes() {
		assertThat(this.template.template().sendAsync("orders", "key", "text"))
			.isCompletedWithValue(TestTemplate.WRITTEN);
		assertThat(TestTemplate.payload(this.template.record("orders"))).isEqualTo("text");
		this.template.template().sendAsync("raw", "key", new byte[] { 'b' });
		assertThat(TestTemplate.payload(this.template.record("raw"))).isEqualTo("b");
	}

	@Test
	void refusesNullsByName() {
		assertThatIllegalArgumentException().isThrownBy(() -> SendRequest.of("orders", null))
			.withMessageContaining("SendRequest.tombstone");
		Map<String, String> headers = new TreeMap<>();
		headers.put("a", null);
		assertThatIllegalArgumentException().isThrownBy(() -> SendRequest.of("orders", "x").withHeaders(headers))
			.withMessageContaining("'a'");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new SendRequest("o", null, null, MessageBuilder.withPayload("x").build(), Map.of()))
			.withMessageContaining("SendRequest.of");
	}

	@Test
	void aTombstoneIsEmpty() {
		this.template.template().send(SendRequest.tombstone("orders", "key"));
		assertThat(this.template.record("orders").size()).isZero();
		assertThat(this.template.record("orders").partitionKey()).isEqualTo("key");
	}

	@Test
	void aContentTypeTravelsOnlyWhenAskedFor() {
		this.template.template().send("orders", new TestTemplate.Order("ann"));
		this.template.template()
			.send(SendRequest.of("orders", new TestTemplate.Order("ann"))
				.withContentType(MimeTypeUtils.APPLICATION_JSON));
		this.template.options = new KinesisTemplateOptions(null, null, true, List.of(), List.of());
		this.template.template().send("orders", new TestTemplate.Order("ann"));
		this.template.template().send("orders", "text of unknown kind");
		this.template.template()
			.send(SendRequest.of("orders", new TestTemplate.Order("ann"))
				.withContentType(MimeType.valueOf("application/a+json")));
		assertThat(this.template.sender("orders").records).extracting(UserRecord::headers)
			.containsExactly(Map.of(), Map.of("contentType", "application/json"),
					Map.of("contentType", "application/json"), Map.of(), Map.of("contentType", "application/a+json"));
	}

	@Test
	void aContentTypeDecidesWhatThePayloadBecomes() {
		this.template.template()
			.send(SendRequest.of("orders", "ü").withContentType(MimeType.valueOf("text/plain;charset=latin1")));
		assertThat(this.template.record("orders").data().get(0)).isEqualTo((byte) 0xfc);
		assertThatExceptionOfType(PayloadConversionException.class)
			.isThrownBy(() -> this.template.template()
				.sendAsync(SendRequest.of("orders", new TestTemplate.Order("a")).withHeader("contentType", "text/csv")))
			.withMessageContaining("text/csv");
	}

	@Test
	void flushesOneOrAll() {
		this.template.sender("orders");
		this.template.sender("others");
		assertThat(this.template.template().flush("orders")).isCompleted();
		assertThat(this.template.sender("orders").flushes).isEqualTo(1);
		assertThat(this.template.template().flush()).isCompleted();
		assertThat(this.template.sender("orders").flushes).isEqualTo(2);
		assertThat(this.template.sender("others").flushes).isEqualTo(1);
	}

}
