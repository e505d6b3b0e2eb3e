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
import java.util.Set;

import io.kinsumer.core.record.InvalidSettingException;
import org.jspecify.annotations.Nullable;

/**
 * A proxy between a client and AWS. Calls tunnel through it, so that what they say stays
 * between client and AWS.
 *
 * @param endpoint where the proxy is: scheme {@code http} or {@code https}, host and
 * port, such as {@code http://proxy.example.org:3128}
 * @param username for a proxy that wants to know who calls, otherwise {@code null}
 * @param password of that user, never shown; {@code null} exactly when there is no user
 * @param nonProxyHosts hosts that are called without the proxy; {@code *} stands for any
 * text
 */
public record HttpProxy(URI endpoint, @Nullable String username, @Nullable String password, Set<String> nonProxyHosts) {

	public HttpProxy {
		boolean http = "http".equalsIgnoreCase(endpoint.getScheme()) || "https".equalsIgnoreCase(endpoint.getScheme());
		if (!http || endpoint.getHost() == null || endpoint.getPort() < 0) {
			throw new InvalidSettingException("http.proxy.endpoint", endpoint,
					"must have the scheme http or https, a host and a port, such as http://proxy.example.org:3128");
		}
		if ((username == null) != (password == null)) {
			String missing = (username == null) ? "username" : "password";
			String present = (username == null) ? "password" : "username";
			throw new InvalidSettingException("http.proxy." + missing, "",
					"must be set where http.proxy." + present + " is");
		}
		nonProxyHosts = Set.copyOf(nonProxyHosts);
	}

	@Override
	public String toString() {
		return "HttpProxy[endpoint=" + this.endpoint + ", username=" + this.username
				+ ", password hidden, nonProxyHosts=" + this.nonProxyHosts + "]";
	}

}
