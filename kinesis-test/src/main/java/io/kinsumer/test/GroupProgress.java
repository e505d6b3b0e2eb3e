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

package io.kinsumer.test;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.kinsumer.test.Progress.Checkpoint;
import io.kinsumer.test.dynamodb.DynamoDbModel;
import io.kinsumer.test.dynamodb.value.Attribute;
import io.kinsumer.test.fault.ServiceException;
import io.kinsumer.test.kinesis.DirectAccess;
import io.kinsumer.test.kinesis.DirectAccess.Contents;
import org.jspecify.annotations.Nullable;

/**
 * How far groups have consumed what a stream held at one moment, by the items that they
 * keep in DynamoDB: {@code group:<group>:<stream>} / {@code group} tells that there is a
 * group, {@code checkpoint:<group>:<stream>} / shard id where it stands. The tables are
 * found by these items, whatever their names.
 */
final class GroupProgress {

	private static final String NAMESPACE = "namespace";

	private static final String RESOURCE = "resource";

	private static final String GROUP = "group";

	private final String stream;

	private final @Nullable String only;

	private final DynamoDbModel dynamoDb;

	private final String arn;

	private final Instant streamCreated;

	/** The records there were, by shard. */
	private final Map<String, List<StreamRecord>> targets = new TreeMap<>();

	GroupProgress(String stream, @Nullable String only, DirectAccess kinesis, DynamoDbModel dynamoDb) {
		this.stream = stream;
		this.only = only;
		this.dynamoDb = dynamoDb;
		this.arn = kinesis.describe(stream).streamArn();
		this.streamCreated = kinesis.describe(stream).creationTimestamp();
		for (Contents shard : kinesis.contents(stream)) {
			String id = shard.shard().shardId();
			this.targets.put(id,
					shard.records().stream().flatMap((record) -> Deaggregation.unpack(id, record).stream()).toList());
		}
	}

	boolean isComplete() {
		List<Group> groups = groups(false);
		return !groups.isEmpty() && groups.stream()
			.flatMap((group) -> progress(group).stream())
			.allMatch((it) -> it.missing().isEmpty());
	}

	private List<Progress> progress(Group group) {
		List<Progress> all = new ArrayList<>();
		this.targets.forEach((shard, records) -> all.add(Progress.of(shard, records, group.checkpoints().get(shard))));
		return all;
	}

	/** The groups that consume the stream, or all there are. */
	private List<Group> groups(boolean any) {
		List<Group> groups = new ArrayList<>();
		for (String table : this.dynamoDb.tableNames()) {
			List<Map<String, Attribute>> items = items(table);
			for (Map<String, Attribute> item : items) {
				String namespace = text(item, NAMESPACE);
				if (namespace == null || !namespace.startsWith("group:") || !GROUP.equals(text(item, RESOURCE))) {
					continue;
				}
				String key = streamKey(namespace);
				if (any || key != null) {
					groups.add(group(table, item, namespace, key, items));
				}
			}
		}
		return any ? groups
				: groups.stream().filter((group) -> this.only == null || this.only.equals(group.name())).toList();
	}

	private List<Map<String, Attribute>> items(String table) {
		try {
			return this.dynamoDb.items(table);
		}
		catch (ServiceException ex) {
			// it was deleted meanwhile, or is being created
			return List.of();
		}
	}

	/** Names hold no colon, so that what follows the last one is the whole name. */
	private @Nullable String streamKey(String namespace) {
		if (namespace.endsWith(":" + this.stream)) {
			return this.stream;
		}
		return namespace.endsWith(":" + this.arn) ? this.arn : null;
	}

	private Group group(String table, Map<String, Attribute> item, String namespace, @Nullable String key,
			List<Map<String, Attribute>> items) {
		String suffix = namespace.substring("group:".length());
		String name = (key != null) ? suffix.substring(0, suffix.length() - key.length() - 1) : suffix;
		if (isOfFormerStream(item)) {
			return new Group(table, name, true, Map.of());
		}
		String generation = (item.get("generation") instanceof Attribute.Number number) ? number.text() : "0";
		String checkpoints = "checkpoint:" + suffix + ("0".equals(generation) ? "" : ":" + generation);
		Map<String, Checkpoint> byShard = items.stream()
			.filter((it) -> checkpoints.equals(text(it, NAMESPACE)))
			.collect(Collectors.toMap((it) -> String.valueOf(text(it, RESOURCE)), GroupProgress::checkpoint));
		return new Group(table, name, false, byShard);
	}

	private boolean isOfFormerStream(Map<String, Attribute> item) {
		Instant created = instant(item, "streamCreationTime");
		return created != null && created.toEpochMilli() != this.streamCreated.toEpochMilli();
	}

	private static Checkpoint checkpoint(Map<String, Attribute> item) {
		long sub = (item.get("subSequenceNumber") instanceof Attribute.Number number) ? number.value().longValue() : 0;
		// a position at a time is told by its kind; what else the item has is older
		String kind = text(item, "position");
		boolean after = kind == null || "AFTER_SEQUENCE_NUMBER".equals(kind);
		return new Checkpoint(item.containsKey("finishedAt"), after ? text(item, "sequenceNumber") : null, sub,
				after ? null : instant(item, "timestamp"), text(item, "owningClientId"));
	}

	private static @Nullable String text(Map<String, Attribute> item, String name) {
		return (item.get(name) instanceof Attribute.Text text) ? text.value() : null;
	}

	private static @Nullable Instant instant(Map<String, Attribute> item, String name) {
		String text = text(item, name);
		try {
			return (text != null) ? Instant.parse(text) : null;
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	String describe(Duration waited) {
		StringBuilder text = new StringBuilder("Stream ").append(this.stream)
			.append(" was not consumed within ")
			.append(Progress.seconds(waited));
		List<Group> groups = groups(false);
		if (groups.isEmpty()) {
			return text.append(": ").append(describeAbsence()).toString();
		}
		for (Group group : groups) {
			text.append("\nby group ").append(group.name()).append(" (table ").append(group.table()).append("):");
			if (group.former()) {
				text.append("\n  it has not noticed yet that the stream was created anew");
			}
			progress(group).forEach((progress) -> text.append("\n  ").append(progress.describe()));
		}
		return text.append("\nA position is stored when the consumer's persist-frequency says, 5s by default: set"
				+ " kinesis.kinsumers.<name>.persist-frequency to 100ms in tests. A position that stands still means"
				+ " that the listener has not returned, failed or is stopped: see the log.")
			.toString();
	}

	private String describeAbsence() {
		Set<String> others = groups(true).stream().map(Group::name).collect(Collectors.toCollection(TreeSet::new));
		String wanted = (this.only != null) ? "no group " + this.only + " consumes it" : "no group consumes it";
		return wanted + ", for no table has an item with namespace 'group:"
				+ ((this.only != null) ? this.only : "<group>") + ":" + this.stream + "'. Tables: "
				+ this.dynamoDb.tableNames() + "; groups and their streams: " + others
				+ ". Is the consumer started, and does it use this server? Consumers that keep their position elsewhere"
				+ " are awaited by awaitConsumed(predicate, timeout).";
	}

	/**
	 * A group.
	 *
	 * @param table where it keeps its items
	 * @param name its name
	 * @param former whether it still is at a former stream of the same name
	 * @param checkpoints what is stored, by shard
	 */
	private record Group(String table, String name, boolean former, Map<String, Checkpoint> checkpoints) {

	}

}
