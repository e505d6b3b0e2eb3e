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

/**
 * A record of a batch cannot be converted. Nothing of the batch was given to the
 * listener.
 */
final class UnreadableRecordException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final int index;

	private final RuntimeException reason;

	UnreadableRecordException(int index, RuntimeException reason) {
		super(reason);
		this.index = index;
		this.reason = reason;
	}

	int index() {
		return this.index;
	}

	RuntimeException reason() {
		return this.reason;
	}

}
