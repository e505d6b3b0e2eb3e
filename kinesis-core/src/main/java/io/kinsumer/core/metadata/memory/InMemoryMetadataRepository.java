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

package io.kinsumer.core.metadata.memory;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.kinsumer.core.metadata.CheckpointRepository;
import io.kinsumer.core.metadata.ConditionFailedException;
import io.kinsumer.core.metadata.GroupItem;
import io.kinsumer.core.metadata.MetadataRepository;
import io.kinsumer.core.metadata.Registration;
import io.kinsumer.core.metadata.Session;
import org.jspecify.annotations.Nullable;

/**
 * The metadata of one group and stream in memory. The kinsumers that share an instance
 * form the group; everything is forgotten with it. Safe for use by any thread; futures
 * are complete when they are returned.
 */
public final class InMemoryMetadataRepository implements MetadataRepository {

	private final Map<String, Session> sessions = new HashMap<>();

	private final Map<Integer, InMemoryCheckpointRepository> checkpoints = new HashMap<>();

	private final InstantSource clock;

	private @Nullable GroupItem group;

	/**
	 * Creates an empty repository.
	 */
	public InMemoryMetadataRepository() {
		this(InstantSource.system());
	}

	/**
	 * Creates an empty repository with a clock of its own.
	 * @param clock tells when positions are written, which decides nothing
	 */
	public InMemoryMetadataRepository(InstantSource clock) {
		this.clock = clock;
	}

	@Override
	public CompletableFuture<Void> initialize() {
		return CompletableFuture.allOf();
	}

	@Override
	public synchronized CompletableFuture<Void> delete() {
		this.group = null;
		this.sessions.clear();
		this.checkpoints.values().forEach(InMemoryCheckpointRepository::clear);
		return CompletableFuture.allOf();
	}

	@Override
	public synchronized CompletableFuture<Optional<GroupItem>> findGroup() {
		return CompletableFuture.completedFuture(Optional.ofNullable(this.group));
	}

	@Override
	public synchronized CompletableFuture<GroupItem> startGroup(GroupItem candidate, @Nullable GroupItem seen) {
		GroupItem stored = this.group;
		boolean asSeen = (stored == null) ? seen == null
				: seen != null && stored.streamCreated().equals(seen.streamCreated());
		if (stored == null || asSeen) {
			stored = candidate;
			this.group = stored;
		}
		return CompletableFuture.completedFuture(stored);
	}

	@Override
	public synchronized CompletableFuture<Registration> registerClient(Session session) {
		Session before = this.sessions.put(session.owner().clientId(), session);
		Session replaced = (before != null && !before.owner().equals(session.owner())) ? before : null;
		return CompletableFuture.completedFuture(Registration.among(this.sessions.values(), session, replaced));
	}

	@Override
	public synchronized CompletableFuture<Void> renew(Session session) {
		Session stored = this.sessions.get(session.owner().clientId());
		boolean renewable = stored != null && stored.owner().equals(session.owner())
				&& stored.state() != Session.State.DEAD && stored.heartbeat() < session.heartbeat();
		return when(renewable, () -> put(session));
	}

	@Override
	public synchronized CompletableFuture<Void> kill(Session seen) {
		Session stored = this.sessions.get(seen.owner().clientId());
		boolean asSeen = stored != null && stored.owner().equals(seen.owner())
				&& stored.heartbeat() == seen.heartbeat();
		return when(asSeen, () -> put(seen.dead()));
	}

	@Override
	public synchronized CompletableFuture<Void> deregisterClient(Session session) {
		boolean absent = !this.sessions.containsKey(session.owner().clientId());
		return when(absent || isStored(session), () -> this.sessions.remove(session.owner().clientId()));
	}

	@Override
	public synchronized CompletableFuture<List<Session>> sessions() {
		return CompletableFuture.completedFuture(List.copyOf(this.sessions.values()));
	}

	@Override
	public synchronized CheckpointRepository checkpoints(GroupItem of) {
		return this.checkpoints.computeIfAbsent(of.generation(),
				(generation) -> new InMemoryCheckpointRepository(this.clock));
	}

	private boolean isStored(Session session) {
		Session stored = this.sessions.get(session.owner().clientId());
		return stored != null && stored.owner().equals(session.owner());
	}

	private Session put(Session session) {
		this.sessions.put(session.owner().clientId(), session);
		return session;
	}

	private static CompletableFuture<Void> when(boolean condition, Supplier<@Nullable Session> write) {
		if (!condition) {
			return CompletableFuture.failedFuture(new ConditionFailedException("the stored session is another"));
		}
		write.get();
		return CompletableFuture.allOf();
	}

}
