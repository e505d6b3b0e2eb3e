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

package io.kinsumer.spring.event.outbox;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

import io.kinsumer.spring.event.message.EventMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static io.kinsumer.spring.event.outbox.OutboxDatabase.message;
import static io.kinsumer.spring.event.outbox.OutboxDatabase.messages;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The relay with its thread.
 */
@ExtendWith(OutputCaptureExtension.class)
class OutboxRelayTests {

	private final OutboxDatabase database = new OutboxDatabase(10);

	private final List<String> sent = new CopyOnWriteArrayList<>();

	private CompletableFuture<Void> send(List<EventMessage> messages) {
		messages.forEach((message) -> this.sent.add(message.id()));
		return CompletableFuture.completedFuture(null);
	}

	@Test
	void aCommitWakesItAndItStopsInGoodOrder() {
		// The clock stands still: nothing is found by polling.
		OutboxRelay relay = this.database.relay(this::send);
		relay.start();
		try {
			await().until(() -> this.database.jdbc
				.queryForList("SELECT ID FROM KINESIS_OUTBOX_LEASE WHERE OWNER IS NOT " + "NULL")
				.size() == 1);
			this.database.writer(relay::wake).write(messages("a", 0, 25));
			await().until(() -> this.database.rows() == 0);
			assertThat(this.sent).isEqualTo(messages("a", 0, 25).stream().map(EventMessage::id).toList());
		}
		finally {
			relay.stop();
		}
		assertThat(relay.isRunning()).isFalse();
		assertThat(this.database.jdbc.queryForList("SELECT OWNER FROM KINESIS_OUTBOX_LEASE", String.class))
			.containsExactly((String) null);
	}

	@Test
	void itWaitsForWhatIsOnItsWay() {
		CompletableFuture<Void> outcome = new CompletableFuture<>();
		OutboxRelay relay = this.database.relay((messages) -> {
			send(messages);
			return outcome;
		});
		this.database.writer(relay::wake).write(List.of(message("1", "ann")));
		relay.start();
		await().until(() -> this.sent.size() == 1);
		CompletableFuture<Void> stopped = new CompletableFuture<>();
		relay.stop(() -> stopped.complete(null));
		assertThat(stopped).isNotDone();
		outcome.complete(null);
		await().until(stopped::isDone);
		assertThat(this.database.rows()).isZero();
	}

	@Test
	void itIsStartedAgain() {
		OutboxRelay relay = this.database.relay(this::send);
		for (String id : List.of("1", "2")) {
			relay.start();
			// Not within a poll interval of the last attempt to get the lease.
			this.database.advance(Duration.ofSeconds(1));
			this.database.writer(relay::wake).write(List.of(message(id, "ann")));
			await().until(() -> this.database.rows() == 0);
			relay.stop();
		}
		assertThat(this.sent).containsExactly("1", "2");
	}

	@Test
	void aNewStartWaitsForTheEndOfTheLastOne() {
		CompletableFuture<Void> outcome = new CompletableFuture<>();
		List<Thread> threads = new CopyOnWriteArrayList<>();
		List<Object> order = new CopyOnWriteArrayList<>();
		LongSupplier clock = () -> {
			order.add(Thread.currentThread());
			return this.database.nanos.get();
		};
		OutboxLease lease = new OutboxLease(this.database.jdbc, this.database.transactionManager,
				this.database.settings, clock);
		OutboxRelay relay = new OutboxRelay(this.database.table, lease, (messages) -> {
			send(messages);
			return outcome;
		}, this.database.settings, List.of(), clock, new Random(1), (task) -> {
			Thread thread = new Thread(task);
			threads.add(thread);
			return thread;
		});
		this.database.writer(relay::wake).write(List.of(message("1", "ann")));
		relay.start();
		await().until(() -> this.sent.size() == 1);
		relay.stop(() -> order.add("stopped"));
		relay.start();
		Thread second = threads.get(1);
		await().until(() -> EnumSet.of(Thread.State.WAITING, Thread.State.TIMED_WAITING).contains(second.getState()));
		outcome.complete(null);
		await().until(() -> order.contains("stopped") && order.contains(second));
		relay.stop();
		assertThat(order.indexOf(second)).as("two threads at the same steps").isGreaterThan(order.indexOf("stopped"));
		assertThat(this.database.rows()).isZero();
	}

