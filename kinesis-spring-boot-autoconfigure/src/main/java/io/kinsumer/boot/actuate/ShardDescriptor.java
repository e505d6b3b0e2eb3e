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

package io.kinsumer.boot.actuate;

import java.time.Instant;
import java.util.List;

import io.kinsumer.core.kinsumer.ShardStatus;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.spring.listener.KinsumerContainer;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What happens to a shard.
 *
 * @param shardId the shard
 * @param state what happens to it
 * @param owner the client id of its owner, absent when it is free
 * @param mine whether this process is the owner
 * @param epoch how often it changed its owner
 * @param position handled up to here, as far as this process knows
 * @param millisBehindLatest milliseconds behind the tip; absent when it is not ours
 * @param persistedAt when its position was last written, by the clock of who wrote it;
 * absent when no owner has written it yet
 * @param parents the shards it came from
 * @param lastProgress when it last moved, or could not have moved; absent when it is not
 * ours
 * @param failure what its handler last threw, absent when its last call succeeded
 * @param deadLetterFailure how often and with what its dead-letter target failed, absent
 * unless that is what the shard waits for
 */
public record ShardDescriptor(String shardId, ShardStatus.State state, @Nullable String owner, boolean mine, long epoch,
		String position, @Nullable Long millisBehindLatest, @Nullable Instant persistedAt, List<String> parents,
		@Nullable Instant lastProgress, @Nullable String failure,
		@Nullable String deadLetterFailure) implements OperationResponseBody {

	public ShardDescriptor {
		parents = List.copyOf(parents);
	}

	static ShardDescriptor of(ShardStatus shard, KinsumerContainer container) {
		String deadLetterFailure = (shard.failure() != null) ? container.deadLetterFailure(shard.shardId()) : null;
		return new ShardDescriptor(shard.shardId().value(), shard.state(), shard.owner(), shard.mine(), shard.epoch(),
				shard.position().toString(), shard.millisBehindLatest(), shard.persistedAt(),
				shard.parents().stream().map(ShardId::value).toList(), shard.lastProgress(),
				SafeText.ofNullable(shard.failure()), SafeText.ofNullable(deadLetterFailure));
	}

}
