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
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

import io.kinsumer.core.client.NoSuchStreamException;
import io.kinsumer.core.kinsumer.KinsumerState;
import io.kinsumer.core.record.ShardId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

class KinesisListenerEndpointRegistryTests {

	private final Map<String, FakeKinsumer> kinsumers = new HashMap<>();

	// Of other tests.
	private final Set<Thread> alive = alive();

	private final KinesisListenerEndpointRegistry registry = new KinesisListenerEndpointRegistry((endpoint) -> {
		FakeKinsumer kinsumer = this.kinsumers.computeIfAbsent(endpoint.kinsumer(),
				(name) -> new FakeKinsumer(name, name, "shop"));
		return kinsumer.container(endpoint, true, false);
	});

	@Test
	void startsEachListenerThatStartsByItself() {
		register("a", "orders", null);
		register("b", "returns", false);
		this.registry.start();
		assertThat(this.registry.isRunning()).isTrue();
		assertThat(this.kinsumers.get("orders").starts).isOne();
		assertThat(this.kinsumers.get("returns").starts).isZero();
	}

	@Test
	void failsToStartAndStopsTheOthersWhenOneCannotJoin() {
		register("a", "orders", null);
		register("b", "returns", null);
		this.kinsumers.get("returns").start = CompletableFuture
			.failedFuture(new NoSuchStreamException("returns", null));
		assertThatExceptionOfType(KinsumerStartException.class).isThrownBy(this.registry::start)
			.withMessageContaining("'returns'")
			.withMessageContaining("region eu-central-1")
			.withCauseInstanceOf(NoSuchStreamException.class);
		assertThat(this.registry.isRunning()).isFalse();
		assertThat(this.kinsumers.get("orders").stops).isOne();
	}

	@Test
	void doesNotWaitForOthersOnceOneCannotJoin() {
		register("a", "orders", null);
		register("b", "returns", null);
		this.kinsumers.get("orders").start = new CompletableFuture<>();
		this.kinsumers.get("returns").start = CompletableFuture.failedFuture(new IllegalStateException("no"));
		assertThatExceptionOfType(KinsumerStartException.class).isThrownBy(this.registry::start);
	}

	@Test
	void callsBackOnceAllHaveLeft() {
		register("a", "orders", null);
		this.registry.start();
		FakeKinsumer kinsumer = this.kinsumers.get("orders");
		kinsumer.stop = new CompletableFuture<>();
		AtomicBoolean called = new AtomicBoolean();
		this.registry.stop(() -> called.set(true));
		assertThat(called).isFalse();
		kinsumer.stop.complete(null);
		assertThat(called).isTrue();
		assertThat(this.registry.isRunning()).isFalse();
	}

	@Test
	void startsAndStopsById() {
		register("a", "orders", false);
		this.registry.start();
		FakeKinsumer kinsumer = this.kinsumers.get("orders");
		assertThat(this.registry.start("a")).isCompleted();
		assertThat(this.registry.start("a")).isCompleted();
		assertThat(kinsumer.starts).isOne();
		assertThat(this.registry.stop("a")).isCompleted();
		assertThat(kinsumer.stops).isOne();
		assertThatIllegalArgumentException().isThrownBy(() -> this.registry.start("b"))
			.withMessageContaining("'b'")
			.withMessageContaining("[a]");
	}

	@Test
	void startsAgainAfterAFailure() {
		register("a", "orders", null);
		this.registry.start();
		FakeKinsumer kinsumer = this.kinsumers.get("orders").status(KinsumerState.FAILED, "duplicate client");
		assertThat(this.registry.getContainer("a").isRunning()).isFalse();
		assertThat(this.registry.start("a")).isCompleted();
		assertThat(kinsumer.starts).isEqualTo(2);
		assertThat(kinsumer.stops).isOne();
	}

	@Test
	void pausesResumesAndStopsById() {
		register("a", "orders", null);
		this.registry.start();
		FakeKinsumer kinsumer = this.kinsumers.get("orders");
		ShardId shard = new ShardId("shardId-000000000001");
		assertThat(this.registry.pause("a")).isCompletedWithValue(true);
		assertThat(this.registry.resume("a")).isCompletedWithValue(true);
		assertThat(this.registry.pause("a", shard)).isCompletedWithValue(true);
		assertThat(this.registry.stop("a", shard)).isCompletedWithValue(true);
		assertThat(this.registry.resume("a", shard)).isCompletedWithValue(true);
		assertThat(kinsumer.asked).containsExactly("pause", "resume", "pause " + shard, "stop " + shard,
				"resume " + shard);
		assertThat(this.registry.isPaused("a")).isFalse();
		kinsumer.paused = true;
		kinsumer.status(KinsumerState.RUNNING);
		assertThat(this.registry.isPaused("a")).isTrue();
		assertThat(this.registry.isRunning("a")).isTrue();
		assertThatIllegalArgumentException().isThrownBy(() -> this.registry.pause("b"))
			.withMessage("there is no listener with id 'b', only [a]");
	}

