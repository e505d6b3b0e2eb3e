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

package io.kinsumer.spring.event;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which stream the events of a class go to, and what their type is called. A
 * registration of the same class, as a bean or under {@code kinesis.events.types}, comes
 * before it.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface EventType {

	/**
	 * Where events of the class go: the name of a producer under
	 * {@code kinesis.producers}, of a writer under {@code kinesis.writers}, or of a
	 * stream. Placeholders such as <code>${orders.stream}</code> are resolved.
	 * @return not blank
	 */
	String stream();

	/**
	 * What the type is called on its way, also by those who do not know the class.
	 * @return empty, the default, for the name of the class without its package
	 */
	String name() default "";

	/**
	 * What events become.
	 * @return such as {@code application/x-protobuf}; empty, the default, for what
	 * converts objects of the class
	 */
	String contentType() default "";

}
