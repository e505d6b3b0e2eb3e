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

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

import io.kinsumer.core.metadata.Owner;
import io.kinsumer.core.record.InitialPosition;
import io.kinsumer.core.sim.ModelDynamoDbClient;
import io.kinsumer.core.sim.VirtualTime;
import io.kinsumer.test.dynamodb.value.Attribute;
import org.jspecify.annotations.Nullable;

/**
 * What happened to the metadata table. Judges each write at the moment it takes effect.
 */
final class TableHistory {

	private static final String SHARDS = "checkpoint:group:" + SimulatedGroup.STREAM;

	private final VirtualTime time;

	private final Scenario scenario;

	private final History history;

	private final Map<String, ShardRow> rows = new HashMap<>();

	private final SessionHistory sessions;

	private final Map<Integer, Instant> created = new HashMap<>();

	private final Map<Integer, Integer> generations = new HashMap<>();

	private final Set<String> deleted = new HashSet<>();

	private final Set<String> removed = new HashSet<>();

	private final Map<String, Long> unknowing = new HashMap<>();

	private final Set<String> ownerships = new HashSet<>();

	private final Set<Integer> started = new HashSet<>();

	private final WriteTimes writeTimes;

	private final Map<SimulatedMember, Map<String, Long>> resets = new IdentityHashMap<>();

	private BooleanSupplier running = () -> false;

	private int acquisitions;

	TableHistory(VirtualTime time, Scenario scenario, History history) {
		this.time = time;
		this.scenario = scenario;
		this.history = history;
		this.sessions = new SessionHistory(time, scenario, history);
		this.writeTimes = new WriteTimes(time, history);
	}

	/**
	 * Is to be asked whether there are processes that may have read the table.
	 */
	void running(BooleanSupplier anyProcess) {
		this.running = anyProcess;
	}

	WriteTimes writeTimes() {
		return this.writeTimes;
	}

	SessionHistory sessions() {
		return this.sessions;
	}

	/**
	 * How often a shard was acquired.
	 */
	int acquisitions() {
		return this.acquisitions;
	}

	/**
	 * The stream was made.
	 */
	void streamCreated(Instant at) {
		this.created.put(this.history.truth().incarnation(), at);
	}

	/**
	 * The item of a shard, if there is one.
	 */
	@Nullable ShardRow row(StreamTruth.Shard shard) {
		Integer generation = this.generations.get(shard.incarnation);
		return (generation != null) ? this.rows.get(key(generation, shard.id)) : null;
	}

	private static String key(int generation, String shardId) {
		return generation + "/" + shardId;
	}

	private static int generationOf(String namespace) {
		String end = namespace.substring(SHARDS.length());
		return end.isEmpty() ? 0 : Integer.parseInt(end.substring(1));
	}

	private int incarnationOf(int generation) {
		for (Map.Entry<Integer, Integer> entry : this.generations.entrySet()) {
			if (entry.getValue() == generation) {
				return entry.getKey();
			}
		}
		return this.history.truth().incarnation();
	}

	/**
	 * Hears what one process writes.
	 */
	ModelDynamoDbClient.WriteObserver observer(SimulatedMember member) {
		return new ModelDynamoDbClient.WriteObserver() {

			@Override
			public void wrote(Map<String, Attribute> item, Map<String, Attribute> claims) {
				TableHistory.this.wrote(member, item, claims);
			}

			@Override
			public void removed(Map<String, Attribute> key) {
				TableHistory.this.removed(member, key);
			}

		};
	}

	private void wrote(SimulatedMember member, Map<String, Attribute> item, Map<String, Attribute> claims) {
		String namespace = String.valueOf(ShardRow.text(item, "namespace"));
		String resource = String.valueOf(ShardRow.text(item, "resource"));
		if (namespace.startsWith(SHARDS)) {
			wroteShard(member, generationOf(namespace), resource, item, claims);
		}
		else if (namespace.startsWith("client:")) {
			this.sessions.wrote(member, resource, item);
		}
		else if (namespace.startsWith("group:")) {
			wroteGroup(member, item);
		}
	}

	private void wroteGroup(SimulatedMember member, Map<String, Attribute> item) {
		Instant streamCreated = Instant.parse(String.valueOf(ShardRow.text(item, "streamCreationTime")));
		int generation = (int) ShardRow.number(item, "generation");
		this.created.forEach((incarnation, at) -> {
			if (at.equals(streamCreated)) {
				this.generations.put(incarnation, generation);
			}
		});
		this.history.journal().note(this.time.elapsed(), () -> member + " wrote the group " + shown(item));
		boolean first = this.started.isEmpty();
		if (!this.started.add(generation)) {
			this.history.violated(null, "group", member + " began generation " + generation + " once more");
		}
		else if (first && this.scenario.start().type() == InitialPosition.Type.LATEST) {
			Instant since = Instant.parse(String.valueOf(ShardRow.text(item, "startTime")));
			this.history.beganAtTip(member.describedNanos(), since.toEpochMilli());
		}
	}

