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
import java.util.UUID;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The right to send what is in a table: one process at a time has it. When it ends is
 * decided by the clock of the database alone; the own monotonic clock only says when not
 * to rely on it any longer, which is earlier. Used by one thread.
 */
public final class OutboxLease {

	private final JdbcOperations jdbc;

	private final TransactionTemplate transactions;

	private final LongSupplier nanoTime;

	private final Duration duration;

	private final long renewal;

	private final long retry;

	private final String owner = UUID.randomUUID().toString();

	private final String select;

	private final String insert;

	private final String update;

	private final String release;

	private boolean held;

	/** Whether the last attempt told what came of it. */
	private boolean certain = true;

	private long attemptedAt;

	private boolean attempted;

	/**
	 * Creates it.
	 * @param jdbc reaches the database
	 * @param transactionManager makes its transactions
	 * @param settings name the table, and say how long a lease lasts
	 * @param nanoTime a monotonic clock, such as {@link System#nanoTime()}
	 */
	public OutboxLease(JdbcOperations jdbc, PlatformTransactionManager transactionManager, OutboxSettings settings,
			LongSupplier nanoTime) {
		this.jdbc = jdbc;
		this.transactions = new TransactionTemplate(transactionManager);
		this.transactions.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		this.nanoTime = nanoTime;
		this.duration = settings.leaseDuration();
		this.renewal = this.duration.toNanos() / 3;
		this.retry = Math.min(this.renewal, settings.pollInterval().toNanos());
		String table = settings.leaseTable();
		this.select = "SELECT OWNER, CASE WHEN EXPIRES_AT > CURRENT_TIMESTAMP(6) THEN 1 ELSE 0 END FROM " + table
				+ " WHERE ID = 1 FOR UPDATE";
		this.insert = "INSERT INTO " + table + " (ID) VALUES (1)";
		// No time leaves the database: drivers turn times by the zone of this process.
		this.update = "UPDATE " + table + " SET OWNER = ?, EXPIRES_AT = CURRENT_TIMESTAMP(6) + INTERVAL '"
				+ this.duration.plusMillis(999).toSeconds() + "' SECOND WHERE ID = 1";
		this.release = "UPDATE " + table + " SET OWNER = NULL, EXPIRES_AT = NULL WHERE ID = 1 AND OWNER = ?";
	}

	/**
	 * Gets the lease, or makes it last longer, if it is time for that: once in a third of
	 * its duration, or at each poll while another one has it.
	 * @return what came of it
	 */
	Outcome acquire() {
		long before = this.nanoTime.getAsLong();
		if (this.attempted && before - this.attemptedAt < (this.held ? this.renewal : this.retry)) {
			return this.held ? Outcome.KEPT : Outcome.REFUSED;
		}
		boolean unknown = !this.certain;
		this.certain = false;
		Outcome outcome = Objects.requireNonNull(this.transactions.execute((status) -> attempt()));
		if (outcome == Outcome.MISSING) {
			createRow();
			outcome = Objects.requireNonNull(this.transactions.execute((status) -> attempt()));
		}
		this.certain = true;
		if (unknown && outcome == Outcome.KEPT) {
			// Perhaps it was got by an attempt that seemed to fail, after somebody else.
			outcome = Outcome.TAKEN;
		}
		this.attempted = true;
		// Before the call: the database counts from a later time.
		this.attemptedAt = before;
		this.held = outcome == Outcome.TAKEN || outcome == Outcome.KEPT;
		return outcome;
	}

	private Outcome attempt() {
		List<Row> rows = this.jdbc.query(this.select, (row, number) -> new Row(row.getString(1), row.getInt(2) != 0));
		if (rows.isEmpty()) {
			return Outcome.MISSING;
		}
		Row row = rows.get(0);
		boolean mine = this.owner.equals(row.owner());
		if (!mine && row.owner() != null && row.valid()) {
			return Outcome.REFUSED;
		}
		this.jdbc.update(this.update, this.owner);
		return mine ? Outcome.KEPT : Outcome.TAKEN;
	}

	private void createRow() {
		try {
			this.transactions.executeWithoutResult((status) -> this.jdbc.update(this.insert));
		}
		catch (DuplicateKeyException ex) {
			// Another process has made it just now.
		}
	}

	/**
	 * Whether something may be sent now.
	 */
	boolean isValid() {
		return this.held && this.nanoTime.getAsLong() - this.attemptedAt < 2 * this.renewal;
	}

	/**
	 * Gives the lease up, so that another process need not wait for its end.
	 */
	void release() {
		if (this.held) {
			this.held = false;
			this.transactions.executeWithoutResult((status) -> this.jdbc.update(this.release, this.owner));
		}
	}

	/**
	 * What came of an attempt.
	 */
	enum Outcome {

		/** It is ours, and was not before. */
		TAKEN,

		/** It is ours, and nobody else has had it in between. */
		KEPT,

		/** Another one has it. */
		REFUSED,

		/** The row is missing. */
		MISSING

	}

	private record Row(@Nullable String owner, boolean valid) {

	}

}
