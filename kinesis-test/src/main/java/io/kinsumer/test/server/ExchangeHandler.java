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

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.timeout.IdleStateEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands requests of a connection or HTTP/2 stream to the workers, one after the other,
 * and answers in order. A client that sends requests without reading the answers is
 * listened to no more until it does.
 */
final class ExchangeHandler extends SimpleChannelInboundHandler<FullHttpRequest> {

	private static final Logger logger = LoggerFactory.getLogger(ExchangeHandler.class);

	private static final CompletableFuture<@Nullable Void> DONE = CompletableFuture.completedFuture(null);

	/** As many requests may wait for those before them. */
	private static final int MAX_WAITING = 16;

	private final RequestProcessor processor;

	private final ControlEndpoint control;

	private final Executor workers;

	private CompletableFuture<@Nullable Void> last = CompletableFuture.completedFuture(null);

	private final AtomicInteger waiting = new AtomicInteger();

	private volatile CompletableFuture<@Nullable Void> room = DONE;

	private volatile @Nullable EventPump pump;

	ExchangeHandler(RequestProcessor processor, ControlEndpoint control, Executor workers) {
		super(false);
		this.processor = processor;
		this.control = control;
		this.workers = workers;
	}

	@Override
	protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
		if (this.waiting.incrementAndGet() == MAX_WAITING) {
			context.channel().config().setAutoRead(false);
		}
		Exchange exchange = new Exchange(context, request, this, this.workers);
		then(() -> runWithRoom(exchange, Backlog.of(context.channel()))
			.thenCompose((answered) -> room(context.channel()))
			.whenComplete((done, failure) -> {
				if (this.waiting.decrementAndGet() == MAX_WAITING - 1) {
					context.channel().config().setAutoRead(true);
				}
			}));
	}

	private CompletableFuture<@Nullable Void> runWithRoom(Exchange exchange, Backlog backlog) {
		@Nullable CompletableFuture<@Nullable Void> room = backlog.room();
		return (room == null) ? exchange.run()
				: room.thenComposeAsync((done) -> runWithRoom(exchange, backlog), this.workers);
	}

	/** Completes once most of what was written has gone out. */
	private CompletableFuture<@Nullable Void> room(Channel channel) {
		CompletableFuture<@Nullable Void> next = new CompletableFuture<>();
		this.room = next;
		if (channel.isWritable() || !channel.isActive()) {
			next.complete(null);
		}
		return next;
	}

	private void then(Supplier<CompletableFuture<@Nullable Void>> action) {
		this.last = this.last.handleAsync((done, failure) -> action.get(), this.workers).thenCompose((next) -> next);
	}

	/**
	 * Run a request.
	 * @throws io.kinsumer.test.fault.HeldBackException if a fault holds it back
	 */
	Reply process(ChannelHandlerContext context, FullHttpRequest request) {
		if (ControlEndpoint.owns(request)) {
			return new Reply.Answer(this.control.answer(context.channel().remoteAddress(), request));
		}
		return this.processor.process(request);
	}

	static void answer(ChannelHandlerContext context, FullHttpResponse response, boolean keepAlive) {
		HttpUtil.setKeepAlive(response, keepAlive);
		int length = response.content().readableBytes();
		HttpUtil.setContentLength(response, length);
		ChannelFuture written = context.writeAndFlush(response);
		Backlog.of(context.channel()).add(length, written);
		if (!keepAlive) {
			written.addListener(ChannelFutureListener.CLOSE);
		}
	}

	CompletableFuture<@Nullable Void> stream(ChannelHandlerContext context, Reply.Events events, boolean keepAlive,
			long bytesPerSecond) {
		HttpUtil.setKeepAlive(events.head(), keepAlive);
		HttpUtil.setTransferEncodingChunked(events.head(), true);
		EventPump started = new EventPump(context, events.subscription(), this.workers, bytesPerSecond);
		this.pump = started;
		if (!context.channel().isActive()) {
			started.cancel();
		}
		return started.start(events.head()).thenRun(() -> {
			this.pump = null;
			if (!keepAlive) {
				closeAfterwards(context);
			}
		});
	}

	private static void closeAfterwards(ChannelHandlerContext context) {
		context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
	}

	@Override
	public void channelWritabilityChanged(ChannelHandlerContext context) throws Exception {
		if (context.channel().isWritable()) {
			this.room.complete(null);
		}
		EventPump present = this.pump;
		if (present != null) {
			present.signal();
		}
		super.channelWritabilityChanged(context);
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) throws Exception {
		this.room.complete(null);
		cancelPump();
		super.channelInactive(context);
	}

	private void cancelPump() {
		EventPump present = this.pump;
		if (present != null) {
			present.cancel();
		}
	}

	@Override
	public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
		if (event instanceof IdleStateEvent) {
			context.close();
		}
		else if (event == BodyAggregator.Truncated.REQUEST) {
			then(() -> {
				answer(context, this.processor.truncated(), false);
				return DONE;
			});
		}
		else if (event instanceof ChannelInputShutdownEvent) {
			// what was asked is answered still; but who would only listen to events is
			// taken for gone, as most that hang up close both ways
			cancelPump();
			then(() -> {
				closeAfterwards(context);
				return DONE;
			});
		}
		else {
			super.userEventTriggered(context, event);
		}
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		if (!(cause instanceof IOException)) {
			logger.debug("Closing a connection that broke the protocol", cause);
		}
		context.close();
	}

}
