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

import io.kinsumer.spring.listener.ListenerConfigurationException;

import org.springframework.util.StringUtils;
import org.springframework.util.StringValueResolver;

/**
 * The attributes of an annotation, with placeholders resolved.
 *
 * @param id the id
 * @param kinsumer the kinsumer or stream
 * @param properties settings of the listener, which come before those of the kinsumer
 */
record ListenerAttributes(String id, String kinsumer, Map<String, String> properties) {

	private static final String DEAD_LETTERS = ".dlq";

	static ListenerAttributes resolve(KinesisListener annotation, Method method, StringValueResolver resolver) {
		String kinsumer = resolve(annotation.kinsumer(), resolver);
		if (!StringUtils.hasText(kinsumer)) {
			throw new ListenerConfigurationException(
					"The @KinesisListener on " + method.toGenericString() + " names no kinsumer.",
					"Give it the name of a kinsumer or stream, as in @KinesisListener(\"orders\").");
		}
		kinsumer = annotation.deadLetters() ? kinsumer + DEAD_LETTERS : kinsumer;
		String id = resolve(annotation.id(), resolver);
		return new ListenerAttributes(StringUtils.hasText(id) ? id : kinsumer, kinsumer,
				autoStartup(resolve(annotation.autoStartup(), resolver), method));
	}

	private static String resolve(String value, StringValueResolver resolver) {
		String resolved = resolver.resolveStringValue(value);
		return (resolved != null) ? resolved.trim() : "";
	}

	private static Map<String, String> autoStartup(String value, Method method) {
		return switch (value) {
			case "" -> Map.of();
			case "true", "false" -> Map.of("auto-startup", value);
			default -> throw new ListenerConfigurationException(
					"The autoStartup of the @KinesisListener on " + method.toGenericString() + " is '" + value + "'.",
					"Set it to true or false.");
		};
	}

}
