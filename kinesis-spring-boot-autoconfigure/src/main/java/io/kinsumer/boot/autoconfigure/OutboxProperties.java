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

package io.kinsumer.boot.autoconfigure;

import java.time.Duration;

import org.springframework.boot.context.properties.NestedConfigurationProperty;

/**
 * Settings of the outbox.
 */
public class OutboxProperties {

	/**
	 * Whether published events are written to a table of the application's database, in
	 * the transaction of the caller, and sent when it is committed.
	 */
	private boolean enabled;

	/**
	 * Table of the messages, possibly behind a schema and a dot. That of the lease is
	 * named the same with '_LEASE' behind it.
	 */
	private String tableName = "KINESIS_OUTBOX";

	/**
	 * When the tables are created.
	 */
	private InitializeSchema initializeSchema = InitializeSchema.EMBEDDED;

	/**
	 * How often the relay looks for messages that other processes have written, at least
	 * 10ms.
	 */
	private Duration pollInterval = Duration.ofSeconds(1);

	/**
	 * Messages that are read at once, and the most that are on their way, from 1 to 1000.
	 */
	private int batchSize = 100;

	/**
	 * How long after the death of the process that sends another one takes over, at least
	 * 1s.
	 */
	private Duration leaseDuration = Duration.ofSeconds(15);

	@NestedConfigurationProperty
	private final OutboxBackoffProperties backoff = new OutboxBackoffProperties();

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public String getTableName() {
		return this.tableName;
	}

	public void setTableName(String tableName) {
		this.tableName = tableName;
	}

	public InitializeSchema getInitializeSchema() {
		return this.initializeSchema;
	}

	public void setInitializeSchema(InitializeSchema initializeSchema) {
		this.initializeSchema = initializeSchema;
	}

	public Duration getPollInterval() {
		return this.pollInterval;
	}

	public void setPollInterval(Duration pollInterval) {
		this.pollInterval = pollInterval;
	}

	public int getBatchSize() {
		return this.batchSize;
	}

	public void setBatchSize(int batchSize) {
		this.batchSize = batchSize;
	}

	public Duration getLeaseDuration() {
		return this.leaseDuration;
	}

	public void setLeaseDuration(Duration leaseDuration) {
		this.leaseDuration = leaseDuration;
	}

	public OutboxBackoffProperties getBackoff() {
		return this.backoff;
	}

}
