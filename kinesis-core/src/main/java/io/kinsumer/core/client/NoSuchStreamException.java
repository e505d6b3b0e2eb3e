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

package io.kinsumer.core.client;

import org.jspecify.annotations.Nullable;

/**
 * The stream does not exist in the region and account that the client speaks to.
 */
public class NoSuchStreamException extends KinesisException {

	private static final long serialVersionUID = 1L;

	private final String stream;

	public NoSuchStreamException(String stream, @Nullable Throwable cause) {
		super("stream '" + stream + "' does not exist", cause);
		this.stream = stream;
	}

	protected NoSuchStreamException(String message, String stream, @Nullable Throwable cause) {
		super(message, cause);
		this.stream = stream;
	}

	/**
	 * The name or ARN that was not found.
	 * @return never {@code null}
	 */
	public String getStream() {
		return this.stream;
	}

}
