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

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.kinsumer.core.metadata.CheckpointRepository;
import io.kinsumer.core.metadata.ConditionFailedException;
import io.kinsumer.core.metadata.GroupItem;
import io.kinsumer.core.metadata.MetadataRepository;
import io.kinsumer.core.metadata.Registration;
import io.kinsumer.core.metadata.Session;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The metadata of one group and stream on a DynamoDB table, which many groups may share.
 * Items are told apart by the attribute {@code namespace}; the clock is used for the
 * attributes {@code updatedAt} and {@code ttl} alone, never to decide anything.
 */
public final class DynamoDbMetadataRepository implements MetadataRepository {

	private static final Conditions ABSENT = Conditions.of("attribute_not_exists(#resource)", Map.of(),
			Attributes.RESOURCE);

	private final MetadataTable table;

	private final ItemStore store;

	private final String suffix;

	private final InstantSource clock;

	/**
	 * Creates a repository.
	 * @param client calls DynamoDB; remains the caller's
	 * @param table the table
	 * @param consumerGroup the group
	 * @param streamKey the full name of the stream, or its ARN where one is configured
	 */
	public DynamoDbMetadataRepository(DynamoDbAsyncClient client, MetadataTableSettings table, String consumerGroup,
			String streamKey) {
		this(client, table, consumerGroup, streamKey, InstantSource.system());
	}

	/**
	 * Creates a repository with a clock of its own.
	 * @param client calls DynamoDB; remains the caller's
	 * @param table the table
	 * @param consumerGroup the group
	 * @param streamKey the full name of the stream, or its ARN where one is configured
	 * @param clock for {@code updatedAt} and {@code ttl}
	 */
	public DynamoDbMetadataRepository(DynamoDbAsyncClient client, MetadataTableSettings table, String consumerGroup,
			String streamKey, InstantSource clock) {
		this.table = new MetadataTable(client, table);
		this.store = new ItemStore(client, table.tableName());
		this.suffix = consumerGroup + ":" + streamKey;
		this.clock = clock;
	}

	private String clients() {
		return "client:" + this.suffix;
	}

	private String groups() {
		return "group:" + this.suffix;
	}

	@Override
	public CompletableFuture<Void> initialize() {
		return this.table.initialize();
	}

	@Override
	public CompletableFuture<Void> delete() {
		return this.table.delete();
	}

	@Override
	public CompletableFuture<Optional<GroupItem>> findGroup() {
		return this.store.get(groups(), GroupItems.RESOURCE)
			.thenApply((item) -> item.isEmpty() ? Optional.empty() : Optional.of(GroupItems.fromItem(item)));
	}

	@Override
	public CompletableFuture<GroupItem> startGroup(GroupItem candidate, @Nullable GroupItem seen) {
		Conditions condition = (seen != null) ? Conditions.of("#streamCreationTime = :seen",
				Map.of(":seen", Attributes.time(seen.streamCreated())), GroupItems.STREAM_CREATED) : ABSENT;
		return this.store
			.put(GroupItems.toItem(groups(), candidate, this.clock.instant()), condition, (stored) -> false)
			.exceptionallyCompose((failure) -> isRefusal(failure) ? CompletableFuture.allOf()
					: CompletableFuture.failedFuture(failure))
			.thenCompose((ignored) -> findGroup())
			.thenApply((stored) -> stored.orElseThrow(() -> new IllegalStateException(
					"the item of group " + this.suffix + " was removed while it started")));
	}

	@Override
	public CompletableFuture<Registration> registerClient(Session session) {
		// After an orderly stop nothing is there to be replaced.
		return put(session, ABSENT).<@Nullable Session>thenApply((stored) -> null)
			.exceptionallyCompose(
					(failure) -> isRefusal(failure) ? replace(session) : CompletableFuture.failedFuture(failure))
			.thenCompose(
					(replaced) -> sessions().thenApply((sessions) -> Registration.among(sessions, session, replaced)));
	}

