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

package io.kinsumer.spring.listener;

import io.kinsumer.core.processor.ShardProcessorFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * What shall handle the records of a kinsumer: an annotated method, or anything that was
 * registered in code.
 *
 * @param id id in the registry, unique in the application
 * @param kinsumer the name of a configured kinsumer, or a stream
 * @param autoStartup whether it starts with the application; {@code null} leaves that to
 * the kinsumer's configuration
 * @param processors handle the records
 * @param description names its origin in error messages, such as a method's signature
 */
public record KinesisListenerEndpoint(String id, String kinsumer, @Nullable Boolean autoStartup,
		ShardProcessorFactory processors, String description) {

	public KinesisListenerEndpoint {
		Assert.hasText(id, "'id' must not be blank");
		Assert.hasText(kinsumer, "'kinsumer' must not be blank");
	}

}
