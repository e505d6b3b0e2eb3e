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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.kinsumer.spring.event.message.EventMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.kinsumer.spring.event.outbox.OutboxDatabase.message;
import static io.kinsumer.spring.event.outbox.OutboxDatabase.messages;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The steps of the relay, by a clock that is moved by hand.
 */
class OutboxStepsTests {

	private final OutboxDatabase database = new OutboxDatabase(10);

	private final FakeEventWriter delegate = new FakeEventWriter();

	@Test
	void whatIsCommittedIsSentAsItWas() {
		OutboxSteps steps = this.database.steps(this.delegate);
		OutboxEventWriter writer = this.database.writer(steps::committed);
		this.database.transactions.executeWithoutResult((status) -> {
			assertThat(writer.write(List.of(message("1", "ann"), message("2", "")))).isCompleted();
			steps.step();
			assertThat(this.delegate.sent).isEmpty();
		});
		steps.step();
		assertThat(this.delegate.messages).containsExactly(message("1", "ann"), message("2", ""));
		assertThat(this.database.rows()).as("kept until it is acknowledged").isEqualTo(2);
		this.delegate.acknowledgeAll();
		steps.step();
		assertThat(this.database.rows()).isZero();
		this.database.advance(Duration.ofMinutes(5));
		steps.step();
		assertThat(this.delegate.sent).hasSize(2);
	}

	@Test
	void whatIsRolledBackIsNot() {
		OutboxSteps steps = this.database.steps(this.delegate);
		List<String> wakes = new ArrayList<>();
		OutboxEventWriter writer = this.database.writer(() -> wakes.add("woken"));
		this.database.transactions.executeWithoutResult((status) -> {
			writer.write(List.of(message("1", "ann"))).join();
			status.setRollbackOnly();
		});
		assertThat(wakes).isEmpty();
		steps.step();
		assertThat(this.delegate.sent).isEmpty();
		writer.write(List.of(message("2", "ann"))).join();
		assertThat(wakes).as("a transaction of its own").hasSize(1);
		this.database.advance(Duration.ofSeconds(1));
		steps.step();
		assertThat(this.delegate.sent).containsExactly("2");
	}

	@Test
	void aFailedInsertLeavesNothingOfItsTransaction() {
		OutboxEventWriter writer = this.database.writer(() -> {
		});
		EventMessage broken = message("x".repeat(300), "ann");
		assertThatThrownBy(() -> this.database.transactions.executeWithoutResult((status) -> {
			writer.write(List.of(message("1", "ann"))).join();
			assertThat(writer.write(List.of(message("2", "ann"), broken))).isCompletedExceptionally();
		})).hasMessageContaining("rollback-only");
		assertThat(this.database.rows()).isZero();
		assertThat(writer.write(List.of(message("3", "ann"), broken))).isCompletedExceptionally();
		assertThat(this.database.rows()).as("all of a call or none").isZero();
	}

	@Test
	void oneOfAKeyIsOnItsWayAndOthersGoOn() {
		OutboxSteps steps = this.database.steps(this.delegate);
		OutboxEventWriter writer = this.database.writer(steps::committed);
		writer.write(messages("a", 0, 3));
		writer.write(messages("b", 0, 2));
		writer.write(List.of(message("n1", ""), message("n2", "")));
		steps.step();
		assertThat(this.delegate.sent).containsExactly("a0", "b0", "n1", "n2");
		this.delegate.acknowledge("a0");
		steps.step();
		assertThat(this.delegate.sent).endsWith("a1").hasSize(5);
	}

