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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.kinsumer.core.client.AwsErrors;
import io.kinsumer.core.metadata.CheckpointRepository;
import io.kinsumer.core.metadata.ConditionFailedException;
import io.kinsumer.core.metadata.Owner;
import io.kinsumer.core.metadata.Session;
import io.kinsumer.core.metadata.ShardItem;
import io.kinsumer.core.record.ShardId;
import org.jspecify.annotations.Nullable;

/**
 * Waits until it is proven that nobody uses some shards, as members do it: an owner whose
 * heartbeat does not change for its session timeout is killed, one that is seen to change
 * is alive, which ends the wait.
 */
final class Unowned {

	private static final Duration CALL_TIMEOUT = Duration.ofMillis(1500);

	/**
	 * No session has an empty id.
	 */
	private static final Owner NOBODY = new Owner("(reset)", "");

	private final KinsumerEnvironment environment;

	private final CheckpointRepository checkpoints;

	private final List<ShardId> shards;

	private final @Nullable ShardId single;

	private final SessionWatch watch;

	private final Map<Owner, Long> heartbeats = new HashMap<>();

	private final CompletableFuture<Free> result = new CompletableFuture<>();

	Unowned(KinsumerEnvironment environment, CheckpointRepository checkpoints, List<ShardId> shards,
			@Nullable ShardId single) {
		this.environment = environment;
		this.checkpoints = checkpoints;
		this.shards = shards;
		this.single = single;
		this.watch = new SessionWatch(NOBODY, environment.settings());
	}

	/**
	 * Begins to look.
	 * @return the shards as they were seen last, owned by nobody or by the dead
	 */
	CompletableFuture<Free> await() {
		look();
		return this.result;
	}

	private void look() {
		if (this.result.isDone()) {
			return;
		}
		CompletableFuture<List<Session>> sessions = this.environment.metadata().sessions();
		this.environment.runtime()
			.ask(CALL_TIMEOUT, () -> this.checkpoints.shards().thenCombine(sessions, Seen::new), (seen, failure) -> {
				if (failure != null) {
					this.result.completeExceptionally(failure);
				}
				else {
					saw(seen);
				}
			});
	}

	private void saw(Seen seen) {
		Mark now = Mark.now(this.environment.runtime());
		List<ShardItem> items = seen.items()
			.stream()
			.filter((item) -> this.shards.contains(item.shardId()))
			.sorted((left, right) -> left.shardId().compareTo(right.shardId()))
			.toList();
		Set<Owner> inTheWay = inTheWay(items, seen.sessions());
		this.watch.saw(seen.sessions(), now);
		this.watch.watch(inTheWay, now);
		inTheWay.removeAll(this.watch.members(false).dead());
		if (inTheWay.isEmpty()) {
			this.result.complete(new Free(items));
			return;
		}
		for (Session session : seen.sessions()) {
			Long before = this.heartbeats.put(session.owner(), session.heartbeat());
			if (inTheWay.contains(session.owner()) && before != null && before != session.heartbeat()) {
				this.result.completeExceptionally(refused(session, items));
				return;
			}
		}
		kill(this.watch.judge(now).overdue());
		this.environment.runtime().schedule(this.environment.settings().heartbeatInterval(), this::look);
	}

	private Set<Owner> inTheWay(List<ShardItem> items, List<Session> sessions) {
		Set<Owner> owners = new HashSet<>();
		boolean everybody = this.single == null;
		for (ShardItem item : items) {
			if (item.owner() != null) {
				owners.add(item.owner());
			}
			everybody |= item.finished();
		}
		if (everybody) {
			sessions.forEach((session) -> owners.add(session.owner()));
		}
		return owners;
	}

	private void kill(List<Session> overdue) {
		for (Session session : overdue) {
			this.environment.runtime()
				.ask(CALL_TIMEOUT, () -> this.environment.metadata().kill(session), (killed, failure) -> {
					if (failure == null) {
						this.watch.killed(session);
					}
					else if (AwsErrors.unwrap(failure) instanceof ConditionFailedException) {
						this.watch.notKilled(session);
					}
					else {
						this.result.completeExceptionally(failure);
					}
				});
		}
	}

	private ResetRefusedException refused(Session session, List<ShardItem> items) {
		List<ShardId> owned = items.stream()
			.filter((item) -> session.owner().equals(item.owner()))
			.map(ShardItem::shardId)
			.toList();
		String who = "client '" + session.owner().clientId() + "' on " + session.host();
		return new ResetRefusedException(owned.isEmpty()
				? who + " is a live member of the group: stop the kinsumer on all instances first"
				: "owned by a live member: " + who + " has " + owned
						+ ": stop the kinsumer there first, and on all other instances, which would take it over");
	}

	/**
	 * What was read at a time.
	 */
	private record Seen(List<ShardItem> items, List<Session> sessions) {

	}

	/**
	 * Shards that nobody uses.
	 *
	 * @param items with the dead as owners, or none
	 */
	record Free(List<ShardItem> items) {

	}

}