	private void wroteShard(SimulatedMember member, int generation, String shardId, Map<String, Attribute> item,
			Map<String, Attribute> claims) {
		StreamTruth.Shard shard = this.history.truth().find(incarnationOf(generation), shardId);
		this.history.journal().note(this.time.elapsed(), shardId, () -> member + " wrote " + shown(item));
		String key = key(generation, shardId);
		ShardRow row = this.rows.get(key);
		if (row == null) {
			createdShard(member, key, new ShardRow(shard, item, this.deleted.contains(key)));
			return;
		}
		long epoch = ShardRow.number(item, "epoch");
		boolean owns = claims.containsKey(":owner");
		if (!owns && ShardRow.text(item, "owningClientId") == null) {
			reset(member, key, row, item, epoch);
			return;
		}
		if (row.isFinished()) {
			this.history.violated(shard, "finished is final", member + " wrote to a finished shard");
		}
		if (row.position(item) < row.position()) {
			this.history.violated(shard, "checkpoint moved back",
					member + " moved it from " + row.position() + " to " + row.position(item));
		}
		if (owns) {
			wroteAsOwner(member, row, item, claims);
		}
		else {
			acquired(member, key, row, item, epoch);
		}
	}

	private void reset(SimulatedMember operator, String key, ShardRow row, Map<String, Attribute> item, long epoch) {
		mustGrow(operator, key, row, epoch);
		if (row.ownerName() != null) {
			mustBeDead(operator, row, Owner.parse(row.ownerName()));
		}
		boolean wasFinished = row.isFinished();
		row.item = item;
		row.resetTo(row.position());
		StreamTruth.Shard shard = row.shard;
		if (shard != null) {
			// Its reset is refused, too late for who has seen that it was finished.
			shard.seenFinished |= wasFinished && this.running.getAsBoolean();
			shard.reset(row.position());
			this.resets.computeIfAbsent(operator, (of) -> new HashMap<>()).put(shard.id, epoch);
		}
	}

	/**
	 * The shards of which an operator moved the position, and the epochs that began.
	 */
	Map<String, Long> resetBy(SimulatedMember operator) {
		return this.resets.getOrDefault(operator, Map.of());
	}

	private void createdShard(SimulatedMember member, String key, ShardRow row) {
		this.rows.put(key, row);
		if (row.epoch() != 0 || row.ownerName() != null) {
			this.history.violated(row.shard, "ownership", member + " created an item that is owned already");
		}
		if (row.replaced) {
			atRisk(row, -1);
		}
	}

	private void acquired(SimulatedMember member, String key, ShardRow row, Map<String, Attribute> item, long epoch) {
		this.acquisitions++;
		mustGrow(member, key, row, epoch);
		String before = row.ownerName();
		if (before != null) {
			mustBeDead(member, row, Owner.parse(before));
			atRisk(row, row.position());
		}
		row.item = item;
		row.acquiredBy(member, before == null);
	}

	private void mustGrow(SimulatedMember member, String key, ShardRow row, long epoch) {
		// Whoever owned the item that was removed goes on counting.
		if (this.removed.contains(key) ? epoch <= row.epoch() : epoch != row.epoch() + 1) {
			this.history.violated(row.shard, "epoch",
					member + " acquired or reset it with epoch " + epoch + " after epoch " + row.epoch());
		}
	}

	private void mustBeDead(SimulatedMember member, ShardRow row, Owner owner) {
		if (this.sessions.isLive(owner)) {
			this.history.violated(row.shard, "taken from the living",
					member + " acquired or reset it, although nobody has killed " + owner);
		}
		this.writeTimes.taken(row, this.sessions.endOf(owner));
	}

	/**
	 * A record begins. Before that, nothing is written that could arrive late.
	 * @return whether that session has begun records of the shard in this epoch before,
	 * when it had another item
	 */
	boolean isEpochUsed(ShardRow row) {
		StreamTruth.Shard shard = row.shard;
		if (shard == null || row.begun) {
			return false;
		}
		row.begun = true;
		return !this.ownerships.add(shard.incarnation + "/" + shard.id + " " + row.ownerName() + " " + row.epoch());
	}

	/**
	 * A process begins a record of a shard that it does not own. Whether it has to know
	 * that: not at once when somebody has deleted the item, but when it has written the
	 * position the next time.
	 */
	boolean mustKnow(SimulatedMember member, StreamTruth.Shard shard, long epoch) {
		Integer generation = this.generations.get(shard.incarnation);
		if (generation == null || !this.deleted.contains(key(generation, shard.id))) {
			return true;
		}
		long first = this.unknowing.computeIfAbsent(key(generation, shard.id) + " " + member + " " + epoch,
				(key) -> this.time.nanos());
		return this.writeTimes.mustHaveWritten(member, shard.id, first);
	}

