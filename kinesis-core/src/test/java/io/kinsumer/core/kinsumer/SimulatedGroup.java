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

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.kinsumer.core.shard.Retrieval;
import io.kinsumer.core.sim.ModelDynamoDbClient;
import io.kinsumer.core.sim.VirtualTime;
import io.kinsumer.test.dynamodb.DynamoDbModel;
import io.kinsumer.test.kinesis.KinesisModel;
import io.kinsumer.test.kinesis.KinesisRequest;
import io.kinsumer.test.kinesis.KinesisResult;
import io.kinsumer.test.kinesis.StreamRef;

/**
 * A group of kinsumers, the services and a producer, run from one thread in virtual time.
 * The same seed gives the same history.
 */
final class SimulatedGroup {

	static final String STREAM = "orders";

	private static final Duration STEP = Duration.ofMillis(250);

	private static final int KEYS = 40;

	private final Scenario scenario;

	private final Retrieval retrieval;

	private final VirtualTime time = new VirtualTime();

	private final Random random;

	private final KinesisModel kinesis;

	private final DynamoDbModel dynamoDb;

	private final History history = new History();

	private final List<SimulatedMember> members = new ArrayList<>();

	private final Map<String, Long> numbers = new HashMap<>();

	private int clients;

	SimulatedGroup(Scenario scenario, long seed) {
		this(scenario, seed, Retrieval.polling());
	}

	SimulatedGroup(Scenario scenario, long seed, Retrieval retrieval) {
		this.scenario = scenario;
		this.retrieval = retrieval;
		this.random = new Random(seed);
		this.kinesis = new KinesisModel(this.time);
		this.dynamoDb = new DynamoDbModel(this.time);
	}

	/**
	 * Runs the scenario, lets everything heal, and returns what is wrong.
	 */
	List<String> run() {
		ModelDynamoDbClient.createTable(this.dynamoDb);
		this.kinesis.createStream(STREAM, this.scenario.shards());
		noteShards();
		for (int i = 0; i < this.scenario.members(); i++) {
			this.time.at(Duration.ofMillis(this.random.nextInt(5000)), this::join);
		}
		this.time.at(STEP, this::step);
		this.time.runUntil(this.scenario.length());
		heal();
		this.time.runUntil(this.scenario.length().plusSeconds(180));
		List<String> violations = new ArrayList<>(this.history.violations());
		balance(violations);
		return violations;
	}

	private void step() {
		if (this.time.elapsed().compareTo(this.scenario.length()) >= 0) {
			return;
		}
		produce();
		maybe(this.scenario.orderlyChanges(), this::leaveAndRejoin);
		maybe(this.scenario.crashes(), this::crashAndRejoin);
		maybe(this.scenario.pauses(), this::pause);
		maybe(this.scenario.reshards(), this::reshard);
		this.time.at(STEP, this::step);
	}

	private void maybe(double perMinute, Runnable event) {
		if (this.random.nextDouble() < perMinute * STEP.toMillis() / 60_000) {
			event.run();
		}
	}

	private void produce() {
		int count = this.random.nextInt(10);
		for (int i = 0; i < count; i++) {
			String key = "key-" + this.random.nextInt(KEYS);
			long number = this.numbers.merge(key, 1L, Long::sum);
			KinesisResult.PutRecordResult result = this.kinesis.putRecord(new KinesisRequest.PutRecord(
					StreamRef.named(STREAM), key, null, null, (key + ":" + number).getBytes(StandardCharsets.UTF_8)));
			this.history.put(key, number, result.shardId());
		}
	}

	private void join() {
		this.clients++;
		SimulatedMember member = new SimulatedMember(this, "client-" + this.clients);
		member.network().lose(this.scenario.loss());
		this.members.add(member);
		member.start();
		member.run().joined().exceptionally((failure) -> {
			this.time.at(Duration.ofSeconds(1), this::join);
			return null;
		});
	}

