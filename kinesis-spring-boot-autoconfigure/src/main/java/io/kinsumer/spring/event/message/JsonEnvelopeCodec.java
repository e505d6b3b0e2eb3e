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
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * The envelope of the seed {@code streams}: a JSON object with {@code message_id},
 * {@code stream_name}, {@code stream_key}, {@code message_headers}, {@code content_type},
 * {@code data} (Base64) and {@code message_time} (RFC 3339).
 * <p>
 * It writes byte for byte what Go's {@code encoding/json} writes (as of Go 1.19; later
 * versions write backspace and form feed as {@code \b} and {@code \f}, which mean the
 * same), and reads what that reads: names in any case and order, unknown ones ignored,
 * {@code null} for what is missing. An object counts as an envelope if it has a
 * {@code message_id} and one of {@code stream_name} and {@code data}. Nothing of it
 * depends on how the application's own {@code JsonMapper} is configured.
 */
public final class JsonEnvelopeCodec implements EnvelopeCodec {

	/** The bounds are those of Go; a record is bounded itself. */
	private final JsonFactory factory = JsonFactory.builder()
		.streamReadConstraints(StreamReadConstraints.builder()
			.maxNestingDepth(10_000)
			.maxNumberLength(Integer.MAX_VALUE)
			.maxNameLength(Integer.MAX_VALUE)
			.build())
		.build();

	@Override
	public byte[] write(EventMessage message) {
		return EnvelopeWriter.write(message);
	}

	@Override
	public @Nullable EventMessage read(ByteBuffer data) {
		if (!isObject(data)) {
			return null;
		}
		// Not by Jackson: what is no UTF-8 becomes U+FFFD, as in Go.
		return EnvelopeReader.read(this.factory, StandardCharsets.UTF_8.decode(data).toString());
	}

	private static boolean isObject(ByteBuffer data) {
		for (int i = data.position(); i < data.limit(); i++) {
			byte each = data.get(i);
			if (each != ' ' && each != '\t' && each != '\r' && each != '\n') {
				return each == '{';
			}
		}
		return false;
	}

}
