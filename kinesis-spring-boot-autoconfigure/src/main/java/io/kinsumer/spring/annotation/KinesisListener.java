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
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.aot.hint.annotation.Reflective;
import org.springframework.core.annotation.AliasFor;

/**
 * Marks a method that handles the records of a stream, or a class whose
 * {@link KinesisHandler} methods do so, each those of a type. The process shares the
 * shards of the stream with all processes of the same consumer group; the method is
 * called by several threads at the same time, one for each shard, but in order within a
 * shard, or within a partition key if {@link #concurrency()} is more than 1.
 * <p>
 * The method takes, in any order, the payload (an object read from JSON, {@link String},
 * {@code byte[]} or {@link java.nio.ByteBuffer}),
 * {@link io.kinsumer.core.record.KinesisRecord},
 * {@link org.springframework.messaging.Message},
 * {@link io.kinsumer.core.processor.ShardContext},
 * {@link io.kinsumer.spring.listener.ListenerContext}, and parameters with
 * {@link org.springframework.messaging.handler.annotation.Header @Header} or
 * {@link org.springframework.messaging.handler.annotation.Headers @Headers}. A parameter
 * of type {@link java.util.List} makes it a batch listener. A parameter of type
 * {@link io.kinsumer.spring.listener.Acknowledgment} goes with the ack mode
 * {@link io.kinsumer.spring.listener.AckMode#MANUAL}. It returns {@code void}, a
 * {@link java.util.concurrent.CompletionStage} that completes when the record is handled,
 * or, with {@link org.springframework.messaging.handler.annotation.SendTo @SendTo}, what
 * is to be sent to another stream.
 * <p>
 * A record counts as handled when the method returns, unless the ack mode says otherwise.
 * When it throws, or when the payload cannot be converted, the failure policy decides: by
 * default the record is delivered again after a growing delay as long as that may help,
 * and otherwise its shard stops; other shards go on, and health tells. Nothing is skipped
 * unless the policy says so.
 * <p>
 * All attributes may contain <code>${...}</code> placeholders and <code>#{...}</code>
 * expressions, in which <code>__listener</code> is the bean that has the annotation. The
 * annotation can be repeated and used on other annotations.
 */
@Documented
@Target({ ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Reflective(ListenerReflectiveProcessor.class)
@Repeatable(KinesisListeners.class)
public @interface KinesisListener {

	/**
	 * Alias of {@link #kinsumer()}.
	 * @return the name of a kinsumer, or a stream
	 */
	@AliasFor("kinsumer")
	String value() default "";

	/**
	 * The name of a kinsumer under {@code kinesis.kinsumers}, or a stream when no
	 * kinsumer of that name is configured.
	 * @return the name of a kinsumer, or a stream
	 */
	@AliasFor("value")
	String kinsumer() default "";

	/**
	 * The id of the listener in the registry, unique in the application.
	 * @return the id; by default, the name of the kinsumer
	 */
	String id() default "";

	/**
	 * The group that shares the records of the stream.
	 * @return the group; by default, what is configured for the kinsumer
	 */
	String consumerGroup() default "";

	/**
	 * Whether it starts with the application.
	 * @return {@code true} or {@code false}; by default, what is configured for the
	 * kinsumer
	 */
	String autoStartup() default "";

	/**
	 * How many records of a shard are handled at the same time, those of a partition key
	 * one after the other.
	 * @return a number, at least 1; by default, what is configured for the kinsumer
	 */
	String concurrency() default "";

	/**
	 * When records count as handled.
	 * @return a name of {@link io.kinsumer.spring.listener.AckMode}; by default, what is
	 * configured for the kinsumer
	 */
	String ackMode() default "";

	/**
	 * What decides about records that could not be handled.
	 * @return the name of a bean of type {@link io.kinsumer.spring.error.FailurePolicy};
	 * by default, what is configured for the kinsumer
	 */
	String failurePolicy() default "";

	/**
	 * Whether it handles the dead letters of the kinsumer in place of its records.
	 * @return {@code true} or {@code false}, the default
	 * @see DeadLetterListener
	 */
	String deadLetters() default "";

	/**
	 * Settings of this listener, which come before those of
	 * {@code kinesis.kinsumers.<kinsumer>}: each is the name of one of them, an equals
	 * sign and a value, such as {@code max-batch-size=500}.
	 * @return settings; an expression may also be a collection or a map of them
	 */
	String[] properties() default {};

}
