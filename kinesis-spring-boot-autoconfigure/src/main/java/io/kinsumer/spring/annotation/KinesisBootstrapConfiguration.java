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

import io.kinsumer.spring.listener.KinesisListenerEndpointRegistry;
import io.kinsumer.spring.listener.KinsumerContainerFactory;
import io.kinsumer.spring.listener.ListenerEvents;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;

/**
 * The beans behind {@link EnableKinesis}.
 */
@Configuration(proxyBeanMethods = false)
@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
class KinesisBootstrapConfiguration {

	@Bean(KinesisListenerBeanNames.POST_PROCESSOR)
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static KinesisListenerAnnotationBeanPostProcessor kinesisListenerAnnotationBeanPostProcessor() {
		return new KinesisListenerAnnotationBeanPostProcessor();
	}

	@Bean
	ListenerEvents kinesisListenerEvents(ApplicationEventPublisher publisher) {
		return new ListenerEvents(publisher);
	}

	@Bean(KinesisListenerBeanNames.REGISTRY)
	KinesisListenerEndpointRegistry kinesisListenerEndpointRegistry(KinsumerContainerFactory factory) {
		return new KinesisListenerEndpointRegistry(factory);
	}

}
