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

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.kinsumer.core.kinsumer.KinsumerState;
import io.kinsumer.core.kinsumer.KinsumerStatus;
import io.kinsumer.core.kinsumer.ShardStatus;
import io.kinsumer.core.observe.KinsumerInfo;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.spring.listener.KinsumerContainer;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What a kinsumer does.
 *
 * @param name its name
 * @param listenerId the id of its listener
 * @param listener names what handles the records
 * @param clientName the name of the client it uses
 * @param clientId the id of this member of the group
 * @param consumerGroup the group
 * @param streamName the full name of the stream
 * @param streamArn the ARN of the stream, absent before it joined
 * @param state what it does
 * @param failure why it failed, or the last error of a call that is being repeated
 * @param members the client ids of the live members of the group
 * @param openShardCount how many of the shards take records
 * @param shards the shards of the group that are known here
 */
public record KinsumerDescriptor(String name, String listenerId, String listener, String clientName, String clientId,
		String consumerGroup, String streamName, @Nullable String streamArn, KinsumerState state,
		@Nullable String failure, List<String> members, long openShardCount,
		List<ShardDescriptor> shards) implements OperationResponseBody {

	public KinsumerDescriptor {
		members = List.copyOf(members);
		shards = List.copyOf(shards);
	}

	static KinsumerDescriptor of(KinsumerContainer container) {
		KinsumerStatus status = container.status();
		KinsumerInfo info = status.info();
		return new KinsumerDescriptor(info.name(), container.id(), container.description(),
				container.options().clientName(), info.clientId(), info.consumerGroup(), info.stream().value(),
				status.streamArn(), status.state(), status.failure(), status.members(), openShardCount(status.shards()),
				status.shards().stream().map((shard) -> ShardDescriptor.of(shard, container)).toList());
	}

	private static long openShardCount(List<ShardStatus> shards) {
		Set<ShardId> parents = shards.stream().flatMap((shard) -> shard.parents().stream()).collect(Collectors.toSet());
		return shards.stream()
			.filter((shard) -> shard.state() != ShardStatus.State.FINISHED)
			.filter((shard) -> !parents.contains(shard.shardId()))
			.count();
	}

}
