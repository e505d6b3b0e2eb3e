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
import java.util.LinkedHashSet;
import java.util.Set;

import org.springframework.boot.context.properties.NestedConfigurationProperty;

/**
 * Settings of deduplication.
 */
public class DeduplicationProperties {

	/**
	 * Whether listeners get no message that they have handled before.
	 */
	private boolean enabled;

	/**
	 * Where it is remembered what was handled.
	 */
	private Store store = Store.EMBEDDED;

	/**
	 * How long a message is remembered, at least 1s.
	 */
	private Duration window = Duration.ofHours(1);

	/**
	 * Ids of the listeners it applies to. All by default.
	 */
	private Set<String> listeners = new LinkedHashSet<>();

	@NestedConfigurationProperty
	private final Embedded embedded = new Embedded();

	@NestedConfigurationProperty
	private final DynamoDb dynamodb = new DynamoDb();

	@NestedConfigurationProperty
	private final Jdbc jdbc = new Jdbc();

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public Store getStore() {
		return this.store;
	}

	public void setStore(Store store) {
		this.store = store;
	}

	public Duration getWindow() {
		return this.window;
	}

	public void setWindow(Duration window) {
		this.window = window;
	}

	public Set<String> getListeners() {
		return this.listeners;
	}

	public void setListeners(Set<String> listeners) {
		this.listeners = listeners;
	}

	public Embedded getEmbedded() {
		return this.embedded;
	}

	public DynamoDb getDynamodb() {
		return this.dynamodb;
	}

	public Jdbc getJdbc() {
		return this.jdbc;
	}

	/**
	 * Where it is remembered what was handled.
	 */
	public enum Store {

		/**
		 * In the memory of the process.
		 */
		EMBEDDED,

		/**
		 * In a table of DynamoDB, for all processes.
		 */
		DYNAMODB,

		/**
		 * In the application's own database, in the transaction of the handler.
		 */
		JDBC

	}

	/**
	 * Memory of the process.
	 */
	public static class Embedded {

		/**
		 * How many messages are remembered at most, 1 or more.
		 */
		private long maxEntries = 100_000;

		public long getMaxEntries() {
			return this.maxEntries;
		}

		public void setMaxEntries(long maxEntries) {
			this.maxEntries = maxEntries;
		}

	}

	/**
	 * Table of DynamoDB.
	 */
	public static class DynamoDb {

		/**
		 * Name of the table.
		 */
		private String tableName = "kinesis-deduplication";

		/**
		 * Whether the table is created when it is missing.
		 */
		private boolean createTable = true;

		/**
		 * How long the creation of the table may take, at least 1s.
		 */
		private Duration createTimeout = Duration.ofMinutes(1);

		/**
		 * Client that reaches it, by its name under kinesis.clients.
		 */
		private String clientName = "default";

		/**
		 * How long a process must be silent until others may handle what it had in hand,
		 * from 1s to the window.
		 */
		private Duration inProgressTimeout = Duration.ofSeconds(30);

		public String getTableName() {
			return this.tableName;
		}

		public void setTableName(String tableName) {
			this.tableName = tableName;
		}

		public boolean isCreateTable() {
			return this.createTable;
		}

		public void setCreateTable(boolean createTable) {
			this.createTable = createTable;
		}

		public Duration getCreateTimeout() {
			return this.createTimeout;
		}

		public void setCreateTimeout(Duration createTimeout) {
			this.createTimeout = createTimeout;
		}

		public String getClientName() {
			return this.clientName;
		}

		public void setClientName(String clientName) {
			this.clientName = clientName;
		}

		public Duration getInProgressTimeout() {
			return this.inProgressTimeout;
		}

		public void setInProgressTimeout(Duration inProgressTimeout) {
			this.inProgressTimeout = inProgressTimeout;
		}

	}

	/**
	 * Table of the application's own database.
	 */
	public static class Jdbc {

		/**
		 * When the table is created.
		 */
		private InitializeSchema initializeSchema = InitializeSchema.EMBEDDED;

		public InitializeSchema getInitializeSchema() {
			return this.initializeSchema;
		}

		public void setInitializeSchema(InitializeSchema initializeSchema) {
			this.initializeSchema = initializeSchema;
		}

	}

}
