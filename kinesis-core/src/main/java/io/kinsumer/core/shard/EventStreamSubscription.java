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

package io.kinsumer.core.shard;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.kinsumer.core.client.AwsErrors;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardEvent;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardEventStream;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardRequest;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardResponseHandler;

/**
 * A subscription by the SDK's event stream. The SDK tells of an end in up to three ways;
 * the first one counts.
 */
final class EventStreamSubscription implements ShardSubscription, Subscriber<SubscribeToShardEventStream> {

	private final ShardSubscriber subscriber;

	private long requested;

	private boolean over;

	private @Nullable Subscription events;

	private @Nullable CompletableFuture<Void> call;

	private EventStreamSubscription(ShardSubscriber subscriber) {
		this.subscriber = subscriber;
	}

	static EventStreamSubscription open(KinesisAsyncClient kinesis, SubscribeToShardRequest request,
			ShardSubscriber subscriber) {
		EventStreamSubscription subscription = new EventStreamSubscription(subscriber);
		subscription.start(kinesis.subscribeToShard(request,
				SubscribeToShardResponseHandler.builder()
					.onEventStream(subscription::subscribe)
					.onError(subscription::end)
					.build()));
		return subscription;
	}

	private void start(CompletableFuture<Void> started) {
		boolean late;
		synchronized (this) {
			this.call = started;
			late = this.over;
		}
		started.whenComplete((ignored, failure) -> {
			// Without a failure, events may still be on their way.
			if (failure != null) {
				end(failure);
			}
		});
		if (late) {
			started.cancel(true);
		}
	}

	private void subscribe(SdkPublisher<SubscribeToShardEventStream> publisher) {
		publisher.subscribe(this);
	}

	@Override
	public void onSubscribe(Subscription subscription) {
		long demand;
		synchronized (this) {
			if (this.over || this.events != null) {
				subscription.cancel();
				return;
			}
			this.events = subscription;
			demand = this.requested;
		}
		this.subscriber.opened();
		if (demand > 0) {
			subscription.request(demand);
		}
	}

	@Override
	public void onNext(SubscribeToShardEventStream event) {
		synchronized (this) {
			if (this.over) {
				return;
			}
		}
		if (event instanceof SubscribeToShardEvent records) {
			this.subscriber.received(received(records));
		}
		else {
			// Of a kind that came into being later: not what was asked for.
			request();
		}
	}

	private static SubscribedRecords received(SubscribeToShardEvent event) {
		List<Shard> children = StreamReader.children(event.childShards());
		Long behind = event.millisBehindLatest();
		return new SubscribedRecords(event.records(), event.continuationSequenceNumber(), children,
				(behind != null) ? behind : 0);
	}

	@Override
	public void onError(Throwable failure) {
		end(failure);
	}

	@Override
	public void onComplete() {
		end(null);
	}

	private void end(@Nullable Throwable failure) {
		synchronized (this) {
			if (this.over) {
				return;
			}
			this.over = true;
		}
		this.subscriber.ended((failure != null) ? AwsErrors.unwrap(failure) : null);
	}

	@Override
	public void request() {
		Subscription current;
		synchronized (this) {
			current = this.events;
			if (current == null) {
				this.requested++;
			}
		}
		if (current != null) {
			current.request(1);
		}
	}

	@Override
	public void cancel() {
		Subscription current;
		CompletableFuture<Void> running;
		synchronized (this) {
			if (this.over) {
				return;
			}
			this.over = true;
			current = this.events;
			running = this.call;
		}
		if (current != null) {
			current.cancel();
		}
		else if (running != null) {
			running.cancel(true);
		}
	}

}
