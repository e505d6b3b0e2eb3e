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

package io.kinsumer.spring.event.outbox;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Headers as text, written as the query of a URL: readable in the table, whatever is in
 * them.
 */
final class OutboxHeaders {

	private OutboxHeaders() {
	}

	static String write(Map<String, String> headers) {
		return headers.entrySet()
			.stream()
			.map((header) -> encode(header.getKey()) + "=" + encode(header.getValue()))
			.collect(Collectors.joining("&"));
	}

	/**
	 * Reads headers.
	 * @throws IllegalArgumentException if this is something else
	 */
	static Map<String, String> read(String text) {
		Map<String, String> headers = new TreeMap<>();
		int start = 0;
		while (start < text.length()) {
			int end = text.indexOf('&', start);
			end = (end < 0) ? text.length() : end;
			int separator = text.indexOf('=', start);
			if (separator < 0 || separator > end) {
				throw new IllegalArgumentException("a header has no value");
			}
			headers.put(decode(text.substring(start, separator)), decode(text.substring(separator + 1, end)));
			start = end + 1;
		}
		return headers;
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	private static String decode(String text) {
		return URLDecoder.decode(text, StandardCharsets.UTF_8);
	}

}
