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

import org.jspecify.annotations.Nullable;

import org.springframework.transaction.ConfigurableTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/**
 * Knows whether the transaction of the calling thread has been committed or rolled back
 * already. While its callbacks run, such as listeners of the phase {@code AFTER_COMMIT},
 * Spring still has others take part in it, but what they write then may never be
 * committed.
 */
final class EndingTransactions implements TransactionExecutionListener {

	private final ThreadLocal<@Nullable Begun> innermost = new ThreadLocal<>();

	private EndingTransactions() {
	}

	static EndingTransactions of(PlatformTransactionManager transactionManager) {
		EndingTransactions transactions = new EndingTransactions();
		if (transactionManager instanceof ConfigurableTransactionManager configurable) {
			configurable.addListener(transactions);
		}
		return transactions;
	}

	/**
	 * Whether what is written in the transaction of the calling thread may be lost.
	 */
	boolean isEnding() {
		Begun begun = innermost();
		return begun != null && begun.ending;
	}

	/**
	 * Whether a transaction is remembered.
	 */
	boolean isAny() {
		return this.innermost.get() != null;
	}

	@Override
	public void afterBegin(TransactionExecution transaction, @Nullable Throwable failure) {
		if (failure == null && transaction.isNewTransaction()) {
			this.innermost.set(new Begun(transaction, innermost()));
		}
	}

	@Override
	public void beforeCommit(TransactionExecution transaction) {
		ends(transaction);
	}

	@Override
	public void beforeRollback(TransactionExecution transaction) {
		ends(transaction);
	}

	private void ends(TransactionExecution transaction) {
		Begun begun = innermost();
		if (begun != null && begun.transaction == transaction) {
			begun.ending = true;
		}
	}

	@Override
	public void afterCommit(TransactionExecution transaction, @Nullable Throwable failure) {
		ended(transaction);
	}

	@Override
	public void afterRollback(TransactionExecution transaction, @Nullable Throwable failure) {
		ended(transaction);
	}

	/**
	 * All callbacks are done.
	 */
	private void ended(TransactionExecution transaction) {
		Begun begun = innermost();
		if (begun != null && begun.transaction == transaction) {
			set(begun.outer);
		}
	}

	/**
	 * Not every end need be told: the transaction itself knows.
	 */
	private @Nullable Begun innermost() {
		Begun begun = this.innermost.get();
		while (begun != null && begun.transaction.isCompleted()) {
			begun = begun.outer;
		}
		set(begun);
		return begun;
	}

	private void set(@Nullable Begun begun) {
		if (begun == null) {
			this.innermost.remove();
		}
		else {
			this.innermost.set(begun);
		}
	}

	private static final class Begun {

		private final TransactionExecution transaction;

		private final @Nullable Begun outer;

		private boolean ending;

		Begun(TransactionExecution transaction, @Nullable Begun outer) {
			this.transaction = transaction;
			this.outer = outer;
		}

	}

}
