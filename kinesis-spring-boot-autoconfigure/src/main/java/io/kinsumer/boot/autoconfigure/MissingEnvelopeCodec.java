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

package io.kinsumer.boot.autoconfigure;

import java.nio.ByteBuffer;

import io.kinsumer.spring.event.message.EnvelopeCodec;
import io.kinsumer.spring.event.message.EventMessage;
import org.jspecify.annotations.Nullable;

/**
 * Tells those who publish events what is missing; it does not keep others from starting.
 */
final class MissingEnvelopeCodec implements EnvelopeCodec {

	private static final String MISSING = "events travel in envelopes of JSON, but there is no Jackson: add "
			+ "spring-boot-starter-jackson, define a bean of type EnvelopeCodec, or set kinesis.events.envelope to "
			+ "false";

	@Override
	public byte[] write(EventMessage message) {
		throw new IllegalStateException(MISSING);
	}

	@Override
	public @Nullable EventMessage read(ByteBuffer data) {
		throw new IllegalStateException(MISSING);
	}

}
