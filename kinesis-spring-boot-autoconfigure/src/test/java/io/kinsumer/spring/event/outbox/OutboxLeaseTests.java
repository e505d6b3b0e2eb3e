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
import java.util.List;
import java.util.Objects;

import javax.sql.DataSource;

import org.junit.jupiter.api.Test;

import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.DefaultTransactionStatus;

import static io.kinsumer.spring.event.outbox.OutboxDatabase.message;
import static io.kinsumer.spring.event.outbox.OutboxDatabase.messages;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Of several relays of one outbox, one sends, by a clock that is moved by hand.
 */
class OutboxLeaseTests {

	private final OutboxDatabase database = new OutboxDatabase(10);

	private final FakeEventWriter delegate = new FakeEventWriter();

	@Test
	void oneOfTwoRelaysSendsUntilItDies() {
		FakeEventWriter second = new FakeEventWriter();
		OutboxSteps owner = this.database.steps(this.delegate);
		OutboxSteps other = this.database.steps(second);
		OutboxEventWriter writer = this.database.writer(() -> {
		});
		writer.write(messages("a", 0, 2));
		owner.step();
		other.step();
		assertThat(this.delegate.sent).containsExactly("a0");
		this.database.advance(Duration.ofSeconds(9));
		other.step();
		assertThat(second.sent).isEmpty();
		// It has died: what was on its way is sent again, under the same id.
		this.database.expireLease();
		this.database.advance(Duration.ofSeconds(1));
		other.step();
		assertThat(second.sent).containsExactly("a0");
		second.acknowledge("a0");
		other.step();
		assertThat(second.sent).containsExactly("a0", "a1");
		// Or so it seemed.
		this.delegate.acknowledge("a0");
		owner.step();
		assertThat(this.delegate.sent).as("it sees that another one has the lease").containsExactly("a0");
		assertThat(second.messages.get(0)).isEqualTo(this.delegate.messages.get(0));
	}

	@Test
	void nothingIsSentOnALeaseThatMayHaveEnded() {
		OutboxLease lease = this.database.lease();
		assertThat(lease.isValid()).isFalse();
		assertThat(lease.acquire()).isEqualTo(OutboxLease.Outcome.TAKEN);
		this.database.advance(Duration.ofMillis(9_999));
		assertThat(lease.isValid()).isTrue();
		this.database.advance(Duration.ofMillis(1));
		assertThat(lease.isValid()).isFalse();
		assertThat(lease.acquire()).isEqualTo(OutboxLease.Outcome.KEPT);
		assertThat(lease.isValid()).isTrue();
		assertThat(this.database.lease().acquire()).isEqualTo(OutboxLease.Outcome.REFUSED);
		lease.release();
		assertThat(this.database.lease().acquire()).isEqualTo(OutboxLease.Outcome.TAKEN);
		assertThat(lease.isValid()).isFalse();
	}

	@Test
	void aLeaseThatWasGotWithoutAnAnswerMayHaveBeenAnothersBefore() {
		boolean[] lost = { false };
		DataSource dataSource = Objects.requireNonNull(this.database.transactionManager.getDataSource());
		OutboxLease lease = new OutboxLease(this.database.jdbc, new DataSourceTransactionManager(dataSource) {
			@Override
			protected void doCommit(DefaultTransactionStatus status) {
				super.doCommit(status);
				if (lost[0]) {
					throw new TransactionSystemException("no answer");
				}
			}
		}, this.database.settings, this.database.nanos::get);
		assertThat(lease.acquire()).isEqualTo(OutboxLease.Outcome.TAKEN);
		this.database.expireLease();
		OutboxLease other = this.database.lease();
		assertThat(other.acquire()).isEqualTo(OutboxLease.Outcome.TAKEN);
		other.release();
		this.database.advance(Duration.ofMinutes(1));
		lost[0] = true;
		assertThatExceptionOfType(TransactionSystemException.class).isThrownBy(lease::acquire);
		lost[0] = false;
		assertThat(lease.acquire()).as("what is known of the table is old").isEqualTo(OutboxLease.Outcome.TAKEN);
		this.database.advance(Duration.ofSeconds(5));
		assertThat(lease.acquire()).isEqualTo(OutboxLease.Outcome.KEPT);
	}

	@Test
	void aStepThatTakesLongerThanItsLeaseSendsNoMore() {
		OutboxSteps steps = this.database.steps((messages) -> {
			this.database.advance(Duration.ofSeconds(10));
			return this.delegate.write(messages);
		});
		OutboxEventWriter writer = this.database.writer(steps::committed);
		writer.write(List.of(message("1", ""), message("2", "")));
		steps.step();
		assertThat(this.delegate.sent).containsExactly("1");
		steps.step();
		assertThat(this.delegate.sent).containsExactly("1", "2");
	}

	@Test
	void aRelayThatWasPausedSendsNothingOld() {
		OutboxSteps owner = this.database.steps(this.delegate);
		OutboxEventWriter writer = this.database.writer(owner::committed);
		writer.write(messages("a", 0, 3));
		owner.step();
		this.database.expireLease();
		FakeEventWriter second = new FakeEventWriter();
		OutboxSteps other = this.database.steps(second);
		for (int i = 0; i < 4; i++) {
			other.step();
			second.acknowledgeAll();
		}
		other.step();
		assertThat(this.database.rows()).isZero();
		assertThat(other.finish()).isTrue();
		this.database.advance(Duration.ofMinutes(1));
		this.delegate.acknowledge("a0");
		owner.step();
		assertThat(this.delegate.sent).as("a1 and a2 were known to it").containsExactly("a0");
	}

}
