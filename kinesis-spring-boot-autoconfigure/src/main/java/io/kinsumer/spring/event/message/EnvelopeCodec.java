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

package io.kinsumer.spring.event.message;

import java.nio.ByteBuffer;

import org.jspecify.annotations.Nullable;

/**
 * How a message is put into the payload of a record, and found there. An application that
 * shares streams with others who have an envelope of their own defines a bean of this
 * type. Safe for use by any thread.
 */
public interface EnvelopeCodec {

	/**
	 * Puts a message into an envelope.
	 * @param message the message
	 * @return the payload of a record
	 */
	byte[] write(EventMessage message);

	/**
	 * Takes a message out of its envelope.
	 * @param data the payload of a record, possibly empty; its position may be changed
	 * @return the message; {@code null} if this is something else than an envelope
	 * @throws EnvelopeException if this is an envelope that cannot be read
	 */
	@Nullable EventMessage read(ByteBuffer data);

}
