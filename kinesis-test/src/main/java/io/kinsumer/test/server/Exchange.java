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

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import io.kinsumer.test.fault.HeldBackException;
import io.kinsumer.test.fault.Passage;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer. Faults that hold either back cost a timer, not a thread.
 */
final class Exchange {

	private final ChannelHandlerContext context;

	private final FullHttpRequest request;

	private final ExchangeHandler handler;

	private final Executor workers;

	private final Passage passage = new Passage();

	private final CompletableFuture<@Nullable Void> done = new CompletableFuture<>();

	Exchange(ChannelHandlerContext context, FullHttpRequest request, ExchangeHandler handler, Executor workers) {
		this.context = context;
		this.request = request;
		this.handler = handler;
		this.workers = workers;
	}

	/**
	 * Run the request on the calling thread, and on the workers where it goes on later.
	 * @return completes once the answer is on its way
	 */
	CompletableFuture<@Nullable Void> run() {
		step(this::attempt);
		return this.done;
	}

	private void attempt() {
		try {
			Reply reply = this.passage.run(() -> this.handler.process(this.context, this.request));
			Duration delay = this.passage.answerDelay();
			if (delay.isZero()) {
				answer(reply);
			}
			else {
				later(delay, () -> answer(reply));
			}
		}
		catch (HeldBackException ex) {
			later(ex.duration(), this::attempt);
		}
	}

	private void answer(Reply reply) {
		boolean keepAlive = HttpUtil.isKeepAlive(this.request) && this.request.decoderResult().isSuccess();
		if (reply instanceof Reply.Answer answer && this.passage.bytesPerSecond() > 0) {
			trickle(answer.response(), keepAlive);
		}
		else if (reply instanceof Reply.Answer answer) {
			ExchangeHandler.answer(this.context, answer.response(), keepAlive);
			finish();
		}
		else if (reply instanceof Reply.Events events) {
			this.handler.stream(this.context, events, keepAlive, this.passage.bytesPerSecond())
				.whenComplete((done, failure) -> finish());
		}
		else {
			hangUp();
			finish();
		}
	}

	private void trickle(FullHttpResponse response, boolean keepAlive) {
		HttpUtil.setKeepAlive(response, keepAlive);
		HttpUtil.setContentLength(response, response.content().readableBytes());
		this.context
			.writeAndFlush(new DefaultHttpResponse(response.protocolVersion(), response.status(), response.headers()));
		new SlowWriter(this.context, response.content(), this.passage.bytesPerSecond()).write()
			.addListener((written) -> {
				if (written.isSuccess()) {
					this.context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
				}
				if (!keepAlive) {
					this.context.close();
				}
				finish();
			});
	}

	private void hangUp() {
		if (this.passage.isReset()) {
			Connections.reset(this.context.channel());
		}
		else {
			this.context.close();
		}
	}

	private void later(Duration delay, Runnable next) {
		this.context.channel()
			.eventLoop()
			.schedule(() -> step(() -> this.workers.execute(() -> step(next))), delay.toNanos(), TimeUnit.NANOSECONDS);
	}

	/**
	 * Whatever goes wrong, the request is released and the next one is not kept waiting.
	 */
	private void step(Runnable step) {
		boolean completed = false;
		try {
			step.run();
			completed = true;
		}
		catch (RejectedExecutionException ex) {
			// the server is being closed, and with it all connections
			completed = false;
		}
		finally {
			if (!completed) {
				this.context.close();
				finish();
			}
		}
	}

	private void finish() {
		if (this.done.complete(null)) {
			this.request.release();
		}
	}

}
