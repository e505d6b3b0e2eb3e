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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.kinsumer.core.kinsumer.ShardStatus;
import io.kinsumer.spring.annotation.KinesisListener;
import io.kinsumer.spring.listener.KinesisListenerEndpointRegistry;
import io.kinsumer.test.EmbeddedKinesisServer;
import io.kinsumer.test.kinesis.ConsumerRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * How listeners begin and end with their application.
 */
@ExtendWith(OutputCaptureExtension.class)
class ListenerLifeCycleTests {

	private static final Duration LONG = Duration.ofSeconds(60);

	@Test
	void aHandlerThatNeverReturnsDoesNotKeepTheApplicationFromStopping(CapturedOutput output) {
		Stubborn stubborn = new Stubborn();
		try (EmbeddedKinesisServer server = EmbeddedKinesisServer.builder().streams("orders:1").start()) {
			ConfigurableApplicationContext context = Applications.run(server, List.of(stubborn),
					"kinesis.kinsumers.orders.release-delay=1s");
			server.put("orders", "a", "1".getBytes());
			await().atMost(LONG).until(() -> stubborn.begun.getCount() == 0);
			assertThat(CompletableFuture.runAsync(context::close)).succeedsWithin(LONG);
			assertThat(output).contains("Kinsumer 'orders'").contains("shardId-000000000000").contains("did not end");
		}
		finally {
			stubborn.over.countDown();
		}
	}

	@Test
	void theTimeOfTheShutdownPhaseIsTheBoundWhateverTheReleaseDelayIs(CapturedOutput output) {
		Stubborn stubborn = new Stubborn();
		try (EmbeddedKinesisServer server = EmbeddedKinesisServer.builder().streams("orders:1").start()) {
			ConfigurableApplicationContext context = Applications.run(server, List.of(stubborn),
					"kinesis.kinsumers.orders.release-delay=1h", "spring.lifecycle.timeout-per-shutdown-phase=1s");
			server.put("orders", "a", "1".getBytes());
			await().atMost(LONG).until(() -> stubborn.begun.getCount() == 0);
			assertThat(CompletableFuture.runAsync(context::close)).succeedsWithin(Duration.ofSeconds(25));
			assertThat(output).contains("kinsumer 'orders' of listener 'orders' has not left its group")
				.contains("[shardId-000000000000]");
		}
		finally {
			stubborn.over.countDown();
		}
	}

	@Test
	void aListenerThatBlocksForLongerThanTheSessionTimeoutKeepsItsShard() {
		Stubborn stubborn = new Stubborn();
		AtomicInteger elsewhere = new AtomicInteger();
		String[] fast = { "kinesis.kinsumers.orders.heartbeat-interval=100ms",
				"kinesis.kinsumers.orders.session-timeout=1s", "kinesis.kinsumers.orders.wait-time=200ms" };
		try (EmbeddedKinesisServer server = EmbeddedKinesisServer.builder().streams("orders:1").start();
				ConfigurableApplicationContext context = Applications.run(server, List.of(stubborn), fast)) {
			server.put("orders", "a", "1".getBytes());
			await().atMost(LONG).until(() -> stubborn.begun.getCount() == 0);
			try (ConfigurableApplicationContext other = Applications.run(server, List.of(new Counting(elsewhere)),
					fast)) {
				long renewals = server.dynamoDb().gate().count("UpdateItem");
				// Three session timeouts of each of the two.
				await().atMost(LONG).until(() -> server.dynamoDb().gate().count("UpdateItem") >= renewals + 60);
				assertThat(owned(context)).isOne();
				assertThat(owned(other)).isZero();
				assertThat(elsewhere).hasValue(0);
				stubborn.over.countDown();
			}
		}
		assertThat(stubborn.handled).hasValue(1);
		assertThat(elsewhere).hasValue(0);
	}

	@Test
	void applicationsThatComeAndGoLeaveNothingBehind() throws Exception {
		try (EmbeddedKinesisServer server = EmbeddedKinesisServer.builder().streams("orders:2", "returns:1").start()) {
			int handled = 0;
			for (int i = 0; i < 4; i++) {
				AtomicInteger count = new AtomicInteger();
				try (ConfigurableApplicationContext context = Applications.run(server, List.of(new Counting(count)),
						"kinesis.kinsumers.orders.retrieval=" + ((i % 2 == 0) ? "polling" : "fan-out"),
						"kinesis.kinsumers.orders.idle-event-interval=1s")) {
					server.put("orders", "a", "1".getBytes());
					await().atMost(LONG).until(() -> count.get() == 1);
					handled += count.get();
					context.stop();
					assertThat(Metadata.sessions(server)).isEmpty();
					context.start();
					await().atMost(LONG).until(() -> owned(context) == 2);
					assertThat(Metadata.sessions(server)).hasSize(1);
				}
				assertThat(Metadata.sessions(server)).as("no session is left").isEmpty();
				await().atMost(LONG).untilAsserted(() -> assertThat(ours()).isEmpty());
				await().atMost(LONG).until(() -> connections(server.port()) == 0);
			}
			assertThat(handled).isEqualTo(4);
			assertThat(server.kinesis()
				.listStreamConsumers(
						new ConsumerRequest.ListStreamConsumers(server.stream("orders").arn(), null, 10, null))
				.consumers()).as("registered once, for all of them").hasSize(1);
		}
	}

	private static long owned(ConfigurableApplicationContext context) {
		return context.getBean(KinesisListenerEndpointRegistry.class)
			.getContainers()
			.get(0)
			.status()
			.shards()
			.stream()
			.filter(ShardStatus::mine)
			.count();
	}

	private static Set<String> ours() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.startsWith("kin") || name.startsWith("aws-") || name.startsWith("sdk-"))
			.filter((name) -> !name.startsWith("kinesis-test") && !name.startsWith("kinesis-embedded"))
			.collect(Collectors.toSet());
	}

	/**
	 * Connections of this process to a port, where the system tells.
	 */
	private static long connections(int port) throws IOException {
		String remote = ":%04X".formatted(port);
		long count = 0;
		for (String table : new String[] { "/proc/self/net/tcp", "/proc/self/net/tcp6" }) {
			if (Files.isReadable(Path.of(table))) {
				try (Stream<String> lines = Files.lines(Path.of(table))) {
					count += lines.map((line) -> line.trim().split("\\s+"))
						.filter((columns) -> columns.length > 3 && columns[2].endsWith(remote)
								&& columns[3].equals("01"))
						.count();
				}
			}
		}
		return count;
	}

	static class Stubborn {

		final CountDownLatch begun = new CountDownLatch(1);

		final CountDownLatch over = new CountDownLatch(1);

		final AtomicInteger handled = new AtomicInteger();

		@KinesisListener("orders")
		void listen(String text) {
			this.begun.countDown();
			while (this.over.getCount() > 0) {
				try {
					this.over.await();
				}
				catch (InterruptedException ex) {
					// Ignored for ever, as it must not be done.
				}
			}
			this.handled.incrementAndGet();
		}

	}

	record Counting(AtomicInteger count) {

		@KinesisListener("orders")
		void listen(String text) {
			this.count.incrementAndGet();
		}

	}

}
