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

package io.kinsumer.test.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.zip.CRC32;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * An answer as it is on the wire, to a request that no client would send.
 *
 * @param response the answer
 */
record RawAnswer(HttpResponse<byte[]> response) {

	private static final HttpClient CLIENT = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(Duration.ofSeconds(10))
		.build();

	private static final ObjectMapper JSON = new ObjectMapper();

	static RawAnswer to(URI endpoint, String target, String contentType, String body) {
		HttpRequest request = HttpRequest.newBuilder(endpoint.resolve("/"))
			.timeout(Duration.ofSeconds(30))
			.header("Content-Type", contentType)
			.header("X-Amz-Target", target)
			.header("X-Amz-Date", "20260101T000000Z")
			.header("Authorization",
					"AWS4-HMAC-SHA256 Credential=test/20260101/eu-central-1/any/aws4_request,"
							+ " SignedHeaders=host;x-amz-date;x-amz-target, Signature=" + "0".repeat(64))
			.POST(HttpRequest.BodyPublishers.ofString(body))
			.build();
		try {
			return new RawAnswer(CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	int status() {
		return this.response.statusCode();
	}

	String header(String name) {
		return this.response.headers().firstValue(name).orElse("");
	}

	String code() {
		String type = body().path("__type").asText();
		return type.substring(type.indexOf('#') + 1);
	}

	String message() {
		return body().path("message").asText();
	}

	String checksum() {
		CRC32 crc = new CRC32();
		crc.update(this.response.body());
		return Long.toString(crc.getValue());
	}

	private JsonNode body() {
		try {
			return JSON.readTree(this.response.body());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
