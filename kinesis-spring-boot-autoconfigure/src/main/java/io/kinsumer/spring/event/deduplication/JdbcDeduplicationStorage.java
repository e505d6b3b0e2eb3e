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

package io.kinsumer.spring.event.deduplication;

import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Remembers in a table of the application's own database, in the very transaction that
 * the message is handled in: what the handler wrote to that database and the note that it
 * did so are committed together, so that its effects happen exactly once. Effects
 * elsewhere may happen again when a transaction is rolled back.
 * <p>
 * A message that is being handled is claimed by an insert that is not committed, for
 * which others wait, as long as the database lets them.
 */
public final class JdbcDeduplicationStorage implements TransactionalDeduplicationStorage {

	private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

	private static final String INSERT = "INSERT INTO KINESIS_DEDUPLICATION (MESSAGE_ID, WORKER_ID) VALUES (?, ?)";

	private static final String COUNT = "SELECT COUNT(*) FROM KINESIS_DEDUPLICATION WHERE MESSAGE_ID = ? AND "
			+ "WORKER_ID = ?";

	private final JdbcOperations jdbc;

	private final TransactionTemplate transactions;

	/**
	 * Creates a storage. The table {@code KINESIS_DEDUPLICATION} must exist: see the
	 * resources {@code schema-*.sql} beside this class.
	 * @param jdbc reaches the database
	 * @param transactionManager makes its transactions, which handlers must use as well
	 */
	public JdbcDeduplicationStorage(JdbcOperations jdbc, PlatformTransactionManager transactionManager) {
		this.jdbc = jdbc;
		this.transactions = new TransactionTemplate(transactionManager);
		this.transactions.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
	}

	@Override
	public <T> T inTransaction(Callable<T> work) throws Exception {
		try {
			return Objects.requireNonNull(this.transactions.execute((status) -> {
				try {
					return work.call();
				}
				catch (Exception ex) {
					throw new Failed(ex);
				}
			}));
		}
		catch (Failed ex) {
			throw ex.failure;
		}
	}

	/**
	 * Claims a message in the transaction of the calling thread, which waits for the
	 * database.
	 */
	@Override
	public CompletionStage<DeduplicationClaim> claim(String group, String id) {
		if (!TransactionSynchronizationManager.isActualTransactionActive()) {
			return CompletableFuture.failedFuture(new DeduplicationTransactionException("message " + id
					+ " cannot be claimed outside of a transaction: call inTransaction, or use another store than "
					+ "jdbc"));
		}
		try {
			this.jdbc.update(INSERT, StoredText.of(id), StoredText.of(group));
			return CompletableFuture.completedFuture(new DeduplicationClaim.New(UUID.randomUUID().toString(), false));
		}
		catch (DuplicateKeyException ex) {
			return CompletableFuture.completedFuture(new DeduplicationClaim.Duplicate());
		}
		catch (PessimisticLockingFailureException | QueryTimeoutException ex) {
			return CompletableFuture.completedFuture(new DeduplicationClaim.InProgress(RETRY_AFTER));
		}
		catch (DataAccessException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	/**
	 * Not needed: a claim lasts as long as its transaction.
	 */
	@Override
	public CompletionStage<Boolean> renew(String group, String id, String token) {
		return CompletableFuture.completedFuture(true);
	}

	/**
	 * Nothing to do: the end of the transaction commits.
	 */
	@Override
	public CompletionStage<Boolean> commit(String group, String id, String token) {
		return CompletableFuture.completedFuture(true);
	}

	/**
	 * Nothing to do: the transaction is rolled back when {@link #inTransaction} sees an
	 * exception.
	 */
	@Override
	public CompletionStage<Void> release(String group, String id, String token) {
		return CompletableFuture.completedFuture(null);
	}

	@Override
	public CompletionStage<Boolean> isDuplicated(String group, String id) {
		try {
			Integer count = this.jdbc.queryForObject(COUNT, Integer.class, StoredText.of(id), StoredText.of(group));
			return CompletableFuture.completedFuture(count != null && count > 0);
		}
		catch (DataAccessException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	/**
	 * Forgets what was handled longer ago, by the database's clock.
	 * @param window how long messages are remembered, in whole seconds
	 * @return how many were forgotten
	 * @throws DataAccessException if the database cannot be reached
	 */
	public int forgetOlderThan(Duration window) {
		// No time leaves the database: drivers turn times by the zone of this process.
		return this.jdbc.update("DELETE FROM KINESIS_DEDUPLICATION WHERE HANDLED_AT < CURRENT_TIMESTAMP - INTERVAL '"
				+ window.plusMillis(999).toSeconds() + "' SECOND");
	}

	private static final class Failed extends RuntimeException {

		private static final long serialVersionUID = 1L;

		private final Exception failure;

		Failed(Exception failure) {
			super(failure);
			this.failure = failure;
		}

	}

}
