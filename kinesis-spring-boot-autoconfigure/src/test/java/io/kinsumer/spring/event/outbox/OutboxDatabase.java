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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import javax.sql.DataSource;

import io.kinsumer.core.client.Backoff;
import io.kinsumer.spring.event.DatabaseWithoutTimes;
import io.kinsumer.spring.event.message.EventMessage;
import io.kinsumer.spring.event.message.EventWriter;
import org.h2.jdbcx.JdbcDataSource;

import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A database of its own with an outbox, and what works on it, by a clock that is moved by
 * hand.
 */
final class OutboxDatabase {

	final AtomicLong nanos = new AtomicLong();

	final JdbcDataSource dataSource = new JdbcDataSource();

	private final DataSource withoutTimes = new DatabaseWithoutTimes(this.dataSource);

	final JdbcTemplate jdbc = new JdbcTemplate(this.withoutTimes);

	final DataSourceTransactionManager transactionManager = new DataSourceTransactionManager(this.withoutTimes);

	final TransactionTemplate transactions = new TransactionTemplate(this.transactionManager);

	final OutboxSettings settings;

	final OutboxTable table;

	OutboxDatabase(int batchSize) {
		this(batchSize, "h2", "");
	}

	/**
	 * One that understands, more or less, what MySQL does.
	 */
	static OutboxDatabase likeMySql() {
		return new OutboxDatabase(10, "mysql", ";MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE");
	}

	private OutboxDatabase(int batchSize, String platform, String mode) {
		this.settings = new OutboxSettings("KINESIS_OUTBOX", Duration.ofSeconds(1), batchSize, Duration.ofSeconds(15),
				new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), 0, Duration.ofDays(1)));
		this.dataSource.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000" + mode);
		new ResourceDatabasePopulator(new ClassPathResource("schema-" + platform + ".sql", OutboxTable.class))
			.execute(this.dataSource);
		this.table = new OutboxTable(this.jdbc, this.transactionManager, this.settings);
	}

	OutboxEventWriter writer(Runnable afterCommit) {
		return new OutboxEventWriter(this.table, this.transactionManager, afterCommit);
	}

	OutboxLease lease() {
		return new OutboxLease(this.jdbc, this.transactionManager, this.settings, this.nanos::get);
	}

	OutboxSteps steps(EventWriter delegate, OutboxListener... listeners) {
		return new OutboxSteps(this.table, lease(), delegate, this.settings, List.of(listeners), this.nanos::get,
				new Random(1), () -> {
				});
	}

	OutboxRelay relay(EventWriter delegate, OutboxListener... listeners) {
		return new OutboxRelay(this.table, lease(), delegate, this.settings, List.of(listeners), this.nanos::get,
				new Random(1), Thread::new);
	}

	void advance(Duration time) {
		this.nanos.addAndGet(time.toNanos());
	}

	/**
	 * As if the holder of the lease had been silent for long.
	 */
	void expireLease() {
		this.jdbc.update("UPDATE KINESIS_OUTBOX_LEASE SET EXPIRES_AT = DATEADD(MINUTE, -1, CURRENT_TIMESTAMP)");
	}

	int rows() {
		Integer rows = this.jdbc.queryForObject("SELECT COUNT(*) FROM KINESIS_OUTBOX", Integer.class);
		return (rows != null) ? rows : 0;
	}

	static EventMessage message(String id, String key) {
		return new EventMessage(id, "orders", key, Map.of("tenant", "books & more=ä", "empty", ""), "text/plain",
				new byte[] { 1, 0, -1 }, Instant.parse("2026-11-28T18:55:14.123456789Z"));
	}

	static List<EventMessage> messages(String key, int from, int to) {
		List<EventMessage> messages = new ArrayList<>();
		for (int i = from; i < to; i++) {
			messages.add(message(key + i, key));
		}
		return messages;
	}

}
