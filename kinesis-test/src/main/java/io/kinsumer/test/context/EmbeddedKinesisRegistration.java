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

package io.kinsumer.test.context;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

import io.kinsumer.test.EmbeddedKinesisServer;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * Gives a server to an application context that is not refreshed yet.
 */
final class EmbeddedKinesisRegistration {

	static final String ENDPOINT = "kinesis.clients.default.endpoint";

	private static final String BEAN_NAME = "embeddedKinesisServer";

	private EmbeddedKinesisRegistration() {
	}

	/**
	 * Start a server when the refresh begins, before there are bean definitions. Until
	 * then nobody would close it: a context that was never refreshed does not close
	 * anything, when another initializer ends its start.
	 */
	static void onRefresh(ConfigurableApplicationContext context, Runnable start) {
		context.addBeanFactoryPostProcessor(new BeanDefinitionRegistryPostProcessor() {

			@Override
			public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
				start.run();
			}

		});
	}

	/**
	 * Make the server a bean. Being the first that is registered for disposal, it is
	 * closed after all other beans, which themselves are disposed of after all lifecycles
	 * stopped; this holds for a failing refresh, too.
	 */
	static void register(ConfigurableApplicationContext context, EmbeddedKinesisServer server) {
		ConfigurableListableBeanFactory beanFactory = context.getBeanFactory();
		beanFactory.registerSingleton(BEAN_NAME, server);
		((DefaultSingletonBeanRegistry) beanFactory).registerDisposableBean(BEAN_NAME, (DisposableBean) server::close);
	}

	/**
	 * The properties by which the starter's clients find a server.
	 */
	static MapPropertySource properties(String name, URI endpoint) {
		Map<String, Object> properties = new LinkedHashMap<>();
		properties.put(ENDPOINT, endpoint.toString());
		properties.put("kinesis.clients.default.region", EmbeddedKinesisServer.REGION);
		properties.put("kinesis.clients.default.credentials.access-key-id", "test");
		properties.put("kinesis.clients.default.credentials.secret-access-key", "test");
		return new MapPropertySource(name, properties);
	}

}
