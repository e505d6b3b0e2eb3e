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

package io.kinsumer.core.shard;

import java.util.List;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.model.Record;

/**
 * One event of a subscription to a shard.
 *
 * @param records Kinesis records, possibly aggregates, in order; may be empty
 * @param continuation the sequence number after which to go on; {@code null} at the end
 * of a closed shard
 * @param children at the end of a closed shard, the shards that follow it
 * @param millisBehindLatest milliseconds behind the tip, as Kinesis said
 */
public record SubscribedRecords(List<Record> records, @Nullable String continuation, List<Shard> children,
		long millisBehindLatest) {

}
