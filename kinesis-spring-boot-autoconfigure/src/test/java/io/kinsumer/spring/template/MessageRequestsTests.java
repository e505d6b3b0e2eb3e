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
import java.util.UUID;

import io.kinsumer.spring.listener.KinesisHeaders;
import org.junit.jupiter.api.Test;

import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.util.MimeTypeUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What becomes of the headers of messages.
 */
class MessageRequestsTests {

	private final TestTemplate template = new TestTemplate();

	@Test
	void messagesTellKeysAndHeaders() {
		UUID id = UUID.randomUUID();
		Message<?> message = MessageBuilder.withPayload(new TestTemplate.Order("ann"))
			.setHeader(KinesisHeaders.DESTINATION, "orders")
			.setHeader(KinesisHeaders.PARTITION_KEY, "key")
			.setHeader(KinesisHeaders.EXPLICIT_HASH_KEY, "5")
			.setHeader(KinesisHeaders.SEQUENCE_NUMBER, "where a listener found it")
			.setHeader(MessageHeaders.CONTENT_TYPE, MimeTypeUtils.APPLICATION_JSON)
			.setHeader(KinesisHeaders.TYPE, "order-placed")
			.setHeader("text", "t")
			.setHeader("number", 7)
			.setHeader("uuid", id)
			.setReplyChannelName("local")
			.build();
		this.template.template().send(message);
		this.template.template().send("others", message);
		for (String destination : List.of("orders", "others")) {
			assertThat(TestTemplate.payload(this.template.record(destination))).isEqualTo("{\"customer\":\"ann\"}");
			assertThat(this.template.record(destination).partitionKey()).isEqualTo("key");
			assertThat(this.template.record(destination).explicitHashKey()).isEqualTo("5");
			assertThat(this.template.record(destination).headers()).isEqualTo(Map.of("text", "t", "number", "7", "uuid",
					id.toString(), "contentType", "application/json", "kinesis_type", "order-placed"));
		}
	}

	@Test
	void refusesHeadersThatCannotTravel() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.template.template()
				.send(MessageBuilder.withPayload("x").setHeader("list", new ArrayList<>()).build()))
			.withMessageContaining("'list'")
			.withMessageContaining("java.util.ArrayList")
			.withMessageContaining("make it a String");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.template.template()
				.send(MessageBuilder.withPayload("x").setHeader(KinesisHeaders.PARTITION_KEY, 7).build()))
			.withMessageContaining("kinesis_partitionKey");
	}

}
