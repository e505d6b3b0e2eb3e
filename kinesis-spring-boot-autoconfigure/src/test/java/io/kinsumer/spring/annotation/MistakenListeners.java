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

import java.util.List;

import io.kinsumer.core.record.KinesisRecord;

/**
 * Listeners that must not start.
 */
final class MistakenListeners {

	private MistakenListeners() {
	}

	static class Unresolved {

		@KinesisListener("${no.such.property}")
		void listen(String text) {
		}

	}

	static class BrokenExpression {

		@KinesisListener(kinsumer = "orders", id = "#{@nothing.name}")
		void listen(String text) {
		}

	}

	static class ObjectListener {

		@KinesisListener(kinsumer = "orders", failurePolicy = "#{__listener}")
		void listen(String text) {
		}

	}

	static class BadStart {

		@KinesisListener(kinsumer = "orders", autoStartup = "yes")
		void listen(String text) {
		}

	}

	static class BadConcurrency {

		@KinesisListener(kinsumer = "orders", concurrency = "0")
		void listen(String text) {
		}

	}

	static class BadAckMode {

		@KinesisListener(kinsumer = "orders", ackMode = "auto")
		void listen(String text) {
		}

	}

	static class BadProperty {

		@KinesisListener(kinsumer = "orders", properties = "wait-time")
		void listen(String text) {
		}

	}

	static class Twice {

		@KinesisListener(kinsumer = "orders", concurrency = "3", properties = "Concurrency=2")
		void listen(String text) {
		}

	}

	static class Nameless {

		@KinesisListener
		void listen(String text) {
		}

	}

	static class NoListener {

		@KinesisHandler
		void listen(String text) {
		}

	}

	@KinesisListener("orders")
	static class NoHandlers {

		void listen(String text) {
		}

	}

	@KinesisListener("orders")
	static class SameType {

		@KinesisHandler
		void first(String text) {
		}

		@KinesisHandler
		void second(String text) {
		}

	}

	@KinesisListener("orders")
	static class TwoDefaults {

		@KinesisHandler(isDefault = true)
		void first(String text) {
		}

		@KinesisHandler(isDefault = true)
		void second(byte[] bytes) {
		}

	}

	@KinesisListener("orders")
	static class BatchHandler {

		@KinesisHandler("a")
		void listen(List<String> texts) {
		}

	}

	@KinesisListener("orders")
	static class NoPayload {

		@KinesisHandler
		void listen(KinesisRecord record) {
		}

	}

	static class FinalMethod {

		@KinesisListener("orders")
		final void listen(String text) {
		}

	}

	static class PrivateMethod {

		@KinesisListener("orders")
		private void listen(String text) {
		}

	}

	interface Other {

		void other();

	}

	static class BehindInterface implements Other {

		@KinesisListener("orders")
		public void listen(String text) {
		}

		@Override
		public void other() {
		}

	}

}
