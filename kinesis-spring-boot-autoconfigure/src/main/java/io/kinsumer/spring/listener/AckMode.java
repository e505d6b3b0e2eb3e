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
 * When the records of a listener count as handled.
 */
public enum AckMode {

	/**
	 * When the listener returns, or the stage that it returned completes: for a listener
	 * of single records each record, for a listener of batches the batch. The position is
	 * written at the {@code persist-frequency}.
	 */
	BATCH,

	/**
	 * As {@link #BATCH}, and the position is written after each record, before the next
	 * one of its key begins: after a crash only what was under way is delivered again, at
	 * the price of a write to the metadata table for each record. For listeners of single
	 * records.
	 */
	RECORD,

	/**
	 * When the listener, or whoever it gave its {@link Acknowledgment} to, says so.
	 */
	MANUAL

}
