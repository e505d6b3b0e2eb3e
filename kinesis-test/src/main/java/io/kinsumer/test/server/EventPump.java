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

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.kinsumer.test.kinesis.Subscription;
import io.kinsumer.test.kinesis.SubscriptionEvent;
import io.kinsumer.test.kinesis.SubscriptionEvent.Failure;
import io.kinsumer.test.kinesis.SubscriptionEvent.Records;
import io.kinsumer.test.server.codec.EventStream;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries the events of a subscription to a connection or HTTP/2 stream, as long as that
 * is writable: HTTP/2's flow control, or TCP's, holds a slow client's events back. One
 * thread of the workers at a time does so.
 */
final class EventPump {

	private static final Logger logger = LoggerFactory.getLogger(EventPump.class);

	/** How soon the passing of the model's time is noticed. */
	private static final int TICK_MILLIS = 50;

	private final ChannelHandlerContext context;

	private final Subscription subscription;

	private final Executor workers;

	private final AtomicInteger signals = new AtomicInteger();

	private final CompletableFuture<@Nullable Void> done = new CompletableFuture<>();

	private final long bytesPerSecond;

	/** Whether a message is being written slowly; the next one has to wait. */
	private volatile boolean writing;

	/**
	 * Create a pump.
	 * @param bytesPerSecond how fast to write, 0 for no limit
	 */
	EventPump(ChannelHandlerContext context, Subscription subscription, Executor workers, long bytesPerSecond) {
		this.bytesPerSecond = bytesPerSecond;
		this.context = context;
		this.subscription = subscription;
		this.workers = workers;
	}

	/**
	 * Begin.
	 * @return completed when the last event is written or the connection is gone
	 */
	CompletableFuture<@Nullable Void> start(HttpResponse head) {
		this.context.writeAndFlush(head);
		write(EventStream.initialResponse());
		this.subscription.onSignal(this::signal);
		Future<?> tick = this.context.executor()
			.scheduleWithFixedDelay(this::signal, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
		this.done.whenComplete((result, failure) -> tick.cancel(false));
		signal();
		return this.done;
	}

	/** Look again: there may be something due, or room for it. Never blocks. */
	void signal() {
		if (this.signals.getAndIncrement() == 0) {
			try {
				this.workers.execute(this::drain);
			}
			catch (RejectedExecutionException ex) {
				logger.debug("The server stops; a subscription ends with it");
			}
		}
	}

	/** Free the subscription: nobody reads any more. */
	void cancel() {
		this.subscription.close();
		this.done.complete(null);
	}

	private void drain() {
		int seen;
		do {
			seen = this.signals.get();
			try {
				carry();
			}
			catch (RuntimeException ex) {
				logger.error("The embedded server failed on a subscription", ex);
				cancel();
				this.context.close();
			}
		}
		while (!this.signals.compareAndSet(seen, 0));
	}

	private void carry() {
		while (!this.done.isDone() && !this.writing && this.context.channel().isWritable()) {
			SubscriptionEvent event = this.subscription.poll();
			if (event == null) {
				return;
			}
			if (event instanceof Records records) {
				write(EventStream.records(records));
				continue;
			}
			if (event instanceof Failure failure) {
				this.context.writeAndFlush(
						new DefaultHttpContent(Unpooled.wrappedBuffer(EventStream.failure(failure.error()))));
			}
			this.context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
			this.done.complete(null);
		}
	}

	private void write(byte[] message) {
		if (this.bytesPerSecond == 0) {
			this.context.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(message)));
			return;
		}
		this.writing = true;
		new SlowWriter(this.context, Unpooled.wrappedBuffer(message), this.bytesPerSecond).write()
			.addListener((written) -> {
				this.writing = false;
				signal();
			});
	}

}