	@Test
	void aPoisonMessageIsHeldBackWithItsKeyAlone() {
		OutboxSteps steps = this.database.steps(this.delegate);
		OutboxEventWriter writer = this.database.writer(steps::committed);
		// More than are read at once: they must not keep others from being read.
		writer.write(messages("p", 0, 35));
		writer.write(messages("a", 0, 5));
		steps.step();
		this.delegate.refuse("p0");
		for (int i = 0; i < 20 && this.database.rows() > 35; i++) {
			steps.step();
			this.delegate.acknowledgeAll();
		}
		assertThat(this.delegate.sent).containsExactly("p0", "a0", "a1", "a2", "a3", "a4");
		List<Long> attempts = new ArrayList<>();
		for (int second = 1; second <= 300; second++) {
			this.database.advance(Duration.ofSeconds(1));
			steps.step();
			if (!this.delegate.open.isEmpty()) {
				attempts.add((long) second);
				this.delegate.refuse("p0");
			}
		}
		assertThat(attempts).as("seldom, but again and again").hasSizeBetween(6, 20);
		steps.step();
		this.database.advance(Duration.ofMinutes(2));
		for (int i = 0; i < 50 && this.database.rows() > 0; i++) {
			steps.step();
			this.delegate.acknowledgeAll();
		}
		assertThat(this.delegate.sent.subList(this.delegate.sent.size() - 35, this.delegate.sent.size()))
			.isEqualTo(messages("p", 0, 35).stream().map(EventMessage::id).toList());
	}

	@Test
	void manyPoisonMessagesWithoutKeyLeaveRoomForOthers() {
		OutboxSteps steps = this.database.steps(this.delegate);
		OutboxEventWriter writer = this.database.writer(steps::committed);
		for (int i = 0; i < 50; i++) {
			writer.write(List.of(message("p" + i, "")));
		}
		writer.write(messages("a", 0, 2));
		for (int i = 0; i < 60 && this.database.rows() > 50; i++) {
			steps.step();
			List.copyOf(this.delegate.open.keySet()).forEach((message) -> {
				if (message.key().isEmpty()) {
					this.delegate.refuse(message.id());
				}
				else {
					this.delegate.acknowledge(message.id());
				}
			});
		}
		assertThat(this.database.rows()).isEqualTo(50);
		assertThat(this.delegate.sent).contains("a0", "a1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "HEADERS = 'tenant'", "HEADERS = 'a&b=c'", "HEADERS = '%zz=1'", "MESSAGE_TIME = 'noon'",
			"MESSAGE_ID = ' '" })
	void aRowThatNobodyCanReadIsHeldBackWithItsKeyAlone(String damage) {
		List<String> failed = new ArrayList<>();
		OutboxSteps steps = this.database.steps(this.delegate, new OutboxListener() {
			@Override
			public void messageFailed(EventMessage message, Throwable failure) {
				failed.add(message.key() + ": " + failure.getMessage());
			}
		});
		OutboxEventWriter writer = this.database.writer(steps::committed);
		writer.write(List.of(message("1", "ann"), message("2", "ann"), message("3", "bob")));
		this.database.jdbc.update("UPDATE KINESIS_OUTBOX SET " + damage + " WHERE MESSAGE_ID = '1'");
		steps.step();
		steps.step();
		assertThat(this.delegate.sent).containsExactly("3");
		assertThat(failed).singleElement().asString().startsWith("ann: row 1 of the outbox cannot be read");
		this.delegate.acknowledge("3");
		this.database.jdbc.update("DELETE FROM KINESIS_OUTBOX WHERE ID = 1");
		this.database.advance(Duration.ofSeconds(2));
		steps.step();
		steps.step();
		assertThat(this.delegate.sent).containsExactly("3", "2");
	}

	@Test
	void theScriptForMySqlMakesTheTables() {
		OutboxDatabase database = OutboxDatabase.likeMySql();
		List<OutboxBacklog> counted = new ArrayList<>();
		OutboxSteps steps = database.steps(this.delegate, new OutboxListener() {
			@Override
			public void backlogCounted(OutboxBacklog backlog) {
				counted.add(backlog);
			}
		});
		database.writer(steps::committed).write(List.of(message("1", "ann")));
		steps.step();
		assertThat(this.delegate.messages).containsExactly(message("1", "ann"));
		assertThat(counted).singleElement()
			.satisfies((backlog) -> assertThat(backlog.oldestAge()).isLessThan(Duration.ofMinutes(10)));
		assertThat(database.lease().acquire()).isEqualTo(OutboxLease.Outcome.REFUSED);
		this.delegate.acknowledge("1");
		assertThat(steps.finish()).isTrue();
		assertThat(database.rows()).isZero();
		assertThat(database.lease().acquire()).isEqualTo(OutboxLease.Outcome.TAKEN);
	}

