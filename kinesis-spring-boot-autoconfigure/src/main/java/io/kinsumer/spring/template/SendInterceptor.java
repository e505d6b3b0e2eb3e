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

import io.kinsumer.core.record.RecordResult;

/**
 * Stands around each record that a {@link KinesisTemplate} sends: it may change the
 * record before, and sees the outcome after. Beans of this type apply in their order, the
 * first one outermost. Safe for use by any thread.
 */
@FunctionalInterface
public interface SendInterceptor {

	/**
	 * Does something around the sending of a record, or in place of it.
	 * @param invocation the record; what it throws comes out of the send
	 * @return where the record was written, usually what {@link SendInvocation#proceed()}
	 * returned
	 */
	CompletableFuture<RecordResult> intercept(SendInvocation invocation);

}
