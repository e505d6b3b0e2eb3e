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

package io.kinsumer.test.fault;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Makes a rule: which calls or entries, and how many of them.
 *
 * @param <B> the type of the builder
 */
public abstract sealed class FaultSelection<B extends FaultSelection<B>> permits FaultBuilder, EntryFaultBuilder {

	private final FaultRules rules;

	private final Set<String> operations;

	private @Nullable Service service;

	private @Nullable String stream;

	private @Nullable String shard;

	private @Nullable String partitionKey;

	private @Nullable String table;

	private FaultSchedule schedule = FaultSchedule.ALWAYS;

	private boolean afterEffect;

	FaultSelection(FaultRules rules, Set<String> operations) {
		this.rules = rules;
		this.operations = operations;
	}

	FaultSelection(FaultSelection<?> other) {
		this(other.rules, other.operations);
		this.service = other.service;
		this.stream = other.stream;
		this.shard = other.shard;
		this.partitionKey = other.partitionKey;
		this.table = other.table;
		this.schedule = other.schedule;
		this.afterEffect = other.afterEffect;
	}

	abstract B self();

	Set<String> operations() {
		return this.operations;
	}

	boolean isAfterEffect() {
		return this.afterEffect;
	}

	/**
	 * Only calls of one service.
	 * @param service the service
	 * @return this builder
	 */
	public B service(Service service) {
		this.service = service;
		return self();
	}

	/**
	 * Only calls that name this stream, by name, ARN or iterator.
	 * @param stream the name
	 * @return this builder
	 */
	public B stream(String stream) {
		this.stream = requireName("stream", stream);
		return self();
	}

	/**
	 * Only calls that name this shard, by id or iterator, or that put a record into it.
	 * @param shardId the shard, such as {@code shardId-000000000000}
	 * @return this builder
	 */
	public B shard(String shardId) {
		if (!shardId.matches("shardId-\\d{12}")) {
			throw new IllegalArgumentException(
					"shard is '" + shardId + "' but must be the id of one, such as shardId-000000000000");
		}
		this.shard = shardId;
		return self();
	}

	/**
	 * Only calls that put a record with this partition key. Of an aggregated record it is
	 * the one that the Kinesis record has.
	 * @param partitionKey the partition key, 1 to 256 characters
	 * @return this builder
	 */
	public B partitionKey(String partitionKey) {
		if (partitionKey.isEmpty() || partitionKey.length() > 256) {
			throw new IllegalArgumentException(
					"partitionKey has " + partitionKey.length() + " characters but must have 1 to 256");
		}
		this.partitionKey = partitionKey;
		return self();
	}

	/**
	 * Only calls that name this table, by name or ARN, possibly among others.
	 * @param table the name
	 * @return this builder
	 */
	public B table(String table) {
		this.table = requireName("table", table);
		return self();
	}

	private static String requireName(String what, String name) {
		if (!name.matches("[a-zA-Z0-9_.-]{1,255}")) {
			throw new IllegalArgumentException(
					what + " is '" + name + "' but must be a name of a-z, A-Z, 0-9, '_', '.', '-'");
		}
		return name;
	}

	/**
	 * Let some go well first.
	 * @param count how many, by default 0
	 * @return this builder
	 */
	public B skip(long count) {
		this.schedule = new FaultSchedule(count, this.schedule.times(), this.schedule.probability(),
				this.schedule.seed());
		return self();
	}

	/**
	 * Hit so many and no more.
	 * @param count how many, by default all
	 * @return this builder
	 */
	public B times(long count) {
		this.schedule = new FaultSchedule(this.schedule.skip(), count, this.schedule.probability(),
				this.schedule.seed());
		return self();
	}

	/**
	 * Hit each with some probability.
	 * @param probability more than 0, at most 1 (the default)
	 * @param seed the seed: with the same one, the same ones in a row are hit
	 * @return this builder
	 */
	public B probability(double probability, long seed) {
		this.schedule = new FaultSchedule(this.schedule.skip(), this.schedule.times(), probability, seed);
		return self();
	}

	/**
	 * Hit once the effect took place, so that the caller cannot know whether it did.
	 * @return this builder
	 */
	public B afterEffect() {
		this.afterEffect = true;
		return self();
	}

	FaultRule add(boolean entries, FaultAction action) {
		FaultSelector selector = new FaultSelector(this.operations, entries, this.service, this.stream, this.shard,
				this.partitionKey, this.table);
		selector.validate();
		return this.rules.add(selector, this.schedule, this.afterEffect, action);
	}

}
