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

package io.kinsumer.spring.event.deduplication;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

import io.kinsumer.core.client.AwsErrors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * Remembers in a table of DynamoDB, for all processes: an item for each message and
 * group, with the keys of the seed {@code streams}. All decisions are conditional writes.
 * <p>
 * A claim is a mark in the item, which its holder renews by counting up. It is given to
 * somebody else who has seen it unchanged for the whole in-progress timeout, on its own
 * monotonic clock; so what a process left behind that died is handled that much later.
 */
public final class DynamoDbDeduplicationStorage implements DeduplicationStorage {

	private static final Duration SHORTEST_RETRY = Duration.ofMillis(10);

	private static final Duration LONGEST_RETRY = Duration.ofSeconds(1);

	/** A mark must not vanish while its message is handled. */
	private static final Duration SHORTEST_LIFE = Duration.ofDays(1);

	private final DynamoDbAsyncClient client;

	private final DynamoDbDeduplicationSettings settings;

	private final DeduplicationTable table;

	private final InstantSource clock;

	private final MarkWatch watch;

	/**
	 * Creates a storage. The table is made ready when it is first used.
	 * @param client reaches DynamoDB; it is not closed here
	 * @param settings the table, and for how long messages are remembered
	 * @param clock tells when items expire
	 */
	public DynamoDbDeduplicationStorage(DynamoDbAsyncClient client, DynamoDbDeduplicationSettings settings,
			InstantSource clock) {
		this(client, settings, clock, System::nanoTime);
	}

	DynamoDbDeduplicationStorage(DynamoDbAsyncClient client, DynamoDbDeduplicationSettings settings,
			InstantSource clock, LongSupplier nanos) {
		this.client = client;
		this.settings = settings;
		this.table = new DeduplicationTable(client, settings);
		this.clock = clock;
		this.watch = new MarkWatch(settings.inProgressTimeout(), nanos);
	}

	@Override
	public CompletionStage<DeduplicationClaim> claim(String group, String id) {
		String token = UUID.randomUUID().toString();
		return this.table.ready()
			.thenCompose((ready) -> mark(group, id, token, null))
			.thenCompose((found) -> decide(group, id, token, found, false));
	}

	private CompletableFuture<DeduplicationClaim> decide(String group, String id, String token,
			@Nullable ClaimMark found, boolean retaken) {
		List<String> key = List.of(group, StoredText.of(id));
		// Without an answer, a write is repeated: then its own mark is in its way.
		if (found == null || found.token().equals(token) && !found.committed()) {
			this.watch.forget(key);
			return CompletableFuture.completedFuture(new DeduplicationClaim.New(token, retaken));
		}
		if (found.committed()) {
			this.watch.forget(key);
			return CompletableFuture.completedFuture(new DeduplicationClaim.Duplicate());
		}
		Duration left = this.watch.look(key, found);
		if (left.isZero() && !retaken) {
			return mark(group, id, token, found).thenCompose((now) -> decide(group, id, token, now, true));
		}
		return CompletableFuture.completedFuture(new DeduplicationClaim.InProgress(retryAfter(left)));
	}

	/**
	 * Often enough for the watch, and soon when somebody commits.
	 */
	private Duration retryAfter(Duration left) {
		Duration often = this.settings.inProgressTimeout().dividedBy(4);
		Duration delay = (often.compareTo(LONGEST_RETRY) < 0) ? often : LONGEST_RETRY;
		delay = (left.compareTo(delay) < 0) ? left : delay;
		return (delay.compareTo(SHORTEST_RETRY) > 0) ? delay : SHORTEST_RETRY;
	}

	/**
	 * Writes a mark where there is none, or in place of a dead one.
	 * @return what is there instead; {@code null} when the mark is written
	 */
	private CompletableFuture<@Nullable ClaimMark> mark(String group, String id, String token,
			@Nullable ClaimMark dead) {
		Map<String, AttributeValue> item = new HashMap<>(key(group, id));
		item.put(ClaimMark.STATE, text(ClaimMark.IN_PROGRESS));
		item.put(ClaimMark.TOKEN, text(token));
		item.put(ClaimMark.RENEWALS, number(0));
		item.put(DeduplicationTable.EXPIRATION_TIME, number(markExpires()));
		PutItemRequest.Builder request = PutItemRequest.builder()
			.tableName(this.settings.tableName())
			.item(item)
			.returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
		if (dead == null) {
			request.conditionExpression("attribute_not_exists(message_id)");
		}
		else {
			request.conditionExpression("#state = :progress AND #token = :token AND #renewals = :renewals")
				.expressionAttributeNames(
						Map.of("#state", ClaimMark.STATE, "#token", ClaimMark.TOKEN, "#renewals", ClaimMark.RENEWALS))
				.expressionAttributeValues(Map.of(":progress", text(ClaimMark.IN_PROGRESS), ":token",
						text(dead.token()), ":renewals", number(dead.renewals())));
		}
		return this.client.putItem(request.build())
			.<@Nullable ClaimMark>thenApply((response) -> null)
			.exceptionally((failure) -> {
				if (AwsErrors.unwrap(failure) instanceof ConditionalCheckFailedException refused) {
					// What is gone meanwhile can be claimed the next time.
					return refused.hasItem() ? ClaimMark.of(refused.item()) : new ClaimMark(false, "", 0);
				}
				throw new CompletionException(AwsErrors.unwrap(failure));
			});
	}

