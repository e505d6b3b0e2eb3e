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

package io.kinsumer.spring.event;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * A database whose driver tells and takes no times, as Connector/J does for an hour of
 * each year: when the time of the server is one that the zone of the process leaves out.
 */
public final class DatabaseWithoutTimes extends DelegatingDataSource {

	private static final Set<Class<?>> GUARDED = Set.of(Statement.class, PreparedStatement.class, ResultSet.class);

	public DatabaseWithoutTimes(DataSource target) {
		super(target);
	}

	@Override
	public Connection getConnection() throws SQLException {
		return (Connection) guard(super.getConnection(), Connection.class);
	}

	private static Object guard(Object target, Class<?> type) {
		return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, (proxy, method, arguments) -> {
			if (method.getName().endsWith("Timestamp")) {
				throw new SQLException("HOUR_OF_DAY: 2 -> 3");
			}
			try {
				Object result = method.invoke(target, arguments);
				return (result != null && GUARDED.contains(method.getReturnType()))
						? guard(result, method.getReturnType()) : result;
			}
			catch (InvocationTargetException ex) {
				throw ex.getCause();
			}
		});
	}

}
