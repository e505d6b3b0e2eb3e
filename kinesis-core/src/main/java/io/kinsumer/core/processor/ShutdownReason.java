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

package io.kinsumer.core.processor;

/**
 * Why a processor ends, in the words of the KCL.
 */
public enum ShutdownReason {

	/**
	 * The shard is handed over in good order, or the process stops: a last checkpoint is
	 * possible.
	 */
	REQUESTED,

	/**
	 * The shard was closed by a split or merge and all its records were delivered.
	 */
	TERMINATE,

	/**
	 * Ownership was lost; somebody else may handle the shard already. A checkpoint is no
	 * longer possible.
	 */
	ZOMBIE

}
