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

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.kinsumer.core.metadata.ShardItem;
import io.kinsumer.core.record.ShardId;

/**
 * The shards that one session is to acquire, in order, and those that it is acquiring, so
 * many at once.
 */
final class Acquisitions {

	// More would wait for connections, and their time would run out there.
	private static final int AT_ONCE = 20;

	private final ShardMap shards;

	private final Holdings holdings;

	private final CoordinatorEffects effects;

	private final Deque<ShardId> wanted = new ArrayDeque<>();

	private final Set<ShardId> underWay = new HashSet<>();

	Acquisitions(ShardMap shards, Holdings holdings, CoordinatorEffects effects) {
		this.shards = shards;
		this.holdings = holdings;
		this.effects = effects;
	}

	/**
	 * What was wanted before, and is not under way, is wanted no more.
	 */
	void want(List<ShardId> ids) {
		this.wanted.clear();
		this.wanted.addAll(ids);
	}

	/**
	 * Begins as many as may be under way.
	 */
	void advance() {
		while (this.underWay.size() < AT_ONCE && !this.wanted.isEmpty()) {
			ShardId id = this.wanted.remove();
			ShardItem item = this.shards.item(id);
			if (item != null && !this.holdings.contains(id) && !this.effects.isBusy(id)) {
				acquire(item);
			}
		}
	}

	/**
	 * Begins one out of turn.
	 */
	void acquire(ShardItem item) {
		if (this.underWay.add(item.shardId())) {
			this.effects.acquire(item, item.owner(), this.holdings.nextEpoch(item));
		}
	}

	void answered(ShardId id) {
		this.underWay.remove(id);
	}

	boolean isUnderWay(ShardId id) {
		return this.underWay.contains(id);
	}

	/**
	 * Whether none is under way.
	 */
	boolean isEmpty() {
		return this.underWay.isEmpty();
	}

}