	@Test
	void whatWasSentAndNotDeletedIsSentAgain() {
		OutboxSteps dying = this.database.steps(this.delegate);
		this.database.writer(dying::committed).write(List.of(message("1", "ann")));
		dying.step();
		this.delegate.acknowledge("1");
		this.database.expireLease();
		OutboxSteps next = this.database.steps(this.delegate);
		next.step();
		assertThat(this.delegate.sent).containsExactly("1", "1");
		this.delegate.acknowledge("1");
		next.step();
		assertThat(this.database.rows()).isZero();
	}

	@Test
	void whatIsOnItsWayIsWaitedForAtTheEnd() {
		OutboxSteps steps = this.database.steps(this.delegate);
		this.database.writer(steps::committed).write(messages("a", 0, 2));
		steps.step();
		assertThat(steps.finish()).isFalse();
		this.delegate.acknowledge("a0");
		assertThat(steps.finish()).isTrue();
		assertThat(this.delegate.sent).containsExactly("a0");
		assertThat(this.database.rows()).isOne();
		OutboxSteps next = this.database.steps(this.delegate);
		next.step();
		assertThat(this.delegate.sent).as("the lease was given up").containsExactly("a0", "a1");
	}

	@Test
	void whatWaitsIsCountedEveryFewSeconds() {
		List<OutboxBacklog> counted = new ArrayList<>();
		OutboxSteps steps = this.database.steps(this.delegate, new OutboxListener() {
			@Override
			public void backlogCounted(OutboxBacklog backlog) {
				counted.add(backlog);
			}
		});
		this.database.writer(steps::committed).write(messages("a", 0, 3));
		this.database.jdbc.update("UPDATE KINESIS_OUTBOX SET CREATED_AT = DATEADD(MINUTE, -5, CURRENT_TIMESTAMP)");
		steps.step();
		steps.step();
		assertThat(counted).hasSize(1);
		assertThat(counted.get(0).messages()).isEqualTo(3);
		assertThat(counted.get(0).oldestAge()).isBetween(Duration.ofMinutes(5), Duration.ofMinutes(10));
		this.database.advance(Duration.ofSeconds(5));
		steps.step();
		assertThat(counted).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 })
	void theOrderOfAKeyIsKeptWhateverFails(long seed) {
		Random random = new Random(seed);
		OutboxSteps steps = this.database.steps(this.delegate);
		OutboxEventWriter writer = this.database.writer(steps::committed);
		Map<String, List<String>> written = new HashMap<>();
		Map<String, List<String>> acknowledged = new HashMap<>();
		int number = 0;
		for (int round = 0; round < 3000 && (number < 150 || this.database.rows() > 0); round++) {
			if (number < 150 && random.nextInt(3) == 0) {
				boolean commit = random.nextInt(5) > 0;
				int count = random.nextInt(1, 12);
				List<EventMessage> batch = new ArrayList<>();
				for (int i = 0; i < count; i++) {
					batch.add(message("m" + number++, "k" + random.nextInt(6)));
				}
				this.database.transactions.executeWithoutResult((status) -> {
					writer.write(batch).join();
					if (!commit) {
						status.setRollbackOnly();
					}
				});
				if (commit) {
					batch.forEach(
							(each) -> written.computeIfAbsent(each.key(), (k) -> new ArrayList<>()).add(each.id()));
				}
			}
			for (EventMessage message : List.copyOf(this.delegate.open.keySet())) {
				switch (random.nextInt(4)) {
					case 0 -> this.delegate.refuse(message.id());
					case 1 -> {
						// It takes longer.
					}
					default -> {
						acknowledged.computeIfAbsent(message.key(), (k) -> new ArrayList<>()).add(message.id());
						this.delegate.acknowledge(message.id());
					}
				}
			}
			this.database.advance(Duration.ofMillis(random.nextInt(2500)));
			steps.step();
		}
		assertThat(this.database.rows()).isZero();
		assertThat(acknowledged).as("seed " + seed).isEqualTo(written);
	}

}
