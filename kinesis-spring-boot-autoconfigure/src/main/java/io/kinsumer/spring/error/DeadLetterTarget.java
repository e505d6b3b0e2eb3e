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

package io.kinsumer.spring.error;

import java.util.concurrent.CompletionStage;

/**
 * Takes records that could not be handled. Safe for use by any thread.
 */
@FunctionalInterface
public interface DeadLetterTarget {

	/**
	 * Takes a record.
	 * @param letter the record, with what is known about its failure
	 * @return completes when the record is stored safely: only then it counts as handled.
	 * When it fails, or the call throws, the record is offered again after a delay,
	 * without calling the listener
	 */
	CompletionStage<?> send(DeadLetter letter);

}
