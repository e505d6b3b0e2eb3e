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
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * An embedded server of ours that listens already, perhaps in another process of this
 * machine.
 *
 * @param port its port on 127.0.0.1
 */
public record RunningServer(int port) {

	static final String IDENTITY = "{\"server\":\"kinsumer-embedded-kinesis\",\"status\":\"UP\"}";

	private static final int TIMEOUT_MILLIS = 5000;

	private static final int MAX_ANSWER = 64 * 1024;

	/**
	 * Find an embedded server of ours.
	 * @param port the port of 127.0.0.1
	 * @return the server, {@code null} when none of ours answers there
	 */
	public static @Nullable RunningServer find(int port) {
		RunningServer server = new RunningServer(port);
		try {
			return server.exchange(null, null).equals(IDENTITY) ? server : null;
		}
		catch (IOException ex) {
			return null;
		}
	}

	/**
	 * Create a stream, unless there is one of that name.
	 * @param definition the stream as {@code name:shards}
	 * @throws IOException if the server refuses it or does not answer
	 * @throws IllegalArgumentException if the definition is malformed
	 */
	public void createStreamIfMissing(String definition) throws IOException {
		StreamDefinition stream = StreamDefinition.parse(definition);
		String answer = exchange("Kinesis_20131202.CreateStream",
				"{\"StreamName\":\"" + stream.name() + "\",\"ShardCount\":" + stream.shards() + "}");
		if (answer.contains("\"__type\"") && !answer.contains("\"ResourceInUseException\"")) {
			throw new IOException(
					"The embedded server on port " + this.port + " refuses stream " + definition + ": " + answer);
		}
	}

	private String exchange(@Nullable String target, @Nullable String body) throws IOException {
		HttpURLConnection connection = (HttpURLConnection) URI.create("http://127.0.0.1:" + this.port + "/")
			.toURL()
			.openConnection();
		connection.setConnectTimeout(TIMEOUT_MILLIS);
		connection.setReadTimeout(TIMEOUT_MILLIS);
		try {
			if (body != null) {
				connection.setDoOutput(true);
				connection.setRequestProperty("X-Amz-Target", target);
				connection.setRequestProperty("Content-Type", "application/x-amz-json-1.1");
				connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
			}
			InputStream answer = (connection.getResponseCode() < HttpURLConnection.HTTP_BAD_REQUEST)
					? connection.getInputStream() : connection.getErrorStream();
			return (answer != null) ? new String(answer.readNBytes(MAX_ANSWER), StandardCharsets.UTF_8) : "";
		}
		finally {
			connection.disconnect();
		}
	}

}