	@Test
	void whatIsUnregisteredStopsAndLeavesItsIdAndKinsumerToOthers() {
		register("a", "orders", null);
		register("b", "returns", null);
		this.registry.start();
		FakeKinsumer first = this.kinsumers.remove("orders");
		assertThat(this.registry.unregister("a")).isCompleted();
		assertThat(first.stops).isOne();
		assertThat(this.registry.getContainerIds()).containsExactly("b");
		register("a", "orders", null);
		assertThat(this.kinsumers.get("orders").starts).isOne();
		assertThatIllegalArgumentException().isThrownBy(() -> this.registry.unregister("c"));
	}

	@Test
	void aStartWaitsForAStopThatIsUnderWay() {
		register("a", "orders", null);
		this.registry.start();
		FakeKinsumer kinsumer = this.kinsumers.get("orders");
		kinsumer.stop = new CompletableFuture<>();
		this.registry.stop("a");
		CompletableFuture<Void> again = this.registry.start("a");
		assertThat(again).isNotDone();
		assertThat(kinsumer.starts).isOne();
		kinsumer.stop.complete(null);
		assertThat(again).isCompleted();
		assertThat(kinsumer.starts).isEqualTo(2);
	}

	@Test
	void aStopIsTheLastWordAlsoWhileAStartWaitsForAnEarlierOne() {
		register("a", "orders", null);
		this.registry.start();
		FakeKinsumer kinsumer = this.kinsumers.get("orders");
		kinsumer.stop = new CompletableFuture<>();
		CompletableFuture<Void> stopped = this.registry.stop("a");
		CompletableFuture<Void> again = this.registry.start("a");
		assertThat(this.registry.stop("a")).isNotDone();
		kinsumer.stop.complete(null);
		assertThat(stopped).isCompleted();
		assertThat(again).isCompletedExceptionally();
		assertThat(kinsumer.starts).isOne();
		assertThat(this.registry.start("a")).isCompleted();
		assertThat(kinsumer.starts).isEqualTo(2);
	}

	@Test
	void theApplicationWaitsForWhatIsUnregistered() {
		register("a", "orders", null);
		this.registry.start();
		this.kinsumers.get("orders").stop = new CompletableFuture<>();
		this.registry.unregister("a");
		AtomicBoolean called = new AtomicBoolean();
		this.registry.stop(() -> called.set(true));
		assertThat(called).isFalse();
		this.kinsumers.get("orders").stop.complete(null);
		assertThat(called).isTrue();
	}

	@Test
	void doesNotWaitOnceMoreForWhatHasNotStoppedWithinTheShutdownPhase() {
		register("a", "orders", null);
		this.registry.start();
		this.kinsumers.get("orders").stop = new CompletableFuture<>();
		this.registry.stop(() -> {
		});
		assertThat(this.kinsumers.get("orders").asked).isEmpty();
		assertThat(CompletableFuture.runAsync(this.registry::destroy)).succeedsWithin(Duration.ofSeconds(20));
		assertThat(this.kinsumers.get("orders").asked).containsExactly("abandon");
	}

	@Test
	void keepsTheProcessAliveWhileThereAreListeners() {
		this.registry.start();
		assertThat(keepsAlive()).as("nobody listens").isFalse();
		this.registry.stop();
		register("a", "orders", null);
		this.registry.start();
		assertThat(keepsAlive()).isTrue();
		this.registry.stop();
		await().until(() -> !keepsAlive());
		this.registry.start();
		assertThat(keepsAlive()).isTrue();
		this.registry.destroy();
		await().until(() -> !keepsAlive());
	}

	@Test
	void aListenerThatComesLaterKeepsTheProcessAlive() {
		this.registry.start();
		register("a", "orders", null);
		assertThat(keepsAlive()).isTrue();
		this.registry.stop();
		await().until(() -> !keepsAlive());
	}

	@Test
	void aListenerThatIsStartedLaterKeepsTheProcessAlive() {
		register("a", "orders", false);
		this.registry.start();
		assertThat(keepsAlive()).as("nothing runs").isFalse();
		this.registry.start("a");
		assertThat(keepsAlive()).isTrue();
		this.registry.stop();
		await().until(() -> !keepsAlive());
		this.registry.start("a");
		assertThat(keepsAlive()).as("started after the end of the application").isFalse();
	}

