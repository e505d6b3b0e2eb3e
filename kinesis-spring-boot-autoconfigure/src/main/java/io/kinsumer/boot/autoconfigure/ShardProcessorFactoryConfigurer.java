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

import java.util.Map;

import io.kinsumer.core.processor.ShardProcessorFactory;
import io.kinsumer.spring.listener.KinesisListenerConfigurer;
import io.kinsumer.spring.listener.KinesisListenerEndpoint;
import io.kinsumer.spring.listener.KinesisListenerEndpointRegistrar;
import io.kinsumer.spring.listener.ListenerHandler;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ListableBeanFactory;

/**
 * Wires each bean of type {@link ShardProcessorFactory} to the kinsumer of its name.
 */
final class ShardProcessorFactoryConfigurer implements KinesisListenerConfigurer {

	private static final Log logger = LogFactory.getLog(ShardProcessorFactoryConfigurer.class);

	private final ListableBeanFactory beanFactory;

	private final KinsumerSettingsFactory settings;

	ShardProcessorFactoryConfigurer(ListableBeanFactory beanFactory, KinsumerSettingsFactory settings) {
		this.beanFactory = beanFactory;
		this.settings = settings;
	}

	@Override
	public void configureListeners(KinesisListenerEndpointRegistrar registrar) {
		Map<String, ShardProcessorFactory> beans = this.beanFactory.getBeansOfType(ShardProcessorFactory.class);
		beans.forEach((name, processors) -> {
			if (this.settings.isConfigured(name)) {
				registrar.register(new KinesisListenerEndpoint(name, name, Map.of(),
						new ListenerHandler.OfShards(processors), "ShardProcessorFactory bean '" + name + "'"));
			}
			else {
				String question = NearMatches.question(name, this.settings.names());
				String message = "ShardProcessorFactory bean '" + name + "' handles nothing: there is no "
						+ PropertyKeys.kinsumer(name) + "." + (question.isEmpty()
								? " If it shall, set " + PropertyKeys.kinsumer(name) + ".stream-name." : question);
				if (question.isEmpty()) {
					logger.info(message);
				}
				else {
					logger.warn(message);
				}
			}
		});
	}

}
