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
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Copies objects of configuration properties, which consist of values, collections and
 * further objects of that kind.
 */
final class BeanCopies {

	private static final String OURS = ClassUtils.getPackageName(BeanCopies.class);

	private BeanCopies() {
	}

	/**
	 * Copies what an object is configured with.
	 */
	static void copy(Object from, Object to) {
		for (PropertyDescriptor property : BeanUtils.getPropertyDescriptors(from.getClass())) {
			Method getter = property.getReadMethod();
			if (getter == null || getter.getDeclaringClass() == Object.class) {
				continue;
			}
			Object value = ReflectionUtils.invokeMethod(getter, from);
			if (property.getWriteMethod() != null) {
				ReflectionUtils.invokeMethod(property.getWriteMethod(), to, own(value));
			}
			else if (value != null) {
				copyInto(value, ReflectionUtils.invokeMethod(getter, to));
			}
		}
	}

	/**
	 * What is bound on top of a collection replaces its content.
	 */
	private static @Nullable Object own(@Nullable Object value) {
		if (value instanceof Set<?> set) {
			return new LinkedHashSet<>(set);
		}
		if (value instanceof List<?> list) {
			return new ArrayList<>(list);
		}
		return (value instanceof Map<?, ?> map) ? new LinkedHashMap<>(map) : value;
	}

	@SuppressWarnings("unchecked")
	private static void copyInto(Object value, @Nullable Object target) {
		if (value instanceof Map<?, ?> map && target instanceof Map<?, ?> other) {
			((Map<Object, Object>) other).putAll(map);
		}
		else if (value instanceof Collection<?> collection && target instanceof Collection<?> other) {
			((Collection<Object>) other).addAll(collection);
		}
		else if (target != null) {
			copy(value, target);
		}
	}

	/**
	 * The names of all settings of a class, below it with dots between them.
	 */
	static List<String> names(Class<?> type) {
		List<String> names = new ArrayList<>();
		for (PropertyDescriptor property : BeanUtils.getPropertyDescriptors(type)) {
			Method getter = property.getReadMethod();
			if (getter == null || getter.getDeclaringClass() == Object.class) {
				continue;
			}
			String name = dashed(property.getName());
			Class<?> value = property.getPropertyType();
			if (property.getWriteMethod() == null && value.getName().startsWith(OURS)) {
				names(value).forEach((each) -> names.add(name + "." + each));
			}
			else {
				names.add(name);
			}
		}
		return names;
	}

	private static String dashed(String name) {
		StringBuilder result = new StringBuilder();
		for (char each : name.toCharArray()) {
			if (Character.isUpperCase(each)) {
				result.append('-');
			}
			result.append(Character.toLowerCase(each));
		}
		return result.toString();
	}

}
