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
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * How the embedded server tells what it is, to an application that finds its port taken.
 */
public final class ServerIdentity {

	static final String BODY = "{\"server\":\"kinsumer-embedded-kinesis\",\"status\":\"UP\"}";

	private static final int TIMEOUT_MILLIS = 2000;

	private ServerIdentity() {
	}

	/**
	 * Ask whether an embedded server of ours listens on a port of 127.0.0.1.
	 * @param port the port
	 * @return whether it answers as one
	 */
	public static boolean isServerAt(int port) {
		try {
			HttpURLConnection connection = (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/")
				.toURL()
				.openConnection();
			connection.setConnectTimeout(TIMEOUT_MILLIS);
			connection.setReadTimeout(TIMEOUT_MILLIS);
			try {
				return connection.getResponseCode() == HttpURLConnection.HTTP_OK && BODY
					.equals(new String(connection.getInputStream().readNBytes(1024), StandardCharsets.UTF_8));
			}
			finally {
				connection.disconnect();
			}
		}
		catch (IOException ex) {
			return false;
		}
	}

}
