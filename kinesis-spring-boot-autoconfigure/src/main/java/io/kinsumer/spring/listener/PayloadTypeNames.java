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

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.springframework.util.ClassUtils;

/**
 * Tells what records are called whose payload is of a class.
 *
 * @see KinesisHeaders#TYPE
 */
@FunctionalInterface
public interface PayloadTypeNames {

	/**
	 * The name of the class, without and with its package.
	 */
	PayloadTypeNames OF_CLASSES = (type) -> new LinkedHashSet<>(List.of(ClassUtils.getShortName(type), type.getName()));

	/**
	 * The names of a type.
	 * @param type the class of a payload
	 * @return one or more, in a fixed order
	 */
	Set<String> namesOf(Class<?> type);

}
