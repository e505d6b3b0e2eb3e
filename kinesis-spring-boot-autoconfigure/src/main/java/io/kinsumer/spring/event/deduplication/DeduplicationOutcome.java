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

package io.kinsumer.spring.event.deduplication;

/**
 * What came of deduplication for one record, or of its claim later.
 */
public enum DeduplicationOutcome {

	/**
	 * Claimed, and given to the listener.
	 */
	NEW,

	/**
	 * Claimed and given to the listener, although somebody claimed it before who fell
	 * silent: its effects may happen twice.
	 */
	RETAKEN,

	/**
	 * Handled before: it counts as handled.
	 */
	DUPLICATE,

	/**
	 * Being handled by somebody else: delivered again later.
	 */
	IN_PROGRESS,

	/**
	 * Has no id, and was given to the listener.
	 */
	NO_ID,

	/**
	 * The storage did not answer: delivered again later, and not given to the listener
	 * until it does.
	 */
	LOOKUP_FAILED,

	/**
	 * Handled, but the storage did not take note: if it comes again, it is handled again.
	 */
	COMMIT_FAILED,

	/**
	 * Handled, but its claim was given to somebody else meanwhile, who may handle it as
	 * well.
	 */
	CLAIM_LOST

}
