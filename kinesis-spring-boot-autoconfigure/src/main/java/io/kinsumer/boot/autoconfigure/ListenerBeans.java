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

import java.lang.reflect.AnnotatedElement;

import io.kinsumer.spring.annotation.KinesisListener;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.util.ClassUtils;

/**
 * Knows which beans are listeners. With {@code spring.main.lazy-initialization} they are
 * created at the start all the same: nobody else asks for them, so that their streams
 * would not be read.
 */
final class ListenerBeans implements LazyInitializationExcludeFilter {

	@Override
	public boolean isExcluded(String beanName, BeanDefinition beanDefinition, Class<?> beanType) {
		return isListener(ClassUtils.getUserClass(beanType));
	}

	/**
	 * Whether a class or one of its methods has the annotation, also by another one.
	 */
	static boolean isListener(Class<?> type) {
		return AnnotationUtils.isCandidateClass(type, KinesisListener.class)
				&& (isAnnotated(type) || !MethodIntrospector.selectMethods(type, ListenerBeans::isAnnotated).isEmpty());
	}

	private static boolean isAnnotated(AnnotatedElement element) {
		return !AnnotatedElementUtils.findMergedRepeatableAnnotations(element, KinesisListener.class).isEmpty();
	}

}