	@Test
	void aListenerThatIsStartedEarlierKeepsTheProcessAlive() {
		register("a", "orders", false);
		this.registry.start("a");
		this.registry.start();
		assertThat(keepsAlive()).isTrue();
		this.registry.stop();
		await().until(() -> !keepsAlive());
	}

	@Test
	void aStartThatIsInterruptedStopsWhatHasBegun() throws Exception {
		register("a", "orders", null);
		this.kinsumers.get("orders").start = new CompletableFuture<>();
		AtomicReference<Throwable> failure = new AtomicReference<>();
		AtomicBoolean interrupted = new AtomicBoolean();
		Thread starting = new Thread(() -> {
			failure.set(catchThrowable(this.registry::start));
			interrupted.set(Thread.currentThread().isInterrupted());
		});
		starting.start();
		starting.interrupt();
		starting.join(Duration.ofSeconds(20).toMillis());
		assertThat(starting.isAlive()).isFalse();
		assertThat(failure.get()).isInstanceOf(IllegalStateException.class).hasMessageContaining("interrupted");
		assertThat(interrupted).isTrue();
		assertThat(this.kinsumers.get("orders").stops).isOne();
		assertThat(this.registry.isRunning()).isFalse();
	}

	@Test
	void startsAgainOnceAfterAFailure() {
		register("a", "orders", null);
		this.registry.start();
		FakeKinsumer kinsumer = this.kinsumers.get("orders").status(KinsumerState.FAILED, "duplicate client");
		kinsumer.start = new CompletableFuture<>();
		CompletableFuture<Void> again = this.registry.start("a");
		assertThat(this.registry.start("a")).isSameAs(again);
		assertThat(kinsumer.stops).isOne();
		assertThat(kinsumer.starts).isEqualTo(2);
	}

	@Test
	void whatMadeTheContainerKnowsWhetherItStarts() {
		this.registry.register(new KinesisListenerEndpoint("a", "orders", Map.of("auto-startup", "on"),
				new ListenerHandler.OfShards((shard) -> (input) -> {
				}), "listener a"));
		assertThat(this.registry.getContainer("a").autoStartup()).isTrue();
	}

	@Test
	void startsLateListenersAtOnce() {
		this.registry.start();
		register("a", "orders", null);
		assertThat(this.kinsumers.get("orders").starts).isOne();
	}

	@Test
	void refusesASecondListenerOnAKinsumer() {
		register("a", "orders", null);
		assertThatExceptionOfType(ListenerConfigurationException.class).isThrownBy(() -> register("b", "orders", null))
			.withMessage("Kinsumer 'orders' has two listeners: listener a and listener b.")
			.satisfies((ex) -> assertThat(ex.getRemedy()).contains("consumer-group"));
	}

	@Test
	void refusesASecondListenerWithTheSameId() {
		register("a", "orders", null);
		assertThatExceptionOfType(ListenerConfigurationException.class).isThrownBy(() -> register("a", "returns", null))
			.withMessageContaining("The id 'a' is used by two listeners");
	}

	@Test
	void refusesTwoKinsumersOfOneGroupOnOneStream() {
		this.kinsumers.put("first", new FakeKinsumer("first", "orders", "shop"));
		this.kinsumers.put("second", new FakeKinsumer("second", "orders", "shop"));
		register("a", "first", null);
		assertThatExceptionOfType(ListenerConfigurationException.class).isThrownBy(() -> register("b", "second", null))
			.withMessageContaining("'first' (listener a)")
			.withMessageContaining("'second'")
			.withMessageContaining("group 'shop'")
			.satisfies((ex) -> assertThat(ex.getRemedy()).contains("kinesis.kinsumers.second.consumer-group"));
	}

	@Test
	void stopsBeforeTheWebServer() {
		assertThat(this.registry.getPhase()).isGreaterThan(Integer.MAX_VALUE - 1024);
	}

	private boolean keepsAlive() {
		return !this.alive.containsAll(alive());
	}

	private static Set<Thread> alive() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals(KeepAlive.THREAD) && !thread.isDaemon())
			.collect(Collectors.toSet());
	}

	private void register(String id, String kinsumer, Boolean autoStartup) {
		Map<String, String> properties = (autoStartup != null) ? Map.of("auto-startup", autoStartup.toString())
				: Map.of();
		this.registry.register(new KinesisListenerEndpoint(id, kinsumer, properties,
				new ListenerHandler.OfShards((shard) -> (input) -> {
				}), "listener " + id));
	}

}
