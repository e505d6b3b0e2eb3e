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

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;
import org.springframework.util.StringUtils;

/**
 * The header that tells what a payload is.
 */
public final class ContentTypes {

	/**
	 * Name of the header, that of Spring's messages.
	 */
	public static final String HEADER = "contentType";

	private ContentTypes() {
	}

	/**
	 * Finds the content type in headers.
	 * @param headers those of a record
	 * @return {@code null} when there is none
	 * @throws PayloadConversionException if the header is no content type
	 */
	public static @Nullable MimeType of(Map<String, String> headers) {
		String value = headers.get(HEADER);
		if (!StringUtils.hasText(value)) {
			return null;
		}
		try {
			return MimeTypeUtils.parseMimeType(value);
		}
		catch (InvalidMimeTypeException ex) {
			throw new PayloadConversionException(
					"the header '" + HEADER + "' is '" + value + "', which cannot be used (" + ex.getMessage()
							+ "): write it as type/subtype, such as application/json, or take the payload as byte[]",
					ex);
		}
	}

}
