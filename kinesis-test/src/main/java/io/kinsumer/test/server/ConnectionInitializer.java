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

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.timeout.IdleStateHandler;

/**
 * Sets up a connection: tells HTTP/2 by its preface from HTTP/1.1.
 */
final class ConnectionInitializer {

	private static final int IDLE_SECONDS = 300;

	private static final int STREAM_WINDOW = 1024 * 1024;

	private final RequestProcessor processor;

	private final ControlEndpoint control;

	private final Executor workers;

	ConnectionInitializer(RequestProcessor processor, ControlEndpoint control, Executor workers) {
		this.processor = processor;
		this.control = control;
		this.workers = workers;
	}

	void initialize(ChannelPipeline pipeline) {
		pipeline.addLast(new IdleStateHandler(0, 0, IDLE_SECONDS, TimeUnit.SECONDS), new PrefaceDetector(),
				new ConnectionGuard());
	}

	void initialize(ChannelPipeline pipeline, SslContext tls) {
		pipeline.addLast(tls.newHandler(pipeline.channel().alloc()));
		initialize(pipeline);
	}

	private void http1(ChannelPipeline pipeline) {
		pipeline.removeLast();
		pipeline.addLast(new HttpServerCodec());
		exchange(pipeline);
	}

	private void http2(ChannelPipeline pipeline) {
		pipeline.removeLast();
		Http2Settings settings = Http2Settings.defaultSettings()
			.initialWindowSize(STREAM_WINDOW)
			.maxConcurrentStreams(1000);
		pipeline.addLast(Http2FrameCodecBuilder.forServer().initialSettings(settings).build(),
				new Http2MultiplexHandler(new ChannelInitializer<Channel>() {

					@Override
					protected void initChannel(Channel stream) {
						stream.pipeline().addLast(new Http2StreamFrameToHttpObjectCodec(true));
						exchange(stream.pipeline());
					}

				}), new ConnectionGuard());
	}

	private void exchange(ChannelPipeline pipeline) {
		pipeline.addLast(new BodyAggregator(this.processor),
				new ExchangeHandler(this.processor, this.control, this.workers));
	}

	/**
	 * Looks at the first bytes of a connection. They tell even with TLS, where clients
	 * may speak HTTP/2 without a word of ALPN, as those of the AWS SDK do.
	 */
	private final class PrefaceDetector extends ByteToMessageDecoder {

		@Override
		protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
			ByteBuf preface = Http2CodecUtil.connectionPrefaceBuf();
			try {
				int length = Math.min(preface.readableBytes(), in.readableBytes());
				boolean matches = preface.slice(0, length).equals(in.slice(in.readerIndex(), length));
				if (matches && length < preface.readableBytes()) {
					return;
				}
				if (matches) {
					http2(context.pipeline());
				}
				else {
					http1(context.pipeline());
				}
				context.pipeline().remove(this);
			}
			finally {
				preface.release();
			}
		}

	}

}
