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

package io.kinsumer.sample.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;

import io.kinsumer.sample.SampleProperties;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.LimitExceededException;
import software.amazon.awssdk.services.kinesis.model.ListShardsRequest;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.Shard;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;

/**
 * The stream {@value #NAME}. Its methods wait for Kinesis.
 */
@Component
public class BoardStream implements InitializingBean {

	static final String NAME = "board";

	private static final Log logger = LogFactory.getLog(BoardStream.class);

	private final KinesisAsyncClient kinesis;

	private final SampleProperties properties;

	BoardStream(KinesisAsyncClient kinesis, SampleProperties properties) {
		this.kinesis = kinesis;
		this.properties = properties;
	}

	/**
	 * Creates the stream where that is asked for: before the listener starts, which needs
	 * it.
	 */
	@Override
	public void afterPropertiesSet() {
		if (this.properties.createStream()) {
			try {
				create();
			}
			catch (SdkException ex) {
				throw new StreamSetupException("The stream '" + NAME + "' could not be created: " + ex.getMessage(),
						ex);
			}
		}
	}

	private void create() {
		try {
			await(this.kinesis
				.createStream((request) -> request.streamName(NAME).shardCount(this.properties.shards())));
		}
		catch (ResourceInUseException ex) {
			logger.debug("The stream exists, perhaps because another instance has just created it", ex);
		}
		await(this.kinesis.waiter().waitUntilStreamExists((request) -> request.streamName(NAME)));
	}

	/**
	 * The shards that the stream has, those that were split or merged included.
	 * @return in the order that Kinesis lists them
	 */
	public List<ShardRange> ranges() {
		return shards((shard) -> true).stream().map((shard) -> {
			KeyRange range = range(shard);
			return new ShardRange(shard.shardId(), range.start(), range.end(), open(shard));
		}).toList();
	}

	/**
	 * Splits a shard in the middle.
	 * @param id the shard
	 * @throws ReshardingException if it cannot be split now
	 */
	public void split(String id) {
		KeyRange range = range(find(id));
		if (!range.splittable()) {
			throw new ReshardingException(id + " has only one hash key and cannot be split");
		}
		reshard(this.kinesis.splitShard(
				(request) -> request.streamName(NAME).shardToSplit(id).newStartingHashKey(range.middle().toString())));
	}

	/**
	 * Merges a shard with the next one.
	 * @param id the shard
	 * @throws ReshardingException if it cannot be merged now
	 */
	public void merge(String id) {
		KeyRange range = range(find(id));
		Shard next = shards(BoardStream::open).stream()
			.filter((shard) -> range.endsJustBefore(range(shard)))
			.findFirst()
			.orElseThrow(() -> new ReshardingException(id + " has the highest hash keys: there is no next shard"));
		reshard(this.kinesis
			.mergeShards((request) -> request.streamName(NAME).shardToMerge(id).adjacentShardToMerge(next.shardId())));
	}

	private Shard find(String id) {
		return shards((shard) -> open(shard) && shard.shardId().equals(id)).stream()
			.findFirst()
			.orElseThrow(() -> new ReshardingException(id + " is not an open shard of the stream"));
	}

	private static void reshard(CompletableFuture<?> answer) {
		try {
			await(answer);
		}
		catch (ResourceInUseException ex) {
			throw new ReshardingException("the stream is still being changed: try again in a moment");
		}
		catch (LimitExceededException ex) {
			throw new ReshardingException("Kinesis allows no more: " + ex.awsErrorDetails().errorMessage());
		}
	}

	private List<Shard> shards(Predicate<Shard> filter) {
		List<Shard> shards = new ArrayList<>();
		String token = null;
		do {
			ListShardsResponse page = await(this.kinesis.listShards(page(token)));
			page.shards().stream().filter(filter).forEach(shards::add);
			token = page.nextToken();
		}
		while (token != null);
		return shards;
	}

	private static ListShardsRequest page(@Nullable String token) {
		ListShardsRequest.Builder request = ListShardsRequest.builder();
		return ((token != null) ? request.nextToken(token) : request.streamName(NAME)).build();
	}

	private static KeyRange range(Shard shard) {
		return KeyRange.of(shard.hashKeyRange().startingHashKey(), shard.hashKeyRange().endingHashKey());
	}

	private static boolean open(Shard shard) {
		return shard.sequenceNumberRange().endingSequenceNumber() == null;
	}

	private static <T> T await(CompletableFuture<T> answer) {
		try {
			return answer.join();
		}
		catch (CompletionException ex) {
			throw (ex.getCause() instanceof RuntimeException cause) ? cause : ex;
		}
	}

}
