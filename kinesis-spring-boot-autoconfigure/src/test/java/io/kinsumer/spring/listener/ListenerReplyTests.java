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

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import io.kinsumer.spring.error.Unprintable;
import org.junit.jupiter.api.Test;

import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.SendTo;
import org.springframework.messaging.support.MessageBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

class ListenerReplyTests {

	@Test
	void aReplyIsKeyedAsTheRecordThatItAnswers() throws Exception {
		ListenerHarness harness = new ListenerHarness(new Object() {

			@SendTo("replies")
			String listen(String text) {
				return text + "!";
			}

		});
		harness.deliver(TestRecord.of(0, "a"));
		assertThat(harness.sent)
			.containsExactly(new ReplySender.Reply("replies", "a!", TestRecord.of(0, "a").partitionKey()));
		assertThat(harness.checkpoints).hasSize(1);
	}

	@Test
	void aMessageIsSentAsItIs() throws Exception {
		Message<Integer> reply = MessageBuilder.withPayload(7).setHeader("tenant", "blue").build();
		ListenerHarness harness = new ListenerHarness(new Object() {

			@SendTo("replies")
			Message<Integer> listen(String text) {
				return reply;
			}

		});
		harness.deliver(TestRecord.of(0, "a"));
		assertThat(harness.sent)
			.containsExactly(new ReplySender.Reply("replies", reply, TestRecord.of(0, "a").partitionKey()));
	}

	@Test
	void nothingAndSeveral() throws Exception {
		ListenerHarness harness = new ListenerHarness(new Object() {

			@SendTo("replies")
			List<Integer> listen(String text) {
				return text.isEmpty() ? null : List.of(1, 2);
			}

		});
		harness.deliver(TestRecord.of(0, ""));
		assertThat(harness.sent).isEmpty();
		harness.deliver(TestRecord.of(1, "a"));
		assertThat(harness.sent).extracting(ReplySender.Reply::payload).containsExactly(1, 2);
	}

	@Test
	void whatIsNullIsLeftOut() throws Exception {
		ListenerHarness harness = new ListenerHarness(new Object() {

			@SendTo("replies")
			List<Integer> listen(String text) {
				return Arrays.asList(1, null, 2);
			}

		});
		harness.deliver(TestRecord.of(0, "a"));
		assertThat(harness.sent).extracting(ReplySender.Reply::payload).containsExactly(1, 2);
	}

	@Test
	void theDestinationMayBeThatOfTheClass() throws Exception {
		ListenerHarness harness = new ListenerHarness(new Answering());
		harness.deliver(TestRecord.of(0, "a"));
		assertThat(harness.sent).extracting(ReplySender.Reply::destination).containsExactly("replies");
	}

	@SendTo("replies")
	static class Answering {

		String listen(String text) {
			return text;
		}

	}

	@Test
	void aBatchIsAnsweredWithoutAKey() throws Exception {
		ListenerHarness harness = new ListenerHarness(new Object() {

			@SendTo("replies")
			CompletableFuture<List<String>> listen(List<String> texts) {
				return CompletableFuture.completedFuture(texts);
			}

		});
		harness.deliver(TestRecord.of(0, "a"), TestRecord.of(1, "b"));
		assertThat(harness.sent).containsExactly(new ReplySender.Reply("replies", "a", null),
				new ReplySender.Reply("replies", "b", null));
	}

	@Test
	void whatIsKnownLaterIsSentInTheContextOfTheListener() throws Exception {
		ListenerHarness harness = new ListenerHarness(new Object() {

			@SendTo("replies")
			CompletableFuture<String> listen(String text) {
				return CompletableFuture.supplyAsync(() -> text + "!");
			}

		});
		harness.deliver(TestRecord.of(0, "a"));
		assertThat(harness.captured).isEqualTo(harness.sent).hasSize(1);
	}

