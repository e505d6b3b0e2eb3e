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

import io.kinsumer.core.record.ShardId;

/**
 * The shard is no longer owned, or its handler had to be interrupted, so that its
 * checkpoint cannot move any more. Another process may be handling the same records
 * already: stop handling them.
 */
public class ShutdownException extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	public ShutdownException(ShardId shardId) {
		super("shard " + shardId + " is no longer owned by this kinsumer: its checkpoint cannot move any more");
	}

}
