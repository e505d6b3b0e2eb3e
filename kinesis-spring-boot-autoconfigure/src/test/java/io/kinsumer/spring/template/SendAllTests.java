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

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.kinsumer.core.client.ThrottlingException;
import io.kinsumer.core.record.IllegalPartitionKeyException;
import io.kinsumer.core.record.RecordResult;
import org.junit.jupiter.api.Test;

import org.springframework.messaging.support.MessageBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Many records at once.
 */
class SendAllTests {

	private final TestTemplate template = new TestTemplate();

	@Test
	void sendsAllInOrderAndTogether() {
		List<RecordResult> results = this.template.template()
			.sendAll("orders", List.of("a", new TestTemplate.Order("b"), SendRequest.of("c").withPartitionKey("k"),
					MessageBuilder.withPayload("d").build(), SendRequest.of("others", "e")));
		assertThat(results).hasSize(5);
		assertThat(this.template.sender("orders").batches).containsExactly(4);
		assertThat(this.template.sender("orders").records).extracting(TestTemplate::payload)
			.containsExactly("a", "{\"customer\":\"b\"}", "c", "d");
		assertThat(TestTemplate.payload(this.template.record("others"))).isEqualTo("e");
		assertThat(this.template.template().sendAll(List.of())).isEmpty();
	}

	@Test
	void tellsWhatBecameOfEachWhenOneFails() {
		ThrottlingException throttled = new ThrottlingException("too much", null);
		this.template.sender("orders").outcomes.addAll(List.of(CompletableFuture.completedFuture(TestTemplate.WRITTEN),
				CompletableFuture.failedFuture(throttled)));
		TestTemplate.Order unwritable = new TestTemplate.Order("k".repeat(300));
		this.template.options = new KinesisTemplateOptions(null, null, false,
				List.of(PartitionKeyExtractor.forType(TestTemplate.Order.class, TestTemplate.Order::customer)),
				List.of());
		List<Object> payloads = Arrays.asList("a", unwritable, null, "b", "c");
		SendFailedException failure = catchThrowableOfType(SendFailedException.class,
				() -> this.template.template().sendAll("orders", payloads));
		assertThat(failure).hasMessageContaining("3 of 5").hasMessageContaining("'orders'");
		assertThat(failure.getOutcomes()).extracting(SendOutcome::sent).containsExactlyElementsOf(payloads);
		assertThat(failure.getOutcomes()).extracting((outcome) -> outcome instanceof SendOutcome.Written)
			.containsExactly(true, false, false, false, true);
		assertThat(failure.getFailures()).extracting(SendOutcome.Failed::sent).containsExactly(unwritable, null, "b");
		assertThat(failure.getFailures().get(0).failure()).isInstanceOf(IllegalPartitionKeyException.class);
		assertThat(failure.getFailures().get(2).failure()).isSameAs(throttled);
		assertThat(this.template.sender("orders").records).hasSize(3);
	}

}
