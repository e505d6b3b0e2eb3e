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

import io.kinsumer.core.record.UserRecord;
import io.kinsumer.spring.listener.KinesisHeaders;
import io.kinsumer.spring.listener.ReplySender;
import org.junit.jupiter.api.Test;

import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Replies follow the rules of the template.
 */
class TemplateReplySenderTests {

	private final TestTemplate template = new TestTemplate();

	@Test
	void aPayloadIsKeyedAsTheRecordThatItAnswers() {
		reply(new TestTemplate.Order("ann"));
		UserRecord sent = this.template.record("replies");
		assertThat(TestTemplate.payload(sent)).isEqualTo("{\"customer\":\"ann\"}");
		assertThat(sent.partitionKey()).isEqualTo("answered");
		assertThat(sent.headers()).isEmpty();
	}

	@Test
	void aMessageBringsKeysAndHeadersOfItsOwn() {
		Message<?> message = MessageBuilder.withPayload(7)
			.setHeader(KinesisHeaders.DESTINATION, "elsewhere")
			.setHeader(KinesisHeaders.PARTITION_KEY, "mine")
			.setHeader(KinesisHeaders.EXPLICIT_HASH_KEY, "5")
			.setHeader(KinesisHeaders.SHARD_ID, "where the answered one came from")
			.setHeader("number", 7)
			.build();
		reply(message);
		reply(MessageBuilder.withPayload(8).build());
		List<UserRecord> sent = this.template.sender("replies").records;
		assertThat(sent).extracting(UserRecord::partitionKey).containsExactly("mine", "answered");
		assertThat(sent.get(0).explicitHashKey()).isEqualTo("5");
		assertThat(sent.get(0).headers()).isEqualTo(Map.of("number", "7"));
	}

	@Test
	void aRequestIsSentAsItIs() {
		reply(SendRequest.of("elsewhere", "a").withPartitionKey("mine").withHeader("tenant", "blue"));
		assertThat(TestTemplate.payload(this.template.record("replies"))).isEqualTo("a");
		assertThat(this.template.record("replies").partitionKey()).isEqualTo("mine");
		assertThat(this.template.record("replies").headers()).isEqualTo(Map.of("tenant", "blue"));
	}

	@Test
	void refusesHeadersThatCannotTravel() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> reply(MessageBuilder.withPayload("x").setHeader("list", List.of()).build()))
			.withMessageContaining("'list' cannot travel");
		assertThatIllegalArgumentException().isThrownBy(
				() -> reply(MessageBuilder.withPayload("x").setHeader(KinesisHeaders.PARTITION_KEY, 7).build()));
		assertThat(this.template.senders()).isEmpty();
	}

	private void reply(Object value) {
		assertThat(new TemplateReplySender(this.template.template())
			.send(new ReplySender.Reply("replies", value, "answered"))).isCompletedWithValue(TestTemplate.WRITTEN);
	}

}
