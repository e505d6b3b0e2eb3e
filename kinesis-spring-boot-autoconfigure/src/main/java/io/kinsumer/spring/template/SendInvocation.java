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

import java.util.concurrent.CompletableFuture;

import io.kinsumer.core.record.DataRecord;
import io.kinsumer.core.record.RecordResult;

/**
 * A record that is about to be sent.
 */
public interface SendInvocation {

	/**
	 * What the application sends.
	 * @return never {@code null}
	 */
	SendRequest request();

	/**
	 * Where it goes.
	 * @return never {@code null}
	 */
	SendTarget target();

	/**
	 * The record that was made of it.
	 * @return the record, as earlier interceptors left it
	 */
	DataRecord record();

	/**
	 * Sends a record in place of {@link #record()}.
	 * @param record the record
	 * @return where it was written
	 */
	CompletableFuture<RecordResult> proceed(DataRecord record);

	/**
	 * Sends {@link #record()}.
	 * @return where it was written
	 */
	default CompletableFuture<RecordResult> proceed() {
		return proceed(record());
	}

}
