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
import java.util.Objects;

import io.kinsumer.spring.converter.PayloadConverter;
import io.kinsumer.spring.listener.KinesisListenerConfigurer;
import io.kinsumer.spring.listener.KinesisListenerEndpointRegistry;
import io.kinsumer.spring.listener.MethodListenerEndpoints;
import io.kinsumer.spring.listener.ReplySender;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.beans.factory.config.EmbeddedValueResolver;
import org.springframework.core.Ordered;
import org.springframework.util.Assert;
import org.springframework.util.StringValueResolver;
import org.springframework.validation.Validator;

/**
 * Collects annotated methods while beans are created, and registers them once all
 * singletons exist; those of beans that come later at once.
 */
final class KinesisListenerAnnotationBeanPostProcessor
		implements BeanPostProcessor, SmartInitializingSingleton, BeanFactoryAware, Ordered {

	private final ListenerMethods methods = new ListenerMethods();

	private final List<Found> found = new ArrayList<>();

	private @Nullable ConfigurableBeanFactory beanFactory;

	private boolean singletonsInstantiated;

	@Override
	public void setBeanFactory(BeanFactory beanFactory) {
		this.beanFactory = (ConfigurableBeanFactory) beanFactory;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		this.methods.of(bean)
			.forEach((method, annotations) -> annotations
				.forEach((annotation) -> add(new Found(bean, method, annotation))));
		return bean;
	}

	private void add(Found found) {
		synchronized (this.found) {
			if (!this.singletonsInstantiated) {
				this.found.add(found);
				return;
			}
		}
		register(found);
	}

	@Override
	public void afterSingletonsInstantiated() {
		beanFactory().getBeanProvider(KinesisListenerConfigurer.class)
			.orderedStream()
			.forEach((configurer) -> configurer.configureListeners(registry()));
		List<Found> pending;
		synchronized (this.found) {
			this.singletonsInstantiated = true;
			pending = List.copyOf(this.found);
			this.found.clear();
		}
		pending.forEach(this::register);
	}

	private void register(Found found) {
		StringValueResolver resolver = new EmbeddedValueResolver(beanFactory());
		ListenerAttributes attributes = ListenerAttributes.resolve(found.annotation(), found.method(), resolver);
		MethodListenerEndpoints endpoints = new MethodListenerEndpoints(beanFactory().getBean(PayloadConverter.class),
				beanFactory().getBeanProvider(Validator.class).getIfUnique(),
				beanFactory().getBeanProvider(ReplySender.class).getIfAvailable(),
				(text) -> Objects.requireNonNullElse(resolver.resolveStringValue(text), ""));
		registry().register(endpoints.create(attributes.id(), attributes.kinsumer(), attributes.properties(),
				found.bean(), found.method()));
	}

	private KinesisListenerEndpointRegistry registry() {
		return beanFactory().getBean(KinesisListenerEndpointRegistry.class);
	}

	private ConfigurableBeanFactory beanFactory() {
		Assert.state(this.beanFactory != null, "The bean factory was not set");
		return this.beanFactory;
	}

	@Override
	public int getOrder() {
		return LOWEST_PRECEDENCE;
	}

	/**
	 * An annotation on a method of a bean.
	 */
	private record Found(Object bean, Method method, KinesisListener annotation) {

	}

}
