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
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.sim.ModelDynamoDbClient;
import io.kinsumer.core.sim.SimulatedNetwork;
import io.kinsumer.core.sim.SimulatedService;
import io.kinsumer.test.dynamodb.DynamoDbRequest;
import io.kinsumer.test.dynamodb.ReturnValues;
import io.kinsumer.test.dynamodb.expression.Placeholders;
import io.kinsumer.test.dynamodb.value.Attribute;

/**
 * Does to a simulated group what its scenario says, and undoes it in the end.
 */
final class Disturber {

	private static final Duration SESSION = Duration.ofSeconds(10);

	private final SimulatedGroup group;

	private final Random random;

	// What makes good again, and may happen sooner.
	private final List<Recovery> recoveries = new ArrayList<>();

	private final Operator operator;

	private boolean allStopped;

	Disturber(SimulatedGroup group) {
		this.group = group;
		this.random = group.random();
		this.operator = new Operator(group);
	}

	/**
	 * Lets the network of a member be as the scenario says.
	 */
	void disturb(SimulatedMember member) {
		for (SimulatedNetwork network : List.of(member.kinesisNetwork(), member.dynamoDbNetwork())) {
			network.lose(this.group.scenario().loss());
			network.delay(this.group.scenario().late());
			network.latency(this.group.scenario().latencyMillis());
		}
	}

	void step(Duration step) {
		this.group.scenario().disturbances().forEach((disturbance, perMinute) -> {
			if (this.random.nextDouble() < perMinute * step.toMillis() / 60_000 && !this.allStopped) {
				this.group.history().journal().note(this.group.time().elapsed(), () -> "--- " + disturbance);
				happen(disturbance);
			}
		});
	}

	private void happen(Disturbance disturbance) {
		switch (disturbance) {
			case LEAVE -> withMember((member) -> {
				member.stop();
				recoverIn(20_000, this.group::join);
			});
			case CRASH -> withMember((member) -> {
				member.crash();
				recoverIn(20_000, this.group::join);
			});
			case FAST_REJOIN -> withMember((member) -> {
				member.crash();
				recoverIn(3000, () -> this.group.join(member.clientId()));
			});
			case TWIN -> withMember((member) -> this.group.join(member.clientId()));
			case PAUSE -> withMember((member) -> {
				member.runtime().pause();
				recoverIn(25_000, member.runtime()::resume);
			});
			case SLEEP -> withMember((member) -> {
				// One of the two clocks of a machine must be right while a session lasts.
				if (!member.runtime().hasJumpedWithin(SESSION)) {
					member.runtime().sleep();
					recoverIn(25_000, member.runtime()::resume);
				}
			});
			case CLOCK_JUMP -> withMember((member) -> member.runtime().jump(jump(member)));
			case PARTITION -> withMember(this::partition);
			case DYNAMODB_OUTAGE -> outage(this.group.dynamoDbService(), this::outageState);
			case KINESIS_OUTAGE -> outage(this.group.kinesisService(), this::outageState);
			case CONTROL_PLANE_OUTAGE ->
				outage(this.group.kinesisService(), () -> SimulatedService.State.CONTROL_PLANE_SILENT);
			case SESSION_DELETED ->
				withMember((member) -> delete("client:group:" + SimulatedGroup.STREAM, member.clientId()));
			case SHARD_ITEM_DELETED -> {
				List<Map<String, Attribute>> items = shardItems();
				if (!items.isEmpty()) {
					delete(items.get(this.random.nextInt(items.size())));
				}
			}
			case TABLE_PRUNED -> shardItems().forEach(this::delete);
			case RESHARD -> this.group.stream().reshard();
			case RESHARDING_STORM -> {
				for (int i = 0; i < 6; i++) {
					later(this.random.nextInt(4000), () -> {
						if (!this.allStopped && !this.group.isHealed()) {
							this.group.stream().reshard();
						}
					});
				}
			}
			case RESTART -> restart(Runnable::run);
			case STREAM_RECREATED -> restart((start) -> {
				this.group.stream().delete();
				this.group.stream().create();
				start.run();
			});
			case RETENTION_PASSED -> restart((start) -> {
				age();
				start.run();
			});
			case STANDSTILL -> age();
			case HOLD -> withMember((member) -> hold(member.run().holds(), shards(member)));
			case RESET -> this.operator.resetOne();
			case RESET_STOPPED -> restart(this::resetStopped);
		}
	}

	private static List<ShardId> shards(SimulatedMember member) {
		CoordinatorDriver shards = member.run().shards();
		return (shards != null)
				? shards.consumers().stream().map((driver) -> driver.consumer().item().shardId()).sorted().toList()
				: List.of();
	}

	private void hold(Holds holds, List<ShardId> shards) {
		if (shards.isEmpty() || this.random.nextInt(3) == 0) {
			holds.pause();
			recoverIn(20_000, holds::resume);
			return;
		}
		ShardId shard = shards.get(this.random.nextInt(shards.size()));
		if (this.random.nextBoolean()) {
			holds.pause(shard);
		}
		else {
			holds.stop(shard);
		}
		recoverIn(20_000, () -> holds.resume(shard));
	}

