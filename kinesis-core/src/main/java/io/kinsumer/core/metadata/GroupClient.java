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

package io.kinsumer.core.metadata;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

import io.kinsumer.core.client.AwsErrors;
import io.kinsumer.core.record.ShardId;
import org.jspecify.annotations.Nullable;

/**
 * One client's part of a group, for applications that share the shards themselves: who
 * takes part, which shards are finished, and the ownership of single shards. It keeps to
 * the rules of the kinsumer, with which it can share a group. Safe for use by any thread;
 * no method waits.
 */
public final class GroupClient {

	private final MetadataRepository repository;

	private final CheckpointRepository checkpoints;

	private final GroupItem group;

	private final Set<ShardId> finished = ConcurrentHashMap.newKeySet();

	private final Map<ShardId, Long> epochs = new ConcurrentHashMap<>();

	private Session session;

	private boolean registered;

	/**
	 * Creates a client that is not registered yet.
	 * @param repository what the group remembers, ready for use
	 * @param group how the group began
	 * @param session a new session of this client
	 */
	public GroupClient(MetadataRepository repository, GroupItem group, Session session) {
		this.repository = repository;
		this.checkpoints = repository.checkpoints(group);
		this.group = group;
		this.session = session;
	}

	/**
	 * Creates or refreshes the registration. To be repeated several times within the
	 * session timeout.
	 * @return the place among the clients; fails with {@link ConditionFailedException}
	 * when others have ended the session, whose shards are lost then
	 */
	public synchronized CompletableFuture<Registration> registerClient() {
		if (!this.registered) {
			this.registered = true;
			return this.repository.registerClient(this.session);
		}
		Session renewed = this.session.next(this.session.revision(), Session.State.ACTIVE);
		this.session = renewed;
		return this.repository.renew(renewed)
			.thenCompose((ignored) -> this.repository.sessions())
			.thenApply((sessions) -> Registration.among(sessions, renewed, null));
	}

	/**
	 * Removes the registration, so that others take over. To be done after all shards
	 * were released.
	 * @return completes when it is removed
	 */
	public synchronized CompletableFuture<Void> deregisterClient() {
		return this.repository.deregisterClient(this.session);
	}

	/**
	 * Whether all records of a shard were handled. Remembered once it is so.
	 * @param shardId the shard
	 * @return {@code false} also for a shard that is not known
	 */
	public CompletableFuture<Boolean> isShardFinished(ShardId shardId) {
		if (this.finished.contains(shardId)) {
			return CompletableFuture.completedFuture(true);
		}
		return this.checkpoints.findShard(shardId).thenApply((found) -> {
			boolean known = found.isPresent() && found.get().finished();
			if (known) {
				this.finished.add(shardId);
			}
			return known;
		});
	}

	/**
	 * Makes this client the owner of a shard, if it is free or its owner is dead.
	 * @param shardId the shard
	 * @param parents the shards it came from, for whom it was not known yet
	 * @return the checkpoint, or empty when another client owns the shard; fails with
	 * {@link ShardFinishedException} when it is finished
	 */
	public CompletableFuture<Optional<Checkpoint>> acquireShard(ShardId shardId, List<ShardId> parents) {
		return this.checkpoints.findShard(shardId)
			.thenCompose(
					(found) -> found.map(CompletableFuture::completedFuture).orElseGet(() -> create(shardId, parents)))
			.thenCompose(this::acquire);
	}

	private CompletableFuture<ShardItem> create(ShardId shardId, List<ShardId> parents) {
		ShardItem item = ShardItem.initial(shardId, parents, this.group.startOf(shardId),
				this.group.isFinishedAtStart(shardId));
		return this.checkpoints.createShard(item)
			.thenCompose((ignored) -> this.checkpoints.findShard(shardId))
			.thenApply((found) -> found.orElse(item));
	}

	private CompletableFuture<Optional<Checkpoint>> acquire(ShardItem seen) {
		if (seen.finished()) {
			this.finished.add(seen.shardId());
			return CompletableFuture.failedFuture(new ShardFinishedException(seen.shardId()));
		}
		Owner owner = seen.owner();
		if (owner == null) {
			return acquire(seen, null);
		}
		return this.repository.sessions()
			.thenCompose((sessions) -> isDead(owner, sessions) ? acquire(seen, owner)
					: CompletableFuture.completedFuture(Optional.empty()));
	}

	private static boolean isDead(Owner owner, List<Session> sessions) {
		return sessions.stream()
			.anyMatch((session) -> session.owner().equals(owner) && session.state() == Session.State.DEAD);
	}

	private CompletableFuture<Optional<Checkpoint>> acquire(ShardItem seen, @Nullable Owner dead) {
		Owner self = self();
		long epoch = Math.max(seen.epoch(), this.epochs.getOrDefault(seen.shardId(), 0L)) + 1;
		return this.checkpoints.acquireShard(seen, dead, self, epoch).<Optional<Checkpoint>>thenApply((item) -> {
			this.epochs.merge(item.shardId(), item.epoch(), Math::max);
			return Optional.of(new OwnedCheckpoint(this.checkpoints, item, self));
		}).exceptionally((failure) -> {
			if (AwsErrors.unwrap(failure) instanceof ConditionFailedException) {
				return Optional.empty();
			}
			throw new CompletionException(AwsErrors.unwrap(failure));
		});
	}

	private synchronized Owner self() {
		return this.session.owner();
	}

}
