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

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import io.kinsumer.spring.event.message.EventMessage;

import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The table of the messages. It must exist: see the resources {@code schema-*.sql} beside
 * this class. Safe for use by any thread.
 */
public final class OutboxTable {

	private static final Duration COUNT_AT_MOST_EVERY = Duration.ofSeconds(5);

	private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
		.append(DateTimeFormatter.ISO_LOCAL_DATE)
		.appendLiteral(' ')
		.append(DateTimeFormatter.ISO_LOCAL_TIME)
		.parseLenient()
		.optionalStart()
		.appendOffset("+HH:mm", "+00")
		.toFormatter(Locale.ROOT);

	private final JdbcOperations jdbc;

	private final TransactionTemplate transactions;

	private final String insert;

	private final String select;

	private final String delete;

	private final String count;

	private final String oldest;

	/**
	 * Creates it.
	 * @param jdbc reaches the database
	 * @param transactionManager makes its transactions
	 * @param settings name the table
	 */
	public OutboxTable(JdbcOperations jdbc, PlatformTransactionManager transactionManager, OutboxSettings settings) {
		this.jdbc = jdbc;
		this.transactions = new TransactionTemplate(transactionManager);
		this.transactions.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		String table = settings.tableName();
		this.insert = "INSERT INTO " + table + " (MESSAGE_ID, STREAM_NAME, STREAM_KEY, HEADERS, CONTENT_TYPE, DATA, "
				+ "MESSAGE_TIME) VALUES (?, ?, ?, ?, ?, ?, ?)";
		this.select = "SELECT ID, MESSAGE_ID, STREAM_NAME, STREAM_KEY, HEADERS, CONTENT_TYPE, DATA, MESSAGE_TIME FROM "
				+ table + " WHERE ID > ? ORDER BY ID LIMIT ?";
		this.delete = "DELETE FROM " + table + " WHERE ID = ?";
		this.count = "SELECT COUNT(*) FROM (SELECT ID FROM " + table + " LIMIT ?) COUNTED";
		this.oldest = "SELECT CREATED_AT, CURRENT_TIMESTAMP(6) FROM " + table + " ORDER BY ID LIMIT 1";
	}

	static Duration countAtMostEvery() {
		return COUNT_AT_MOST_EVERY;
	}

	/**
	 * Inserts messages in the transaction of the calling thread. One after the other: the
	 * order of their numbers is that of the list.
	 */
	void insert(List<EventMessage> messages) {
		for (EventMessage message : messages) {
			this.jdbc.update(this.insert, message.id(), message.stream(), message.key(),
					OutboxHeaders.write(message.headers()), message.contentType(), message.data(),
					message.time().toString());
		}
	}

	List<OutboxRow> read(long after, int limit) {
		return Objects.requireNonNull(this.transactions
			.execute((status) -> this.jdbc.query(this.select, (row, number) -> row(row), after, limit)));
	}

	private static OutboxRow row(ResultSet row) throws SQLException {
		long id = row.getLong(1);
		String stream = row.getString(3);
		String key = row.getString(4);
		String contentType = row.getString(6);
		byte[] data = row.getBytes(7);
		try {
			return new OutboxRow(id, new EventMessage(row.getString(2), stream, key,
					OutboxHeaders.read(row.getString(5)), contentType, data, Instant.parse(row.getString(8))), null);
		}
		catch (IllegalArgumentException | DateTimeException ex) {
			// Somebody else wrote it. It must not keep others from being read.
			String name = "row " + id;
			return new OutboxRow(id, new EventMessage(name, stream, key, Map.of(), contentType, data, Instant.EPOCH),
					new IllegalStateException(name + " of the outbox cannot be read, because its MESSAGE_ID, HEADERS "
							+ "or MESSAGE_TIME is not as the publisher writes it: correct or delete it"));
		}
	}

	void delete(Collection<Long> ids) {
		this.transactions.executeWithoutResult(
				(status) -> this.jdbc.batchUpdate(this.delete, ids.stream().map((id) -> new Object[] { id }).toList()));
	}

	OutboxBacklog backlog() {
		return Objects.requireNonNull(this.transactions.execute((status) -> {
			Integer messages = this.jdbc.queryForObject(this.count, Integer.class, OutboxBacklog.MOST_COUNTED);
			List<Duration> age = this.jdbc.query(this.oldest, (row, number) -> age(row));
			return new OutboxBacklog((messages != null) ? messages : 0, age.isEmpty() ? Duration.ZERO : age.get(0));
		}));
	}

	private static Duration age(ResultSet row) throws SQLException {
		Duration age = Duration.between(time(row.getString(1)), time(row.getString(2)));
		return age.isNegative() ? Duration.ZERO : age;
	}

	/**
	 * As the database writes it, with or without an offset. Connector/J refuses times
	 * that the zone of this process leaves out when clocks are put forward.
	 */
	private static Instant time(String text) {
		TemporalAccessor time = TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
		return (time instanceof OffsetDateTime there) ? there.toInstant()
				: LocalDateTime.from(time).toInstant(ZoneOffset.UTC);
	}

}
