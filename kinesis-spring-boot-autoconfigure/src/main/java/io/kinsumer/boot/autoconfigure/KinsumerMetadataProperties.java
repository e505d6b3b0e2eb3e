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

import io.kinsumer.core.metadata.dynamodb.MetadataTableSettings;
import org.jspecify.annotations.Nullable;

/**
 * The DynamoDB table with positions and members.
 */
public class KinsumerMetadataProperties {

	/**
	 * Where positions and members of the group are kept. 'memory' is for tests and for a
	 * single instance that may begin anew after each start: other processes do not see
	 * it, and it ends with the application.
	 */
	private Type type = Type.DYNAMODB;

	/**
	 * Name of the table. By default, 'kinsumer-metadata' after the project, env and
	 * family of the application.
	 */
	private @Nullable String tableName;

	/**
	 * Whether the table is created when it is missing.
	 */
	private boolean createTable = true;

	/**
	 * How long the creation of the table may take.
	 */
	private Duration createTimeout = Duration.ofMinutes(1);

	/**
	 * How a table that is created is paid for.
	 */
	private MetadataTableSettings.BillingMode billingMode = MetadataTableSettings.BillingMode.PAY_PER_REQUEST;

	/**
	 * Read units a second of a table that is created with provisioned capacity.
	 */
	private long readCapacity = 10;

	/**
	 * Write units a second of a table that is created with provisioned capacity.
	 */
	private long writeCapacity = 10;

	public Type getType() {
		return this.type;
	}

	public void setType(Type type) {
		this.type = type;
	}

	public @Nullable String getTableName() {
		return this.tableName;
	}

	public void setTableName(@Nullable String tableName) {
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

	public MetadataTableSettings.BillingMode getBillingMode() {
		return this.billingMode;
	}

	public void setBillingMode(MetadataTableSettings.BillingMode billingMode) {
		this.billingMode = billingMode;
	}

	public long getReadCapacity() {
		return this.readCapacity;
	}

	public void setReadCapacity(long readCapacity) {
		this.readCapacity = readCapacity;
	}

	public long getWriteCapacity() {
		return this.writeCapacity;
	}

	public void setWriteCapacity(long writeCapacity) {
		this.writeCapacity = writeCapacity;
	}

	/**
	 * Where positions and members of a group are kept.
	 */
	public enum Type {

		/**
		 * In a table of DynamoDB.
		 */
		DYNAMODB,

		/**
		 * In the memory of this process.
		 */
		MEMORY

	}

}
