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

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.google.protobuf.StringValue;
import io.kinsumer.spring.converter.DefaultPayloadConverter;
import io.kinsumer.spring.converter.PayloadConversionException;
import io.kinsumer.spring.converter.PayloadValidationException;
import io.kinsumer.spring.converter.ProtobufPayloadConverter;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.validation.Errors;
import org.springframework.validation.Validator;
import org.springframework.validation.annotation.Validated;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Content types, empty payloads and validation, as listeners see them.
 */
class PayloadTests {

	private static final String GOOD = "{\"customer\":\"ann\",\"amount\":1}";

	private static final String BAD = "{\"customer\":\" \",\"amount\":0}";

	private final List<Object> seen = new ArrayList<>();

	private final LocalValidatorFactoryBean validator = new LocalValidatorFactoryBean();

	PayloadTests() {
		this.validator.afterPropertiesSet();
	}

	@AfterEach
	void close() {
		this.validator.close();
	}

	@Test
	void theContentTypeOfTheRecordDecides() throws Exception {
		ListenerHarness harness = harness(new Object() {

			void listen(Order order) {
				PayloadTests.this.seen.add(order);
			}

		});
		harness.deliver(TestRecord.of(0, GOOD, Map.of("contentType", "application/vnd.shop+json")));
		assertThat(this.seen).containsExactly(new Order("ann", 1));
		assertThatExceptionOfType(PayloadConversionException.class)
			.isThrownBy(() -> harness.deliver(TestRecord.of(1, GOOD, Map.of("contentType", "text/csv"))))
			.withMessageContaining("record 49/1 of shard shardId-000000000000, stream orders")
			.withMessageContaining("text/csv");
		assertThatExceptionOfType(PayloadConversionException.class)
			.isThrownBy(() -> harness.deliver(TestRecord.of(1, GOOD, Map.of("contentType", "csv"))))
			.withMessageContaining("'csv'");
	}

	@Test
	void bytesPassWhateverTheHeaderSays() throws Exception {
		ListenerHarness harness = harness(new Object() {

			void listen(byte[] bytes) {
				PayloadTests.this.seen.add(new String(bytes, StandardCharsets.UTF_8));
			}

		});
		harness.deliver(TestRecord.of(0, "x", Map.of("contentType", "csv")));
		assertThat(this.seen).containsExactly("x");
	}

	@Test
	void protobufMessagesAreRead() throws Exception {
		new ListenerHarness(new Object() {

			void listen(StringValue message) {
				PayloadTests.this.seen.add(message.getValue());
			}

		}, new DefaultPayloadConverter(List.of(new ProtobufPayloadConverter()))).deliver(TestRecord.of(0, ""),
				TestRecord.of(1, StringValue.of("hello").toByteString().toStringUtf8(),
						Map.of("contentType", "application/x-google-protobuf")));
		assertThat(this.seen).containsExactly("", "hello");
	}

	@Test
	void anEmptyPayloadIsNothingWhereThatIsAllowed() throws Exception {
		harness(new Object() {

			void listen(Optional<Order> order) {
				PayloadTests.this.seen.add(order);
			}

		}).deliver(TestRecord.of(0, ""), TestRecord.of(1, GOOD));
		harness(new Object() {

			void listen(@Payload(required = false) Order order) {
				PayloadTests.this.seen.add(Optional.ofNullable(order));
			}

		}).deliver(TestRecord.of(0, ""), TestRecord.of(1, GOOD));
		harness(new Object() {

			void listen(Message<Optional<Order>> message) {
				PayloadTests.this.seen.add(message.getPayload());
			}

		}).deliver(TestRecord.of(0, ""), TestRecord.of(1, GOOD));
		harness(new Object() {

			void listen(List<Optional<Order>> orders) {
				PayloadTests.this.seen.addAll(orders);
			}

		}).deliver(TestRecord.of(0, ""), TestRecord.of(1, GOOD));
		Optional<Order> order = Optional.of(new Order("ann", 1));
		assertThat(this.seen).containsExactly(Optional.empty(), order, Optional.empty(), order, Optional.empty(), order,
				Optional.empty(), order);
	}

	@Test
	void anEmptyPayloadElsewhereIsRefusedWithTheRemedy() {
		assertThatExceptionOfType(PayloadConversionException.class).isThrownBy(() -> harness(new Object() {

			void listen(Order order) {
			}

		}).deliver(TestRecord.of(0, ""))).withMessageContaining("tombstone").withMessageContaining("Optional<...>");
	}

