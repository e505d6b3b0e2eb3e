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

package io.kinsumer.test.conformance;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.ListStreamsResponse;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardFilter;
import software.amazon.awssdk.services.kinesis.model.ShardFilterType;
import software.amazon.awssdk.services.kinesis.model.StreamDescription;

import static io.kinsumer.test.conformance.Conformance.broken;
import static io.kinsumer.test.conformance.Conformance.get;
import static io.kinsumer.test.conformance.Conformance.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Lists of streams and shards: pages and filters. From ListStreams, ListShards,
 * DescribeStream and the type ShardFilter of the API reference.
 */
interface ListingConformance extends KinesisConformance {

	@Test
	default void streamsAreListedInPages() {
		// in front of all that other tests create meanwhile
		String first = namedStream("-a");
		String second = namedStream("-b");
		List<String> all = allStreams();
		assertThat(all).startsWith(first, second).isSorted();
		ListStreamsResponse page = get(client().listStreams((it) -> it.limit(1)));
		assertThat(page.streamNames()).containsExactly(all.get(0));
		assertThat(page.hasMoreStreams()).isTrue();
		ListStreamsResponse next = get(client().listStreams((it) -> it.limit(1).exclusiveStartStreamName(all.get(0))));
		assertThat(next.streamNames()).containsExactly(all.get(1));
		documented(Quirk.TOKENS_OF_LIST_STREAMS,
				() -> assertThat(
						get(client().listStreams((it) -> it.limit(1).nextToken(page.nextToken()))).streamNames())
					.containsExactly(all.get(1)),
				() -> assertThat(page.nextToken()).isNull());
		String end = namedStream("zz");
		ListStreamsResponse last = get(client().listStreams((it) -> it.exclusiveStartStreamName(end)));
		assertThat(last.streamNames()).isEmpty();
		assertThat(last.hasMoreStreams()).isFalse();
	}

	@Test
	default void streamsAreListedWithSummaries() {
		String stream = stream(1);
		String before = stream.substring(0, stream.length() - 1);
		ListStreamsResponse page = get(client().listStreams((it) -> it.limit(1).exclusiveStartStreamName(before)));
		assertThat(page.streamNames()).hasSize(1);
		documented(Quirk.NO_SUMMARIES_OF_STREAMS,
				() -> assertThat(page.streamSummaries()).singleElement().satisfies((summary) -> {
					assertThat(summary.streamName()).isEqualTo(page.streamNames().get(0));
					assertThat(summary.streamARN()).endsWith(":stream/" + summary.streamName());
					assertThat(summary.streamStatusAsString()).isNotEmpty();
				}), () -> assertThat(page.hasStreamSummaries()).isFalse());
	}

	/** Of the range 1 to 10000 no more than 100 are given. */
	@Test
	default void pagesOfStreamsHave1To10000() {
		for (int limit : List.of(0, 10_001)) {
			refused(() -> client().listStreams((it) -> it.limit(limit)), BAD_VALUE);
		}
		assertThat(get(client().listStreams((it) -> it.limit(10_000))).streamNames()).hasSizeBetween(1, 100);
	}

	@Test
	default void shardsAreListedInPages() {
		String stream = stream(5);
		List<String> all = shards(stream).stream().map(Shard::shardId).toList();
		ListShardsResponse first = get(client().listShards((it) -> it.streamName(stream).maxResults(3)));
		assertThat(first.shards()).extracting(Shard::shardId).isEqualTo(all.subList(0, 3));
		ListShardsResponse rest = get(client().listShards((it) -> it.nextToken(first.nextToken()).maxResults(3)));
		assertThat(rest.shards()).extracting(Shard::shardId).isEqualTo(all.subList(3, 5));
		assertThat(rest.nextToken()).isNull();
		refused(() -> client().listShards((it) -> it.streamName(stream).nextToken(first.nextToken())), BAD_VALUE);
		assertThat(get(client().listShards((it) -> it.streamName(stream).exclusiveStartShardId(all.get(2)))).shards())
			.extracting(Shard::shardId)
			.isEqualTo(all.subList(3, 5));
	}