	private CompletableFuture<@Nullable Session> replace(Session session) {
		return this.store.get(clients(), session.owner().clientId()).thenCompose((seen) -> {
			Conditions condition = seen.isEmpty() ? ABSENT
					: sameSession(Attributes.text(seen, SessionItems.SESSION_ID));
			Session replaced = (seen.isEmpty() || isSession(seen, session)) ? null : SessionItems.fromItem(seen);
			return put(session, condition).thenApply((stored) -> replaced);
		});
	}

	private CompletableFuture<Void> put(Session session, Conditions condition) {
		return this.store.put(SessionItems.toItem(clients(), session, this.clock.instant()), condition,
				(stored) -> isSession(stored, session));
	}

	private static boolean isRefusal(Throwable failure) {
		return failure instanceof ConditionFailedException || failure.getCause() instanceof ConditionFailedException;
	}

	private static boolean isSession(Map<String, AttributeValue> stored, Session session) {
		return session.owner().sessionId().equals(Attributes.optionalText(stored, SessionItems.SESSION_ID));
	}

	private static Conditions sameSession(String sessionId) {
		return Conditions.of("#sessionId = :sessionId", Map.of(":sessionId", Attributes.text(sessionId)),
				SessionItems.SESSION_ID);
	}

	@Override
	public CompletableFuture<Void> renew(Session session) {
		var now = this.clock.instant();
		Update update = new Update(Map.of(SessionItems.HEARTBEAT, Attributes.number(session.heartbeat()),
				SessionItems.REVISION, Attributes.number(session.revision()), SessionItems.STATE,
				Attributes.text(session.state().name()), Attributes.UPDATED_AT, Attributes.time(now), Attributes.TTL,
				SessionItems.expiry(now)), List.of());
		Conditions condition = Conditions.of("#sessionId = :sessionId AND #state <> :dead AND #heartbeat < :heartbeat",
				Map.of(":sessionId", Attributes.text(session.owner().sessionId()), ":dead",
						Attributes.text(Session.State.DEAD.name()), ":heartbeat",
						Attributes.number(session.heartbeat())),
				SessionItems.SESSION_ID, SessionItems.STATE, SessionItems.HEARTBEAT);
		return this.store
			.updateOnce(Attributes.key(clients(), session.owner().clientId()), update, condition,
					(stored) -> isSession(stored, session) && !isDead(stored)
							&& Attributes.number(stored, SessionItems.HEARTBEAT) == session.heartbeat())
			.thenAccept((ignored) -> {
			});
	}

	private static boolean isDead(Map<String, AttributeValue> stored) {
		return Session.State.DEAD.name().equals(Attributes.optionalText(stored, SessionItems.STATE));
	}

	@Override
	public CompletableFuture<Void> kill(Session seen) {
		Update update = new Update(Map.of(SessionItems.STATE, Attributes.text(Session.State.DEAD.name()),
				Attributes.UPDATED_AT, Attributes.time(this.clock.instant())), List.of());
		Conditions condition = Conditions.of(
				"#sessionId = :sessionId AND #heartbeat = :heartbeat", Map.of(":sessionId",
						Attributes.text(seen.owner().sessionId()), ":heartbeat", Attributes.number(seen.heartbeat())),
				SessionItems.SESSION_ID, SessionItems.HEARTBEAT);
		return this.store
			.update(Attributes.key(clients(), seen.owner().clientId()), update, condition,
					(stored) -> isSession(stored, seen) && isDead(stored))
			.thenAccept((ignored) -> {
			});
	}

	@Override
	public CompletableFuture<Void> deregisterClient(Session session) {
		return this.store.delete(Attributes.key(clients(), session.owner().clientId()),
				sameSession(session.owner().sessionId()));
	}

	@Override
	public CompletableFuture<List<Session>> sessions() {
		return this.store.query(clients()).thenApply((items) -> items.stream().map(SessionItems::fromItem).toList());
	}

	@Override
	public CheckpointRepository checkpoints(GroupItem group) {
		// No stream name or ARN has the separator, so that no other group can mean the
		// same.
		String namespace = "checkpoint:" + this.suffix + ((group.generation() > 0) ? "#" + group.generation() : "");
		return new DynamoDbCheckpointRepository(this.store, namespace, this.clock);
	}

}
