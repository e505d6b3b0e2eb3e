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

import java.beans.PropertyDescriptor;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.NativeDetector;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.ResourceTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationUtils;
import org.springframework.util.ReflectionUtils;

/**
 * The application's own database, and what makes its transactions.
 */
final class TransactionalDatabase {

	private final ObjectProvider<DataSource> dataSource;

	private final ObjectProvider<PlatformTransactionManager> transactionManager;

	private final Refusal refusal;

	/**
	 * Creates it; nothing is looked up yet.
	 * @param refusal makes what ends the start
	 */
	TransactionalDatabase(ObjectProvider<DataSource> dataSource,
			ObjectProvider<PlatformTransactionManager> transactionManager, Refusal refusal) {
		this.dataSource = dataSource;
		this.transactionManager = transactionManager;
		this.refusal = refusal;
	}

	DataSource dataSource() {
		return require(this.dataSource.getIfUnique(), "one DataSource, or one that is primary",
				"Set spring.datasource.url, or mark one of the DataSource beans as @Primary.");
	}

	JdbcTemplate jdbc() {
		return new JdbcTemplate(dataSource());
	}

	/**
	 * What makes the transactions of the {@link #dataSource()}, as far as that can be
	 * told: JTA, for one, does not say which databases it knows.
	 */
	PlatformTransactionManager transactionManager() {
		PlatformTransactionManager manager = require(this.transactionManager.getIfUnique(),
				"one PlatformTransactionManager, or one that is primary",
				"Mark the one that makes the transactions of the DataSource as @Primary.");
		if (isOfSomethingElse(manager)) {
			throw this.refusal.missing(
					"a PlatformTransactionManager that makes the transactions of the DataSource, but "
							+ manager.getClass().getSimpleName() + " makes those of something else",
					"Mark the DataSource and the PlatformTransactionManager that belong together as @Primary.");
		}
		return manager;
	}

	/**
	 * Those of JDBC, JPA and Hibernate tell their database. One for a single resource
	 * that tells none is for messages or documents.
	 */
	private boolean isOfSomethingElse(PlatformTransactionManager manager) {
		PropertyDescriptor property = BeanUtils.getPropertyDescriptor(manager.getClass(), "dataSource");
		if (property != null && property.getReadMethod() != null && property.getPropertyType() == DataSource.class) {
			Object own = ReflectionUtils.invokeMethod(property.getReadMethod(), manager);
			return own == null || target(own) != target(dataSource());
		}
		return manager instanceof ResourceTransactionManager && !NativeDetector.inNativeImage();
	}

	private static Object target(Object dataSource) {
		Object target = (dataSource instanceof TransactionAwareDataSourceProxy proxy) ? proxy.getTargetDataSource()
				: dataSource;
		return TransactionSynchronizationUtils.unwrapResourceIfNecessary((target != null) ? target : dataSource);
	}

	private <T> T require(@Nullable T bean, String what, String remedy) {
		if (bean == null) {
			throw this.refusal.missing(what, remedy);
		}
		return bean;
	}

	/**
	 * Says that something is needed that is not there.
	 */
	interface Refusal {

		RuntimeException missing(String what, String remedy);

	}

}
