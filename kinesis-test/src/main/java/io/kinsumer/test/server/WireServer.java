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
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

import io.kinsumer.test.dynamodb.DynamoDbModel;
import io.kinsumer.test.kinesis.KinesisModel;
import io.kinsumer.test.server.codec.Operations;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;

/**
 * Serves both models on one port of 127.0.0.1, over HTTP/1.1 and HTTP/2 with prior
 * knowledge. Its threads are daemons.
 */
public final class WireServer implements AutoCloseable {

	private static final String LOOPBACK = "127.0.0.1";

	private static final int IO_THREADS = 2;

	private final EventLoopGroup eventLoops;

	private final ExecutorService workers;

	private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

	private final Channel channel;

	private WireServer(EventLoopGroup eventLoops, ExecutorService workers, int port, ConnectionInitializer initializer)
			throws IOException {
		this.eventLoops = eventLoops;
		this.workers = workers;
		ServerBootstrap bootstrap = new ServerBootstrap().group(eventLoops)
			.channel(NioServerSocketChannel.class)
			.option(ChannelOption.SO_BACKLOG, 1024)
			.childOption(ChannelOption.TCP_NODELAY, true)
			.childHandler(new ChannelInitializer<Channel>() {

				@Override
				protected void initChannel(Channel child) {
					WireServer.this.channels.add(child);
					initializer.initialize(child.pipeline());
				}

			});
		ChannelFuture bound = bootstrap.bind(new InetSocketAddress(LOOPBACK, port)).awaitUninterruptibly();
		if (!bound.isSuccess()) {
			close(eventLoops, workers);
			throw new IOException("Cannot listen on " + LOOPBACK + ":" + port + ": " + bound.cause().getMessage(),
					bound.cause());
		}
		this.channel = bound.channel();
	}

	/**
	 * Start a server.
	 * @param port the port, 0 for any free one
	 * @param clock the time in answers
	 * @param kinesis the Kinesis model
	 * @param dynamoDb the DynamoDB model
	 * @return the server, listening
	 * @throws IOException if the port cannot be bound
	 */
	public static WireServer start(int port, Clock clock, KinesisModel kinesis, DynamoDbModel dynamoDb)
			throws IOException {
		EventLoopGroup eventLoops = new MultiThreadIoEventLoopGroup(IO_THREADS,
				new DefaultThreadFactory("embedded-kinesis-io", true), NioIoHandler.newFactory());
		ExecutorService workers = Workers.create();
		RequestProcessor processor = new RequestProcessor(new Operations(kinesis, dynamoDb), clock);
		return new WireServer(eventLoops, workers, port, new ConnectionInitializer(processor, workers));
	}

	/**
	 * Return the port.
	 * @return the port it listens on
	 */
	public int port() {
		return ((InetSocketAddress) this.channel.localAddress()).getPort();
	}

	/**
	 * Stop listening and close all connections. Returns when the port is free.
	 */
	@Override
	public void close() {
		this.channel.close().awaitUninterruptibly();
		this.channels.close().awaitUninterruptibly(5, TimeUnit.SECONDS);
		close(this.eventLoops, this.workers);
	}

	private static void close(EventLoopGroup eventLoops, ExecutorService workers) {
		workers.shutdownNow();
		eventLoops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
	}

}
