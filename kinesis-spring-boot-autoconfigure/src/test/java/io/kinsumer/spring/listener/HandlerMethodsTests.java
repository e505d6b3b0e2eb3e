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

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;

import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.Header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Which of several methods of a class gets a record.
 */
class HandlerMethodsTests {

	private final List<String> handled = new ArrayList<>();

	@Test
	void theTypeIsTheSimpleOrTheFullNameOfThePayloadClass() throws Exception {
		RecordListener listener = listener(null, "placed", "cancelled");
		deliver(listener, "HandlerMethodsTests.Placed", "{}");
		deliver(listener, Placed.class.getName(), "{}");
		deliver(listener, Cancelled.class.getName(), "{}");
		assertThat(this.handled).containsExactly("placed", "placed", "cancelled");
	}

	@Test
	void aHandlerMayNameItsTypes() throws Exception {
		RecordListener listener = new HandlerMethods(Handlers.class, PayloadTypeNames.OF_CLASSES).listener(
				List.of(new HandlerMethod(method("placed"), Set.of("order-placed", "order.placed"), false)),
				this::handler);
		deliver(listener, "order-placed", "{}");
		deliver(listener, "order.placed", "{}");
		assertThat(this.handled).containsExactly("placed", "placed");
		assertThatExceptionOfType(NoHandlerException.class)
			.isThrownBy(() -> deliver(listener, Placed.class.getName(), "{}"));
	}

	@Test
	void theDefaultTakesAllOthers() throws Exception {
		RecordListener listener = listener("others", "placed", "others");
		deliver(listener, "HandlerMethodsTests.Placed", "{}");
		deliver(listener, "shipped", "a");
		deliver(listener, null, "b");
		assertThat(this.handled).containsExactly("placed", "other shipped a", "other null b");
	}

	@Test
	void whatNobodyTakesFailsAndSaysWhatIsTaken() {
		RecordListener listener = listener(null, "placed");
		assertThatExceptionOfType(NoHandlerException.class).isThrownBy(() -> deliver(listener, "shipped", "{}"))
			.withMessageContaining(Handlers.class.getName())
			.withMessageContaining("'shipped'")
			.withMessageContaining(
					"[" + Placed.class.getName().replace('$', '.').replaceAll(".*\\.(\\w+\\.\\w+)", "$1"));
		assertThatExceptionOfType(NoHandlerException.class).isThrownBy(() -> deliver(listener, null, "{}"))
			.withMessageContaining("without a type")
			.withMessageContaining("kinesis_type");
	}

	@Test
	void allOfThemTakeAnAcknowledgmentOrNone() {
		assertThatExceptionOfType(ListenerConfigurationException.class)
			.isThrownBy(() -> listener(null, "placed", "acknowledging"))
			.withMessageContaining("only one takes an Acknowledgment");
		assertThat(((MethodListener) listener(null, "acknowledging")).takesAcknowledgment()).isTrue();
		assertThat(((MethodListener) listener(null, "placed")).takesAcknowledgment()).isFalse();
	}

	@Test
	void thePayloadOfAMessageCounts() throws Exception {
		RecordListener listener = listener(null, "message");
		deliver(listener, "HandlerMethodsTests.Cancelled", "{}");
		assertThat(this.handled).containsExactly("message");
	}

	private RecordListener listener(String defaultMethod, String... methods) {
		return new HandlerMethods(Handlers.class, PayloadTypeNames.OF_CLASSES).listener(Arrays.stream(methods)
			.map((name) -> new HandlerMethod(method(name), Set.of(), name.equals(defaultMethod)))
			.toList(), this::handler);
	}

	private ListenerHandler handler(Method method) {
		return new MethodListenerEndpoints(ListenerHarness.JSON, null, null, UnaryOperator.identity())
			.create("id", "orders", Map.of(), new Handlers(this.handled), method)
			.handler();
	}

	private static Method method(String name) {
		return Arrays.stream(Handlers.class.getDeclaredMethods())
			.filter((method) -> method.getName().equals(name))
			.findFirst()
			.orElseThrow();
	}

	private static void deliver(RecordListener listener, String type, String payload) throws Exception {
		Map<String, String> headers = (type != null) ? Map.of(KinesisHeaders.TYPE, type) : Map.of();
		listener.onRecord(TestRecord.of(1, payload, headers), null);
	}

	record Placed() {

	}

	record Cancelled() {

	}

	record Handlers(List<String> handled) {

		void placed(@Header(name = "a", required = false) String header, Placed placed) {
			this.handled.add("placed");
		}

		void cancelled(Cancelled cancelled) {
			this.handled.add("cancelled");
		}

		void acknowledging(byte[] payload, Acknowledgment acknowledgment) {
			this.handled.add("acknowledged");
		}

		void message(Message<Cancelled> message) {
			this.handled.add("message");
		}

		void others(String payload, @Header(name = KinesisHeaders.TYPE, required = false) String type) {
			this.handled.add("other " + type + " " + payload);
		}

	}

}
