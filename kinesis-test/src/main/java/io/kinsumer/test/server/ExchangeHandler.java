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

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.timeout.IdleStateEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands requests of a connection or HTTP/2 stream to the workers, one after the other,
 * and answers in order.
 */
final class ExchangeHandler extends SimpleChannelInboundHandler<FullHttpRequest> {

	private static final Logger logger = LoggerFactory.getLogger(ExchangeHandler.class);

	private final RequestProcessor processor;

	private final Executor workers;

	private CompletableFuture<@Nullable Void> last = CompletableFuture.completedFuture(null);

	ExchangeHandler(RequestProcessor processor, Executor workers) {
		super(false);
		this.processor = processor;
		this.workers = workers;
	}

	@Override
	protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
		this.last = this.last.handleAsync((done, failure) -> {
			exchange(context, request);
			return null;
		}, this.workers);
	}

	private void exchange(ChannelHandlerContext context, FullHttpRequest request) {
		try {
			FullHttpResponse response = this.processor.process(request);
			if (response == null) {
				context.close();
				return;
			}
			boolean keepAlive = HttpUtil.isKeepAlive(request) && request.decoderResult().isSuccess();
			HttpUtil.setKeepAlive(response, keepAlive);
			HttpUtil.setContentLength(response, response.content().readableBytes());
			ChannelFuture written = context.writeAndFlush(response);
			if (!keepAlive) {
				written.addListener(ChannelFutureListener.CLOSE);
			}
		}
		finally {
			request.release();
		}
	}

	@Override
	public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
		if (event instanceof IdleStateEvent) {
			context.close();
			return;
		}
		super.userEventTriggered(context, event);
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		if (!(cause instanceof IOException)) {
			logger.debug("Closing a connection that broke the protocol", cause);
		}
		context.close();
	}

}
