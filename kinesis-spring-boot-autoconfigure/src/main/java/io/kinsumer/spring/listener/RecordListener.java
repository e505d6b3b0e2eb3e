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

import java.util.List;
import java.util.concurrent.CompletionStage;

import io.kinsumer.core.record.KinesisRecord;

/**
 * Handles records one by one.
 */
@FunctionalInterface
public interface RecordListener {

	/**
	 * Handles a record.
	 * @param record the record
	 * @param context what else is known
	 * @return completes when it is handled
	 * @throws Exception counts as a stage that failed
	 */
	CompletionStage<?> onRecord(KinesisRecord record, ListenerContext context) throws Exception;

	/**
	 * The same with interceptors around it, in addition to those that apply to all
	 * listeners, which stay outside.
	 * @param interceptors the first one outermost
	 * @return a new listener, or this one if there are none
	 */
	default RecordListener interceptedBy(List<ListenerInterceptor> interceptors) {
		return InterceptedCall.around(List.copyOf(interceptors), this);
	}

}
