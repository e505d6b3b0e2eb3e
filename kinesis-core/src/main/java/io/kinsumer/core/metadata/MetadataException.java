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

package io.kinsumer.core.metadata;

import io.kinsumer.core.client.KinesisException;
import org.jspecify.annotations.Nullable;

/**
 * The metadata table, or an item in it, cannot be used as it is; trying again does not
 * help. The message names it and the remedy.
 */
public class MetadataException extends KinesisException {

	private static final long serialVersionUID = 1L;

	public MetadataException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
