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

package io.kinsumer.core.kinsumer;

/**
 * The life of a kinsumer.
 */
public enum KinsumerState {

	/**
	 * Not started yet.
	 */
	NEW,

	/**
	 * Looking at the stream and the group; no session yet.
	 */
	JOINING,

	/**
	 * A member of its group.
	 */
	RUNNING,

	/**
	 * A member that could not renew its session in time: it starts no further delivery
	 * until a renewal succeeds.
	 */
	SUSPENDED,

	/**
	 * Handing its shards over.
	 */
	STOPPING,

	/**
	 * Stopped on request. It can be started again.
	 */
	STOPPED,

	/**
	 * Stopped by an error that would not go away by itself.
	 */
	FAILED

}