	@Test
	void anErrorDoesNotEndIt() {
		OutboxRelay relay = this.database.relay((messages) -> {
			send(messages);
			if (this.sent.size() == 1) {
				throw new NoClassDefFoundError("away");
			}
			return CompletableFuture.completedFuture(null);
		});
		relay.start();
		this.database.writer(relay::wake).write(List.of(message("1", "ann")));
		await().until(() -> !this.sent.isEmpty());
		this.database.advance(Duration.ofSeconds(2));
		relay.wake();
		await().until(() -> this.database.rows() == 0);
		relay.stop();
		assertThat(this.sent).containsExactly("1", "1");
	}

	@Test
	void aListenerThatThrowsDisturbsNothing(CapturedOutput output) {
		OutboxRelay relay = this.database.relay(this::send, new OutboxListener() {

			@Override
			public void messageRelayed(EventMessage message) {
				throw new IllegalStateException("relayed");
			}

			@Override
			public void backlogCounted(OutboxBacklog backlog) {
				throw new NoClassDefFoundError("counted");
			}

			@Override
			public void relayStoodBy() {
				throw new IllegalStateException("stood by");
			}

		});
		this.database.writer(relay::wake).write(messages("a", 0, 3));
		relay.start();
		await().until(() -> this.database.rows() == 0);
		relay.stop();
		assertThat(this.sent).containsExactly("a0", "a1", "a2");
		assertThat(output).contains("listener").doesNotContain("cannot use the database");
	}

	@Test
	void anErrorOfTheDatabaseDoesNotEndIt() {
		AtomicInteger calls = new AtomicInteger();
		LongSupplier clock = () -> {
			if (calls.incrementAndGet() == 5) {
				throw new NoClassDefFoundError("of a driver");
			}
			return this.database.nanos.get();
		};
		OutboxLease lease = new OutboxLease(this.database.jdbc, this.database.transactionManager,
				this.database.settings, clock);
		OutboxRelay relay = new OutboxRelay(this.database.table, lease, this::send, this.database.settings, List.of(),
				this.database.nanos::get, new Random(1), Thread::new);
		relay.start();
		this.database.writer(relay::wake).write(List.of(message("1", "ann")));
		await().until(() -> {
			relay.wake();
			return calls.get() > 5 && this.database.rows() == 0;
		});
		relay.stop();
	}

	@Test
	void anOutageOfTheDatabaseIsToldOnceAndSurvived(CapturedOutput output) {
		OutboxRelay relay = this.database.relay(this::send);
		this.database.writer(relay::wake).write(List.of(message("1", "ann")));
		String url = this.database.dataSource.getURL();
		this.database.dataSource.setURL("jdbc:h2:mem:gone;IFEXISTS=TRUE");
		for (int i = 0; i < 5; i++) {
			assertThat(relay.step()).isBetween(Duration.ofMillis(1), Duration.ofSeconds(60));
		}
		assertThat(this.sent).isEmpty();
		this.database.dataSource.setURL(url);
		relay.step();
		assertThat(this.sent).containsExactly("1");
		relay.step();
		assertThat(this.database.rows()).isZero();
		assertThat(output.getOut().split("cannot use the database", -1)).hasSize(2);
		assertThat(output).containsOnlyOnce("can be reached again");
	}

	@Test
	void whatWasSentDuringAnOutageIsDeletedAfterIt() {
		CompletableFuture<Void> outcome = new CompletableFuture<>();
		OutboxRelay relay = this.database.relay((messages) -> {
			send(messages);
			return outcome;
		});
		this.database.writer(relay::wake).write(List.of(message("1", "ann")));
		relay.step();
		String url = this.database.dataSource.getURL();
		this.database.dataSource.setURL("jdbc:h2:mem:gone;IFEXISTS=TRUE");
		outcome.complete(null);
		relay.step();
		this.database.dataSource.setURL(url);
		relay.step();
		assertThat(this.database.rows()).isZero();
		assertThat(this.sent).containsExactly("1");
	}

}
