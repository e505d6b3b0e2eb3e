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

package io.kinsumer.core.client;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.TlsKeyManagersProvider;
import software.amazon.awssdk.http.TlsTrustManagersProvider;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.ProxyConfiguration;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;

/**
 * HTTP clients of one set of {@link AwsClients}, which share their threads.
 */
final class HttpConnections implements AutoCloseable {

	private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

	// Longer than a subscription that slow handlers hold back.
	private static final Duration READ_IDLE_TIMEOUT = Duration.ofMinutes(6);

	private final HttpSettings settings;

	private final @Nullable TlsTrustManagersProvider trust;

	private final @Nullable TlsKeyManagersProvider keys;

	private @Nullable SdkEventLoopGroup eventLoops;

	HttpConnections(HttpSettings settings, @Nullable TlsTrustManagersProvider trust,
			@Nullable TlsKeyManagersProvider keys) {
		this.settings = settings;
		this.trust = trust;
		this.keys = keys;
	}

	NettyNioAsyncHttpClient.Builder dynamoDb() {
		NettyNioAsyncHttpClient.Builder http = NettyNioAsyncHttpClient.builder()
			.connectionTimeout(this.settings.connectTimeout())
			.readTimeout(this.settings.readTimeout())
			.eventLoopGroup(eventLoops())
			.maxConcurrency(this.settings.maxConcurrency());
		HttpProxy proxy = this.settings.proxy();
		if (proxy != null) {
			http.proxyConfiguration(configuration(proxy));
		}
		if (this.trust != null) {
			http.tlsTrustManagersProvider(this.trust);
		}
		if (this.keys != null) {
			http.tlsKeyManagersProvider(this.keys);
		}
		return http;
	}

	NettyNioAsyncHttpClient.Builder kinesis(@Nullable URI endpoint) {
		NettyNioAsyncHttpClient.Builder http = dynamoDb();
		if (endpoint != null && "http".equalsIgnoreCase(endpoint.getScheme())) {
			http.protocol(Protocol.HTTP1_1);
		}
		return http;
	}

	NettyNioAsyncHttpClient.Builder kinesisReads(@Nullable URI endpoint) {
		return kinesis(endpoint).readTimeout(READ_IDLE_TIMEOUT).maxConcurrency(Integer.MAX_VALUE);
	}

	/**
	 * What is configured counts alone: the SDK would fill gaps with the system's proxy.
	 */
	private static ProxyConfiguration configuration(HttpProxy proxy) {
		return ProxyConfiguration.builder()
			.useSystemPropertyValues(false)
			.useEnvironmentVariableValues(false)
			.scheme(proxy.endpoint().getScheme())
			.host(proxy.endpoint().getHost())
			.port(proxy.endpoint().getPort())
			.username(proxy.username())
			.password(proxy.password())
			.nonProxyHosts(proxy.nonProxyHosts()
				.stream()
				.map(HttpConnections::expression)
				.collect(Collectors.toUnmodifiableSet()))
			.build();
	}

	/**
	 * The SDK takes regular expressions.
	 */
	private static String expression(String host) {
		return "(?i)" + Arrays.stream(host.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
	}

	private SdkEventLoopGroup eventLoops() {
		SdkEventLoopGroup group = this.eventLoops;
		if (group == null) {
			group = SdkEventLoopGroup.builder().build();
			this.eventLoops = group;
		}
		return group;
	}

	/**
	 * Ends the threads, after the clients that use them were closed.
	 */
	@Override
	public void close() {
		if (this.eventLoops != null) {
			// The SDK's own way would keep an application waiting for two quiet seconds.
			this.eventLoops.eventLoopGroup()
				.shutdownGracefully(0, CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
				.awaitUninterruptibly(CLOSE_TIMEOUT.toMillis());
		}
	}

}
