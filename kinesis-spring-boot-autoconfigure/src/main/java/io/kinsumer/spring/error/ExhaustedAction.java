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

/**
 * What happens to a record when all its attempts failed, or when another attempt would
 * make no difference.
 */
public enum ExhaustedAction {

	/**
	 * The shard stops until it is resumed, or until another client owns it. Nothing is
	 * lost.
	 */
	STOP,

	/**
	 * The record goes to the dead-letter target.
	 */
	DEAD_LETTER,

	/**
	 * The record is left out. It is lost, apart from a line in the log.
	 */
	SKIP

}
