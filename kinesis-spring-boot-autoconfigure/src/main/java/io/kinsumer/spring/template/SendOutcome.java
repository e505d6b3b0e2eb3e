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

package io.kinsumer.spring.template;

import io.kinsumer.core.record.RecordResult;
import org.jspecify.annotations.Nullable;

/**
 * What became of one of several things that were sent.
 */
public sealed interface SendOutcome {

	/**
	 * What was sent.
	 * @return as it was given: a payload, a message or a {@link SendRequest}
	 */
	@Nullable Object sent();

	/**
	 * It was written.
	 *
	 * @param sent what was sent
	 * @param result where it is
	 */
	record Written(@Nullable Object sent, RecordResult result) implements SendOutcome {

	}

	/**
	 * It was not written, as far as is known: after a timeout it may have been.
	 *
	 * @param sent what was sent
	 * @param failure why: a {@link io.kinsumer.core.client.KinesisException}, or what was
	 * wrong with it before it was sent
	 */
	record Failed(@Nullable Object sent, Throwable failure) implements SendOutcome {

	}

}
