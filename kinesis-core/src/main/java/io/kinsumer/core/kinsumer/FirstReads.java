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

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.kinsumer.core.metadata.GroupItem;
import io.kinsumer.core.metadata.ShardItem;
import io.kinsumer.core.shard.Shard;
import io.kinsumer.core.shard.StreamDescription;
import org.jspecify.annotations.Nullable;

/**
 * What a session reads first of its shards, asked for while it is being registered. It
 * may be older than the session: whatever is done on its account is conditional on what
 * was seen, and the items are read again once the members are known. Each answer is given
 * out once.
 */
final class FirstReads {

	private @Nullable CompletableFuture<List<ShardItem>> items;

	private @Nullable CompletableFuture<List<Shard>> listing;

	private @Nullable CompletableFuture<StreamDescription> description;

	private FirstReads(@Nullable CompletableFuture<List<ShardItem>> items,
			@Nullable CompletableFuture<List<Shard>> listing,
			@Nullable CompletableFuture<StreamDescription> description) {
		this.items = items;
		this.listing = listing;
		this.description = description;
	}

	/**
	 * Nothing is asked for early.
	 */
	static FirstReads none() {
		return new FirstReads(null, null, null);
	}

	/**
	 * Asks for the items of the group and the shards of the stream, and then for the
	 * stream.
	 */
	static FirstReads ask(KinsumerRun run, GroupItem group) {
		CompletableFuture<List<Shard>> listing = run.reader().listShards();
		return new FirstReads(run.metadata().checkpoints(group).shards(), listing,
				listing.thenCompose((shards) -> run.reader().describe()));
	}

	Optional<CompletableFuture<List<ShardItem>>> items() {
		Optional<CompletableFuture<List<ShardItem>>> result = Optional.ofNullable(this.items);
		this.items = null;
		return result;
	}

	Optional<CompletableFuture<List<Shard>>> listing() {
		Optional<CompletableFuture<List<Shard>>> result = Optional.ofNullable(this.listing);
		if (this.listing == null) {
			// It may be older than a listing that is asked for now.
			this.description = null;
		}
		this.listing = null;
		return result;
	}

	/**
	 * The stream as it was after the listing.
	 */
	Optional<CompletableFuture<StreamDescription>> description() {
		Optional<CompletableFuture<StreamDescription>> result = Optional.ofNullable(this.description);
		this.description = null;
		return result;
	}

}
