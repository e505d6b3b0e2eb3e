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

package io.kinsumer.core.metadata.dynamodb;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.kinsumer.core.metadata.GroupItem;
import io.kinsumer.core.record.InitialPosition;
import io.kinsumer.core.record.ShardId;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The start of a group as an item.
 */
final class GroupItems {

	static final String RESOURCE = "group";

	static final String STREAM_CREATED = "streamCreationTime";

	private static final String GENERATION = "generation";

	private static final String STARTED = "startTime";

	private static final String POSITION_TYPE = "initialPosition";

	private static final String POSITION_TIMESTAMP = "initialTimestamp";

	private static final String OPEN_SHARDS = "openShards";

	private static final String CLOSED_SHARDS = "closedShards";

	private GroupItems() {
	}

	static Map<String, AttributeValue> toItem(String namespace, GroupItem group, Instant now) {
		Map<String, AttributeValue> item = new HashMap<>(Attributes.key(namespace, RESOURCE));
		item.put(STREAM_CREATED, Attributes.time(group.streamCreated()));
		item.put(GENERATION, Attributes.number(group.generation()));
		item.put(STARTED, Attributes.time(group.started()));
		item.put(POSITION_TYPE, Attributes.text(group.position().type().name()));
		Instant timestamp = group.position().timestamp();
		if (timestamp != null) {
			item.put(POSITION_TIMESTAMP, Attributes.time(timestamp));
		}
		putIds(item, OPEN_SHARDS, group.openShards());
		putIds(item, CLOSED_SHARDS, group.closedShards());
		item.put(Attributes.UPDATED_AT, Attributes.time(now));
		return item;
	}

	private static void putIds(Map<String, AttributeValue> item, String name, Set<ShardId> ids) {
		if (!ids.isEmpty()) {
			item.put(name, AttributeValue.fromSs(ids.stream().map(ShardId::value).sorted().toList()));
		}
	}

	static GroupItem fromItem(Map<String, AttributeValue> item) {
		InitialPosition.Type type = InitialPosition.Type.valueOf(Attributes.text(item, POSITION_TYPE));
		InitialPosition position = new InitialPosition(type,
				item.containsKey(POSITION_TIMESTAMP) ? Attributes.time(item, POSITION_TIMESTAMP) : null);
		return new GroupItem(Attributes.time(item, STREAM_CREATED), (int) Attributes.number(item, GENERATION),
				Attributes.time(item, STARTED), position, ids(item, OPEN_SHARDS), ids(item, CLOSED_SHARDS));
	}

	private static Set<ShardId> ids(Map<String, AttributeValue> item, String name) {
		return Attributes.texts(item, name).stream().map(ShardId::new).collect(Collectors.toUnmodifiableSet());
	}

}
