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

import io.kinsumer.core.client.KinesisException;
import io.kinsumer.core.record.ShardId;

/**
 * The group has no checkpoint of a shard, or the stream does not have the shard any more.
 */
public class NoSuchShardException extends KinesisException {

	private static final long serialVersionUID = 1L;

	NoSuchShardException(ShardId shardId, String group, String stream) {
		super("there is no shard '" + shardId + "' that group '" + group + "' knows and stream '" + stream
				+ "' still has", null);
	}

}
