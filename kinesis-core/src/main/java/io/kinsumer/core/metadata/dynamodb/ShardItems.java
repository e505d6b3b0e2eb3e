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
import java.util.List;
import java.util.Map;

import io.kinsumer.core.metadata.Owner;
import io.kinsumer.core.metadata.ShardItem;
import io.kinsumer.core.record.PendingCheckpoint;
import io.kinsumer.core.record.SequenceNumber;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.ShardPosition;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Shards as items.
 */
final class ShardItems {

	static final String OWNER = "owningClientId";

	static final String EPOCH = "epoch";

	static final String VERSION = "version";

	static final String FINISHED_AT = "finishedAt";

	static final String PERSISTED_AT = "persistedAt";

	static final String FINISHED_BY = "finishedBy";

	private static final String PARENTS = "parentShardIds";

	private static final String POSITION = "position";

	private static final String SEQUENCE_NUMBER = "sequenceNumber";

	private static final String SUB_SEQUENCE_NUMBER = "subSequenceNumber";

	private static final String TIMESTAMP = "timestamp";

	private static final String PENDING_SEQUENCE_NUMBER = "pendingSequenceNumber";

	private static final String PENDING_SUB_SEQUENCE_NUMBER = "pendingSubSequenceNumber";

	private static final String PENDING_STATE = "pendingState";

	static final List<String> PENDING = List.of(PENDING_SEQUENCE_NUMBER, PENDING_SUB_SEQUENCE_NUMBER, PENDING_STATE);

	private ShardItems() {
	}

	static Map<String, AttributeValue> toItem(String namespace, ShardItem shard, Instant now) {
		Map<String, AttributeValue> item = new HashMap<>(Attributes.key(namespace, shard.shardId().value()));
		item.put(EPOCH, Attributes.number(shard.epoch()));
		item.put(VERSION, Attributes.number(shard.version()));
		item.put(Attributes.UPDATED_AT, Attributes.time(now));
		item.putAll(position(shard.position()));
		if (!shard.parents().isEmpty()) {
			item.put(PARENTS, AttributeValue.fromSs(shard.parents().stream().map(ShardId::value).toList()));
		}
		if (shard.finished()) {
			item.put(FINISHED_AT, Attributes.time(now));
		}
		return item;
	}

	static Map<String, AttributeValue> position(ShardPosition position) {
		if (position instanceof ShardPosition.After after) {
			return Map.of(POSITION, Attributes.text("AFTER_SEQUENCE_NUMBER"), SEQUENCE_NUMBER,
					Attributes.text(after.sequenceNumber().sequence()), SUB_SEQUENCE_NUMBER,
					Attributes.number(after.sequenceNumber().subSequence()));
		}
		if (position instanceof ShardPosition.AtTimestamp at) {
			return Map.of(POSITION, Attributes.text("AT_TIMESTAMP"), TIMESTAMP, Attributes.time(at.timestamp()));
		}
		return Map.of(POSITION, Attributes.text("TRIM_HORIZON"));
	}

	static Map<String, AttributeValue> pending(PendingCheckpoint pending) {
		return Map.of(PENDING_SEQUENCE_NUMBER, Attributes.text(pending.sequenceNumber().sequence()),
				PENDING_SUB_SEQUENCE_NUMBER, Attributes.number(pending.sequenceNumber().subSequence()), PENDING_STATE,
				AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(pending.state())));
	}

	static ShardItem fromItem(Map<String, AttributeValue> item) {
		String owner = Attributes.optionalText(item, OWNER);
		return new ShardItem(new ShardId(Attributes.text(item, Attributes.RESOURCE)),
				Attributes.texts(item, PARENTS).stream().sorted().map(ShardId::new).toList(), owner(owner),
				Attributes.number(item, EPOCH), Attributes.number(item, VERSION), positionOf(item), pendingOf(item),
				item.containsKey(FINISHED_AT), owner(Attributes.optionalText(item, FINISHED_BY)),
				item.containsKey(PERSISTED_AT) ? Attributes.time(item, PERSISTED_AT) : null);
	}

	private static @Nullable Owner owner(@Nullable String text) {
		return (text != null) ? Owner.parse(text) : null;
	}

	private static @Nullable PendingCheckpoint pendingOf(Map<String, AttributeValue> item) {
		String sequence = Attributes.optionalText(item, PENDING_SEQUENCE_NUMBER);
		if (sequence == null) {
			return null;
		}
		AttributeValue state = item.get(PENDING_STATE);
		return new PendingCheckpoint(new SequenceNumber(sequence, Attributes.number(item, PENDING_SUB_SEQUENCE_NUMBER)),
				(state != null && state.b() != null) ? state.b().asByteArrayUnsafe() : new byte[0]);
	}

	private static ShardPosition positionOf(Map<String, AttributeValue> item) {
		String kind = Attributes.text(item, POSITION);
		return switch (kind) {
			case "TRIM_HORIZON" -> ShardPosition.TRIM_HORIZON;
			case "AT_TIMESTAMP" -> ShardPosition.at(Attributes.time(item, TIMESTAMP));
			case "AFTER_SEQUENCE_NUMBER" ->
				ShardPosition.after(new SequenceNumber(Attributes.text(item, SEQUENCE_NUMBER),
						Attributes.number(item, SUB_SEQUENCE_NUMBER)));
			default -> throw new IllegalStateException("position '" + kind + "' of shard "
					+ item.get(Attributes.RESOURCE) + " is none that this version knows");
		};
	}

}
