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
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.kinsumer.spring.annotation.ListenerMethods.Declaration;
import io.kinsumer.spring.converter.PayloadConverter;
import io.kinsumer.spring.listener.HandlerMethod;
import io.kinsumer.spring.listener.KinesisListenerConfigurer;
import io.kinsumer.spring.listener.KinesisListenerEndpointRegistry;
import io.kinsumer.spring.listener.MethodListenerEndpoints;
import io.kinsumer.spring.listener.PayloadTypeNames;
import io.kinsumer.spring.listener.ReplySender;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.util.Assert;
import org.springframework.validation.Validator;

/**
 * Collects annotated methods while beans are created, and registers them once all
 * singletons exist; those of beans that come later at once. It has no order, so that it
 * comes after all that have one, and sees the last proxy of a bean.
 */
final class KinesisListenerAnnotationBeanPostProcessor
		implements BeanPostProcessor, SmartInitializingSingleton, BeanFactoryAware {

	private final ListenerMethods methods = new ListenerMethods();

	private final List<Declaration> found = new ArrayList<>();

	private @Nullable ConfigurableBeanFactory beanFactory;

	private boolean singletonsInstantiated;

	@Override
	public void setBeanFactory(BeanFactory beanFactory) {
		this.beanFactory = (ConfigurableBeanFactory) beanFactory;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		this.methods.of(bean).forEach(this::add);
		return bean;
	}

	private void add(Declaration declaration) {
		synchronized (this.found) {
			if (!this.singletonsInstantiated) {
				this.found.add(declaration);
				return;
			}
		}
		register(declaration);
	}

	@Override
	public void afterSingletonsInstantiated() {
		// Those of contexts above have configured the listeners there.
		Collection<KinesisListenerConfigurer> own = ((ListableBeanFactory) beanFactory())
			.getBeansOfType(KinesisListenerConfigurer.class)
			.values();
		beanFactory().getBeanProvider(KinesisListenerConfigurer.class)
			.orderedStream()
			.filter(own::contains)
			.forEach((configurer) -> configurer.configureListeners(registry()));
		List<Declaration> pending;
		synchronized (this.found) {
			this.singletonsInstantiated = true;
			pending = List.copyOf(this.found);
			this.found.clear();
		}
		pending.forEach(this::register);
	}

	private void register(Declaration declaration) {
		ListenerExpressions expressions = new ListenerExpressions(beanFactory(), declaration.bean(),
				declaration.origin());
		ListenerAttributes attributes = ListenerAttributes.resolve(declaration.annotation(), expressions);
		MethodListenerEndpoints endpoints = new MethodListenerEndpoints(payloadConverter(),
				beanFactory().getBeanProvider(Validator.class).getIfUnique(),
				beanFactory().getBeanProvider(ReplySender.class).getIfAvailable(), (text) -> resolve(text, expressions),
				beanFactory().getBeanProvider(PayloadTypeNames.class)
					.getIfAvailable(() -> PayloadTypeNames.OF_CLASSES));
		Method method = declaration.method();
		registry().register((method != null)
				? endpoints.create(attributes.id(), attributes.kinsumer(), attributes.properties(), declaration.bean(),
						method)
				: endpoints.create(attributes.id(), attributes.kinsumer(), attributes.properties(), declaration.bean(),
						handlers(declaration, expressions)));
	}

	private PayloadConverter payloadConverter() {
		return beanFactory().containsBean(KinesisListenerBeanNames.PAYLOAD_CONVERTER)
				? beanFactory().getBean(KinesisListenerBeanNames.PAYLOAD_CONVERTER, PayloadConverter.class)
				: beanFactory().getBean(PayloadConverter.class);
	}

	/**
	 * Resolves a text in an annotation that is not ours, such as {@code @SendTo}.
	 */
	private static String resolve(String text, ListenerExpressions expressions) {
		boolean plain = !text.contains("${") && !text.contains("#{");
		return plain ? text : expressions.text("value of @SendTo or @Header", text);
	}

	private static List<HandlerMethod> handlers(Declaration declaration, ListenerExpressions expressions) {
		List<HandlerMethod> handlers = new ArrayList<>();
		declaration.handlers().forEach((method, annotation) -> {
			Set<String> types = new LinkedHashSet<>();
			Arrays.stream(annotation.value())
				.forEach((value) -> types.addAll(expressions.texts("value of @KinesisHandler", value)));
			handlers.add(new HandlerMethod(method, types, annotation.isDefault()));
		});
		return handlers;
	}

	private KinesisListenerEndpointRegistry registry() {
		return beanFactory().getBean(KinesisListenerEndpointRegistry.class);
	}

	private ConfigurableBeanFactory beanFactory() {
		Assert.state(this.beanFactory != null, "The bean factory was not set");
		return this.beanFactory;
	}

}
