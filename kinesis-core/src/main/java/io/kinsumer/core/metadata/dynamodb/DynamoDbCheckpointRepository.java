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
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.kinsumer.core.metadata.CheckpointRepository;
import io.kinsumer.core.metadata.Owner;
import io.kinsumer.core.metadata.ShardItem;
import io.kinsumer.core.metadata.ShardWrite;
import io.kinsumer.core.record.PendingCheckpoint;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.ShardPosition;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The shard items of one generation of a group.
 */
final class DynamoDbCheckpointRepository implements CheckpointRepository {

	private final ItemStore store;

	private final String namespace;

	private final InstantSource clock;

	DynamoDbCheckpointRepository(ItemStore store, String namespace, InstantSource clock) {
		this.store = store;
		this.namespace = namespace;
		this.clock = clock;
	}

	@Override
	public CompletableFuture<List<ShardItem>> shards() {
		return this.store.query(this.namespace).thenApply((items) -> items.stream().map(ShardItems::fromItem).toList());
	}

	@Override
	public CompletableFuture<Optional<ShardItem>> findShard(ShardId shardId) {
		return this.store.get(this.namespace, shardId.value())
			.thenApply((item) -> item.isEmpty() ? Optional.empty() : Optional.of(ShardItems.fromItem(item)));
	}

	@Override
	public CompletableFuture<Void> createShard(ShardItem item) {
		return this.store.put(ShardItems.toItem(this.namespace, item, this.clock.instant()),
				Conditions.of("attribute_not_exists(#resource)", Map.of(), Attributes.RESOURCE), (stored) -> true);
	}

	@Override
	public CompletableFuture<ShardItem> acquireShard(ShardItem seen, @Nullable Owner formerOwner, Owner owner,
			long epoch) {
		Map<String, AttributeValue> set = new HashMap<>();
		set.put(ShardItems.OWNER, Attributes.text(owner.toString()));
		set.put(ShardItems.EPOCH, Attributes.number(epoch));
		set.put(Attributes.UPDATED_AT, Attributes.time(this.clock.instant()));
		Map<String, AttributeValue> values = new HashMap<>();
		Conditions condition = Conditions.of("attribute_not_exists(#finishedAt) AND " + free(seen, formerOwner, values),
				values, ShardItems.EPOCH, ShardItems.FINISHED_AT, ShardItems.OWNER);
		return this.store
			.update(key(seen), new Update(set, List.of()), condition,
					(stored) -> owner.toString().equals(Attributes.optionalText(stored, ShardItems.OWNER))
							&& Attributes.number(stored, ShardItems.EPOCH) == epoch)
			.thenApply(ShardItems::fromItem);
	}

	private static String free(ShardItem seen, @Nullable Owner formerOwner, Map<String, AttributeValue> values) {
		values.put(":epoch", Attributes.number(seen.epoch()));
		if (formerOwner == null) {
			return "#epoch = :epoch AND attribute_not_exists(#owningClientId)";
		}
		values.put(":former", Attributes.text(formerOwner.toString()));
		return "#epoch = :epoch AND (attribute_not_exists(#owningClientId) OR #owningClientId = :former)";
	}

	private Map<String, AttributeValue> key(ShardItem item) {
		return Attributes.key(this.namespace, item.shardId().value());
	}

	@Override
	public CompletableFuture<Void> write(ShardWrite write) {
		Instant now = this.clock.instant();
		Map<String, AttributeValue> set = new HashMap<>(ShardItems.position(write.position()));
		set.put(ShardItems.VERSION, Attributes.number(write.version()));
		set.put(ShardItems.PERSISTED_AT, Attributes.time(now));
		set.put(Attributes.UPDATED_AT, Attributes.time(now));
		if (write.kind() == ShardWrite.Kind.FINISH) {
			set.put(ShardItems.FINISHED_AT, Attributes.time(now));
			set.put(ShardItems.FINISHED_BY, Attributes.text(write.owner().toString()));
		}
		List<String> remove = new ArrayList<>();
		if (write.kind() != ShardWrite.Kind.PERSIST) {
			remove.add(ShardItems.OWNER);
		}
		PendingCheckpoint pending = write.pending();
		if (pending != null) {
			set.putAll(ShardItems.pending(pending));
		}
		else {
			remove.addAll(ShardItems.PENDING);
		}
		Conditions condition = Conditions.of("#owningClientId = :owner AND #epoch = :epoch AND #version < :version",
				Map.of(":owner", Attributes.text(write.owner().toString()), ":epoch", Attributes.number(write.epoch()),
						":version", Attributes.number(write.version())),
				ShardItems.OWNER, ShardItems.EPOCH, ShardItems.VERSION);
		return this.store
			.update(Attributes.key(this.namespace, write.shardId().value()), new Update(set, remove), condition,
					(stored) -> isStored(write, stored))
			.thenAccept((ignored) -> {
			});
	}

	private static boolean isStored(ShardWrite write, Map<String, AttributeValue> stored) {
		String owner = (write.kind() == ShardWrite.Kind.PERSIST) ? write.owner().toString() : null;
		return !stored.isEmpty() && Attributes.number(stored, ShardItems.EPOCH) == write.epoch()
				&& Attributes.number(stored, ShardItems.VERSION) == write.version()
				&& Objects.equals(owner, Attributes.optionalText(stored, ShardItems.OWNER));
	}

	@Override
	public CompletableFuture<ShardItem> resetShard(ShardItem seen, @Nullable Owner deadOwner, ShardPosition position) {
		ShardItem reset = seen.reset(position);
		Map<String, AttributeValue> set = new HashMap<>(ShardItems.position(position));
		set.put(ShardItems.EPOCH, Attributes.number(reset.epoch()));
		set.put(ShardItems.VERSION, Attributes.number(reset.version()));
		set.put(Attributes.UPDATED_AT, Attributes.time(this.clock.instant()));
		List<String> remove = new ArrayList<>(ShardItems.PENDING);
		remove
			.addAll(List.of(ShardItems.OWNER, ShardItems.FINISHED_AT, ShardItems.FINISHED_BY, ShardItems.PERSISTED_AT));
		Map<String, AttributeValue> values = new HashMap<>();
		Conditions condition = Conditions.of(free(seen, deadOwner, values), values, ShardItems.EPOCH, ShardItems.OWNER);
		// A repetition of a reset whose answer was lost finds its own epoch.
		return this.store
			.update(key(seen), new Update(set, remove), condition,
					(stored) -> !stored.isEmpty() && Attributes.number(stored, ShardItems.EPOCH) == reset.epoch()
							&& ShardItems.fromItem(stored).equals(reset))
			.thenApply(ShardItems::fromItem);
	}

	@Override
	public CompletableFuture<Void> removeShard(ShardItem seen) {
		Map<String, AttributeValue> values = new HashMap<>();
		values.put(":epoch", Attributes.number(seen.epoch()));
		String owned = "attribute_not_exists(#owningClientId)";
		Owner owner = seen.owner();
		if (owner != null) {
			owned = "#owningClientId = :owner";
			values.put(":owner", Attributes.text(owner.toString()));
		}
		return this.store.delete(key(seen),
				Conditions.of("#epoch = :epoch AND " + owned, values, ShardItems.EPOCH, ShardItems.OWNER));
	}

}
