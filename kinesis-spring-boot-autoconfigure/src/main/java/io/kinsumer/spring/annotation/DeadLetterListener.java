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

import org.springframework.core.annotation.AliasFor;

/**
 * Marks a method that handles the dead letters of a kinsumer: the records that its
 * listener could not handle, from the stream they were written to. Takes what
 * {@link KinesisListener} does, and
 * {@link io.kinsumer.spring.deadletter.DeadLetterRecord}; the payload is what the record
 * had.
 * <p>
 * It is a kinsumer of its own, named like the other one with {@code .dlq} behind it. When
 * it fails, its shard stops: letters of letters are not made unless its
 * {@code failure.dead-letter} settings say where they go.
 */
@Documented
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@KinesisListener(deadLetters = "true")
public @interface DeadLetterListener {

	/**
	 * The kinsumer whose dead letters are handled.
	 * @return the name of a kinsumer, or a stream
	 */
	@AliasFor(annotation = KinesisListener.class, attribute = "kinsumer")
	String value();

	/**
	 * The id of the listener in the registry, unique in the application.
	 * @return the id; by default, the name of the kinsumer with {@code .dlq} behind it
	 */
	@AliasFor(annotation = KinesisListener.class, attribute = "id")
	String id() default "";

	/**
	 * Whether it starts with the application.
	 * @return {@code true} or {@code false}; by default, what is configured for the
	 * kinsumer
	 */
	@AliasFor(annotation = KinesisListener.class, attribute = "autoStartup")
	String autoStartup() default "";

}
