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

package io.kinsumer.test.kinesis;

import java.util.List;

import io.kinsumer.test.fault.Endable;
import io.kinsumer.test.fault.ServiceException;
import io.kinsumer.test.kinesis.SubscriptionEvent.End;
import io.kinsumer.test.kinesis.SubscriptionEvent.Failure;
import io.kinsumer.test.kinesis.SubscriptionEvent.Records;
import org.jspecify.annotations.Nullable;

/**
 * A subscription to a shard, asked by its holder for what is due: nothing is pushed, so
 * that slow holders hold the records back rather than gather them. Time is the model's.
 * Safe for use by several threads.
 */
public final class Subscription implements AutoCloseable, Endable {

	/** How long a subscription lasts, as AWS documents it. */
	public static final long LIFETIME_MILLIS = 300_000;

	/** How often an idle subscription brings an event without records. */
	public static final long IDLE_EVENT_MILLIS = 5_000;

	private static final long MIB = 1024 * 1024;

	private static final int MAX_RECORDS = 10_000;

	private final Streams streams;

	private final String streamName;

	private final long incarnation;

	private final ShardLog shard;

	private final ConsumerState consumer;

	private final long openedAt;

	private final RateWindow bytes = RateWindow.perSecond(2 * MIB);

	private volatile Runnable listener = () -> {
	};

	// the rest is guarded by the stream

	private long position;

	private long lastEventAt = Long.MIN_VALUE;

	private @Nullable SubscriptionEvent last;

	private int eventsLeft = Integer.MAX_VALUE;

	private @Nullable ServiceException endError;

	Subscription(Streams streams, StreamState stream, ShardLog shard, ConsumerState consumer, long position) {
		this.streams = streams;
		this.streamName = stream.name();
		this.incarnation = stream.incarnation();
		this.shard = shard;
		this.consumer = consumer;
		this.openedAt = stream.now();
		this.position = position;
	}

	/**
	 * Set what is told that there may be something to {@link #poll()}, apart from what
	 * merely the passing of time brings.
	 * @param listener called on any thread, perhaps often and in vain; must neither block
	 * nor use the model
	 */
	public void onSignal(Runnable listener) {
		this.listener = listener;
	}

	/**
	 * Return what is due: at first an event at once, even without records, then records
	 * as they come, an event without records every {@value #IDLE_EVENT_MILLIS}
	 * milliseconds, and finally a {@link Failure} or an {@link End}, again and again.
	 * @return the event, {@code null} when nothing is due now
	 */
	public @Nullable SubscriptionEvent poll() {
		try {
			return this.streams.with(this.streamName, this::poll);
		}
		catch (ServiceException ex) {
			return new Failure(ex);
		}
	}

	private @Nullable SubscriptionEvent poll(StreamState stream) {
		long now = stream.now();
		if (this.last == null && this.eventsLeft == 0 && this.endError != null) {
			finish(new Failure(this.endError));
		}
		if (this.last == null) {
			this.last = ending(stream);
			if (this.last != null) {
				this.shard.subscriptions().remove(this);
			}
		}
		if (this.last != null) {
			return this.last;
		}
		boolean limited = this.streams.options().limits().fanOut();
		if (limited && this.bytes.spent(now)) {
			return null;
		}
		this.shard.trim(stream.horizon());
		Slice slice = Slice.of(this.shard, Math.max(this.position, this.shard.firstPosition()), MAX_RECORDS, MIB);
		boolean end = slice.atEnd(this.shard);
		if (slice.records().isEmpty() && !end && this.lastEventAt != Long.MIN_VALUE
				&& now - this.lastEventAt < IDLE_EVENT_MILLIS) {
			return null;
		}
		if (limited) {
			this.bytes.use(now, slice.bytes());
		}
		this.position = slice.next();
		this.lastEventAt = now;
		this.eventsLeft--;
		if (end) {
			finish(new End());
		}
		return new Records(slice.records(), end ? null : continuation(stream, slice),
				slice.millisBehind(this.shard, now), end ? this.shard.describeChildren() : List.of());
	}

	private @Nullable SubscriptionEvent ending(StreamState stream) {
		if (stream.incarnation() != this.incarnation) {
			return new Failure(this.streams.missing(this.streamName));
		}
		if (this.consumer.status(stream.now()) == ConsumerStatus.DELETING) {
			return new Failure(KinesisErrors.notFound("Consumer " + this.consumer.arn() + " is deregistered."));
		}
		return overdue(stream.now()) ? new End() : null;
	}

	/**
	 * At the tip a fresh number: it stands for the progress made without records, and
	 * nothing comes twice, whether the next subscription starts AT or AFTER it.
	 */
	private String continuation(StreamState stream, Slice slice) {
		return slice.atTip(this.shard) ? stream.sequenceNumbers().next(this.shard.index())
				: slice.records().get(slice.records().size() - 1).sequenceNumber();
	}

	/** End with an error that the holder is going to see. */
	void fail(ServiceException error) {
		finish(new Failure(error));
		signal();
	}

	@Override
	public void endAfter(int events, ServiceException error) {
		this.streams.with(this.streamName, (stream) -> {
			this.eventsLeft = events;
			this.endError = error;
			return stream;
		});
	}

	private void finish(SubscriptionEvent event) {
		this.last = event;
		this.shard.subscriptions().remove(this);
	}

	void signal() {
		this.listener.run();
	}

	boolean isOf(ConsumerState consumer) {
		return this.consumer == consumer;
	}

	boolean overdue(long now) {
		return now - this.openedAt >= LIFETIME_MILLIS;
	}

	long openedAt() {
		return this.openedAt;
	}

	/**
	 * Cancel: the consumer may subscribe to the shard again at once.
	 */
	@Override
	public void close() {
		try {
			this.streams.with(this.streamName, (stream) -> {
				if (this.last == null) {
					finish(new End());
				}
				return stream;
			});
		}
		catch (ServiceException ex) {
			// the stream is gone, and with it all that there was to free
			return;
		}
	}

}