	@Test
	default void tokensOfShardsKeepTheFilter() {
		String stream = stream(2);
		Shard parent = shards(stream).get(0);
		split(stream, parent, KinesisConformance.start(parent).add(BigInteger.TEN));
		List<String> open = openShards(stream).stream().map(Shard::shardId).toList();
		ListShardsResponse first = get(client().listShards((it) -> it.streamName(stream)
			.maxResults(1)
			.shardFilter((filter) -> filter.type(ShardFilterType.AT_LATEST))));
		List<String> listed = new ArrayList<>(first.shards().stream().map(Shard::shardId).toList());
		get(client().listShards((it) -> it.nextToken(first.nextToken()))).shards()
			.forEach((it) -> listed.add(it.shardId()));
		assertThat(listed).isEqualTo(open);
	}

	@Test
	default void pagesOfShardsHave1To10000() {
		String stream = stream(1);
		documented(Quirk.PAGES_OF_NO_SHARDS,
				() -> refused(() -> client().listShards((it) -> it.streamName(stream).maxResults(0)), BAD_VALUE),
				() -> broken(() -> client().listShards((it) -> it.streamName(stream).maxResults(0))));
		documented(Quirk.PAGES_OF_10001_SHARDS,
				() -> refused(() -> client().listShards((it) -> it.streamName(stream).maxResults(10_001)), BAD_VALUE),
				() -> assertThat(get(client().listShards((it) -> it.streamName(stream).maxResults(10_001))).shards())
					.hasSize(1));
		for (int limit : List.of(0, 10_001)) {
			refused(() -> client().describeStream((it) -> it.streamName(stream).limit(limit)), BAD_VALUE);
		}
	}

	/** More are never given, whatever is asked for. */
	@Test
	default void aDescriptionHasUpTo100Shards() {
		String stream = stream(101);
		assertThat(describe(stream, null).shards()).hasSize(100);
		StreamDescription description = describe(stream, 1000);
		assertThat(description.shards()).hasSize(100);
		assertThat(description.hasMoreShards()).isTrue();
	}

	@Test
	default void listingShardsNeedsAStreamOrAToken() {
		refused(() -> client().listShards((it) -> it.maxResults(3)), BAD_VALUE);
		refused(() -> client().listShards((it) -> it.nextToken("garbage")), "InvalidArgumentException",
				"ValidationException", "ExpiredNextTokenException");
	}

	@Test
	default void theTimeOfCreationTellsStreamsApart() {
		String stream = stream(1);
		Instant created = describe(stream, null).streamCreationTimestamp();
		assertThat(get(client().listShards((it) -> it.streamName(stream).streamCreationTimestamp(created))).shards())
			.hasSize(1);
		documented(Quirk.TIMES_OF_CREATION,
				() -> refused(() -> client().listShards(
						(it) -> it.streamName(stream).streamCreationTimestamp(created.minus(Duration.ofDays(1)))),
						"ResourceNotFoundException"),
				() -> assertThat(get(client().listShards(
						(it) -> it.streamName(stream).streamCreationTimestamp(created.minus(Duration.ofDays(1)))))
					.shards()).hasSize(1));
	}

