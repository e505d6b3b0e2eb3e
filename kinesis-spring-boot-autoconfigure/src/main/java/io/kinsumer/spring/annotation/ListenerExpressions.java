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

package io.kinsumer.spring.annotation;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import io.kinsumer.spring.listener.ListenerConfigurationException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectFactory;
import org.springframework.beans.factory.config.BeanExpressionContext;
import org.springframework.beans.factory.config.BeanExpressionResolver;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.beans.factory.config.Scope;

/**
 * Resolves placeholders and expressions in the attributes of one annotation.
 */
final class ListenerExpressions {

	private static final String LISTENER = "__listener";

	private final ConfigurableBeanFactory beanFactory;

	private final BeanExpressionContext context;

	private final String origin;

	/**
	 * Creates the resolver.
	 * @param bean the bean that has the annotation
	 * @param origin names the annotation in messages
	 */
	ListenerExpressions(ConfigurableBeanFactory beanFactory, Object bean, String origin) {
		this.beanFactory = beanFactory;
		this.context = new BeanExpressionContext(beanFactory, new ListenerScope(bean));
		this.origin = origin;
	}

	String origin() {
		return this.origin;
	}

	/**
	 * Resolves an attribute that has one value.
	 * @return the value without white space around it, empty if there is none
	 */
	String text(String attribute, String value) {
		Object resolved = resolve(attribute, value);
		if (resolved == null || resolved instanceof CharSequence || resolved instanceof Number
				|| resolved instanceof Boolean || resolved instanceof Enum) {
			return (resolved != null) ? resolved.toString().trim() : "";
		}
		throw invalid(attribute, value, "is an object of " + resolved.getClass(),
				"Let the expression be a text, a number, a boolean or a constant; of a bean, its name.", null);
	}

	/**
	 * Resolves an attribute that has several values.
	 * @return those that are not blank
	 */
	List<String> texts(String attribute, String... values) {
		return Arrays.stream(values)
			.map((value) -> resolve(attribute, value))
			.flatMap((resolved) -> flatten(resolved).stream())
			.map((each) -> String.valueOf(each).trim())
			.filter((each) -> !each.isEmpty())
			.toList();
	}

	private static Collection<?> flatten(@Nullable Object resolved) {
		if (resolved instanceof Map<?, ?> map) {
			return map.entrySet().stream().map((entry) -> entry.getKey() + "=" + entry.getValue()).toList();
		}
		if (resolved instanceof Object[] array) {
			return Arrays.asList(array);
		}
		if (resolved instanceof Collection<?> collection) {
			return collection;
		}
		return (resolved != null) ? List.of(resolved) : List.of();
	}

	private @Nullable Object resolve(String attribute, String value) {
		String embedded;
		try {
			embedded = this.beanFactory.resolveEmbeddedValue(value);
		}
		catch (IllegalArgumentException ex) {
			throw invalid(attribute, value, "cannot be resolved: " + ex.getMessage(),
					"Set the property that the placeholder names, or give it a default as in ${name:default}.", ex);
		}
		if (embedded == null || !embedded.contains("#{")) {
			if (embedded != null && embedded.contains("${")) {
				throw invalid(attribute, value, "has a placeholder that names no property",
						"Set the property that the placeholder names, or give it a default as in ${name:default}.",
						null);
			}
			return embedded;
		}
		BeanExpressionResolver resolver = this.beanFactory.getBeanExpressionResolver();
		if (resolver == null) {
			return embedded;
		}
		try {
			return resolver.evaluate(embedded, this.context);
		}
		catch (RuntimeException ex) {
			Throwable cause = (ex.getCause() != null) ? ex.getCause() : ex;
			throw invalid(attribute, value, "is no expression that can be evaluated: " + cause.getMessage(),
					"Correct the expression. Beans are named by @name, the listener's own bean by __listener.", ex);
		}
	}

	ListenerConfigurationException invalid(String attribute, String value, String problem, String remedy,
			@Nullable Throwable cause) {
		ListenerConfigurationException invalid = new ListenerConfigurationException(
				"The attribute " + attribute + " of " + this.origin + " is '" + value + "', which " + problem + ".",
				remedy);
		if (cause != null) {
			invalid.initCause(cause);
		}
		return invalid;
	}

	/**
	 * Knows the listener's own bean.
	 */
	private record ListenerScope(Object bean) implements Scope {

		@Override
		public Object get(String name, ObjectFactory<?> objectFactory) {
			throw new UnsupportedOperationException("no beans are created here");
		}

		@Override
		public @Nullable Object remove(String name) {
			return null;
		}

		@Override
		public void registerDestructionCallback(String name, Runnable callback) {
			throw new UnsupportedOperationException("no beans are created here");
		}

		@Override
		public @Nullable Object resolveContextualObject(String key) {
			return LISTENER.equals(key) ? this.bean : null;
		}

		@Override
		public @Nullable String getConversationId() {
			return null;
		}

	}

}