	/**
	 * A shard that has left the stream, but not the table.
	 */
	@Nullable String leftOver() {
		int present = this.history.truth().incarnation();
		return this.rows.values()
			.stream()
			.filter((row) -> row.shard != null && row.shard.incarnation == present && !row.shard.listed)
			.map((row) -> row.shard.id)
			.findFirst()
			.orElse(null);
	}

	private static void atRisk(ShardRow row, int after) {
		if (row.shard != null) {
			for (int i = after + 1; i < row.shard.entries.size(); i++) {
				StreamTruth.Entry entry = row.shard.entries.get(i);
				entry.atRisk |= entry.isHandled();
			}
		}
	}

	private void wroteAsOwner(SimulatedMember member, ShardRow row, Map<String, Attribute> item,
			Map<String, Attribute> claims) {
		StreamTruth.Shard shard = row.shard;
		long claimed = ShardRow.number(claims, ":epoch");
		if (row.ownerName() == null || row.owner != member || claimed != row.epoch()
				|| !row.ownerName().equals(ShardRow.text(claims, ":owner"))) {
			this.history.violated(shard, "zombie write", member + " wrote as " + ShardRow.text(claims, ":owner")
					+ " in epoch " + claimed + ", but the table had " + row.ownerName() + " in epoch " + row.epoch());
		}
		int position = row.position(item);
		boolean ends = ShardRow.text(item, "owningClientId") == null;
		if (shard != null && position >= shard.prefix()) {
			this.history.violated(shard, "checkpoint before handling", member + " wrote position " + position + ", but "
					+ shard.entries.get(shard.prefix()) + " is not handled");
		}
		if (shard != null && ends && row.handled > position) {
			if (isExcused(row, shard, position)) {
				atRisk(row, position);
			}
			else {
				this.history.violated(shard, "released behind",
						member + " gave it up at " + position + ", although it handled up to " + row.handled);
			}
		}
		if (shard != null && item.containsKey("finishedAt") && (shard.open || shard.unhandled > 0)) {
			this.history.violated(shard, "finished too early",
					member + " finished it with " + shard.unhandled + " records unhandled, open: " + shard.open);
		}
		if (shard != null && item.containsKey("finishedAt")) {
			shard.seenFinished = false;
		}
		row.item = item;
		row.writtenNanos = this.time.nanos();
	}

	/**
	 * Where time can run out, because members sleep or cannot tell whether they may go
	 * on, what is handled out of order may be repeated; but its owner has to say so.
	 */
	private boolean isExcused(ShardRow row, StreamTruth.Shard shard, int position) {
		if (this.scenario.concurrency() == 0 || this.scenario.isNetworkReliable()) {
			return false;
		}
		long ahead = shard.entries.stream()
			.skip(position + 1L)
			.filter((entry) -> entry.handledIn == row.ownership)
			.count();
		return row.interrupted || row.announced == ahead;
	}

	/**
	 * An item was removed, by a member or, if that is {@code null}, by somebody else.
	 */
	void removed(@Nullable SimulatedMember member, Map<String, Attribute> key) {
		String namespace = String.valueOf(ShardRow.text(key, "namespace"));
		String resource = String.valueOf(ShardRow.text(key, "resource"));
		this.history.journal()
			.note(this.time.elapsed(), namespace.startsWith("checkpoint:") ? resource : null,
					() -> ((member != null) ? member : "a vandal") + " removed " + namespace + " / " + resource);
		if (namespace.startsWith("client:")) {
			this.sessions.removed(resource);
			return;
		}
		if (!namespace.startsWith(SHARDS)) {
			return;
		}
		String rowKey = key(generationOf(namespace), resource);
		ShardRow row = this.rows.remove(rowKey);
		this.removed.add(rowKey);
		if (row != null && member == null) {
			this.deleted.add(rowKey);
			this.unknowing.keySet().removeIf((of) -> of.startsWith(rowKey + " "));
		}
		else if (row != null && row.shard != null && row.shard.listed
				&& row.shard.incarnation == this.history.truth().incarnation()) {
			this.history.violated(row.shard, "removal", member + " removed the item of a listed shard");
		}
	}

	static String shown(Map<String, Attribute> item) {
		return item.entrySet()
			.stream()
			.filter((entry) -> !Set.of("namespace", "resource", "updatedAt", "ttl", "host", "parentShardIds")
				.contains(entry.getKey()))
			.sorted(Map.Entry.comparingByKey())
			.map((entry) -> entry.getKey() + "=" + shown(entry.getValue()))
			.collect(Collectors.joining(" "));
	}

	private static String shown(Attribute value) {
		if (value instanceof Attribute.Text text) {
			return text.value();
		}
		return (value instanceof Attribute.Number number) ? number.text() : value.toString();
	}

}
