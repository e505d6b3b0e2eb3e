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

package io.kinsumer.boot.autoconfigure;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * HTTP connections of one client.
 */
public class HttpProperties {

	private final Proxy proxy = new Proxy();

	private final Ssl ssl = new Ssl();

	/**
	 * Time to open a connection.
	 */
	private @Nullable Duration connectTimeout;

	/**
	 * Time between two bytes of an answer.
	 */
	private @Nullable Duration readTimeout;

	/**
	 * Time for one attempt of a call, from its first byte to the last of the answer. By
	 * default, only calls with their retries are bounded, by backoff.max-elapsed-time.
	 * Does not apply to reads of shards, which kinsumers time by themselves.
	 */
	private @Nullable Duration timeout;

	/**
	 * Most requests at once for each service.
	 */
	private @Nullable Integer maxConcurrency;

	public Proxy getProxy() {
		return this.proxy;
	}

	public Ssl getSsl() {
		return this.ssl;
	}

	public @Nullable Duration getConnectTimeout() {
		return this.connectTimeout;
	}

	public void setConnectTimeout(@Nullable Duration connectTimeout) {
		this.connectTimeout = connectTimeout;
	}

	public @Nullable Duration getReadTimeout() {
		return this.readTimeout;
	}

	public void setReadTimeout(@Nullable Duration readTimeout) {
		this.readTimeout = readTimeout;
	}

	public @Nullable Duration getTimeout() {
		return this.timeout;
	}

	public void setTimeout(@Nullable Duration timeout) {
		this.timeout = timeout;
	}

	public @Nullable Integer getMaxConcurrency() {
		return this.maxConcurrency;
	}

	public void setMaxConcurrency(@Nullable Integer maxConcurrency) {
		this.maxConcurrency = maxConcurrency;
	}

	/**
	 * Proxy between the client and AWS.
	 */
	public static class Proxy {

		/**
		 * Where the proxy is, such as http://proxy.example.org:3128. By default, as the
		 * system properties and environment variables say that the AWS SDK knows.
		 */
		private @Nullable URI endpoint;

		/**
		 * User that the proxy asks for.
		 */
		private @Nullable String username;

		/**
		 * Password of that user.
		 */
		private @Nullable String password;

		/**
		 * Comma-separated list of hosts that are called without the proxy; '*' stands for
		 * any text.
		 */
		private Set<String> nonProxyHosts = new LinkedHashSet<>();

		public @Nullable URI getEndpoint() {
			return this.endpoint;
		}

		public void setEndpoint(@Nullable URI endpoint) {
			this.endpoint = endpoint;
		}

		public @Nullable String getUsername() {
			return this.username;
		}

		public void setUsername(@Nullable String username) {
			this.username = username;
		}

		public @Nullable String getPassword() {
			return this.password;
		}

		public void setPassword(@Nullable String password) {
			this.password = password;
		}

		public Set<String> getNonProxyHosts() {
			return this.nonProxyHosts;
		}

		public void setNonProxyHosts(Set<String> nonProxyHosts) {
			this.nonProxyHosts = nonProxyHosts;
		}

	}

	/**
	 * TLS connections.
	 */
	public static class Ssl {

		/**
		 * Name of the SSL bundle with the certificates that are trusted and, if the other
		 * side asks for one, the certificate to show. By default, those of the JVM.
		 */
		private @Nullable String bundle;

		public @Nullable String getBundle() {
			return this.bundle;
		}

		public void setBundle(@Nullable String bundle) {
			this.bundle = bundle;
		}

	}

}