	@Test
	void aStageIsAwaitedThoughItsTypeDoesNotTell() throws Exception {
		ListenerHarness harness = new ListenerHarness(new Object() {

			@SendTo("replies")
			Object listen(String text) {
				return CompletableFuture.completedFuture(text + "!");
			}

		});
		harness.deliver(TestRecord.of(0, "a"));
		assertThat(harness.sent).extracting(ReplySender.Reply::payload).containsExactly("a!");
	}

	@Test
	void cancellingReachesWhatIsToBeAnswered() throws Exception {
		CompletableFuture<String> answer = new CompletableFuture<>();
		ListenerHarness harness = new ListenerHarness(new Object() {

			@SendTo("replies")
			CompletableFuture<String> listen(String text) {
				return answer;
			}

		});
		((ListenerHandler.OfRecords) harness.endpoint().handler()).listener()
			.onRecord(TestRecord.of(0, "a"), mock(ListenerContext.class))
			.toCompletableFuture()
			.cancel(true);
		assertThat(answer).isCancelled();
	}

	@Test
	void aFailureWhoseTextThrowsIsHandedOnAsItIs() throws Exception {
		CompletableFuture<String> answer = new CompletableFuture<>();
		ListenerHarness harness = new ListenerHarness(new Object() {

			@SendTo("replies")
			CompletableFuture<String> listen(String text) {
				return answer;
			}

		});
		CompletionStage<?> handled = ((ListenerHandler.OfRecords) harness.endpoint().handler()).listener()
			.onRecord(TestRecord.of(0, "a"), mock(ListenerContext.class));
		Unprintable failure = new Unprintable();
		answer.completeExceptionally(failure);
		assertThat(handled.handle((value, thrown) -> thrown).toCompletableFuture()).isCompletedWithValue(failure);
	}

	@Test
	void aRecordIsNotHandledBeforeItsReplyIsWritten() throws Exception {
		ListenerHarness harness = new ListenerHarness(new Object() {

			@SendTo("replies")
			String listen(String text) {
				return text;
			}

		});
		harness.written = new CompletableFuture<>();
		CompletableFuture<Void> delivered = CompletableFuture.runAsync(() -> {
			try {
				harness.deliver(TestRecord.of(0, "a"));
			}
			catch (Exception ex) {
				throw new CompletionException(ex);
			}
		});
		assertThat(harness.checkpoints).isEmpty();
		harness.written.completeExceptionally(new IllegalStateException("not written"));
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(delivered::get)
			.withStackTraceContaining("not written");
		assertThat(harness.checkpoints).isEmpty();
	}

	@Test
	void aStageHandlesItsRecordWhenItCompletes() {
		ListenerHarness harness = new ListenerHarness(new Object() {

			CompletableFuture<Void> listen(String text) {
				return CompletableFuture.failedFuture(new IllegalStateException("later"));
			}

		});
		assertThatThrownBy(() -> harness.deliver(TestRecord.of(0, "a"))).hasStackTraceContaining("later");
		assertThat(harness.checkpoints).isEmpty();
	}

	@Test
	void refusesWhatItWouldNotSend() {
		assertRefused(new Object() {

			String listen(String text) {
				return text;
			}

		}, "nothing says where");
		assertRefused(new Object() {

			@SendTo("replies")
			void listen(String text) {
			}

		}, "returns nothing to send");
		assertRefused(new Object() {

			@SendTo({ "one", "two" })
			String listen(String text) {
				return text;
			}

		}, "must name one destination");
		assertRefused(new Object() {

			Future<String> listen(String text) {
				return CompletableFuture.completedFuture(text);
			}

		}, "cannot be awaited");
	}

	private static void assertRefused(Object bean, String reason) {
		assertThatExceptionOfType(ListenerConfigurationException.class).isThrownBy(() -> new ListenerHarness(bean))
			.withMessageContaining(reason)
			.satisfies((ex) -> assertThat(ex.getRemedy()).isNotBlank());
	}

}
