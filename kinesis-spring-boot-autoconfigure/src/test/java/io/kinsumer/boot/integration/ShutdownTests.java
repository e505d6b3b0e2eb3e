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

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import io.kinsumer.core.record.RecordResult;
import io.kinsumer.spring.annotation.KinesisListener;
import io.kinsumer.spring.template.KinesisOperations;
import io.kinsumer.test.EmbeddedKinesisServer;
import io.kinsumer.test.context.EmbeddedKinesis;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@EmbeddedKinesis(streams = { "slow:1", "in:1", "out:1" })
class ShutdownTests {

	@Test
	void whatProducersHoldIsWrittenBeforeTheApplicationEnds(EmbeddedKinesisServer server) {
		ConfigurableApplicationContext context = run(server, "kinesis.producers.slow.flush-interval=10m",
				"kinesis.producers.slow.record-deadline=20m");
		KinesisOperations kinesis = context.getBean(KinesisOperations.class);
		List<CompletableFuture<RecordResult>> results = IntStream.range(0, 100)
			.mapToObj((id) -> kinesis.sendAsync("slow", "key", "payload " + id))
			.toList();
		assertThat(results).noneMatch(CompletableFuture::isDone);
		context.close();
		assertThat(results).allMatch((result) -> result.isDone() && !result.isCompletedExceptionally());
		assertThat(server.records("slow")).isNotEmpty();
	}

	@Test
	void aListenerThatIsStillRunningCanStillSend(EmbeddedKinesisServer server) {
		ConfigurableApplicationContext context = run(server, "in=in");
		Forwarder forwarder = context.getBean(Forwarder.class);
		context.getBean(KinesisOperations.class).send("in", "key", "payload");
		await().until(() -> forwarder.begun.getCount() == 0);
		CompletableFuture<Void> closed = CompletableFuture.runAsync(context::close);
		forwarder.gate.countDown();
		closed.join();
		assertThat(forwarder.sent).hasSize(1);
		assertThat(server.records("out")).hasSize(1);
	}

	private static ConfigurableApplicationContext run(EmbeddedKinesisServer server, String... properties) {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties(properties)
			.run("--spring.application.name=shop", "--spring.main.banner-mode=off",
					"--kinesis.clients.default.endpoint=" + server.endpoint(),
					"--kinesis.clients.default.region=eu-central-1",
					"--kinesis.clients.default.credentials.access-key-id=test",
					"--kinesis.clients.default.credentials.secret-access-key=test");
	}

	static class Forwarder {

		final CountDownLatch begun = new CountDownLatch(1);

		final CountDownLatch gate = new CountDownLatch(1);

		final ConcurrentLinkedQueue<RecordResult> sent = new ConcurrentLinkedQueue<>();

		private final KinesisOperations kinesis;

		Forwarder(KinesisOperations kinesis) {
			this.kinesis = kinesis;
		}

		@KinesisListener("${in:in}")
		void listen(String text) throws InterruptedException {
			this.begun.countDown();
			this.gate.await();
			this.sent.add(this.kinesis.send("out", "key", text));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Forwarder.class)
	static class Application {

	}

}
