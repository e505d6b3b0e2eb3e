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

import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultHttpContent;

/**
 * Writes bytes of an answer's body in small pieces, on a timer of the event loop.
 */
final class SlowWriter {

	private static final long NANOS = TimeUnit.SECONDS.toNanos(1);

	private static final long PIECES_PER_SECOND = 20;

	private final ChannelHandlerContext context;

	private final ByteBuf content;

	private final long bytesPerSecond;

	private final int piece;

	private final ChannelPromise promise;

	/**
	 * Create a writer.
	 * @param content what to write; released at the end
	 */
	SlowWriter(ChannelHandlerContext context, ByteBuf content, long bytesPerSecond) {
		this.context = context;
		this.content = content;
		this.bytesPerSecond = bytesPerSecond;
		this.piece = (int) Math.max(1, Math.min(Integer.MAX_VALUE, bytesPerSecond / PIECES_PER_SECOND));
		this.promise = context.newPromise();
	}

	/**
	 * Begin to write.
	 * @return done when the last byte is on its way, or the connection is gone
	 */
	ChannelFuture write() {
		this.promise.addListener((written) -> this.content.release());
		next();
		return this.promise;
	}

	private void next() {
		if (!this.content.isReadable()) {
			this.promise.setSuccess();
			return;
		}
		int length = Math.min(this.piece, this.content.readableBytes());
		long nanos = Math.max(1, length * NANOS / this.bytesPerSecond);
		this.context.channel().eventLoop().schedule(() -> {
			if (!this.context.channel().isActive()) {
				this.promise.setFailure(new ClosedChannelException());
				return;
			}
			this.context.writeAndFlush(new DefaultHttpContent(this.content.readRetainedSlice(length)));
			next();
		}, nanos, TimeUnit.NANOSECONDS);
	}

}