	@Override
	public CompletionStage<Boolean> renew(String group, String id, String token) {
		return this.client
			.updateItem((request) -> request.tableName(this.settings.tableName())
				.key(key(group, id))
				.updateExpression("SET #renewals = #renewals + :one, expiration_time = :expires")
				.conditionExpression("#token = :token AND #state = :progress")
				.expressionAttributeNames(
						Map.of("#state", ClaimMark.STATE, "#token", ClaimMark.TOKEN, "#renewals", ClaimMark.RENEWALS))
				.expressionAttributeValues(Map.of(":one", number(1), ":expires", number(markExpires()), ":token",
						text(token), ":progress", text(ClaimMark.IN_PROGRESS))))
			.thenApply((response) -> true)
			.exceptionally((failure) -> refused(failure));
	}

	@Override
	public CompletionStage<Boolean> commit(String group, String id, String token) {
		return this.client
			.updateItem((request) -> request.tableName(this.settings.tableName())
				.key(key(group, id))
				.updateExpression(
						"SET #state = :committed, #token = :token, expiration_time = :expires " + "REMOVE #renewals")
				.expressionAttributeNames(
						Map.of("#state", ClaimMark.STATE, "#token", ClaimMark.TOKEN, "#renewals", ClaimMark.RENEWALS))
				.expressionAttributeValues(Map.of(":committed", text(ClaimMark.COMMITTED), ":token", text(token),
						":expires", number(expires(this.settings.window()))))
				.returnValues(ReturnValue.ALL_OLD))
			.thenApply((response) -> response.hasAttributes()
					&& ClaimMark.of(response.attributes()).token().equals(token));
	}

	@Override
	public CompletionStage<Void> release(String group, String id, String token) {
		return this.client
			.deleteItem((request) -> request.tableName(this.settings.tableName())
				.key(key(group, id))
				.conditionExpression("#token = :token AND #state = :progress")
				.expressionAttributeNames(Map.of("#state", ClaimMark.STATE, "#token", ClaimMark.TOKEN))
				.expressionAttributeValues(Map.of(":token", text(token), ":progress", text(ClaimMark.IN_PROGRESS))))
			.thenApply((response) -> true)
			.exceptionally((failure) -> refused(failure))
			.thenApply((released) -> null);
	}

	@Override
	public CompletionStage<Boolean> isDuplicated(String group, String id) {
		return this.table.ready()
			.thenCompose((ready) -> this.client.getItem(
					(request) -> request.tableName(this.settings.tableName()).key(key(group, id)).consistentRead(true)))
			.thenApply((response) -> response.hasItem() && ClaimMark.of(response.item()).committed());
	}

	@Override
	public Duration inProgressTimeout() {
		return this.settings.inProgressTimeout();
	}

	private static boolean refused(Throwable failure) {
		if (AwsErrors.unwrap(failure) instanceof ConditionalCheckFailedException) {
			return false;
		}
		throw new CompletionException(AwsErrors.unwrap(failure));
	}

	private long markExpires() {
		Duration window = this.settings.window();
		return expires((window.compareTo(SHORTEST_LIFE) > 0) ? window : SHORTEST_LIFE);
	}

	private long expires(Duration life) {
		// Rounded up: never before the window is over.
		return this.clock.instant().plus(life).getEpochSecond() + 1;
	}

	private static Map<String, AttributeValue> key(String group, String id) {
		return Map.of(DeduplicationTable.MESSAGE_ID, text(StoredText.of(id)), DeduplicationTable.WORKER_ID,
				text(StoredText.of(group)));
	}

	private static AttributeValue text(String value) {
		return AttributeValue.builder().s(value).build();
	}

	private static AttributeValue number(long value) {
		return AttributeValue.builder().n(Long.toString(value)).build();
	}

}
