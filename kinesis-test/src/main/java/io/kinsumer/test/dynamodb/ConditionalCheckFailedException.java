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

package io.kinsumer.test.dynamodb;

import java.util.Map;

import io.kinsumer.test.dynamodb.value.Attribute;
import io.kinsumer.test.fault.ServiceException;
import org.jspecify.annotations.Nullable;

/**
 * The condition of a write did not hold.
 */
public final class ConditionalCheckFailedException extends ServiceException {

	private static final long serialVersionUID = 1L;

	private final transient @Nullable Map<String, Attribute> item;

	ConditionalCheckFailedException(@Nullable Map<String, Attribute> item) {
		super("ConditionalCheckFailedException", "The conditional request failed");
		this.item = item;
	}

	/**
	 * Return the item as it was.
	 * @return the item, if the request asked for it and there is one
	 */
	public @Nullable Map<String, Attribute> item() {
		return this.item;
	}

}
