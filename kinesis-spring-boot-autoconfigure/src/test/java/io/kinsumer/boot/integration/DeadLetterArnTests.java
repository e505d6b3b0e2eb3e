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

package io.kinsumer.boot.integration;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

import io.kinsumer.boot.autoconfigure.KinesisClientBuilderCustomizer;
import io.kinsumer.spring.annotation.DeadLetterListener;
import io.kinsumer.spring.annotation.KinesisListener;
import io.kinsumer.spring.deadletter.DeadLetterRecord;
import io.kinsumer.spring.deadletter.DeadLetterRedrive;
import io.kinsumer.spring.deadletter.RedriveReport;
import io.kinsumer.test.EmbeddedKinesisServer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClientBuilder;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A stream and its dead letters, both of another account: each call names them by ARN.
 */
class DeadLetterArnTests {

	private static final String ARN = "arn:aws:kinesis:eu-central-1:000000000000:stream/";

	@Test
	void lettersAreMadeReadAndPutBackByArn() throws Exception {
		Purchases purchases = new Purchases();
		Calls calls = new Calls();
		try (EmbeddedKinesisServer server = EmbeddedKinesisServer.builder().streams("orders:1", "attic:1").start();
				ConfigurableApplicationContext context = Applications.run(server, List.of(purchases, calls),
						"kinesis.kinsumers.purchases.stream-arn=" + ARN + "orders",
						"kinesis.kinsumers.purchases.metadata.type=memory",
						"kinesis.kinsumers.purchases.failure.max-attempts=1",
						"kinesis.kinsumers.purchases.failure.on-exhausted=dead-letter",
						"kinesis.kinsumers.purchases.failure.dead-letter.stream-arn=" + ARN + "attic")) {
			server.put("orders", "key", "poison".getBytes(StandardCharsets.UTF_8));
			await().until(() -> purchases.letters.contains("poison"));
			purchases.healed = true;
			DeadLetterRedrive redrive = context.getBean(DeadLetterRedrive.class);
			assertThat(redrive.redrive("purchases", 1000).get(30, TimeUnit.SECONDS)).isEqualTo(new RedriveReport(1, 0));
			await().until(() -> purchases.handled.contains("poison"));
			assertThat(calls.byName).isEmpty();
			assertThat(calls.byArn).contains("PutRecords " + ARN + "attic", "PutRecords " + ARN + "orders");
			assertThat(server.dynamoDb().gate().count("UpdateItem")).as("metadata in memory, of the redrive, too")
				.isZero();
		}
	}

	static class Purchases {

		final Queue<String> handled = new ConcurrentLinkedQueue<>();

		final Queue<String> letters = new ConcurrentLinkedQueue<>();

		volatile boolean healed;

		@KinesisListener("purchases")
		void listen(String text) {
			if (!this.healed) {
				throw new IllegalStateException(text);
			}
			this.handled.add(text);
		}

		@DeadLetterListener("purchases")
		void letters(DeadLetterRecord letter, String text) {
			this.letters.add(text);
		}

	}

	/**
	 * How each call of Kinesis names its stream.
	 */
	static class Calls implements KinesisClientBuilderCustomizer, ExecutionInterceptor {

		final Queue<String> byArn = new ConcurrentLinkedQueue<>();

		final Queue<String> byName = new ConcurrentLinkedQueue<>();

		@Override
		public void customize(String clientName, KinesisAsyncClientBuilder builder) {
			builder.overrideConfiguration(
					builder.overrideConfiguration().toBuilder().addExecutionInterceptor(this).build());
		}

		@Override
		public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
			SdkRequest request = context.request();
			String call = request.getClass().getSimpleName().replace("Request", "");
			request.getValueForField("StreamARN", String.class).ifPresent((arn) -> this.byArn.add(call + " " + arn));
			request.getValueForField("StreamName", String.class)
				.ifPresent((name) -> this.byName.add(call + " " + name));
		}

	}

}
