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

package io.kinsumer.spring.listener;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import io.kinsumer.core.processor.RetryAfterException;
import io.kinsumer.core.processor.ShardContext;
import io.kinsumer.core.processor.ShardProcessor;
import io.kinsumer.core.processor.StopShardException;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.core.record.SequenceNumber;
import io.kinsumer.spring.converter.PayloadConversionException;
import io.kinsumer.spring.error.BatchListenerFailedException;
import io.kinsumer.spring.error.FailureDecision;
import io.kinsumer.spring.error.HandlingFailure;
import org.junit.jupiter.api.Test;

import org.springframework.messaging.Message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class BatchListenerTests {

	private final List<Object> seen = new ArrayList<>();

	@Test
	void takesPayloadsRecordsAndMessagesSideBySide() throws Exception {
		KinesisRecord first = TestRecord.of(0, "{\"id\":1}");
		KinesisRecord second = TestRecord.of(1, "{\"id\":2}");
		ListenerHarness harness = new ListenerHarness(new Object() {

			void listen(List<KinesisRecord> records, ShardContext shard, List<Order> orders, List<String> texts,
					List<Message<Order>> messages) {
				BatchListenerTests.this.seen
					.addAll(List.of(records, shard, orders, texts, messages.get(1).getPayload()));
			}

		});
		harness.deliver(first, second);
		assertThat(this.seen).containsExactly(List.of(first, second), harness, List.of(new Order(1), new Order(2)),
				List.of("{\"id\":1}", "{\"id\":2}"), new Order(2));
		assertThat(harness.checkpoints).containsExactly(new SequenceNumber("49", 1));
	}

	@Test
	void checkpointsNothingWhenTheListenerThrows() {
		ListenerHarness harness = new ListenerHarness(new Object() {

			void listen(List<Order> orders) {
				throw new IllegalStateException("no");
			}

		});
		assertThatIllegalStateException().isThrownBy(() -> harness.deliver(TestRecord.of(0, "{\"id\":1}")));
		assertThat(harness.checkpoints).isEmpty();
	}

	@Test
	void deliversWhatComesBeforeAnUndecodableRecord() throws Exception {
		ListenerHarness harness = new ListenerHarness(new Object() {

			void listen(List<Order> orders, List<KinesisRecord> records) {
				BatchListenerTests.this.seen.addAll(orders);
				BatchListenerTests.this.seen.add(records.size());
			}

		});
		KinesisRecord bad = TestRecord.of(2, "bad");
		assertThatExceptionOfType(PayloadConversionException.class).isThrownBy(() -> harness
			.deliver(TestRecord.of(0, "{\"id\":1}"), TestRecord.of(1, "{\"id\":2}"), bad, TestRecord.of(3, "{}")));
		assertThat(this.seen).containsExactly(new Order(1), new Order(2), 2);
		assertThat(harness.checkpoints).containsExactly(new SequenceNumber("49", 1));
		assertThatExceptionOfType(PayloadConversionException.class).isThrownBy(() -> harness.deliver(bad));
		assertThat(this.seen).hasSize(3);
	}

	@Test
	void aRecordThatIsNamedMayBeDecidedByTheListener() {
		RetryAfterException later = new RetryAfterException(Duration.ofMinutes(5), null);
		ListenerHarness harness = new ListenerHarness(new Object() {

			void listen(List<String> texts) {
				throw new BatchListenerFailedException(1, later);
			}

		});
		ShardProcessor processor = harness.processor(this::fail);
		assertThatException()
			.isThrownBy(() -> processor.process(harness.input(TestRecord.of(0, "a"), TestRecord.of(1, "b"))))
			.isSameAs(later);
		assertThat(harness.checkpoints).containsExactly(new SequenceNumber("49", 0));
		assertThat(this.seen).as("attempts").isEmpty();
	}

	@Test
	void aListenerThatStopsItsShardHasAllAttemptsAfterwards() {
		Iterator<RuntimeException> failures = List
			.of(new IllegalStateException("first"), new StopShardException("stop", null),
					new IllegalStateException("after a resumption"))
			.iterator();
		ListenerHarness harness = new ListenerHarness(new Object() {

			void listen(List<String> texts) {
				throw failures.next();
			}

		});
		ShardProcessor processor = harness.processor(this::fail);
		while (failures.hasNext()) {
			assertThatException().isThrownBy(() -> processor.process(harness.input(TestRecord.of(0, "a"))));
		}
		assertThat(this.seen).as("attempts").containsExactly(1, 1);
	}

	private FailureDecision fail(HandlingFailure failure) {
		this.seen.add(failure.attempt());
		return new FailureDecision.Retry(Duration.ofSeconds(1));
	}

	record Order(int id) {

	}

}
