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

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import io.kinsumer.test.kinesis.KinesisRequest.ListShards;
import io.kinsumer.test.kinesis.KinesisResult.Shard;
import io.kinsumer.test.kinesis.KinesisResult.ShardPage;
import org.jspecify.annotations.Nullable;

/**
 * Listing shards: filters and pages.
 */
final class ShardListing {

	private static final long TOKEN_LIFETIME_MILLIS = 300_000;

	private final Streams streams;

	private final Clock clock;

	ShardListing(Streams streams, Clock clock) {
		this.streams = streams;
		this.clock = clock;
	}

	ShardPage list(ListShards request) {
		int max = Streams.page(request.maxResults(), 1000, "maxResults");
		Start start = start(request);
		return this.streams.withPresent(start.stream(), (stream) -> {
			if (start.incarnation() != 0 && start.incarnation() != stream.incarnation()) {
				throw this.streams.missing(start.stream());
			}
			Instant created = request.streamCreationTimestamp();
			if (created != null && created.getEpochSecond() != Math.floorDiv(stream.createdAt(), 1000L)) {
				throw this.streams.missing(start.stream());
			}
			return page(stream, start, max);
		});
	}

	private Start start(ListShards request) {
		String token = request.nextToken();
		if (token == null) {
			return new Start(request.stream().resolve(), 0,
					Names.optional(request.exclusiveStartShardId(), "exclusiveStartShardId"), checked(request.filter()),
					this.clock.millis());
		}
		if (request.stream().name() != null) {
			throw KinesisErrors.invalid("NextToken and StreamName cannot be provided together.");
		}
		if (request.streamCreationTimestamp() != null) {
			throw KinesisErrors.invalid("NextToken and StreamCreationTimestamp cannot be provided together.");
		}
		if (request.exclusiveStartShardId() != null) {
			throw KinesisErrors.invalid("NextToken and ExclusiveStartShardId cannot be provided together.");
		}
		if (request.filter() != null) {
			throw KinesisErrors.invalid("NextToken and ShardFilter cannot be provided together.");
		}
		Start start = Start.decode(token);
		if (request.stream().arn() != null && !request.stream().resolve().equals(start.stream())) {
			throw KinesisErrors.invalid("NextToken does not belong to " + request.stream().arn());
		}
		if (this.clock.millis() - start.issuedAt() > TOKEN_LIFETIME_MILLIS) {
			throw KinesisErrors.expiredToken("The pagination token passed to the operation is expired.");
		}
		return start;
	}

	private static @Nullable ShardFilter checked(@Nullable ShardFilter filter) {
		if (filter == null) {
			return null;
		}
		boolean needsShard = filter.type() == ShardFilter.Type.AFTER_SHARD_ID;
		boolean needsTime = filter.type() == ShardFilter.Type.AT_TIMESTAMP
				|| filter.type() == ShardFilter.Type.FROM_TIMESTAMP;
		if (needsShard != (filter.shardId() != null)) {
			throw KinesisErrors.invalid("ShardFilter of type " + filter.type()
					+ (needsShard ? " must have" : " must not have") + " a ShardId.");
		}
		if (needsTime != (filter.timestamp() != null)) {
			throw KinesisErrors.invalid("ShardFilter of type " + filter.type()
					+ (needsTime ? " must have" : " must not have") + " a Timestamp.");
		}
		Names.optional(filter.shardId(), "shardFilter.shardId");
		return filter;
	}

	private ShardPage page(StreamState stream, Start start, int max) {
		List<Shard> page = new ArrayList<>();
		for (ShardLog shard : stream.shards()) {
			if ((start.after() != null && shard.id().compareTo(start.after()) <= 0)
					|| !matches(stream, shard, start.filter())) {
				continue;
			}
			if (page.size() == max) {
				Start next = new Start(stream.name(), stream.incarnation(), page.get(max - 1).shardId(), start.filter(),
						stream.now());
				return new ShardPage(page, next.encode());
			}
			page.add(shard.describe());
		}
		return new ShardPage(page, null);
	}

	private static boolean matches(StreamState stream, ShardLog shard, @Nullable ShardFilter filter) {
		if (filter == null) {
			return true;
		}
		return switch (filter.type()) {
			case AFTER_SHARD_ID -> shard.id().compareTo(String.valueOf(filter.shardId())) > 0;
			case FROM_TRIM_HORIZON -> true;
			case AT_LATEST -> shard.open();
			case AT_TRIM_HORIZON -> openAt(shard, stream.horizon());
			case AT_TIMESTAMP -> openAt(shard, time(stream, filter));
			case FROM_TIMESTAMP -> shard.open() || shard.closedAt() >= time(stream, filter);
		};
	}

	private static long time(StreamState stream, ShardFilter filter) {
		Instant timestamp = filter.timestamp();
		return (timestamp != null) ? Math.max(timestamp.toEpochMilli(), stream.horizon()) : stream.horizon();
	}

	private static boolean openAt(ShardLog shard, long time) {
		return shard.openedAt() <= time && (shard.open() || shard.closedAt() >= time);
	}

	/**
	 * Where a listing starts or goes on.
	 *
	 * @param stream the stream
	 * @param incarnation which stream of that name, 0 for any
	 * @param after the shard before the first one
	 * @param filter which shards
	 * @param issuedAt when the token was given out
	 */
	record Start(String stream, long incarnation, @Nullable String after, @Nullable ShardFilter filter, long issuedAt) {

		String encode() {
			ShardFilter by = this.filter;
			Instant time = (by != null) ? by.timestamp() : null;
			String text = String.join("/", "ls1", this.stream, Long.toString(this.incarnation), text(this.after),
					(by != null) ? by.type().name() : "", (by != null) ? text(by.shardId()) : "",
					(time != null) ? Long.toString(time.toEpochMilli()) : "", Long.toString(this.issuedAt));
			return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.ISO_8859_1));
		}

		static Start decode(String token) {
			try {
				String[] parts = new String(Base64.getDecoder().decode(token), StandardCharsets.ISO_8859_1).split("/",
						-1);
				if (parts.length == 8 && "ls1".equals(parts[0])) {
					ShardFilter filter = parts[4].isEmpty() ? null
							: new ShardFilter(ShardFilter.Type.valueOf(parts[4]), absent(parts[5]),
									parts[6].isEmpty() ? null : Instant.ofEpochMilli(Long.parseLong(parts[6])));
					return new Start(parts[1], Long.parseLong(parts[2]), absent(parts[3]), filter,
							Long.parseLong(parts[7]));
				}
			}
			catch (IllegalArgumentException ex) {
				throw KinesisErrors.invalid("NextToken " + token + " is not valid: " + ex.getMessage());
			}
			throw KinesisErrors.invalid("NextToken " + token + " is not valid.");
		}

		private static String text(@Nullable String value) {
			return (value != null) ? value : "";
		}

		private static @Nullable String absent(String value) {
			return value.isEmpty() ? null : value;
		}

	}

}
