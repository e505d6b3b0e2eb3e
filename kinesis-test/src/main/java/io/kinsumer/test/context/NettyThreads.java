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

package io.kinsumer.test.context;

import java.util.concurrent.TimeUnit;

import software.amazon.awssdk.awscore.client.builder.AwsAsyncClientBuilder;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;

/**
 * Threads that asynchronous clients share and that end at once: each client would wait
 * two seconds for threads of its own. Apart, because the SDK's HTTP client on Netty may
 * be absent.
 */
final class NettyThreads implements AutoCloseable {

	private final SdkEventLoopGroup group = SdkEventLoopGroup.builder().build();

	static boolean isAvailable() {
		try {
			Class.forName("software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient", false,
					EmbeddedKinesisClients.class.getClassLoader());
			return true;
		}
		catch (ClassNotFoundException ex) {
			return false;
		}
	}

	<B extends AwsAsyncClientBuilder<B, ?>> B applyTo(B builder) {
		return builder.httpClientBuilder(NettyNioAsyncHttpClient.builder().eventLoopGroup(this.group));
	}

	@Override
	public void close() {
		this.group.eventLoopGroup().shutdownGracefully(0, 5, TimeUnit.SECONDS);
	}

}
