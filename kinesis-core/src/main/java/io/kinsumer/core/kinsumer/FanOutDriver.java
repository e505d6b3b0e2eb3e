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
import java.util.function.Supplier;

import io.kinsumer.core.metadata.ShardItem;
import io.kinsumer.core.runtime.EngineRuntime;
import io.kinsumer.core.shard.ShardSubscriber;
import io.kinsumer.core.shard.ShardSubscription;
import io.kinsumer.core.shard.StreamReader;
import io.kinsumer.core.shard.SubscribedRecords;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

/**
 * Does what a {@link FanOutSource} wants done.
 */
final class FanOutDriver implements FanOutSource.Effects {

	private final ShardItem item;

	private final Supplier<String> consumerArn;

	private final KinsumerRun run;

	private final EngineRuntime runtime;

	private final Runnable changed;

	private final FanOutSource source;

	private final TimerSlot advance;

	private @Nullable ShardSubscription subscription;

	// When the event that is awaited was asked for.
	private Mark asked;

	/**
	 * Prepares the reading of a shard.
	 * @param item the shard and where to begin
	 * @param consumerArn the registered consumer, asked for with each subscription
	 * @param run its kinsumer
	 * @param runtime of the shard
	 * @param buffer takes in what is read
	 * @param changed called on the loop when the source was told something
	 */
	FanOutDriver(ShardItem item, Supplier<String> consumerArn, KinsumerRun run, EngineRuntime runtime,
			ShardBuffer buffer, Runnable changed) {
		this.item = item;
		this.consumerArn = consumerArn;
		this.run = run;
		this.runtime = runtime;
		this.asked = Mark.now(runtime);
		this.changed = changed;
		this.source = new FanOutSource(run.settings(), runtime, buffer, run.lease()::isValid, this);
		this.advance = new TimerSlot(runtime, changed);
	}

	ShardSource source() {
		return this.source;
	}

	@Override
	public void subscribe(int number, @Nullable String after) {
		StreamReader reader = this.run.reader();
		Subscriber subscriber = new Subscriber(number);
		String arn = this.consumerArn.get();
		this.subscription = (after != null) ? reader.subscribeAfter(arn, this.item.shardId(), after, subscriber)
				: reader.subscribe(arn, this.item.shardId(), this.item.position(), subscriber);
	}

	@Override
	public void request() {
		this.asked = Mark.now(this.runtime);
		if (this.subscription != null) {
			this.subscription.request();
		}
	}

	@Override
	public void cancel() {
		if (this.subscription != null) {
			this.subscription.cancel();
			this.subscription = null;
		}
	}

	@Override
	public void advanceIn(Duration delay) {
		this.advance.set(delay);
	}

	@Override
	public void cancelAdvance() {
		this.advance.cancel();
	}

	@Override
	public void readFailed(Throwable failure) {
		this.run.reports().callFailed("SubscribeToShard", this.item.shardId(), failure);
		if (failure instanceof ResourceNotFoundException) {
			this.run.consumer().onNotFound();
		}
	}

	/**
	 * Carries the events of one subscription to the loop.
	 */
	private final class Subscriber implements ShardSubscriber {

		private final int number;

		private Subscriber(int number) {
			this.number = number;
		}

		private void tell(Runnable event) {
			FanOutDriver.this.runtime.loop().execute(() -> {
				event.run();
				FanOutDriver.this.changed.run();
			});
		}

		@Override
		public void opened() {
			tell(() -> FanOutDriver.this.source.onOpened(this.number));
		}

		@Override
		public void received(SubscribedRecords event) {
			tell(() -> {
				Mark asked = FanOutDriver.this.asked;
				if (FanOutDriver.this.source.onReceived(this.number, event)) {
					FanOutDriver.this.run.onRead(FanOutDriver.this.item.shardId(), asked, event.records(),
							event.millisBehindLatest());
				}
			});
		}

		@Override
		public void ended(@Nullable Throwable failure) {
			tell(() -> FanOutDriver.this.source.onEnded(this.number, failure));
		}

	}

}
