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

package io.kinsumer.awsclients.group;

/**
 * Something a member did, as it wrote it down.
 *
 * @param time when, in milliseconds of the wall clock, which all processes here share
 * @param kind what
 * @param shard the number of the shard, of a record
 * @param number the number of the record
 */
record Event(long time, Kind kind, int shard, long number) {

	/**
	 * What a member writes down.
	 */
	enum Kind {

		/** The JVM was there. */
		RUNNING,

		/** It began to join. */
		STARTING,

		/** It joined its group. */
		JOINED,

		/** A record was handled. */
		HANDLED,

		/** Its session was ended by others. */
		LOST,

		/** It was told to stop. */
		STOPPING,

		/** It left its group. */
		LEFT

	}

}
