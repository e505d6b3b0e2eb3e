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
import org.jspecify.annotations.Nullable;

/**
 * A call of a listener that is about to be made.
 */
public interface ListenerInvocation {

	/**
	 * The records that the listener will get.
	 * @return one record, or a batch in order; never empty
	 */
	List<KinesisRecord> records();

	/**
	 * What else is known.
	 * @return never {@code null}
	 */
	ListenerContext context();

	/**
	 * Calls the listener, or the next interceptor.
	 * @return completes when the records are handled
	 * @throws Exception what it threw
	 */
	CompletionStage<?> proceed() throws Exception;

	/**
	 * Calls the listener, or the next interceptor, with some of the records. Those that
	 * are left out count as handled together with the ones before them; a failure that
	 * tells an index is translated, so that it means {@link #records()} again.
	 * @param indexes which of {@link #records()}, from 0, ascending, not empty
	 * @param acknowledgment through which the listener acknowledges; its indexes are
	 * those of the records that are left. {@code null} unless {@link #context()} has one
	 * @return completes when the records are handled
	 * @throws Exception what it threw
	 */
	CompletionStage<?> proceed(List<Integer> indexes, @Nullable Acknowledgment acknowledgment) throws Exception;

}