	private Duration jump(SimulatedMember member) {
		Duration jump = Duration.ofMillis(this.random.nextInt(60_000) - 30_000);
		// One of the two clocks of a machine must be right.
		return member.runtime().hasSlept() ? jump.abs() : jump;
	}

	private void withMember(Consumer<SimulatedMember> action) {
		List<SimulatedMember> up = this.group.up();
		if (!up.isEmpty()) {
			SimulatedMember member = up.get(this.random.nextInt(up.size()));
			this.group.history().journal().note(this.group.time().elapsed(), () -> "    to " + member);
			action.accept(member);
		}
	}

	private void partition(SimulatedMember member) {
		int which = this.random.nextInt(3);
		List<SimulatedNetwork> networks = new ArrayList<>();
		if (which != 0) {
			networks.add(member.kinesisNetwork());
		}
		if (which != 1) {
			networks.add(member.dynamoDbNetwork());
		}
		networks.forEach((network) -> network.cut(true));
		recoverIn(25_000, () -> networks.forEach((network) -> network.cut(false)));
	}

	private SimulatedService.State outageState() {
		return this.random.nextBoolean() ? SimulatedService.State.SILENT : SimulatedService.State.FAILING;
	}

	private void outage(SimulatedService service, Supplier<SimulatedService.State> state) {
		service.state(state.get());
		recoverIn(30_000, () -> service.state(SimulatedService.State.UP));
	}

	private List<Map<String, Attribute>> shardItems() {
		return this.group.dynamoDb()
			.scan(new DynamoDbRequest.Scan(ModelDynamoDbClient.TABLE, DynamoDbRequest.Page.ALL, Placeholders.NONE, 0,
					1))
			.items()
			.stream()
			.filter((item) -> String.valueOf(ShardRow.text(item, "namespace")).startsWith("checkpoint:"))
			.toList();
	}

	private void delete(Map<String, Attribute> item) {
		delete(String.valueOf(ShardRow.text(item, "namespace")), String.valueOf(ShardRow.text(item, "resource")));
	}

	private void delete(String namespace, String resource) {
		Map<String, Attribute> key = Map.of("namespace", Attribute.s(namespace), "resource", Attribute.s(resource));
		this.group.dynamoDb()
			.deleteItem(new DynamoDbRequest.DeleteItem(ModelDynamoDbClient.TABLE, key, null, Placeholders.NONE,
					ReturnValues.NONE, false));
		this.group.history().table().removed(null, key);
	}

	private void resetStopped(Runnable start) {
		if (this.random.nextBoolean()) {
			this.operator.resetAll();
		}
		else {
			this.operator.resetOne();
		}
		later(this.random.nextInt(this.random.nextBoolean() ? 300 : 3000), start);
	}

	/**
	 * Stops everybody in an orderly way, does something, and starts as many anew.
	 * @param meanwhile is given what starts them
	 */
	private void restart(Consumer<Runnable> meanwhile) {
		List<SimulatedMember> up = this.group.up();
		if (up.isEmpty()) {
			return;
		}
		this.allStopped = true;
		up.forEach(SimulatedMember::stop);
		whenAllLeft(() -> {
			meanwhile.accept(() -> {
				up.forEach((member) -> this.group.join());
				this.allStopped = false;
			});
		});
	}

	private void whenAllLeft(Runnable then) {
		later(this.random.nextInt(2000), () -> {
			if (this.group.up().isEmpty()) {
				then.run();
			}
			else {
				this.group.up().stream().filter((member) -> !member.isStopped()).forEach(SimulatedMember::stop);
				whenAllLeft(then);
			}
		});
	}

	/**
	 * Lets more than a day go by in which no member does anything. What was there before
	 * is lost to them.
	 */
	private void age() {
		Duration since = this.group.time().elapsed();
		for (int i = 0; i < 5; i++) {
			this.group.stream().produce();
			this.group.time().skip(Duration.ofHours(5));
		}
		this.group.history().table().writeTimes().stoodStill(since);
		this.group.history().gaps().expired();
		this.group.stream().noteShards();
	}

	Operator operator() {
		return this.operator;
	}

	/**
	 * Whether all were stopped, to be started anew.
	 */
	boolean isAllStopped() {
		return this.allStopped;
	}

	private void recoverIn(int mostMillis, Runnable action) {
		Recovery recovery = new Recovery(action);
		this.recoveries.add(recovery);
		later(this.random.nextInt(mostMillis), recovery);
	}

	private void later(long millis, Runnable action) {
		this.group.time().at(Duration.ofMillis(millis), action);
	}

	/**
	 * Undoes everything.
	 */
	void heal() {
		List.copyOf(this.recoveries).forEach(Recovery::run);
		this.operator.stop();
		this.group.kinesisService().refuse(0, null);
		this.group.dynamoDbService().refuse(0, null);
		for (SimulatedMember member : this.group.up()) {
			for (SimulatedNetwork network : List.of(member.kinesisNetwork(), member.dynamoDbNetwork())) {
				network.lose(0);
				network.delay(0);
			}
		}
	}

	private static final class Recovery implements Runnable {

		private final Runnable action;

		private boolean done;

		private Recovery(Runnable action) {
			this.action = action;
		}

		@Override
		public void run() {
			if (!this.done) {
				this.done = true;
				this.action.run();
			}
		}

	}

}
