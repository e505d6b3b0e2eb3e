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

package io.kinsumer.core.record;

/**
 * Where a record was written.
 *
 * @param shardId the shard that took it
 * @param sequenceNumber its place in the shard, with its index if it was aggregated
 * @param aggregated whether it travelled inside an aggregate
 * @param attempts how often it was sent, from 1. More than 1 means that consumers may
 * find it twice
 */
public record RecordResult(ShardId shardId, SequenceNumber sequenceNumber, boolean aggregated, int attempts) {

}
