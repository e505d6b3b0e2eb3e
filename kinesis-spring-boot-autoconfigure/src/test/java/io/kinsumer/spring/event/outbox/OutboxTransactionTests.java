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

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.kinsumer.spring.event.message.EventMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static io.kinsumer.spring.event.outbox.OutboxDatabase.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Which transaction a message belongs to. The connections are those of a pool without
 * auto-commit: what is not committed is lost.
 */
class OutboxTransactionTests {

	private final OutboxDatabase database = new OutboxDatabase(10);

	private final PlatformTransactionManager transactionManager = new DataSourceTransactionManager(
			new WithoutAutoCommit(this.database));

	private final List<String> wakes = new ArrayList<>();

	private final OutboxEventWriter writer = new OutboxEventWriter(
			new OutboxTable(new JdbcTemplate(((DataSourceTransactionManager) this.transactionManager).getDataSource()),
					this.transactionManager, this.database.settings),
			this.transactionManager, () -> this.wakes.add("woken"));

	private void write(String id) {
		this.writer.write(List.of(message(id, "ann"))).join();
	}

	private List<String> ids() {
		return this.database.table.read(0, 100).stream().map(OutboxRow::message).map(EventMessage::id).toList();
	}

	private TransactionTemplate transaction(int propagation) {
		return new TransactionTemplate(this.transactionManager, new DefaultTransactionDefinition(propagation));
	}

	private void inTransaction(Runnable work) {
		transaction(TransactionDefinition.PROPAGATION_REQUIRED).executeWithoutResult((status) -> work.run());
	}

	@ParameterizedTest
	@ValueSource(strings = { "beforeCommit", "beforeCompletion", "afterCommit", "afterCompletion" })
	void whatIsWrittenAtTheEndOfATransactionIsCommitted(String phase) {
		inTransaction(() -> TransactionSynchronizationManager.registerSynchronization(new At(phase, () -> write("1"))));
		assertThat(ids()).containsExactly("1");
		assertThat(this.wakes).hasSize(1);
	}

	@Test
	void whatIsWrittenAfterARollbackIsCommitted() {
		assertThatIllegalStateException().isThrownBy(() -> inTransaction(() -> {
			TransactionSynchronizationManager.registerSynchronization(new At("afterCompletion", () -> write("failed")));
			write("1");
			throw new IllegalStateException("out of stock");
		}));
		assertThat(ids()).containsExactly("failed");
		assertThat(this.wakes).hasSize(1);
	}

	@Test
	void aNewTransactionAfterTheEndOfAnotherIsTheOneThatCounts() {
		inTransaction(() -> TransactionSynchronizationManager.registerSynchronization(new At("afterCommit",
				() -> transaction(TransactionDefinition.PROPAGATION_REQUIRES_NEW).executeWithoutResult((inner) -> {
					write("1");
					inner.setRollbackOnly();
				}))));
		assertThat(ids()).isEmpty();
		assertThat(this.wakes).isEmpty();
		inTransaction(() -> write("2"));
		assertThat(ids()).containsExactly("2");
	}

	@Test
	void aTransactionWithinATransactionEndsForItself() {
		inTransaction(() -> {
			write("1");
			transaction(TransactionDefinition.PROPAGATION_REQUIRES_NEW).executeWithoutResult((inner) -> write("2"));
			assertThat(ids()).containsExactly("2");
			write("3");
			transaction(TransactionDefinition.PROPAGATION_NOT_SUPPORTED).executeWithoutResult((none) -> write("4"));
			assertThat(ids()).containsExactly("2", "4");
		});
		assertThat(ids()).containsExactly("1", "2", "3", "4");
	}

	@Test
	void aNestedTransactionTakesItsMessagesWithIt() {
		inTransaction(() -> {
			write("1");
			transaction(TransactionDefinition.PROPAGATION_NESTED).executeWithoutResult((nested) -> {
				write("2");
				nested.setRollbackOnly();
			});
			transaction(TransactionDefinition.PROPAGATION_NESTED).executeWithoutResult((nested) -> write("3"));
			write("4");
			assertThat(ids()).isEmpty();
		});
		assertThat(ids()).containsExactly("1", "3", "4");
	}

	@Test
	void noTransactionIsRememberedWhenItHasEnded() {
		EndingTransactions ending = EndingTransactions.of(this.transactionManager);
		inTransaction(() -> {
			assertThat(ending.isAny()).isTrue();
			transaction(TransactionDefinition.PROPAGATION_NESTED).executeWithoutResult((nested) -> write("1"));
			transaction(TransactionDefinition.PROPAGATION_REQUIRES_NEW).executeWithoutResult((inner) -> write("2"));
			assertThat(ending.isAny()).isTrue();
			assertThat(ending.isEnding()).isFalse();
		});
		assertThat(ending.isAny()).isFalse();
		transaction(TransactionDefinition.PROPAGATION_REQUIRED)
			.executeWithoutResult((status) -> status.setRollbackOnly());
		assertThat(ending.isAny()).isFalse();
	}

	private static final class WithoutAutoCommit extends DelegatingDataSource {

		WithoutAutoCommit(OutboxDatabase database) {
			super(database.dataSource);
		}

		@Override
		public Connection getConnection() throws SQLException {
			Connection connection = super.getConnection();
			connection.setAutoCommit(false);
			return connection;
		}

	}

	/**
	 * Does something in a phase.
	 */
	private record At(String phase, Runnable action) implements TransactionSynchronization {

		@Override
		public void beforeCommit(boolean readOnly) {
			at("beforeCommit");
		}

		@Override
		public void beforeCompletion() {
			at("beforeCompletion");
		}

		@Override
		public void afterCommit() {
			at("afterCommit");
		}

		@Override
		public void afterCompletion(int status) {
			at("afterCompletion");
		}

		private void at(String now) {
			if (now.equals(this.phase)) {
				this.action.run();
			}
		}

	}

}