	@Test
	default void shardsAreFilteredByWhenTheyWereOpen() {
		String stream = stream(1);
		Shard parent = shards(stream).get(0);
		Instant before = pass();
		split(stream, parent, BigInteger.ONE.shiftLeft(127));
		Instant after = pass();
		List<String> children = openShards(stream).stream().map(Shard::shardId).toList();
		List<String> all = shards(stream).stream().map(Shard::shardId).toList();
		assertThat(all).hasSize(3);
		assertThat(filtered(stream, (it) -> it.type(ShardFilterType.AT_LATEST))).isEqualTo(children);
		assertThat(filtered(stream, (it) -> it.type(ShardFilterType.FROM_TRIM_HORIZON))).isEqualTo(all);
		assertThat(filtered(stream, (it) -> it.type(ShardFilterType.AT_TIMESTAMP).timestamp(before)))
			.containsExactly(parent.shardId());
		assertThat(filtered(stream, (it) -> it.type(ShardFilterType.AT_TIMESTAMP).timestamp(after)))
			.isEqualTo(children);
		assertThat(filtered(stream, (it) -> it.type(ShardFilterType.FROM_TIMESTAMP).timestamp(before))).isEqualTo(all);
		assertThat(filtered(stream, (it) -> it.type(ShardFilterType.FROM_TIMESTAMP).timestamp(after)))
			.isEqualTo(children);
		assertThat(filtered(stream,
				(it) -> it.type(ShardFilterType.FROM_TIMESTAMP).timestamp(before.minus(Duration.ofDays(30)))))
			.isEqualTo(all);
		documented(Quirk.CHILDREN_AT_TRIM_HORIZON,
				() -> assertThat(filtered(stream, (it) -> it.type(ShardFilterType.AT_TRIM_HORIZON)))
					.containsExactly(parent.shardId()),
				() -> assertThat(filtered(stream, (it) -> it.type(ShardFilterType.AT_TRIM_HORIZON))).isEqualTo(all));
		assertThat(filtered(stream, (it) -> it.type(ShardFilterType.AFTER_SHARD_ID).shardId(parent.shardId())))
			.isEqualTo(children);
	}

	@Test
	default void filtersNeedTheirArguments() {
		String stream = stream(1);
		for (ShardFilterType type : List.of(ShardFilterType.AFTER_SHARD_ID, ShardFilterType.AT_TIMESTAMP,
				ShardFilterType.FROM_TIMESTAMP)) {
			refused(() -> client().listShards((it) -> it.streamName(stream).shardFilter((filter) -> filter.type(type))),
					BAD_VALUE);
		}
		documented(Quirk.UNKNOWN_NAMES, () -> refused(
				() -> client().listShards((it) -> it.streamName(stream).shardFilter((filter) -> filter.type("NONE"))),
				BAD_VALUE),
				() -> refused(
						() -> client()
							.listShards((it) -> it.streamName(stream).shardFilter((filter) -> filter.type("NONE"))),
						"SerializationException"));
	}

	@Test
	default void filtersTakeNoOtherArguments() {
		String stream = stream(1);
		Consumer<ShardFilter.Builder> filter = (it) -> it.type(ShardFilterType.AT_LATEST)
			.timestamp(Instant.ofEpochSecond(1));
		documented(Quirk.IDLE_ARGUMENTS_OF_FILTERS,
				() -> refused(() -> client().listShards((it) -> it.streamName(stream).shardFilter(filter)), BAD_VALUE),
				() -> assertThat(filtered(stream, filter)).hasSize(1));
	}

	/** All names, page by page. */
	default List<String> allStreams() {
		List<String> all = new ArrayList<>();
		ListStreamsResponse page;
		do {
			String last = all.isEmpty() ? null : all.get(all.size() - 1);
			page = get(client().listStreams((it) -> it.limit(100).exclusiveStartStreamName(last)));
			all.addAll(page.streamNames());
		}
		while (page.hasMoreStreams());
		return all;
	}

	private StreamDescription describe(String stream, Integer limit) {
		return get(client().describeStream((it) -> it.streamName(stream).limit(limit))).streamDescription();
	}

	private List<String> filtered(String stream, Consumer<ShardFilter.Builder> filter) {
		return get(client().listShards((it) -> it.streamName(stream).shardFilter(filter))).shards()
			.stream()
			.map(Shard::shardId)
			.toList();
	}

	/** How much time must lie between what filters by time tell apart. */
	default Duration distance() {
		return Duration.ofMillis(60);
	}

	/** A time with some distance to what happens before and after. */
	private Instant pass() {
		Instant start = Instant.now();
		await().pollDelay(distance())
			.pollInterval(Duration.ofMillis(5))
			.until(() -> Instant.now().isAfter(start.plus(distance())));
		return start.plus(distance().dividedBy(2));
	}

	private String namedStream(String name) {
		get(client().createStream((it) -> it.streamName(name).shardCount(1)));
		awaitActive(name);
		return name;
	}

}