	@Test
	void aJsonArrayIsReadAsAnArrayOrCollection() throws Exception {
		harness(new Object() {

			void listen(Order[] orders) {
				Collections.addAll(PayloadTests.this.seen, (Object[]) orders);
			}

		}).deliver(TestRecord.of(0, "[" + GOOD + "]"));
		harness(new Object() {

			void listen(java.util.Collection<Order> orders) {
				PayloadTests.this.seen.addAll(orders);
			}

		}).deliver(TestRecord.of(0, "[" + GOOD + "]"));
		assertThat(this.seen).containsExactly(new Order("ann", 1), new Order("ann", 1));
	}

	@Test
	void anInvalidPayloadDoesNotReachTheListener() throws Exception {
		ListenerHarness harness = harness(new Object() {

			void listen(@Valid Order order) {
				PayloadTests.this.seen.add(order);
			}

		});
		harness.deliver(TestRecord.of(0, GOOD));
		PayloadValidationException failure = catchThrowableOfType(PayloadValidationException.class,
				() -> harness.deliver(TestRecord.of(1, BAD)));
		assertThat(failure).hasMessageContaining("record 49/1 of shard shardId-000000000000, stream orders")
			.hasMessageContaining("amount must be greater than or equal to 1, customer must not be blank");
		assertThat(failure.getErrors().getFieldErrorCount()).isEqualTo(2);
		assertThat(this.seen).containsExactly(new Order("ann", 1));
	}

	@Test
	void groupsOfValidatedAreKept() throws Exception {
		ListenerHarness harness = harness(new Object() {

			void listen(@Validated(Strict.class) Order order) {
				PayloadTests.this.seen.add(order);
			}

		});
		harness.deliver(TestRecord.of(0, BAD));
		assertThat(this.seen).hasSize(1);
		assertThatExceptionOfType(PayloadValidationException.class)
			.isThrownBy(() -> harness.deliver(TestRecord.of(0, "{\"customer\":\"x\",\"amount\":-1}")))
			.withMessageContaining("amount");
	}

	@Test
	void everyKindOfPayloadIsValidated() {
		List<Object> listeners = List.of(new Object() {

			void listen(Message<@Valid Order> message) {
			}

		}, new Object() {

			void listen(Optional<@Valid Order> order) {
			}

		}, new Object() {

			void listen(@Valid Message<Order> message) {
			}

		}, new Object() {

			void listen(@Valid @Payload Order order) {
			}

		});
		assertThat(listeners).allSatisfy((listener) -> assertThatExceptionOfType(PayloadValidationException.class)
			.isThrownBy(() -> harness(listener).deliver(TestRecord.of(0, BAD))));
	}

	@Test
	void validationNeedsAValidator() {
		assertThatExceptionOfType(ListenerConfigurationException.class)
			.isThrownBy(() -> new ListenerHarness(new Object() {

				void listen(@Valid Order order) {
				}

			}, ListenerHarness.JSON, null))
			.withMessageContaining("Parameter 0")
			.withMessageContaining("has @Valid")
			.satisfies((ex) -> assertThat(ex.getRemedy()).contains("spring-boot-starter-validation"));
	}

	@Test
	void aValidatorOfTheApplicationMustSupportTheType() throws Exception {
		assertThatExceptionOfType(ListenerConfigurationException.class)
			.isThrownBy(() -> new ListenerHarness(new Object() {

				void listen(@Valid Order order) {
				}

			}, ListenerHarness.JSON, new OnlyText()))
			.withMessageContaining("OnlyText does not support");
		ListenerHarness harness = new ListenerHarness(new Object() {

			void listen(@Valid String text) {
			}

		}, ListenerHarness.JSON, new OnlyText());
		assertThatExceptionOfType(PayloadValidationException.class)
			.isThrownBy(() -> harness.deliver(TestRecord.of(0, "x")))
			.withMessageContaining("payload is never right");
	}

	@Test
	void anExpressionIsRefused() {
		assertThatExceptionOfType(ListenerConfigurationException.class).isThrownBy(() -> harness(new Object() {

			void listen(@Payload("customer") String customer) {
			}

		})).withMessageContaining("expression");
	}

	private ListenerHarness harness(Object listener) {
		return new ListenerHarness(listener, ListenerHarness.JSON, this.validator);
	}

	interface Strict {

	}

	record Order(@NotBlank String customer, @Min(1) @Min(value = 0, groups = Strict.class) int amount) {

	}

	private static final class OnlyText implements Validator {

		@Override
		public boolean supports(Class<?> type) {
			return type == String.class;
		}

		@Override
		public void validate(Object target, Errors errors) {
			errors.reject("wrong", "is never right");
		}

	}

}
