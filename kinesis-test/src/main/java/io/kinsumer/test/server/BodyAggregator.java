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

import io.kinsumer.test.fault.ServiceException;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.FullHttpMessage;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequest;

/**
 * Collects a request's body up to what the largest call may need, encoded as Base64.
 */
final class BodyAggregator extends HttpObjectAggregator {

	private static final int MAX_BODY = 24 * 1024 * 1024;

	private final RequestProcessor processor;

	private boolean incomplete;

	BodyAggregator(RequestProcessor processor) {
		super(MAX_BODY);
		this.processor = processor;
	}

	@Override
	protected FullHttpMessage beginAggregation(HttpMessage start, ByteBuf content) throws Exception {
		this.incomplete = true;
		return super.beginAggregation(start, content);
	}

	@Override
	protected void finishAggregation(FullHttpMessage aggregated) throws Exception {
		this.incomplete = false;
		super.finishAggregation(aggregated);
	}

	@Override
	public void userEventTriggered(ChannelHandlerContext context, Object event) {
		if (event instanceof ChannelInputShutdownEvent && this.incomplete) {
			context.fireUserEventTriggered(Truncated.REQUEST);
		}
		context.fireUserEventTriggered(event);
	}

	@Override
	protected void handleOversizedMessage(ChannelHandlerContext context, HttpMessage oversized) {
		ServiceException error = new ServiceException("RequestEntityTooLargeException",
				"Request body exceeds " + MAX_BODY + " bytes", 413);
		context.writeAndFlush(this.processor.error((HttpRequest) oversized, error))
			.addListener(ChannelFutureListener.CLOSE);
	}

	/**
	 * Tells that a client will not send the rest of a request.
	 */
	enum Truncated {

		REQUEST

	}

}
