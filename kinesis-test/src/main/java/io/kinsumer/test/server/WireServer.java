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
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import io.kinsumer.test.dynamodb.DynamoDbModel;
import io.kinsumer.test.fault.FaultRules;
import io.kinsumer.test.kinesis.KinesisModel;
import io.kinsumer.test.server.codec.Operations;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import org.jspecify.annotations.Nullable;

/**
 * Serves both models on one port of 127.0.0.1, over HTTP/1.1 and HTTP/2 with prior
 * knowledge, and on request on a further port over TLS, with or without ALPN. Its threads
 * are daemons.
 */
public final class WireServer implements AutoCloseable {

	private static final String LOOPBACK = "127.0.0.1";

	private static final int IO_THREADS = 2;

	/** So that nothing grows for ever that nobody asks for any more. */
	private static final Duration CLEANING = Duration.ofMinutes(1);

	private final EventLoopGroup eventLoops;

	private final ExecutorService workers;

	/** Stays closed: who was accepted just before the close may join only after it. */
	private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);

	private final Channel channel;

	private final @Nullable Channel tlsChannel;

	private final @Nullable TlsIdentity tls;

	private final FaultRules faults;

	private final AtomicBoolean closed = new AtomicBoolean();

	private WireServer(int port, @Nullable Integer tlsPort, Clock clock, KinesisModel kinesis, DynamoDbModel dynamoDb,
			Duration cleaning) throws IOException {
		Operations operations = new Operations(kinesis, dynamoDb);
		this.faults = new FaultRules(operations.names());
		kinesis.gate().installRules(this.faults);
		dynamoDb.gate().installRules(this.faults);
		this.eventLoops = new MultiThreadIoEventLoopGroup(IO_THREADS,
				new DefaultThreadFactory("embedded-kinesis-io", true), NioIoHandler.newFactory());
		this.workers = Workers.create();
		this.tls = (tlsPort != null) ? TlsIdentity.generate() : null;
		ConnectionInitializer initializer = new ConnectionInitializer(new RequestProcessor(operations, clock, this.tls),
				new ControlEndpoint(this.faults, kinesis, dynamoDb), this.workers);
		try {
			this.channel = bind(port, initializer::initialize);
			this.tlsChannel = (tlsPort != null && this.tls != null) ? bindTls(tlsPort, initializer, this.tls) : null;
		}
		catch (IOException ex) {
			this.channels.close().awaitUninterruptibly(5, TimeUnit.SECONDS);
			close(this.eventLoops, this.workers);
			throw ex;
		}
		this.eventLoops.scheduleWithFixedDelay(() -> this.workers.execute(() -> {
			kinesis.removeExpired();
			dynamoDb.removeExpired();
		}), cleaning.toMillis(), cleaning.toMillis(), TimeUnit.MILLISECONDS);
	}

	private Channel bindTls(int port, ConnectionInitializer initializer, TlsIdentity tls) throws IOException {
		SslContext context = tls.context();
		return bind(port, (pipeline) -> initializer.initialize(pipeline, context));
	}

	private Channel bind(int port, Consumer<ChannelPipeline> initializer) throws IOException {
		ServerBootstrap bootstrap = new ServerBootstrap().group(this.eventLoops)
			.channel(NioServerSocketChannel.class)
			.option(ChannelOption.SO_BACKLOG, 1024)
			.childOption(ChannelOption.TCP_NODELAY, true)
			.childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
			.childHandler(new ChannelInitializer<Channel>() {

				@Override
				protected void initChannel(Channel child) {
					if (WireServer.this.faults.refusesConnection()) {
						Connections.reset(child);
						return;
					}
					WireServer.this.channels.add(child);
					initializer.accept(child.pipeline());
				}

			});
		ChannelFuture bound = bootstrap.bind(new InetSocketAddress(LOOPBACK, port)).awaitUninterruptibly();
		if (!bound.isSuccess()) {
			throw new IOException("Cannot listen on " + LOOPBACK + ":" + port + ": " + bound.cause().getMessage(),
					bound.cause());
		}
		this.channels.add(bound.channel());
		return bound.channel();
	}

	/**
	 * Start a server.
	 * @param port the port, 0 for any free one
	 * @param tlsPort a further port that speaks TLS, 0 for any free one, {@code null} for
	 * none
	 * @param clock the time in answers
	 * @param kinesis the Kinesis model
	 * @param dynamoDb the DynamoDB model
	 * @return the server, listening
	 * @throws IOException if a port cannot be bound
	 */
	public static WireServer start(int port, @Nullable Integer tlsPort, Clock clock, KinesisModel kinesis,
			DynamoDbModel dynamoDb) throws IOException {
		return start(port, tlsPort, clock, kinesis, dynamoDb, CLEANING);
	}

	/**
	 * Start a server.
	 * @param cleaning how often to remove what has expired, in real time
	 */
	static WireServer start(int port, @Nullable Integer tlsPort, Clock clock, KinesisModel kinesis,
			DynamoDbModel dynamoDb, Duration cleaning) throws IOException {
		return new WireServer(port, tlsPort, clock, kinesis, dynamoDb, cleaning);
	}

	/**
	 * Return the faults on demand.
	 * @return the rules, none at first
	 */
	public FaultRules faults() {
		return this.faults;
	}

	/**
	 * Return the port.
	 * @return the port it listens on
	 */
	public int port() {
		return portOf(this.channel);
	}

	/**
	 * Return the port that speaks TLS.
	 * @return the port it listens on
	 * @throws IllegalStateException if it was started without one
	 */
	public int tlsPort() {
		if (this.tlsChannel == null) {
			throw withoutTls();
		}
		return portOf(this.tlsChannel);
	}

	/**
	 * Return how it identifies itself on the port that speaks TLS.
	 * @return its certificate and what trusts it
	 * @throws IllegalStateException if it was started without one
	 */
	public TlsIdentity tls() {
		if (this.tls == null) {
			throw withoutTls();
		}
		return this.tls;
	}

	private static IllegalStateException withoutTls() {
		return new IllegalStateException("The server was started without TLS; ask for it before the start");
	}

	private static int portOf(Channel channel) {
		return ((InetSocketAddress) channel.localAddress()).getPort();
	}

	/**
	 * Stop listening and close all connections. Returns when the ports are free; later
	 * calls have no effect.
	 */
	@Override
	public void close() {
		if (!this.closed.compareAndSet(false, true)) {
			return;
		}
		this.channel.close().awaitUninterruptibly();
		if (this.tlsChannel != null) {
			this.tlsChannel.close().awaitUninterruptibly();
		}
		this.channels.close().awaitUninterruptibly(5, TimeUnit.SECONDS);
		close(this.eventLoops, this.workers);
	}

	private static void close(EventLoopGroup eventLoops, ExecutorService workers) {
		workers.shutdownNow();
		awaitTermination(workers);
		eventLoops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
	}

	/** So that none of them writes to an event loop that is gone. */
	private static void awaitTermination(ExecutorService workers) {
		try {
			workers.awaitTermination(2, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
