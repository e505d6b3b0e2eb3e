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
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.kinsumer.core.client.DependencyException;
import io.kinsumer.core.client.StreamConsumerException;
import io.kinsumer.core.kinsumer.Journal.Violation;
import io.kinsumer.core.sim.ModelDynamoDbClient;
import io.kinsumer.core.sim.SimulatedService;
import io.kinsumer.core.sim.VirtualTime;
import io.kinsumer.test.dynamodb.DynamoDbModel;
import io.kinsumer.test.dynamodb.value.Attribute;
import io.kinsumer.test.kinesis.KinesisModel;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A group of kinsumers, the services and a producer, run from one thread in virtual time.
 * The same scenario and seed give the same history.
 */
final class SimulatedGroup {

	static final String STREAM = "orders";

	static final Duration STEP = Duration.ofMillis(250);

	private final Scenario scenario;

	private final Variant variant;

	private final VirtualTime time = new VirtualTime();

	private final Random random;

	private final KinesisModel kinesis = new KinesisModel(this.time);

	private final DynamoDbModel dynamoDb = new DynamoDbModel(this.time);

	private final SimulatedService kinesisService;

	private final SimulatedService dynamoDbService;

	private final IdentityHashMap<Map<String, Attribute>, Map<String, AttributeValue>> translations = new IdentityHashMap<>();

	private final History history;

	private final SimulatedStream stream;

	private final Disturber disturber;

	private final List<SimulatedMember> members = new ArrayList<>();

	private boolean healed;

	private @Nullable Settlement settlement;

	private int processes;

	private int joining;

	SimulatedGroup(Scenario scenario, long seed) {
		this(scenario, seed, Variant.NONE, false);
	}

	/**
	 * Creates a group.
	 * @param variant what is wrong with the engine
	 * @param journal whether to keep a journal
	 */
	SimulatedGroup(Scenario scenario, long seed, Variant variant, boolean journal) {
		this.scenario = scenario;
		this.variant = variant;
		this.random = new Random(seed);
		this.kinesisService = new SimulatedService(this.random, Refusals::kinesisOutage);
		this.dynamoDbService = new SimulatedService(this.random, Refusals::dynamoDbOutage);
		this.history = new History(this.time, scenario, new Journal(journal));
		this.history.table().running(() -> !up().isEmpty());
		this.stream = new SimulatedStream(this);
		this.disturber = new Disturber(this);
	}

	/**
	 * Runs the scenario, lets everything heal, and returns what is wrong.
	 */
	List<Violation> run() {
		ModelDynamoDbClient.createTable(this.dynamoDb);
		this.kinesisService.refuse(this.scenario.refusals(), Refusals::kinesis);
		this.dynamoDbService.refuse(this.scenario.refusals(), Refusals::dynamoDb);
		this.stream.create();
		for (int i = 0; i < 20; i++) {
			this.stream.produce();
		}
		for (int i = 0; i < this.scenario.members(); i++) {
			this.time.at(randomly(this.scenario.joinSpread()), this::join);
		}
		this.time.at(STEP, this::step);
		while (this.time.elapsed().compareTo(end()) < 0) {
			this.time.runUntil(end());
		}
		this.disturber.heal();
		this.healed = true;
		this.settlement = new Settlement(this);
		this.settlement.await();
		return this.history.violations();
	}

	private Duration end() {
		return this.scenario.length().plus(this.time.skipped());
	}

	/**
	 * How much time went by, without what was skipped.
	 */
	Duration awake() {
		return this.time.elapsed().minus(this.time.skipped());
	}

	private void step() {
		if (this.healed) {
			return;
		}
		this.stream.produce();
		this.disturber.step(STEP);
		this.time.at(STEP, this::step);
	}

	Duration randomly(Duration longest) {
		return Duration.ofMillis(this.random.nextInt(Math.max(1, (int) longest.toMillis())));
	}

	void join() {
		join("client-" + (this.processes + 1));
	}

	SimulatedMember join(String clientId) {
		this.processes++;
		SimulatedMember member = new SimulatedMember(this, this.processes, clientId);
		this.history.journal().note(this.time.elapsed(), () -> member + " starts");
		disturb(member);
		this.members.add(member);
		member.start();
		member.run().joined().whenComplete((ignored, failure) -> {
			if (failure != null && member.runtime().isAlive() && !member.isStopped()) {
				this.history.journal().note(this.time.elapsed(), () -> member + " cannot join: " + failure);
				Throwable cause = Reports.cause(failure);
				if (!(cause instanceof DependencyException || cause instanceof StreamConsumerException)) {
					this.history.violated(null, "join", member + " cannot join: " + failure);
				}
				this.joining++;
				this.time.at(Duration.ofSeconds(1), () -> {
					this.joining--;
					join(clientId);
				});
			}
		});
		member.run().left().thenRun(() -> left(member));
		return member;
	}

	private void left(SimulatedMember member) {
		Throwable failure = member.run().failure();
		this.history.journal()
			.note(this.time.elapsed(), () -> member + ((failure != null) ? " fails: " + failure : " has left"));
		if (failure != null && member.run().joined().isDone() && !member.run().joined().isCompletedExceptionally()
				&& !(failure instanceof DuplicateClientException && this.scenario.has(Disturbance.TWIN))) {
			this.history.violated(null, "failure", member + " failed: " + failure);
		}
	}

	List<SimulatedMember> up() {
		return this.members.stream().filter(SimulatedMember::isUp).toList();
	}

	/**
	 * Whether all were stopped, to be started anew.
	 */
	boolean isRestarting() {
		return this.disturber.isAllStopped();
	}

	Operator operator() {
		return this.disturber.operator();
	}

	/**
	 * Lets the network of a process be as the scenario says, until all is healed.
	 */
	void disturb(SimulatedMember process) {
		if (!this.healed) {
			this.disturber.disturb(process);
		}
	}

	/**
	 * Whether a process that could not join will be replaced.
	 */
	boolean isAwaitingProcess() {
		return this.joining > 0;
	}

	boolean isHealed() {
		return this.healed;
	}

	double handlerFailures() {
		return this.healed ? 0 : this.scenario.handlerFailures();
	}

	double slowHandlers() {
		return this.healed ? 0 : this.scenario.slowHandlers();
	}

	/**
	 * How the run ended, {@code null} before.
	 */
	@Nullable Settlement settlement() {
		return this.settlement;
	}

	List<SimulatedMember> members() {
		return this.members;
	}

	Scenario scenario() {
		return this.scenario;
	}

	Variant variant() {
		return this.variant;
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

	SimulatedService kinesisService() {
		return this.kinesisService;
	}

	SimulatedService dynamoDbService() {
		return this.dynamoDbService;
	}

	IdentityHashMap<Map<String, Attribute>, Map<String, AttributeValue>> translations() {
		return this.translations;
	}

	SimulatedStream stream() {
		return this.stream;
	}

	History history() {
		return this.history;
	}

}
