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

package io.kinsumer.core.kinsumer;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;

import io.kinsumer.core.client.AccessDeniedException;
import io.kinsumer.core.client.AwsErrors;
import io.kinsumer.core.client.DependencyException;
import io.kinsumer.core.client.KinesisException;
import io.kinsumer.core.client.NoSuchStreamException;
import io.kinsumer.core.metadata.GroupItem;
import io.kinsumer.core.metadata.MetadataRepository;
import io.kinsumer.core.record.InitialPosition;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.runtime.EngineRuntime;
import io.kinsumer.core.shard.Retrieval;
import io.kinsumer.core.shard.Shard;
import io.kinsumer.core.shard.StreamConsumers;
import io.kinsumer.core.shard.StreamDescription;
import io.kinsumer.core.shard.StreamReader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

/**
 * What comes before the first session: the stream, the metadata table, and the start of
 * the group.
 */
final class KinsumerStartup {

	private static final Logger logger = LoggerFactory.getLogger(KinsumerStartup.class);

	private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);

	private static final Duration EARLY_TIMEOUT = Duration.ofSeconds(5);

	// The Date of an answer has whole seconds.
	static final Duration DATE_PRECISION = Duration.ofSeconds(1);

	private final KinsumerSettings settings;

	private final EngineRuntime runtime;

	private final StreamReader reader;

	private final MetadataRepository metadata;

	private final StreamConsumers consumers;

	KinsumerStartup(KinsumerEnvironment environment) {
		this.settings = environment.settings();
		this.runtime = environment.runtime();
		this.reader = environment.reader();
		this.metadata = environment.metadata();
		this.consumers = environment.consumers();
	}

	/**
	 * Looks at the stream, makes the table and the registered consumer ready, and starts
	 * the group unless it has begun.
	 * @param known how the group began, as far as this process knows; counts if nothing
	 * is stored any more
	 * @return fails with a typed error that says what to change
	 */
	CompletableFuture<Start> run(@Nullable GroupItem known) {
		CompletableFuture<Optional<GroupItem>> early = findEarly();
		return within(this.reader.describe())
			.thenCompose((stream) -> early.thenCompose((found) -> found.isPresent() ? early : prepare())
				.thenCompose((found) -> consumer(stream)
					.thenCompose((consumerArn) -> begin(stream, found.orElse(null), known)
						.thenApply((group) -> new Start(stream, group, consumerArn.orElse(null))))))
			.exceptionally((failure) -> {
				throw new CompletionException(explain(Reports.cause(failure)));
			});
	}

	/**
	 * Looks for the group while the stream is described. One that is found stands in a
	 * table that is ready: nothing has to be asked of the table then. A failure does not
	 * matter here, as the table is looked at next, which tells what is wrong with it.
	 */
	private CompletableFuture<Optional<GroupItem>> findEarly() {
		return this.runtime.within(EARLY_TIMEOUT, this.metadata.findGroup()).exceptionally((failure) -> {
			logger.debug("The group is looked for again after a look at the table", failure);
			return Optional.empty();
		});
	}

	private CompletableFuture<Optional<GroupItem>> prepare() {
		return this.metadata.initialize()
			.thenComposeAsync((ready) -> within(this.metadata.findGroup()), this.runtime.loop());
	}

	private CompletableFuture<Optional<String>> consumer(StreamDescription stream) {
		if (this.settings.retrieval() instanceof Retrieval.FanOut fanOut) {
			return new ConsumerRegistration(this.settings, fanOut, this.runtime, this.consumers, stream.arn()).find()
				.thenApply(Optional::of);
		}
		return CompletableFuture.completedFuture(Optional.empty());
	}

	private <T> CompletableFuture<T> within(CompletableFuture<T> call) {
		return this.runtime.within(CALL_TIMEOUT, call);
	}

	private CompletableFuture<GroupItem> begin(StreamDescription stream, @Nullable GroupItem stored,
			@Nullable GroupItem known) {
		if (stored != null && stored.isOn(stream.created())) {
			return CompletableFuture.completedFuture(stored);
		}
		if (stored == null && known != null && known.isOn(stream.created())) {
			return within(this.metadata.startGroup(known, null));
		}
		// Shards that are closed before the time is taken hold nothing that arrives after
		// it; one that closes between the two listings may.
		return within(this.reader.listShards()).thenCompose((first) -> within(this.reader.describe())
			.thenCompose((now) -> now.created().equals(stream.created()) ? start(now, closed(first), stored, known)
					// What is stored was compared with a stream that is there no more.
					: begin(now, stored, known)));
	}

	private CompletableFuture<GroupItem> start(StreamDescription stream, Set<ShardId> closedBefore,
			@Nullable GroupItem stored, @Nullable GroupItem known) {
		GroupItem before = (stored != null) ? stored : known;
		return within(this.reader.listShards()).thenCompose(
				(shards) -> within(this.metadata.startGroup(candidate(stream, closedBefore, shards, before), stored)));
	}

	private static Set<ShardId> closed(List<Shard> shards) {
		return shards.stream().filter((shard) -> !shard.open()).map(Shard::id).collect(Collectors.toSet());
	}

	private GroupItem candidate(StreamDescription stream, Set<ShardId> closedBefore, List<Shard> shards,
			@Nullable GroupItem seen) {
		Set<ShardId> open = new HashSet<>();
		Set<ShardId> closed = new HashSet<>();
		shards.forEach((shard) -> (closedBefore.contains(shard.id()) ? closed : open).add(shard.id()));
		// A stream made anew under a known name begins at its beginning: all of it
		// arrived after the group first started.
		InitialPosition position = (seen != null) ? InitialPosition.TRIM_HORIZON : this.settings.initialPosition();
		return new GroupItem(stream.created(), (seen != null) ? seen.generation() + 1 : 0,
				stream.answeredAt().minus(DATE_PRECISION), position, open, closed);
	}

	private Throwable explain(Throwable failure) {
		String name = (this.settings.streamArn() != null) ? this.settings.streamArn()
				: this.settings.streamName().value();
		if (failure instanceof ResourceNotFoundException) {
			return new NoSuchStreamException(name, failure);
		}
		if (failure instanceof KinesisException) {
			return failure;
		}
		String message = "kinsumer '" + this.settings.name() + "' could not join its group on stream '" + name + "': "
				+ failure.getMessage();
		return AwsErrors.isDenied(failure) ? new AccessDeniedException(message, failure)
				: new DependencyException(message, failure);
	}

	/**
	 * What the first session needs.
	 *
	 * @param stream the stream
	 * @param group how the group began
	 * @param consumerArn the registered consumer, or {@code null} when polling
	 */
	record Start(StreamDescription stream, GroupItem group, @Nullable String consumerArn) {

	}

}
