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

package io.kinsumer.spring.listener;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.core.BridgeMethodResolver;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedMethod;
import org.springframework.util.ReflectionUtils;

/**
 * A method of a bean, ready to be called.
 */
final class ListenerMethod {

	private final Object bean;

	private final Method invocable;

	private final Method declared;

	private final Class<?> targetClass;

	private final List<MethodParameter> parameters;

	/**
	 * Creates it.
	 * @param bean the bean, possibly a proxy
	 * @param invocable what is called, possibly a method of an interface of the proxy
	 * @param method what it is called for
	 * @param targetClass the class of the bean behind a proxy
	 */
	ListenerMethod(Object bean, Method invocable, Method method, Class<?> targetClass) {
		this.bean = bean;
		this.invocable = invocable;
		this.declared = BridgeMethodResolver.getMostSpecificMethod(method, targetClass);
		this.targetClass = targetClass;
		this.parameters = parameters(this.declared, targetClass);
		ReflectionUtils.makeAccessible(invocable);
	}

	/**
	 * The parameters of a method of a class, with generics resolved, and with the
	 * annotations that the methods have which it overrides or implements.
	 */
	static List<MethodParameter> parameters(Method method, Class<?> targetClass) {
		return List.of(new AnnotatedMethod(method) {

			@Override
			protected Class<?> getContainingClass() {
				return targetClass;
			}

		}.getMethodParameters());
	}

	/**
	 * The method as the class of the bean has it.
	 */
	Method declared() {
		return this.declared;
	}

	List<MethodParameter> parameters() {
		return this.parameters;
	}

	Class<?> targetClass() {
		return this.targetClass;
	}

	@Nullable Object invoke(@Nullable Object[] arguments) throws Exception {
		try {
			return this.invocable.invoke(this.bean, arguments);
		}
		catch (InvocationTargetException ex) {
			ReflectionUtils.rethrowException(ex.getTargetException());
			throw ex;
		}
	}

	@Override
	public String toString() {
		return this.targetClass.getName() + "." + this.declared.getName()
				+ Arrays.stream(this.declared.getParameterTypes())
					.map(Class::getSimpleName)
					.collect(Collectors.joining(", ", "(", ")"));
	}

}
