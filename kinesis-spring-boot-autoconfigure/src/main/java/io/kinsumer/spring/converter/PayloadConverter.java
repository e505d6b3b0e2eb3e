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

package io.kinsumer.spring.converter;

import java.lang.reflect.Type;
import java.nio.ByteBuffer;

/**
 * Converts payloads from and to bytes. Safe for use by several threads.
 */
public interface PayloadConverter {

	/**
	 * Whether payloads can be converted to a type.
	 * @param type the declared type of a listener's parameter, generics included
	 * @return {@code false} to refuse a listener with such a parameter
	 */
	boolean canRead(Type type);

	/**
	 * Converts bytes to an object.
	 * @param data the payload; its position may be changed
	 * @param type a type that {@link #canRead(Type)} accepted
	 * @return the payload, never {@code null}
	 * @throws PayloadConversionException if the bytes are not what the type needs
	 */
	Object read(ByteBuffer data, Type type);

	/**
	 * Converts an object to bytes.
	 * @param payload the payload
	 * @return its bytes
	 * @throws PayloadConversionException if there is no way to convert it
	 */
	byte[] write(Object payload);

}
