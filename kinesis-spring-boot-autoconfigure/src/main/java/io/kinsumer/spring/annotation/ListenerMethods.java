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

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import io.kinsumer.spring.listener.ListenerConfigurationException;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.stereotype.Component;

/**
 * Finds annotated methods and classes; remembers the classes that have nothing of it.
 */
final class ListenerMethods {

	private final Set<Class<?>> withoutListeners = ConcurrentHashMap.newKeySet();

	List<Declaration> of(Object bean) {
		Class<?> type = AopUtils.getTargetClass(bean);
		if (bean instanceof AopInfrastructureBean || this.withoutListeners.contains(type) || isOfSpring(type)
				|| !(AnnotationUtils.isCandidateClass(type, KinesisListener.class)
						|| AnnotationUtils.isCandidateClass(type, KinesisHandler.class))) {
			return List.of();
		}
		List<Declaration> found = new ArrayList<>();
		methods(type).forEach((method, annotations) -> annotations
			.forEach((annotation) -> found.add(new Declaration(bean, annotation, method, Map.of()))));
		Map<Method, KinesisHandler> handlers = handlers(type);
		Set<KinesisListener> ofClass = AnnotatedElementUtils.findMergedRepeatableAnnotations(type,
				KinesisListener.class, KinesisListeners.class);
		ofClass.forEach((annotation) -> found.add(new Declaration(bean, annotation, null, handlers)));
		if (ofClass.isEmpty() && !handlers.isEmpty()) {
			throw new ListenerConfigurationException(
					type.getName() + " has @KinesisHandler methods, but no @KinesisListener.",
					"Put @KinesisListener on the class, or on the method in place of @KinesisHandler.");
		}
		if (!ofClass.isEmpty() && handlers.isEmpty()) {
			throw new ListenerConfigurationException(
					"The @KinesisListener on " + type.getName() + " has no method that handles records.",
					"Put @KinesisHandler on the methods that shall, or @KinesisListener on a method instead.");
		}
		if (found.isEmpty()) {
			this.withoutListeners.add(type);
		}
		return found;
	}

	/**
	 * Most beans of an application are Spring's own. None of their many methods is a
	 * listener; to look at each takes time at the start.
	 */
	private static boolean isOfSpring(Class<?> type) {
		return type.getName().startsWith("org.springframework.")
				&& !AnnotatedElementUtils.isAnnotated(type, Component.class);
	}

	private static Map<Method, Set<KinesisListener>> methods(Class<?> type) {
		return MethodIntrospector.selectMethods(type,
				(MethodIntrospector.MetadataLookup<Set<KinesisListener>>) (method) -> {
					Set<KinesisListener> found = AnnotatedElementUtils.findMergedRepeatableAnnotations(method,
							KinesisListener.class, KinesisListeners.class);
					return found.isEmpty() ? null : found;
				});
	}

	private static Map<Method, KinesisHandler> handlers(Class<?> type) {
		Map<Method, KinesisHandler> found = MethodIntrospector.selectMethods(type,
				(MethodIntrospector.MetadataLookup<KinesisHandler>) (method) -> AnnotatedElementUtils
					.findMergedAnnotation(method, KinesisHandler.class));
		// In an order of their own, so that messages are the same each time.
		Map<Method, KinesisHandler> sorted = new TreeMap<>(
				(left, right) -> left.toGenericString().compareTo(right.toGenericString()));
		sorted.putAll(found);
		return sorted;
	}

	/**
	 * An annotation on a method of a bean, or on its class.
	 *
	 * @param bean the bean, possibly a proxy
	 * @param annotation the annotation
	 * @param method the method that has it, {@code null} if it is on the class
	 * @param handlers the methods of the class, if it is there
	 */
	record Declaration(Object bean, KinesisListener annotation, @Nullable Method method,
			Map<Method, KinesisHandler> handlers) {

		/**
		 * Names it in messages.
		 */
		String origin() {
			return "the @KinesisListener on " + ((this.method != null) ? this.method.toGenericString()
					: AopUtils.getTargetClass(this.bean).getName());
		}

	}

}
