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

package io.kinsumer.spring.event.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes envelopes as Go's {@code encoding/json} does. A general JSON writer would have
 * to be told otherwise about nearly every escape: Go writes them with small letters,
 * those of HTML and of the line separators as well, and unpaired surrogates as U+FFFD.
 */
final class EnvelopeWriter {

	private static final String HEX = "0123456789abcdef";

	/**
	 * By their bytes in UTF-8. The order of {@link String} has characters beyond U+FFFF
	 * before those from U+E000.
	 */
	private static final Comparator<String> AS_BYTES = (left, right) -> Arrays
		.compareUnsigned(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));

	private final StringBuilder json;

	private EnvelopeWriter(int capacity) {
		this.json = new StringBuilder(capacity);
	}

	static byte[] write(EventMessage message) {
		EnvelopeWriter writer = new EnvelopeWriter(256 + message.data().length * 4 / 3);
		writer.write("{\"message_id\":", message.id());
		writer.write(",\"stream_name\":", message.stream());
		writer.write(",\"stream_key\":", message.key());
		writer.headers(message.headers());
		writer.write(",\"content_type\":", message.contentType());
		writer.json.append(",\"data\":\"")
			.append(Base64.getEncoder().encodeToString(message.data()))
			.append("\",\"message_time\":\"")
			.append(EventTimes.format(message.time()))
			.append("\"}");
		return writer.json.toString().getBytes(StandardCharsets.UTF_8);
	}

	private void headers(Map<String, String> headers) {
		Map<String, String> sorted = new TreeMap<>(AS_BYTES);
		sorted.putAll(headers);
		this.json.append(",\"message_headers\":{");
		String separator = "";
		for (Map.Entry<String, String> header : sorted.entrySet()) {
			write(separator, header.getKey());
			write(":", header.getValue());
			separator = ",";
		}
		this.json.append('}');
	}

	private void write(String before, String text) {
		this.json.append(before).append('"');
		text.codePoints().forEach(this::write);
		this.json.append('"');
	}

	private void write(int each) {
		switch (each) {
			case '"', '\\' -> this.json.append('\\').appendCodePoint(each);
			case '\n' -> this.json.append("\\n");
			case '\r' -> this.json.append("\\r");
			case '\t' -> this.json.append("\\t");
			case '<', '>', '&', '\u2028', '\u2029' -> escape(each);
			default -> {
				if (each < ' ') {
					escape(each);
				}
				else if (each >= Character.MIN_SURROGATE && each <= Character.MAX_SURROGATE) {
					escape('\ufffd');
				}
				else {
					this.json.appendCodePoint(each);
				}
			}
		}
	}

	private void escape(int each) {
		this.json.append("\\u");
		for (int shift = 12; shift >= 0; shift -= 4) {
			this.json.append(HEX.charAt((each >> shift) & 0xf));
		}
	}

}
