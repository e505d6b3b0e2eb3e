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

package io.kinsumer.core.sim;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.kinsumer.core.sim.SimulatedNetwork.Carried;
import io.kinsumer.test.kinesis.SubscriptionEvent;
import org.reactivestreams.Subscriber;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardEventStream;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardResponseHandler;

/**
 * The events of a model's subscription as the SDK's client brings them: as many as are
 * requested, in order, until the connection breaks or falls silent.
 */
final class ModelEventStream implements org.reactivestreams.Subscription {

	private static final Duration TICK = Duration.ofMillis(250);

	private final io.kinsumer.test.kinesis.Subscription subscription;

	private final SimulatedNetwork network;

	private final CompletableFuture<Void> call = new CompletableFuture<>();

	private Subscriber<? super SubscribeToShardEventStream> subscriber;

	private long demand;

	private boolean over;

	ModelEventStream(io.kinsumer.test.kinesis.Subscription subscription, SimulatedNetwork network) {
		this.subscription = subscription;
		this.network = network;
	}

	CompletableFuture<Void> open(SubscribeToShardResponseHandler handler) {
		handler.onEventStream(SdkPublisher.adapt((events) -> {
			this.subscriber = events;
			events.onSubscribe(this);
		}));
		tick();
		return this.call;
	}

	@Override
	public void request(long count) {
		this.demand += count;
	}

	@Override
	public void cancel() {
		this.over = true;
		this.subscription.close();
	}

	private void tick() {
		while (!this.over && this.demand > 0) {
			SubscriptionEvent event = this.subscription.poll();
			if (event == null) {
				break;
			}
			this.demand--;
			carry(event);
		}
		if (!this.network.isOpen()) {
			cancel();
		}
		if (!this.over) {
			this.network.there(TICK, this::tick);
		}
	}

	private void carry(SubscriptionEvent event) {
		Carried carried = this.network.carry(() -> deliver(event));
		if (carried != Carried.DONE) {
			// Nobody tells the service, which keeps the subscription for a while.
			this.over = true;
		}
		if (carried == Carried.RESET) {
			this.network.later(SimulatedNetwork.STREAM_DELAY, () -> fail(new IOException("connection reset")));
		}
		if (!(event instanceof SubscriptionEvent.Records)) {
			this.over = true;
		}
	}

	private void deliver(SubscriptionEvent event) {
		if (event instanceof SubscriptionEvent.Records records) {
			this.subscriber.onNext(ModelKinesisClient.event(records));
		}
		else if (event instanceof SubscriptionEvent.Failure failure) {
			fail(ModelKinesisClient.translate(failure.error()));
		}
		else {
			this.subscriber.onComplete();
			this.call.complete(null);
		}
	}

	private void fail(Throwable failure) {
		this.subscriber.onError(failure);
		this.call.completeExceptionally(failure);
	}

}
