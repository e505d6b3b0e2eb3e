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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import io.kinsumer.spring.event.outbox.OutboxTable;

import org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;

/**
 * Creates the tables of the outbox, under the names that are configured.
 */
class OutboxSchemaInitializer extends DataSourceScriptDatabaseInitializer {

	private static final String TABLE = "KINESIS_OUTBOX";

	private final String tableName;

	OutboxSchemaInitializer(DataSource dataSource, OutboxProperties properties) {
		super(dataSource, SchemaSettings.beside(OutboxTable.class, dataSource, properties.getInitializeSchema()));
		this.tableName = properties.getTableName();
	}

	@Override
	protected void runScripts(Scripts scripts) {
		List<Resource> named = new ArrayList<>();
		for (Resource script : scripts) {
			named.add(named(script));
		}
		super.runScripts(new Scripts(named).separator(scripts.getSeparator())
			.encoding(scripts.getEncoding())
			.continueOnError(scripts.isContinueOnError()));
	}

	private Resource named(Resource script) {
		try {
			return new ByteArrayResource(script.getContentAsString(StandardCharsets.UTF_8)
				.replace(TABLE, this.tableName)
				.getBytes(StandardCharsets.UTF_8), script.getDescription());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
