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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
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

	static final int ON_DEMAND_STREAMS = 50;

	private static final int CREATIONS = 5;

	private final Map<String, StreamState> streams = new ConcurrentSkipListMap<>();

	private final Clock clock;

	private final KinesisOptions options;

	private final Memory memory;

	private long incarnations;

	Streams(Clock clock, KinesisOptions options) {
		this.clock = clock;
		this.options = options;
		this.memory = new Memory(options.memoryCap());
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

	/** As {@link #with}, but says of such streams that they are in use. */
	<T> T withPresent(String name, Function<StreamState, T> action) {
		return with(name, (stream) -> {
			if (stream.status() == StreamStatus.CREATING || stream.status() == StreamStatus.DELETING) {
				throw notActive(stream);
			}
			return action.apply(stream);
		});
	}

	/** As {@link #with}, but refuses streams while they change. */
	<T> T withActive(String name, Function<StreamState, T> action) {
		return with(name, (stream) -> {
			if (stream.status() != StreamStatus.ACTIVE) {
				throw notActive(stream);
			}
			return action.apply(stream);
		});
	}

	/** Change an active stream, now or after the transition. */
	void change(StreamState stream, Runnable change) {
		stream.change(StreamStatus.UPDATING, this.options.transition().toMillis(), change);
	}

	/** Count a change of a stream that may happen only so often a day, or refuse it. */
	void requireQuota(StreamState stream, String operation, int limit) {
		if (this.options.limits().control() && !stream.quotas().tryChange(operation, limit, stream.now())) {
			throw KinesisErrors.limit(operation + " has been called " + limit + " times for stream " + stream.name()
					+ " within 24 hours, which is the most allowed.");
		}
	}

	/** Make sure that records of that many bytes may be kept, or refuse. */
	void requireMemory(long bytes) {
		if (this.memory.hasRoomFor(bytes)) {
			return;
		}
		forEach(StreamState::sweep);
		if (!this.memory.hasRoomFor(bytes)) {
			throw this.memory.full(bytes);
		}
	}

	/** Do something with each stream, alone, at the present time. */
	void forEach(Consumer<StreamState> action) {
		for (StreamState stream : this.streams.values()) {
			synchronized (stream) {
				stream.tick(this.clock.millis());
				if (this.streams.get(stream.name()) == stream) {
					action.accept(stream);
				}
			}
		}
	}

	/** The bytes that records occupy, as the memory cap counts them. */
	long memoryUsed() {
		return this.memory.used();
	}

	ServiceException missing(String name) {
		return KinesisErrors.noStream(name, this.options.account());
	}

	KinesisOptions options() {
		return this.options;
	}

	Empty create(CreateStream request) {
		if (this.options.limits().control()) {
			requireFewCreations(request.mode());
		}
		return create(request, this.options.transition().toMillis());
	}

	Empty create(CreateStream request, long transitionMillis) {
		String name = request.streamName();
		Names.require(name, "streamName");
		StreamMode mode = (request.mode() != null) ? request.mode() : StreamMode.PROVISIONED;
		int count = shardCount(request, mode);
		int maxRecordSize = (request.maxRecordSizeInKiB() != null) ? request.maxRecordSizeInKiB() : 1024;
		requireRecordSize(maxRecordSize);
		Tags.validate(request.tags());
		synchronized (this) {
			if (this.streams.containsKey(name)) {
				throw KinesisErrors
					.inUse("Stream " + name + " under account " + this.options.account() + " already exists.");
			}
			requireRoomFor(count);
			StreamState stream = new StreamState(name, arn(name), ++this.incarnations, this.clock.millis(),
					new StreamSettings(mode, maxRecordSize, request.tags()), this.memory);
			stream.change(StreamStatus.CREATING, transitionMillis, () -> {
				for (HashRange range : HashRange.divide(count)) {
					stream.openShard(range, null, null);
				}
			});
			this.streams.put(name, stream);
		}
		return new Empty();
	}

	static void requireRecordSize(int kib) {
		if (kib < 1024 || kib > 10240) {
			throw KinesisErrors.constraint(kib, "maxRecordSizeInKiB", "Member must have value between 1024 and 10240");
		}
	}

	private void requireFewCreations(@Nullable StreamMode mode) {
		AtomicInteger creating = new AtomicInteger();
		AtomicInteger onDemand = new AtomicInteger();
		forEach((stream) -> {
			creating.addAndGet((stream.status() == StreamStatus.CREATING) ? 1 : 0);
			onDemand.addAndGet((stream.settings().mode() == StreamMode.ON_DEMAND) ? 1 : 0);
		});
		if (creating.get() >= CREATIONS) {
			throw KinesisErrors.limit("There are already " + CREATIONS + " streams in the CREATING state under account "
					+ this.options.account() + ".");
		}
		if (mode == StreamMode.ON_DEMAND && onDemand.get() >= ON_DEMAND_STREAMS) {
			throw KinesisErrors.limit("There are already " + ON_DEMAND_STREAMS + " on-demand streams under account "
					+ this.options.account() + ".");
		}
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

	int openShards() {
		int open = 0;
		for (StreamState stream : this.streams.values()) {
			open += stream.openCount();
		}
		return open;
	}

	void requireRoomFor(int more) {
		int open = openShards();
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
			if (stream.status() != StreamStatus.ACTIVE) {
				throw notActive(stream);
			}
			if (!stream.consumers().isEmpty() && !request.enforceConsumerDeletion()) {
				throw KinesisErrors.inUse("Stream " + name + " under account " + this.options.account() + " has "
						+ stream.consumers().size() + " registered consumers; deregister them first or set"
						+ " EnforceConsumerDeletion.");
			}
			stream.change(StreamStatus.DELETING, this.options.transition().toMillis(), () -> {
				this.streams.remove(name);
				stream.discard();
			});
			return new Empty();
		});
	}

	ServiceException notActive(StreamState stream) {
		return KinesisErrors.inUse("Stream " + stream.name() + " under account " + this.options.account()
				+ " not ACTIVE, instead in state " + stream.status());
	}

	StreamDescription describe(DescribeStream request) {
		int limit = page(request.limit(), 100, "limit");
		String after = Names.optional(request.exclusiveStartShardId(), "exclusiveStartShardId");
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
		int limit = page(request.limit(), 100, "limit");
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

	/** The size of a page: what is asked for, but no more than the service gives. */
	static int page(@Nullable Integer value, int most, String member) {
		return Math.min(most, bounded(value, most, 10_000, member));
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
