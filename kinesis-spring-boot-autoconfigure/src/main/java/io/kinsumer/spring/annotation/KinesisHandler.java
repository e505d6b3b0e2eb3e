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

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.aot.hint.annotation.Reflective;

/**
 * Marks a method of a class with {@link KinesisListener} that handles the records of a
 * type: those whose header {@value io.kinsumer.spring.listener.KinesisHeaders#TYPE} names
 * it. A record that no method takes fails with
 * {@link io.kinsumer.spring.listener.NoHandlerException}, of which the failure policy
 * decides.
 */
@Documented
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Reflective(ListenerReflectiveProcessor.class)
public @interface KinesisHandler {

	/**
	 * The types that it handles, with placeholders and expressions as those of
	 * {@link KinesisListener}.
	 * @return names; by default, the simple and the full name of the class of its payload
	 * parameter
	 */
	String[] value() default {};

	/**
	 * Whether it also handles records of all other types, and those without one. One
	 * method of a class may.
	 * @return {@code true} for the one that does
	 */
	boolean isDefault() default false;

}
