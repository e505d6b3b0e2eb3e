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
import java.util.List;

import io.kinsumer.core.metadata.ShardItem;

/**
 * When the shard items are read: one query at a time, again when something changed
 * meanwhile, and over and over while a shard is free or awaited.
 */
final class ShardQueries {

	private static final Backoff POLL = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(5));

	// Ten seconds of polling at the initial delay, before it backs off.
	private static final int POLLS = 20;

	private final ShardMap shards;

	private final CoordinatorEffects effects;

	private long asked;

	private boolean querying;

	private boolean queryAgain;

	private boolean outdated;

	private boolean renewing;

	private boolean confirming;

	private boolean confirmed;

	private boolean pollSet;

	private int polls;

	ShardQueries(ShardMap shards, CoordinatorEffects effects) {
		this.shards = shards;
		this.effects = effects;
	}

	void query() {
		if (this.querying) {
			this.queryAgain = true;
			return;
		}
		this.querying = true;
		this.queryAgain = false;
		this.renewing = true;
		this.asked = this.shards.asked();
		this.effects.queryShards();
	}

	/**
	 * Asks for the items anew: what is known, or being read, is too old.
	 */
	void renew() {
		this.outdated = true;
		this.renewing = false;
		query();
	}

	/**
	 * Whether the items are older than the last wish to renew them.
	 */
	boolean isOutdated() {
		return this.outdated;
	}

	/**
	 * The items were read; asks again where the answer is not the newest.
	 */
	void answered(List<ShardItem> answer) {
		this.querying = false;
		this.outdated &= !this.renewing;
		this.confirming = false;
		this.confirmed = false;
		boolean stale = this.shards.answered(this.asked, answer);
		if (stale || this.queryAgain) {
			query();
		}
	}

	/**
	 * Asks for the members, once for each answer. Were they asked for again, a slow
	 * answer would never count while much is planned.
	 */
	void confirm() {
		if (!this.confirming) {
			this.confirming = true;
			this.effects.confirmMembers();
		}
	}

	/**
	 * The members were asked for after the last wish to confirm them. They count if that
	 * came after the items were read.
	 */
	void confirmed() {
		this.confirmed |= this.confirming;
	}

	/**
	 * Whether the members are known to be at least as new as the items.
	 */
	boolean isConfirmed() {
		return this.confirmed;
	}

	void failed() {
		this.querying = false;
		poll();
	}

	boolean isUnderWay() {
		return this.querying;
	}

	/**
	 * Asks again after a while.
	 */
	void poll() {
		if (!this.pollSet) {
			this.pollSet = true;
			this.effects.queryIn(POLL.delay(this.polls - POLLS + 2));
		}
	}

	void onPoll() {
		this.pollSet = false;
		this.polls++;
		query();
	}

	/**
	 * There is something new to wait for, or nothing any more.
	 */
	void pollAfresh() {
		this.polls = 0;
		this.pollSet = false;
	}

}
