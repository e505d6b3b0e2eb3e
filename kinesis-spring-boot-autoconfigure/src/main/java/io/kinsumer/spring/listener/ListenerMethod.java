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
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.SynthesizingMethodParameter;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * A method of a bean, ready to be called.
 */
final class ListenerMethod {

	private final Object bean;

	private final Method method;

	private final Class<?> targetClass;

	ListenerMethod(Object bean, Method method, Class<?> targetClass) {
		this.bean = bean;
		this.method = method;
		this.targetClass = targetClass;
		ReflectionUtils.makeAccessible(method);
	}

	Method method() {
		return this.method;
	}

	List<MethodParameter> parameters() {
		Method declared = ClassUtils.getMostSpecificMethod(this.method, this.targetClass);
		return IntStream.range(0, declared.getParameterCount())
			.<MethodParameter>mapToObj(
					(index) -> new SynthesizingMethodParameter(declared, index).withContainingClass(this.targetClass))
			.toList();
	}

	Class<?> targetClass() {
		return this.targetClass;
	}

	@Nullable Object invoke(@Nullable Object[] arguments) throws Exception {
		try {
			return this.method.invoke(this.bean, arguments);
		}
		catch (InvocationTargetException ex) {
			ReflectionUtils.rethrowException(ex.getTargetException());
			throw ex;
		}
	}

	@Override
	public String toString() {
		return this.targetClass.getName() + "." + this.method.getName()
				+ Arrays.stream(this.method.getParameterTypes())
					.map(Class::getSimpleName)
					.collect(Collectors.joining(", ", "(", ")"));
	}

}
