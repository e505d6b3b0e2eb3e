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

package io.kinsumer.sample.board;

import org.jspecify.annotations.Nullable;

/**
 * The payload of a record.
 *
 * @param key what the events are ordered and counted by: the sending instance and one of
 * its visitors or lanes; the partition key of the record
 * @param number counts the events of the key from 1
 * @param kind what it is
 * @param stroke what was drawn, only with {@link Kind#STROKE}
 */
public record BoardEvent(String key, long number, Kind kind, @Nullable Stroke stroke) {

	/**
	 * Kinds of events.
	 */
	public enum Kind {

		/** A visitor drew something. */
		STROKE,

		/** A visitor cleared the board. */
		CLEAR,

		/** Synthetic load. */
		TICK

	}

}
