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

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.kinsumer.core.metadata.Owner;
import io.kinsumer.core.metadata.ShardItem;
import io.kinsumer.core.record.ShardId;

/**
 * The shards that one session holds, those too that it is giving up, and the epochs in
 * which it does.
 */
final class Holdings {

	private final Owner self;

	private final Epochs epochs = new Epochs();

	// By whether it is to be given up.
	private final Map<ShardId, Boolean> held = new HashMap<>();

	Holdings(Owner self) {
		this.self = self;
	}

	void begin(ShardItem item) {
		this.held.put(item.shardId(), false);
		this.epochs.use(item);
	}

	void giveUp(ShardId id) {
		this.held.put(id, true);
	}

	void ended(ShardId id) {
		this.held.remove(id);
	}

	boolean isEmpty() {
		return this.held.isEmpty();
	}

	boolean contains(ShardId id) {
		return this.held.containsKey(id);
	}

	Set<ShardId> ids() {
		return this.held.keySet();
	}

	/**
	 * Whether a shard is held and is not to be given up.
	 */
	boolean isKept(ShardId id) {
		return Boolean.FALSE.equals(this.held.get(id));
	}

	/**
	 * Those that are not to be given up.
	 */
	List<ShardId> kept() {
		List<ShardId> kept = new ArrayList<>();
		this.held.forEach((id, givenUp) -> {
			if (!givenUp) {
				kept.add(id);
			}
		});
		return kept;
	}

	/**
	 * Whether an item names this session although the session does not know of it.
	 */
	boolean isUnknown(ShardItem item) {
		return this.self.equals(item.owner()) && !item.finished() && !contains(item.shardId());
	}

	/**
	 * Whether an item is as this session has left it.
	 */
	boolean isOwn(ShardItem item) {
		return this.self.equals(item.finished() ? item.finishedBy() : item.owner()) && this.epochs.isLastUsed(item);
	}

	/**
	 * Whether this session has owned the shard in the epoch of its item, or in a later
	 * one.
	 */
	boolean isFormer(ShardItem item) {
		return this.epochs.isUsed(item);
	}

	/**
	 * The epoch in which to acquire a shard.
	 */
	long nextEpoch(ShardItem item) {
		return this.epochs.next(item);
	}

}
