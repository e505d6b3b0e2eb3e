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

import io.kinsumer.core.runtime.HandlerThreads;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnThreading;
import org.springframework.boot.thread.Threading;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Handlers run on virtual threads when {@code spring.threads.virtual.enabled} says so and
 * the JVM has them; otherwise on platform threads, as everything else of the application.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnMissingBean(HandlerThreads.class)
class HandlerThreadsConfiguration {

	@Bean
	@ConditionalOnThreading(Threading.VIRTUAL)
	HandlerThreads kinesisVirtualHandlerThreads() {
		return HandlerThreads.VIRTUAL_IF_AVAILABLE;
	}

	@Bean
	@ConditionalOnThreading(Threading.PLATFORM)
	HandlerThreads kinesisPlatformHandlerThreads() {
		return HandlerThreads.PLATFORM;
	}

}
