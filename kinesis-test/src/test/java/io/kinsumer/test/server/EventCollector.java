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

package io.kinsumer.test.server;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.StartingPosition;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardEvent;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardEventStream;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardResponseHandler;

/**
 * Subscribes to a shard with the AWS SDK and gathers what comes, asking for as many
 * events as told.
 */
final class EventCollector implements Subscriber<SubscribeToShardEventStream> {

	private final List<SubscribeToShardEvent> events = new CopyOnWriteArrayList<>();

	private final CompletableFuture<Subscription> subscription = new CompletableFuture<>();

	private final CompletableFuture<@Nullable Void> stream = new CompletableFuture<>();

	private final CompletableFuture<@Nullable Void> call;

	private final long initialDemand;

	EventCollector(KinesisAsyncClient client, String consumerArn, String shardId, StartingPosition position,
			long initialDemand) {
		this.initialDemand = initialDemand;
		this.call = client.subscribeToShard(
				(it) -> it.consumerARN(consumerArn).shardId(shardId).startingPosition(position),
				SubscribeToShardResponseHandler.builder()
					.onEventStream((publisher) -> publisher.subscribe(this))
					.onError(this.stream::completeExceptionally)
					.build());
	}

	@Override
	public void onSubscribe(Subscription subscription) {
		if (this.initialDemand > 0) {
			subscription.request(this.initialDemand);
		}
		this.subscription.complete(subscription);
	}

	@Override
	public void onNext(SubscribeToShardEventStream event) {
		this.events.add((SubscribeToShardEvent) event);
	}

	@Override
	public void onError(Throwable failure) {
		this.stream.completeExceptionally(failure);
	}

	@Override
	public void onComplete() {
		this.stream.complete(null);
	}

	List<SubscribeToShardEvent> events() {
		return this.events;
	}

	SubscribeToShardEvent lastEvent() {
		return this.events.get(this.events.size() - 1);
	}

	List<String> texts() {
		return this.events.stream()
			.flatMap((event) -> event.records().stream())
			.map(Record::data)
			.map((data) -> data.asUtf8String())
			.toList();
	}

	void request(long events) {
		this.subscription.join().request(events);
	}

	void cancel() {
		this.subscription.join().cancel();
	}

	/** Completed when the stream of events ends. */
	CompletableFuture<@Nullable Void> stream() {
		return this.stream;
	}

	/** Completed when the whole call ends. */
	CompletableFuture<@Nullable Void> call() {
		return this.call;
	}

}
