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

import io.kinsumer.boot.actuate.CallErrors.CallError;
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
 * @param configuredStreamName the stream as it is configured
 * @param streamName its full name, as the naming pattern makes it
 * @param streamArn the ARN of the stream, absent before it joined
 * @param state what it does
 * @param paused whether it is paused as a whole
 * @param failure why it failed, or the last error of a call that is being repeated
 * @param lastError the last call that failed, repeated since or not, absent if none did
 * @param members the client ids of the live members of the group
 * @param openShardCount how many of the shards take records
 * @param shards the shards of the group that are known here
 * @param redrive the last redrive that was begun here, absent if there was none
 */
public record KinsumerDescriptor(String name, String listenerId, String listener, String clientName, String clientId,
		String consumerGroup, String configuredStreamName, String streamName, @Nullable String streamArn,
		KinsumerState state, boolean paused, @Nullable String failure, @Nullable CallError lastError,
		List<String> members, long openShardCount, List<ShardDescriptor> shards,
		@Nullable RedriveDescriptor redrive) implements OperationResponseBody {

	public KinsumerDescriptor {
		members = List.copyOf(members);
		shards = List.copyOf(shards);
	}

	static KinsumerDescriptor of(KinsumerContainer container, String configuredStreamName,
			@Nullable CallError lastError, @Nullable RedriveDescriptor redrive) {
		KinsumerStatus status = container.status();
		KinsumerInfo info = status.info();
		return new KinsumerDescriptor(info.name(), container.id(), container.description(),
				container.options().clientName(), info.clientId(), info.consumerGroup(), configuredStreamName,
				info.stream().value(), status.streamArn(), status.state(), status.paused(),
				SafeText.ofNullable(status.failure()), lastError, status.members(), openShardCount(status.shards()),
				status.shards().stream().map((shard) -> ShardDescriptor.of(shard, container)).toList(), redrive);
	}

	private static long openShardCount(List<ShardStatus> shards) {
		Set<ShardId> parents = shards.stream().flatMap((shard) -> shard.parents().stream()).collect(Collectors.toSet());
		return shards.stream()
			.filter((shard) -> shard.state() != ShardStatus.State.FINISHED)
			.filter((shard) -> !parents.contains(shard.shardId()))
			.count();
	}

}
