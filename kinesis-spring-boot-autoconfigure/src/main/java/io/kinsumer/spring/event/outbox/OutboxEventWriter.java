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

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.kinsumer.spring.event.message.EventMessage;
import io.kinsumer.spring.event.message.EventWriter;

import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes messages to the table of an outbox, on the calling thread, in its transaction or
 * else in one of their own: all of a call or none. They are sent when the transaction is
 * committed, and never if it is rolled back. If one cannot be inserted, the transaction
 * can only be rolled back. A transaction that has ended, and whose callbacks run, is
 * none.
 */
public final class OutboxEventWriter implements EventWriter {

	private final OutboxTable table;

	private final EndingTransactions ending;

	private final TransactionTemplate transactions;

	private final TransactionTemplate newTransactions;

	private final Runnable afterCommit;

	/**
	 * Creates a writer.
	 * @param table takes the messages
	 * @param transactionManager makes the transactions of the database that has the table
	 * @param afterCommit called after each commit, such as {@link OutboxRelay#wake()}
	 */
	public OutboxEventWriter(OutboxTable table, PlatformTransactionManager transactionManager, Runnable afterCommit) {
		this.table = table;
		this.ending = EndingTransactions.of(transactionManager);
		this.transactions = new TransactionTemplate(transactionManager);
		this.newTransactions = new TransactionTemplate(transactionManager);
		this.newTransactions.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		this.afterCommit = afterCommit;
	}

	@Override
	public CompletableFuture<Void> write(List<EventMessage> messages) {
		if (messages.isEmpty()) {
			return CompletableFuture.completedFuture(null);
		}
		TransactionTemplate transactions = this.ending.isEnding() ? this.newTransactions : this.transactions;
		try {
			transactions.executeWithoutResult((status) -> {
				this.table.insert(messages);
				TransactionSynchronizationManager.registerSynchronization(new AfterCommit(this.afterCommit));
			});
			return CompletableFuture.completedFuture(null);
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private record AfterCommit(Runnable action) implements TransactionSynchronization {

		@Override
		public void afterCommit() {
			this.action.run();
		}

	}

}
