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

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class Kinesis and DynamoDB inside the JVM.
 * <p>
 * With Spring's test context, the server is a bean of type
 * {@link io.kinsumer.test.EmbeddedKinesisServer}, belongs to the application context and
 * is closed with it, after all other beans. The properties
 * {@code kinesis.clients.default.endpoint}, {@code .region},
 * {@code .credentials.access-key-id} and {@code .credentials.secret-access-key} point to
 * it. Test classes with equal attributes may share a cached context, and so a server.
 * <p>
 * Without Spring, each annotated class has a server of its own, started before its tests
 * and closed after them; {@code @Nested} classes share it, unless they are annotated with
 * other attributes.
 * <p>
 * In both cases test methods, lifecycle methods and constructors may take as parameters
 * an {@code EmbeddedKinesisServer} and, where the AWS SDK is on the class path, a
 * {@code KinesisClient}, {@code KinesisAsyncClient}, {@code DynamoDbClient} or
 * {@code DynamoDbAsyncClient} for it, closed after the class. Constructors that Spring
 * autowires take beans only.
 * <p>
 * May be used as a meta-annotation.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(EmbeddedKinesisExtension.class)
public @interface EmbeddedKinesis {

	/**
	 * Streams that are there from the start, as {@code name:shards}, such as
	 * {@code orders:4}; one shard when only a name is given.
	 * @return the streams
	 */
	String[] streams() default {};

	/**
	 * The port on 127.0.0.1, 0 for any free one.
	 * @return the port
	 */
	int port() default 0;

}
