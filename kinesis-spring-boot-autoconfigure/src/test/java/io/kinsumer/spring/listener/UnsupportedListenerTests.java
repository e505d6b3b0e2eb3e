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

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;

import io.kinsumer.core.processor.Checkpointer;
import io.kinsumer.core.processor.ShardContext;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.spring.converter.DefaultPayloadConverter;
import io.kinsumer.spring.error.FailureDecision;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.Record;

import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.messaging.handler.annotation.SendTo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class UnsupportedListenerTests {

	@Test
	void refusesAReturnValue() {
		assertRefused(new Object() {

			String listen(String text) {
				return text;
			}

		}, "returns java.lang.String, but nothing says where that is to be sent");
	}

	@Test
	void refusesWhatNobodySubscribesTo() {
		assertRefused(new Object() {

			@SendTo("replies")
			Flow.Publisher<String> listen(String text) {
				throw new IllegalStateException("not called");
			}

		}, "java.util.concurrent.Flow$Publisher<java.lang.String>", "nobody would subscribe");
	}

	@Test
	void refusesPrimitivesWithoutAValue() {
		assertRefused(new Object() {

			void listen(String text, @Header(name = "number", required = false) int number) {
			}

		}, "Parameter 1 (int)", "without a value");
		assertRefused(new Object() {

			void listen(@Payload(required = false) int number) {
			}

		}, "Parameter 0 (int)", "without a value");
	}

	@Test
	void refusesTwoPayloads() {
		assertRefused(new Object() {

			void listen(String text, byte[] bytes) {
			}

		}, "Parameter 1 (byte[])", "a second payload parameter beside parameter 0 (java.lang.String)");
		assertRefused(new Object() {

			void listen(String text, Map<String, Object> headers) {
			}

		}, "Parameter 1 (java.util.Map<java.lang.String, java.lang.Object>)", "a second payload parameter",
				"a header needs @Header, a Map of all headers @Headers");
	}

	@Test
	void refusesTypesThatAreNoPayloads() {
		assertRefused(new Object() {

			void listen(Record record) {
			}

		}, "Parameter 0 (software.amazon.awssdk.services.kinesis.model.Record)", "is no payload");
		assertRefused(new Object() {

			void listen(KinesisRecord record, Checkpointer checkpointer) {
			}

		}, "Checkpointer", "is no payload");
	}

	@Test
	void refusesAListenerWithoutRecords() {
		assertRefused(new Object() {

			void listen(ShardContext shard) {
			}

		}, "takes no record");
	}

	@Test
	void refusesHeadersInABatch() {
		assertRefused(new Object() {

			void listen(List<String> texts, @Header("trace") String trace) {
			}

		}, "Parameter 1", "a batch listener cannot take it");
	}

	@Test
	@SuppressWarnings("rawtypes")
	void refusesARawList() {
		assertRefused(new Object() {

			void listen(List texts) {
			}

		}, "the type of its elements is missing");
	}

	@Test
	void refusesJsonWithoutJackson() {
		assertThatExceptionOfType(ListenerConfigurationException.class)
			.isThrownBy(() -> new ListenerHarness(new Object() {

				void listen(StringBuilder order) {
				}

			}, new DefaultPayloadConverter(List.of())))
			.withMessageContaining("spring-boot-starter-jackson");
	}

	@Test
	void refusesListenersThatDoNotFitTheirAckMode() {
		class Plain {

			void listen(String text) {
			}

		}
		class Acknowledging {

			void listen(String text, Acknowledgment acknowledgment) {
			}

		}
		class Batch {

			void listen(List<String> texts) {
			}

		}
		assertRefused(new Plain(), AckMode.MANUAL, "no parameter of type Acknowledgment");
		assertRefused(new Acknowledging(), AckMode.BATCH, "has a parameter of type Acknowledgment");
		assertRefused(new Acknowledging(), AckMode.RECORD, "has a parameter of type Acknowledgment");
		assertRefused(new Batch(), AckMode.RECORD, "takes batches, but has ack-mode RECORD");
		assertRefused(new Batch(), AckMode.MANUAL, "no parameter of type Acknowledgment");
	}

	private static void assertRefused(Object listener, AckMode mode, String message) {
		ListenerOptions options = new ListenerOptions(mode, (failure) -> new FailureDecision.Stop(), null, List.of(),
				List.of());
		assertThatExceptionOfType(ListenerConfigurationException.class)
			.isThrownBy(() -> new ListenerProcessors(InstantSource.system())
				.create(new ListenerHarness(listener).endpoint(), "shop", options))
			.withMessageContaining(message)
			.withMessageContaining("listen(")
			.satisfies((ex) -> assertThat(ex.getRemedy()).contains("ack-mode"));
	}

	private static void assertRefused(Object listener, String... messages) {
		assertThatExceptionOfType(ListenerConfigurationException.class).isThrownBy(() -> new ListenerHarness(listener))
			.satisfies((ex) -> {
				assertThat(ex.getMessage()).contains(messages).contains("UnsupportedListenerTests").contains("listen(");
				assertThat(ex.getRemedy()).isNotBlank();
			});
	}

}
