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

package io.kinsumer.test.server.codec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Writes a structure to the wire. Members that are {@code null} are left out.
 */
final class Output {

	private final JsonGenerator generator;

	private final Protocol protocol;

	private Output(JsonGenerator generator, Protocol protocol) {
		this.generator = generator;
		this.protocol = protocol;
	}

	static byte[] write(Protocol protocol, Consumer<Output> content) {
		// grows by blocks, where one array of twice the size would be dear for 10 MB
		ByteArrayBuilder bytes = new ByteArrayBuilder(512);
		try (JsonGenerator generator = protocol.generator(bytes)) {
			generator.writeStartObject();
			content.accept(new Output(generator, protocol));
			generator.writeEndObject();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	Output text(String name, @Nullable Object value) {
		if (value != null) {
			run(() -> this.generator.writeStringField(name, value.toString()));
		}
		return this;
	}

	Output number(String name, long value) {
		run(() -> this.generator.writeNumberField(name, value));
		return this;
	}

	Output number(String name, double value) {
		run(() -> this.generator.writeNumberField(name, value));
		return this;
	}

	Output bool(String name, boolean value) {
		run(() -> this.generator.writeBooleanField(name, value));
		return this;
	}

	Output bytes(String name, byte[] value) {
		run(() -> this.generator.writeBinaryField(name, value));
		return this;
	}

	Output instant(String name, Instant value) {
		run(() -> {
			this.generator.writeFieldName(name);
			this.protocol.writeInstant(this.generator, value);
		});
		return this;
	}

	Output structure(String name, Consumer<Output> content) {
		run(() -> this.generator.writeObjectFieldStart(name));
		content.accept(this);
		run(this.generator::writeEndObject);
		return this;
	}

	<T> Output structures(String name, List<T> values, BiConsumer<Output, T> content) {
		run(() -> this.generator.writeArrayFieldStart(name));
		for (T value : values) {
			run(this.generator::writeStartObject);
			content.accept(this, value);
			run(this.generator::writeEndObject);
		}
		run(this.generator::writeEndArray);
		return this;
	}

	Output texts(String name, Iterable<String> values) {
		run(() -> this.generator.writeArrayFieldStart(name));
		for (String value : values) {
			run(() -> this.generator.writeString(value));
		}
		run(this.generator::writeEndArray);
		return this;
	}

	/** Binary values of a list. */
	Output blobs(String name, Iterable<byte[]> values) {
		run(() -> this.generator.writeArrayFieldStart(name));
		for (byte[] value : values) {
			run(() -> this.generator.writeBinary(value));
		}
		run(this.generator::writeEndArray);
		return this;
	}

	private static void run(IoAction action) {
		try {
			action.run();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Something that may fail to write.
	 */
	@FunctionalInterface
	private interface IoAction {

		void run() throws IOException;

	}

}
