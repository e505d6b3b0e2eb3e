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

package io.kinsumer.core.kinsumer;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.util.concurrent.CompletableFuture;

import io.kinsumer.core.metadata.CheckpointRepository;
import io.kinsumer.core.metadata.MetadataRepository;

/**
 * Stands between the engine of one member and its repository.
 */
@FunctionalInterface
interface Interception {

	/**
	 * Called in place of an operation that answers later.
	 * @param operation its name
	 * @param args its arguments
	 * @param real carries it out
	 * @return the answer
	 */
	CompletableFuture<?> call(String operation, Object[] args, Operation real);

	/**
	 * Lets this see all operations of a repository, and of those it gives out.
	 */
	default MetadataRepository on(MetadataRepository real) {
		return proxy(MetadataRepository.class, real);
	}

	private <T> T proxy(Class<T> type, Object real) {
		return type
			.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, (proxy, method, args) -> {
				Operation operation = (with) -> {
					try {
						return method.invoke(real, with);
					}
					catch (InvocationTargetException ex) {
						throw new IllegalStateException(ex.getCause());
					}
					catch (IllegalAccessException ex) {
						throw new IllegalStateException(ex);
					}
				};
				if (method.getReturnType() == CheckpointRepository.class) {
					return proxy(CheckpointRepository.class, operation.with(args));
				}
				return CompletableFuture.class.isAssignableFrom(method.getReturnType())
						? call(method.getName(), (args != null) ? args : new Object[0], operation)
						: operation.with(args);
			}));
	}

	/**
	 * A copy of a record with another value.
	 */
	static <T extends Record> T with(T of, String component, Object value) {
		try {
			RecordComponent[] components = of.getClass().getRecordComponents();
			Class<?>[] types = new Class<?>[components.length];
			Object[] values = new Object[components.length];
			for (int i = 0; i < components.length; i++) {
				types[i] = components[i].getType();
				values[i] = components[i].getName().equals(component) ? value : components[i].getAccessor().invoke(of);
			}
			@SuppressWarnings("unchecked")
			Constructor<T> constructor = (Constructor<T>) of.getClass().getDeclaredConstructor(types);
			return constructor.newInstance(values);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * An operation of the repository.
	 */
	@FunctionalInterface
	interface Operation {

		Object with(Object[] args);

		default <T> CompletableFuture<T> answer(Object[] args) {
			@SuppressWarnings("unchecked")
			CompletableFuture<T> answer = (CompletableFuture<T>) with(args);
			return answer;
		}

	}

}
