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

package io.kinsumer.spring.listener;

import java.io.Serial;
import java.util.Set;

import io.kinsumer.spring.error.NonRetryableException;
import org.jspecify.annotations.Nullable;

/**
 * A listener has several methods, and none for the type of a record. Trying again would
 * not help.
 */
public class NoHandlerException extends NonRetryableException {

	@Serial
	private static final long serialVersionUID = 1L;

	NoHandlerException(String listener, @Nullable String type, Set<String> known) {
		super("listener " + listener + " has no @KinesisHandler for "
				+ ((type != null) ? "records of type '" + type + "'"
						: "records without a type, which the header " + KinesisHeaders.TYPE + " would name")
				+ ", and none that is the default; it handles " + known);
	}

}
