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

import java.nio.ByteBuffer;
import java.util.Map;

import io.kinsumer.spring.converter.ContentTypes;
import io.kinsumer.spring.converter.PayloadConversionException;
import io.kinsumer.spring.converter.PayloadConverter;
import io.kinsumer.spring.converter.UnsupportedContentTypeException;
import io.kinsumer.spring.event.message.EventMessage;

/**
 * Decodes the data of messages by their content type.
 */
record EventDecoder(PayloadConverter converter) {

	Object decode(EventMessage message, Class<?> type) {
		Map<String, String> headers = message.contentType().isEmpty() ? Map.of()
				: Map.of(ContentTypes.HEADER, message.contentType());
		try {
			return this.converter.read(ByteBuffer.wrap(message.data()).asReadOnlyBuffer(), type,
					ContentTypes.of(headers));
		}
		catch (UnsupportedContentTypeException ex) {
			throw new UnsupportedContentTypeException(message + ": " + ex.getMessage(), ex);
		}
		catch (PayloadConversionException ex) {
			throw new PayloadConversionException(message + ": " + ex.getMessage(), ex);
		}
	}

}