	private List<SimulatedMember> up() {
		return this.members.stream().filter(SimulatedMember::isUp).toList();
	}

	private void leaveAndRejoin() {
		List<SimulatedMember> up = up();
		if (up.size() > 1) {
			up.get(this.random.nextInt(up.size())).stop();
			this.time.at(Duration.ofMillis(this.random.nextInt(20_000)), this::join);
		}
	}

	private void crashAndRejoin() {
		List<SimulatedMember> up = up();
		if (!up.isEmpty()) {
			up.get(this.random.nextInt(up.size())).crash();
			this.time.at(Duration.ofMillis(this.random.nextInt(20_000)), this::join);
		}
	}

	private void pause() {
		List<SimulatedMember> up = up();
		if (!up.isEmpty()) {
			SimulatedMember member = up.get(this.random.nextInt(up.size()));
			member.runtime().pause();
			this.time.at(Duration.ofMillis(this.random.nextInt(25_000)), member.runtime()::resume);
		}
	}

	private void reshard() {
		List<KinesisResult.Shard> open = listShards().stream()
			.filter((shard) -> shard.endingSequenceNumber() == null)
			.toList();
		KinesisResult.Shard first = open.get(this.random.nextInt(open.size()));
		if (open.size() < this.scenario.shards()) {
			BigInteger start = new BigInteger(first.hashKeyRange().start().toString());
			BigInteger end = new BigInteger(first.hashKeyRange().end().toString());
			this.kinesis.splitShard(new KinesisRequest.SplitShard(StreamRef.named(STREAM), first.shardId(),
					start.add(end).shiftRight(1).add(BigInteger.ONE).toString()));
		}
		else {
			BigInteger next = new BigInteger(first.hashKeyRange().end().toString()).add(BigInteger.ONE);
			open.stream()
				.filter((shard) -> shard.hashKeyRange().start().toString().equals(next.toString()))
				.findFirst()
				.ifPresent((second) -> this.kinesis.mergeShards(
						new KinesisRequest.MergeShards(StreamRef.named(STREAM), first.shardId(), second.shardId())));
		}
		noteShards();
	}

	private List<KinesisResult.Shard> listShards() {
		return this.kinesis.listShards(KinesisRequest.ListShards.of(StreamRef.named(STREAM))).shards();
	}

	private void noteShards() {
		for (KinesisResult.Shard shard : listShards()) {
			List<String> parents = new ArrayList<>();
			if (shard.parentShardId() != null) {
				parents.add(shard.parentShardId());
			}
			if (shard.adjacentParentShardId() != null) {
				parents.add(shard.adjacentParentShardId());
			}
			this.history.shard(shard.shardId(), parents);
		}
	}

	private void heal() {
		this.members.forEach((member) -> {
			member.network().lose(0);
			member.runtime().resume();
		});
	}

	private void balance(List<String> violations) {
		List<SimulatedMember> up = up();
		int open = (int) listShards().stream().filter((shard) -> shard.endingSequenceNumber() == null).count();
		int total = up.stream().mapToInt(SimulatedMember::shardCount).sum();
		int most = up.stream().mapToInt(SimulatedMember::shardCount).max().orElse(0);
		int least = up.stream().mapToInt(SimulatedMember::shardCount).min().orElse(0);
		if (total != open || most - least > 1) {
			violations.add("unbalanced: " + open + " shards, of which " + total + " are owned by " + up.size()
					+ " members, " + least + " to " + most + " each");
		}
	}

	Scenario scenario() {
		return this.scenario;
	}

	Retrieval retrieval() {
		return this.retrieval;
	}

	VirtualTime time() {
		return this.time;
	}

	Random random() {
		return this.random;
	}

	KinesisModel kinesis() {
		return this.kinesis;
	}

	DynamoDbModel dynamoDb() {
		return this.dynamoDb;
	}

	History history() {
		return this.history;
	}

}
