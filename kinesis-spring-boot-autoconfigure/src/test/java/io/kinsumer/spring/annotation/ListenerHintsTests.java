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

package io.kinsumer.spring.annotation;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import com.google.protobuf.StringValue;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.spring.deadletter.DeadLetterRecord;
import io.kinsumer.spring.listener.ListenerContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.annotation.ReflectiveRuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.SendTo;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a native image is told of listeners.
 */
class ListenerHintsTests {

	private final RuntimeHints hints = new RuntimeHints();

	@ParameterizedTest
	@ValueSource(strings = { "single", "batch", "letters", "twice", "custom" })
	void aListenerIsCalled(String name) {
		register(Listeners.class);
		assertThat(RuntimeHintsPredicates.reflection()
			.onMethodInvocation(Arrays.stream(Listeners.class.getDeclaredMethods())
				.filter((method) -> method.getName().equals(name))
				.findFirst()
				.orElseThrow()))
			.accepts(this.hints);
	}

	@Test
	void aHandlerOfATypeIsCalled() throws Exception {
		register(Handlers.class);
		assertThat(RuntimeHintsPredicates.reflection()
			.onMethodInvocation(Handlers.class.getDeclaredMethod("placed", Placed.class))).accepts(this.hints);
		assertBound(Placed.class);
	}

	@Test
	void payloadsAreReadAndRepliesAreWritten() throws Exception {
		register(Listeners.class);
		assertBound(Order.class);
		assertBound(Line.class);
		assertBound(Page.class);
		assertBound(Element.class);
		assertBound(Wrapped.class);
		assertBound(Possible.class);
		assertBound(Item.class);
		assertBound(Reply.class);
		assertThat(RuntimeHintsPredicates.reflection()
			.onMethodInvocation(StringValue.class.getMethod("getDefaultInstance"))).accepts(this.hints);
	}

	@Test
	void whatIsNoPayloadIsLeftAlone() {
		register(Listeners.class);
		for (Class<?> type : List.of(KinesisRecord.class, ListenerContext.class, DeadLetterRecord.class, Message.class,
				Tenant.class)) {
			assertThat(RuntimeHintsPredicates.reflection().onType(type)).as(type.getName()).rejects(this.hints);
		}
	}

	private void assertBound(Class<?> type) {
		assertThat(RuntimeHintsPredicates.reflection().onType(type)).as(type.getName()).accepts(this.hints);
		assertThat(RuntimeHintsPredicates.reflection().onConstructorInvocation(type.getDeclaredConstructors()[0]))
			.as(type.getName())
			.accepts(this.hints);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(type.getRecordComponents()[0].getAccessor()))
			.as(type.getName())
			.accepts(this.hints);
	}

	private void register(Class<?> type) {
		new ReflectiveRuntimeHintsRegistrar().registerRuntimeHints(this.hints, type);
	}

	record Order(Line line) {

	}

	record Line(String article) {

	}

	record Page<T>(List<T> elements) {

	}

	record Element(int number) {

	}

	record Wrapped(int number) {

	}

	record Possible(int number) {

	}

	record Item(int number) {

	}

	record Reply(int number) {

	}

	record Placed(int number) {

	}

	record Tenant(String name) {

	}

	@KinesisListener("custom")
	@Retention(RetentionPolicy.RUNTIME)
	@interface Custom {

	}

	static class Listeners {

		@KinesisListener("orders")
		@SendTo("replies")
		CompletableFuture<List<Reply>> single(Order order, @Header("tenant") Tenant tenant, KinesisRecord record,
				ListenerContext context) {
			return new CompletableFuture<>();
		}

		@KinesisListener("elements")
		void batch(List<Page<Element>> elements, List<Message<Wrapped>> messages) {
		}

		@DeadLetterListener("orders")
		void letters(DeadLetterRecord letter, Optional<Possible> order) {
		}

		@KinesisListener("one")
		@KinesisListener("two")
		void twice(Item[] items) {
		}

		@Custom
		void custom(StringValue text) {
		}

	}

	@KinesisListener("handlers")
	static class Handlers {

		@KinesisHandler
		void placed(Placed placed) {
		}

	}

}
