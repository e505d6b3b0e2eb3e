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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.kinsumer.core.metadata.Owner;
import io.kinsumer.core.metadata.ShardItem;
import io.kinsumer.core.record.ShardId;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what a coordinator wants; the test answers.
 */
final class CoordinatorWishes implements CoordinatorEffects {

	private final List<String> wishes = new ArrayList<>();

	private final List<ShardItem> created = new ArrayList<>();

	private final Set<ShardId> busy = new HashSet<>();

	private Set<Owner> watched = Set.of();

	List<String> take() {
		List<String> result = List.copyOf(this.wishes);
		this.wishes.clear();
		return result;
	}

	List<String> take(String kind) {
		return take().stream().filter((wish) -> wish.startsWith(kind)).toList();
	}

	/**
	 * Shards whose handlers still run.
	 */
	Set<ShardId> busy() {
		return this.busy;
	}

	List<ShardItem> created() {
		return this.created;
	}

	Set<Owner> watched() {
		return this.watched;
	}

	private static int number(ShardId shard) {
		return Integer.parseInt(shard.value().substring("shardId-".length()));
	}

	@Override
	public void queryShards() {
		this.wishes.add("query");
	}

	@Override
	public void queryIn(Duration delay) {
		this.wishes.add("query in " + delay);
	}

	@Override
	public void confirmMembers() {
		this.wishes.add("confirm members");
	}

	@Override
	public void listIn(Duration delay) {
		this.wishes.add("list in " + delay);
	}

	@Override
	public void listShards() {
		this.wishes.add("list");
	}

	@Override
	public void examineStream() {
		this.wishes.add("examine");
	}

	@Override
	public void remove(List<ShardItem> gone) {
		gone.stream().map((item) -> "remove " + number(item.shardId())).sorted().forEach(this.wishes::add);
	}

	@Override
	public void assignmentFailed(Throwable failure) {
		this.wishes.add("assignment failed: " + failure.getMessage());
	}

	@Override
	public void planIn(Duration delay) {
		this.wishes.add("plan in " + delay);
	}

	@Override
	public void create(List<ShardItem> missing) {
		this.wishes.add("create");
		this.created.addAll(missing);
	}

	@Override
	public void acquire(ShardItem seen, @Nullable Owner formerOwner, long epoch) {
		this.wishes.add("acquire " + number(seen.shardId()) + ((formerOwner != null) ? " from " + formerOwner : "")
				+ ((epoch != seen.epoch() + 1) ? " in epoch " + epoch : ""));
	}

	@Override
	public void begin(ShardItem item) {
		this.wishes.add("begin " + number(item.shardId()) + " of epoch " + item.epoch());
	}

	@Override
	public void drain(ShardId shardId) {
		this.wishes.add("drain " + number(shardId));
	}

	@Override
	public void lose(ShardId shardId) {
		this.wishes.add("lose " + number(shardId));
	}

	@Override
	public void vanished(ShardId shardId) {
		this.wishes.add("vanished " + number(shardId));
	}

	@Override
	public boolean isBusy(ShardId shardId) {
		return this.busy.contains(shardId);
	}

	@Override
	public void watch(Set<Owner> owners) {
		this.watched = owners;
	}

	@Override
	public void touched() {
		this.wishes.add("touched");
	}

	@Override
	public void empty() {
		this.wishes.add("empty");
	}

}
