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

import org.springframework.boot.jdbc.DatabaseDriver;
import org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer;
import org.springframework.boot.jdbc.init.PlatformPlaceholderDatabaseDriverResolver;
import org.springframework.boot.sql.init.DatabaseInitializationMode;
import org.springframework.boot.sql.init.DatabaseInitializationSettings;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.util.ClassUtils;

/**
 * Creates the tables of the outbox, under the names that are configured.
 */
class OutboxSchemaInitializer extends DataSourceScriptDatabaseInitializer {

	private static final String TABLE = "KINESIS_OUTBOX";

	private static final String LOCATION = "classpath:" + ClassUtils.classPackageAsResourcePath(OutboxTable.class)
			+ "/schema-@@platform@@.sql";

	private final String tableName;

	OutboxSchemaInitializer(DataSource dataSource, OutboxProperties properties) {
		super(dataSource, settings(dataSource, properties));
		this.tableName = properties.getTableName();
	}

	private static DatabaseInitializationSettings settings(DataSource dataSource, OutboxProperties properties) {
		DatabaseInitializationSettings settings = new DatabaseInitializationSettings();
		settings.setMode(switch (properties.getInitializeSchema()) {
			case EMBEDDED -> DatabaseInitializationMode.EMBEDDED;
			case ALWAYS -> DatabaseInitializationMode.ALWAYS;
			case NEVER -> DatabaseInitializationMode.NEVER;
		});
		if (settings.getMode() != DatabaseInitializationMode.NEVER) {
			settings.setSchemaLocations(
					new PlatformPlaceholderDatabaseDriverResolver().withDriverPlatform(DatabaseDriver.MARIADB, "mysql")
						.resolveAll(dataSource, LOCATION));
		}
		return settings;
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
