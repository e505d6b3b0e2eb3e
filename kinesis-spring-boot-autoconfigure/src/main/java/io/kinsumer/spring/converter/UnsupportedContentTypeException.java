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

import org.jspecify.annotations.Nullable;

/**
 * There is no converter for a type and a content type.
 */
public class UnsupportedContentTypeException extends PayloadConversionException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message the type and the content type, and what there are converters for
	 * @param cause the same without what is known of the record, or {@code null}
	 */
	public UnsupportedContentTypeException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
