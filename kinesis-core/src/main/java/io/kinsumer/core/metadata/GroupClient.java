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
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

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

	private final Map<ShardId, OwnedCheckpoint> held = new ConcurrentHashMap<>();

	private final Heartbeats heartbeats;

	// By a greater one, the others learn that they are to look at the shards.
	private final AtomicLong revision;

	private Session session;

	private boolean registered;

	/**
	 * Creates a client that is not registered yet.
	 * @param repository what the group remembers, ready for use
	 * @param group how the group began
	 * @param session a new session of this client
	 */
	public GroupClient(MetadataRepository repository, GroupItem group, Session session) {
		this(repository, group, session, System::nanoTime);
	}

	GroupClient(MetadataRepository repository, GroupItem group, Session session, LongSupplier clock) {
		this.repository = repository;
		this.checkpoints = repository.checkpoints(group);
		this.group = group;
		this.session = session;
		this.heartbeats = new Heartbeats(session, clock);
		this.revision = new AtomicLong(session.revision());
	}

	/**
	 * Creates or refreshes the registration, and ends the sessions of clients that this
	 * one has not seen refreshed for their session timeout, so that their shards can be
	 * acquired. To be repeated several times within the session timeout: a client that
	 * looks less often ends nobody.
	 * @return the place among the clients; fails with {@link ConditionFailedException}
	 * when others have ended the session, whose shards are lost then
	 */
	public synchronized CompletableFuture<Registration> registerClient() {
		if (!this.registered) {
			return this.repository.registerClient(this.session).thenApply(this::registered);
		}
		Session renewed = this.session.next(this.revision.get(), Session.State.ACTIVE);
		this.session = renewed;
		return this.repository.renew(renewed)
			.thenCompose((ignored) -> this.repository.sessions())
			.thenCompose(this::endOverdue)
			.thenApply((sessions) -> Registration.among(sessions, renewed, null));
	}

	private synchronized Registration registered(Registration place) {
		this.registered = true;
		this.heartbeats.saw(place.sessions());
		return place;
	}

	private CompletableFuture<List<Session>> endOverdue(List<Session> sessions) {
		CompletableFuture<?>[] kills = this.heartbeats.saw(sessions)
			.stream()
			// One that fails lives, or is ended with the next refresh.
			.map((overdue) -> this.repository.kill(overdue).exceptionally((failure) -> null))
			.toArray(CompletableFuture[]::new);
		return (kills.length == 0) ? CompletableFuture.completedFuture(sessions)
				: CompletableFuture.allOf(kills).thenCompose((ended) -> this.repository.sessions());
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
	 * Makes this client the owner of a shard, if it is free or its owner is dead: ended
	 * by a {@linkplain #registerClient() refresh} of some client, or without a session
	 * for as long as the session timeout. If an acquisition failed, so that nobody knows
	 * whether it took effect, it may be repeated.
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
		if (owner.equals(self())) {
			return isHeld(seen) ? CompletableFuture.completedFuture(Optional.empty()) : acquire(seen, owner);
		}
		return this.repository.sessions()
			.thenCompose((sessions) -> this.heartbeats.isDead(owner, sessions) ? acquire(seen, owner)
					: CompletableFuture.completedFuture(Optional.empty()));
	}

	private boolean isHeld(ShardItem seen) {
		OwnedCheckpoint checkpoint = this.held.get(seen.shardId());
		return checkpoint != null && checkpoint.isOf(seen);
	}

	private CompletableFuture<Optional<Checkpoint>> acquire(ShardItem seen, @Nullable Owner dead) {
		Owner self = self();
		long epoch = Math.max(seen.epoch(), this.epochs.getOrDefault(seen.shardId(), 0L)) + 1;
		return this.checkpoints.acquireShard(seen, dead, self, epoch).<Optional<Checkpoint>>thenApply((item) -> {
			this.epochs.merge(item.shardId(), item.epoch(), Math::max);
			this.revision.incrementAndGet();
			OwnedCheckpoint checkpoint = new OwnedCheckpoint(this.checkpoints, item, self,
					this.revision::incrementAndGet);
			this.held.put(item.shardId(), checkpoint);
			return Optional.of(checkpoint);
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
