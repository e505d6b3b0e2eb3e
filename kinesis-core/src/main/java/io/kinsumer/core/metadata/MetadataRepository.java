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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * What one group remembers about one stream. Each operation is a single consistent read
 * or a single conditional write; it takes no decision and holds no state that decides. No
 * method waits; futures complete on any thread. A refused condition fails the future with
 * {@link ConditionFailedException}; any other failure leaves it open whether a write took
 * effect.
 */
public interface MetadataRepository {

	/**
	 * Makes sure that the place of storage can be used, creating it where configured.
	 * Several clients may do so at the same time.
	 * @return completes when it is ready; fails with {@link MetadataException} when it
	 * cannot be made ready
	 */
	CompletableFuture<Void> initialize();

	/**
	 * Deletes the place of storage with all that is in it: with DynamoDB the whole table,
	 * also what other groups keep there. Never done by itself.
	 * @return completes when it is gone, or was not there
	 */
	CompletableFuture<Void> delete();

	/**
	 * How the group began. May be asked before {@link #initialize()}.
	 * @return empty when it has not begun; fails when the place of storage is not ready
	 */
	CompletableFuture<Optional<GroupItem>> findGroup();

	/**
	 * Begins the group, unless somebody else has.
	 * @param candidate what to store
	 * @param seen what is stored now, as far as known: only that may be replaced
	 * @return what is stored, whoever stored it
	 */
	CompletableFuture<GroupItem> startGroup(GroupItem candidate, @Nullable GroupItem seen);

	/**
	 * Begins a session, replacing an earlier one of the same client id.
	 * @param session the session, with its first heartbeat
	 * @return once it is stored, its place among the clients
	 */
	CompletableFuture<Registration> registerClient(Session session);

	/**
	 * Renews a session, or changes its state. Condition: the stored session is the same,
	 * not {@link Session.State#DEAD}, and its heartbeat is smaller, so that a renewal
	 * which arrives late does not hide a newer one. Never creates an item.
	 * @param session as it shall be stored
	 * @return completes when it is stored
	 */
	CompletableFuture<Void> renew(Session session);

	/**
	 * Ends a session that was not renewed. Condition: session and heartbeat as seen.
	 * @param seen the session as it was read
	 * @return completes when it is stored as {@link Session.State#DEAD}
	 */
	CompletableFuture<Void> kill(Session seen);

	/**
	 * Removes a session. Condition: the stored session is the same.
	 * @param session the session
	 * @return completes when it is removed
	 */
	CompletableFuture<Void> deregisterClient(Session session);

	/**
	 * All sessions, dead ones included, by one consistent read.
	 * @return in any order
	 */
	CompletableFuture<List<Session>> sessions();

	/**
	 * The shards of a generation of the group.
	 * @param group how the group began
	 * @return the shards' part of this repository
	 */
	CheckpointRepository checkpoints(GroupItem group);

}
