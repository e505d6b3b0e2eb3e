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
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;

/**
 * Finds annotated methods; remembers the classes that have none.
 */
final class ListenerMethods {

	private final Set<Class<?>> withoutListeners = ConcurrentHashMap.newKeySet();

	Map<Method, Set<KinesisListener>> of(Object bean) {
		Class<?> type = AopUtils.getTargetClass(bean);
		if (bean instanceof AopInfrastructureBean || this.withoutListeners.contains(type)
				|| !AnnotationUtils.isCandidateClass(type, KinesisListener.class)) {
			return Map.of();
		}
		Map<Method, Set<KinesisListener>> methods = MethodIntrospector.selectMethods(type,
				(MethodIntrospector.MetadataLookup<Set<KinesisListener>>) (method) -> {
					Set<KinesisListener> found = AnnotatedElementUtils.findMergedRepeatableAnnotations(method,
							KinesisListener.class, KinesisListeners.class);
					return found.isEmpty() ? null : found;
				});
		if (methods.isEmpty()) {
			this.withoutListeners.add(type);
		}
		return methods;
	}

}
