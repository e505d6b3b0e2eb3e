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

package io.kinsumer.test.kinesis;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;

import io.kinsumer.test.fault.ServiceException;
import io.kinsumer.test.kinesis.KinesisRequest.CreateStream;
import io.kinsumer.test.kinesis.KinesisRequest.DeleteStream;
import io.kinsumer.test.kinesis.KinesisRequest.DescribeStream;
import io.kinsumer.test.kinesis.KinesisRequest.ListStreams;
import io.kinsumer.test.kinesis.KinesisResult.Empty;
import io.kinsumer.test.kinesis.KinesisResult.Shard;
import io.kinsumer.test.kinesis.KinesisResult.StreamDescription;
import io.kinsumer.test.kinesis.KinesisResult.StreamPage;
import io.kinsumer.test.kinesis.KinesisResult.StreamSummary;
import org.jspecify.annotations.Nullable;

/**
 * The streams by name, and the operations on streams as a whole.
 */
final class Streams {

	private static final int ON_DEMAND_SHARDS = 4;

	private static final String NAME = "[a-zA-Z0-9_.-]+";

	private final Map<String, StreamState> streams = new ConcurrentSkipListMap<>();

	private final Clock clock;

	private final KinesisOptions options;

	private long incarnations;

	Streams(Clock clock, KinesisOptions options) {
		this.clock = clock;
		this.options = options;
	}

	/** Run something on a stream, alone, at the present time. */
	<T> T with(String name, Function<StreamState, T> action) {
		StreamState stream = this.streams.get(name);
		if (stream == null) {
			throw missing(name);
		}
		synchronized (stream) {
			stream.tick(this.clock.millis());
			if (this.streams.get(name) != stream) {
				throw missing(name);
			}
			return action.apply(stream);
		}
	}

	/** As {@link #with}, but refuses streams that are not there yet or not any more. */
	<T> T withUsable(String name, Function<StreamState, T> action) {
		return with(name, (stream) -> {
			if (stream.status() == StreamStatus.CREATING || stream.status() == StreamStatus.DELETING) {
				throw missing(name);
			}
			return action.apply(stream);
		});
	}

	ServiceException missing(String name) {
		return KinesisErrors.noStream(name, this.options.account());
	}

	KinesisOptions options() {
		return this.options;
	}

	Empty create(CreateStream request) {
		String name = request.streamName();
		if (name.isEmpty() || name.length() > 128 || !name.matches(NAME)) {
			throw KinesisErrors.constraint(name, "streamName",
					"Member must satisfy regular expression pattern: " + NAME + " and have a length of 1 to 128");
		}
		StreamMode mode = (request.mode() != null) ? request.mode() : StreamMode.PROVISIONED;
		int count = shardCount(request, mode);
		int maxRecordSize = (request.maxRecordSizeInKiB() != null) ? request.maxRecordSizeInKiB() : 1024;
		if (maxRecordSize < 1024 || maxRecordSize > 10240) {
			throw KinesisErrors.constraint(maxRecordSize, "maxRecordSizeInKiB",
					"Member must have value between 1024 and 10240");
		}
		synchronized (this) {
			if (this.streams.containsKey(name)) {
				throw KinesisErrors
					.inUse("Stream " + name + " under account " + this.options.account() + " already exists.");
			}
			requireRoomFor(count);
			StreamState stream = new StreamState(name, arn(name), ++this.incarnations, mode, this.clock.millis(),
					maxRecordSize);
			stream.change(StreamStatus.CREATING, this.options.transition().toMillis(), () -> {
				for (HashRange range : HashRange.divide(count)) {
					stream.openShard(range, null, null);
				}
			});
			this.streams.put(name, stream);
		}
		return new Empty();
	}

	private static int shardCount(CreateStream request, StreamMode mode) {
		Integer count = request.shardCount();
		if (mode == StreamMode.ON_DEMAND) {
			if (count != null) {
				throw KinesisErrors
					.validation("Shard count should not be specified when stream mode is set to ON_DEMAND.");
			}
			return ON_DEMAND_SHARDS;
		}
		if (count == null) {
			throw KinesisErrors.validation("Shard count must be specified when stream mode is PROVISIONED.");
		}
		if (count < 1) {
			throw KinesisErrors.constraint(count, "shardCount", "Member must have value greater than or equal to 1");
		}
		return count;
	}

	void requireRoomFor(int more) {
		int open = 0;
		for (StreamState stream : this.streams.values()) {
			open += stream.openCount();
		}
		if (open + more > this.options.shardLimit()) {
			throw KinesisErrors.limit("This request would exceed the shard limit for the account "
					+ this.options.account() + " in " + this.options.region()
					+ ". Current shard count for the account: " + open + ". Limit: " + this.options.shardLimit()
					+ ". Number of additional shards that would have" + " resulted from this request: " + more + ".");
		}
	}

	Empty delete(DeleteStream request) {
		String name = request.stream().resolve();
		return with(name, (stream) -> {
			if (stream.status() == StreamStatus.CREATING) {
				throw notActive(stream);
			}
			stream.change(StreamStatus.DELETING, this.options.transition().toMillis(), () -> this.streams.remove(name));
			return new Empty();
		});
	}

	ServiceException notActive(StreamState stream) {
		return KinesisErrors.inUse("Stream " + stream.name() + " under account " + this.options.account()
				+ " not ACTIVE, instead in state " + stream.status());
	}

	StreamDescription describe(DescribeStream request) {
		int limit = bounded(request.limit(), 100, 10000, "limit");
		String after = request.exclusiveStartShardId();
		return with(request.stream().resolve(), (stream) -> {
			List<Shard> shards = new ArrayList<>();
			for (ShardLog shard : stream.shards()) {
				if (after == null || shard.id().compareTo(after) > 0) {
					shards.add(shard.describe());
				}
			}
			boolean more = shards.size() > limit;
			return new StreamDescription(stream.describe(), List.copyOf(more ? shards.subList(0, limit) : shards),
					more);
		});
	}

	StreamSummary summary(StreamRef ref) {
		return with(ref.resolve(), StreamState::describe);
	}

	StreamPage list(ListStreams request) {
		int limit = bounded(request.limit(), 100, 10000, "limit");
		String after = (request.nextToken() != null) ? request.nextToken() : request.exclusiveStartStreamName();
		List<StreamSummary> page = new ArrayList<>();
		for (StreamState stream : this.streams.values()) {
			synchronized (stream) {
				stream.tick(this.clock.millis());
				if ((after == null || stream.name().compareTo(after) > 0)
						&& this.streams.get(stream.name()) == stream) {
					page.add(stream.describe());
				}
			}
			if (page.size() > limit) {
				page.remove(limit);
				return new StreamPage(List.copyOf(page), page.get(limit - 1).streamName());
			}
		}
		return new StreamPage(List.copyOf(page), null);
	}

	static int bounded(@Nullable Integer value, int defaultValue, int max, String member) {
		if (value == null) {
			return defaultValue;
		}
		if (value < 1) {
			throw KinesisErrors.constraint(value, member, "Member must have value greater than or equal to 1");
		}
		if (value > max) {
			throw KinesisErrors.constraint(value, member, "Member must have value less than or equal to " + max);
		}
		return value;
	}

	private String arn(String name) {
		return "arn:aws:kinesis:" + this.options.region() + ":" + this.options.account() + ":stream/" + name;
	}

}
