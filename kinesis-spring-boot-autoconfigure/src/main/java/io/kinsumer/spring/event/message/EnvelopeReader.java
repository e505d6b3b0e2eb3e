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

import java.io.ByteArrayOutputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads one document as Go's {@code encoding/json} reads it: the last of several values
 * of a name counts, headers add up, {@code null} leaves a text as it is. A value of the
 * wrong type is only a fault once the document proves to be an envelope.
 */
final class EnvelopeReader {

	private static final Pattern BYTE = Pattern.compile("0|[1-9][0-9]{0,2}");

	private static final int LARGEST_BYTE = 255;

	private static final int LONGEST_TOLD = 200;

	private final JsonParser parser;

	private String id = "";

	private String stream = "";

	private String key = "";

	private Map<String, String> headers = new HashMap<>();

	private String contentType = "";

	private byte @Nullable [] data;

	private Instant time = EventTimes.ZERO;

	private boolean hasId;

	private boolean hasMore;

	private @Nullable String problem;

	private EnvelopeReader(JsonParser parser) {
		this.parser = parser;
	}

	/**
	 * Reads a document.
	 * @param document begins as an object
	 * @return {@code null} if it is no envelope
	 */
	static @Nullable EventMessage read(JsonFactory factory, String document) {
		try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), document)) {
			return new EnvelopeReader(parser).read();
		}
	}

	private @Nullable EventMessage read() {
		try {
			this.parser.nextToken();
			while (this.parser.nextToken() == JsonToken.PROPERTY_NAME) {
				String name = this.parser.currentName().toLowerCase(Locale.ROOT).replace('\u017f', 's');
				this.parser.nextToken();
				value(name);
			}
			if (this.parser.nextToken() != null) {
				problem("there is something behind its end");
			}
		}
		catch (JacksonException ex) {
			if (this.hasId) {
				throw new EnvelopeException(describe("it is not well-formed JSON"), new IllegalArgumentException(
						"malformed at character " + this.parser.currentLocation().getCharOffset()));
			}
			return null;
		}
		return isEnvelope() ? message() : null;
	}

	private boolean isEnvelope() {
		return this.hasId && this.hasMore;
	}

	private void value(String name) {
		switch (name) {
			case "message_id" -> {
				this.hasId = true;
				this.id = text(name, this.id);
			}
			case "stream_name" -> {
				this.hasMore = true;
				this.stream = text(name, this.stream);
			}
			case "data" -> {
				this.hasMore = true;
				this.data = bytes();
			}
			case "stream_key" -> this.key = text(name, this.key);
			case "message_headers" -> headers();
			case "content_type" -> this.contentType = text(name, this.contentType);
			case "message_time" -> time();
			default -> this.parser.skipChildren();
		}
	}

	private String text(String name, String before) {
		JsonToken token = this.parser.currentToken();
		if (token == JsonToken.VALUE_STRING) {
			return wellFormed(this.parser.getString());
		}
		if (token != JsonToken.VALUE_NULL) {
			problem("'" + name + "' must be a text");
			this.parser.skipChildren();
		}
		return before;
	}

	private void headers() {
		JsonToken token = this.parser.currentToken();
		if (token == JsonToken.VALUE_NULL) {
			this.headers = new HashMap<>();
			return;
		}
		if (token != JsonToken.START_OBJECT) {
			problem("'message_headers' must be an object");
			this.parser.skipChildren();
			return;
		}
		while (this.parser.nextToken() == JsonToken.PROPERTY_NAME) {
			String name = wellFormed(this.parser.currentName());
			this.parser.nextToken();
			this.headers.put(name, text("message_headers." + name, ""));
		}
	}

	private byte @Nullable [] bytes() {
		JsonToken token = this.parser.currentToken();
		if (token == JsonToken.VALUE_STRING) {
			return decoded(this.parser.getString().replace("\r", "").replace("\n", ""));
		}
		if (token == JsonToken.START_ARRAY) {
			return elements();
		}
		if (token != JsonToken.VALUE_NULL) {
			problem("'data' must be a text in Base64");
			this.parser.skipChildren();
		}
		return null;
	}

	private byte @Nullable [] decoded(String text) {
		try {
			// Java would also read it without its padding.
			if (text.length() % 4 == 0) {
				return Base64.getDecoder().decode(text);
			}
		}
		catch (IllegalArgumentException ex) {
			// Told below, without what it quotes.
		}
		problem("'data' is not Base64 of the standard alphabet with padding");
		return null;
	}

	private byte[] elements() {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		while (this.parser.nextToken() != JsonToken.END_ARRAY) {
			String text = (this.parser.currentToken() == JsonToken.VALUE_NUMBER_INT) ? this.parser.getString() : "";
			if (this.parser.currentToken() == JsonToken.VALUE_NULL) {
				bytes.write(0);
			}
			else if (BYTE.matcher(text).matches() && Integer.parseInt(text) <= LARGEST_BYTE) {
				bytes.write(Integer.parseInt(text));
			}
			else {
				problem("'data' has an element that is not a number from 0 to 255");
				this.parser.skipChildren();
			}
		}
		return bytes.toByteArray();
	}

	private void time() {
		JsonToken token = this.parser.currentToken();
		if (token == JsonToken.VALUE_NULL) {
			return;
		}
		try {
			if (token == JsonToken.VALUE_STRING) {
				this.time = EventTimes.parse(this.parser.getString());
				return;
			}
		}
		catch (DateTimeException ex) {
			// Told below, without what it quotes.
		}
		problem("'message_time' is not a time in RFC 3339, such as 2026-01-02T03:04:05.5Z");
		this.parser.skipChildren();
	}

	private EventMessage message() {
		if (this.problem != null) {
			throw new EnvelopeException(describe(this.problem), null);
		}
		byte[] data = this.data;
		if (this.id.isBlank() || this.stream.isBlank() || data == null) {
			throw new EmptyMessageException(describe("it has no "
					+ (this.id.isBlank() ? "message_id" : this.stream.isBlank() ? "stream_name" : "data")));
		}
		return new EventMessage(this.id, this.stream, this.key, this.headers, this.contentType, data, this.time);
	}

	private String describe(String problem) {
		return "the envelope" + (this.id.isBlank() ? "" : " of message " + shorten(this.id))
				+ (this.stream.isBlank() ? "" : ", stream " + shorten(this.stream)) + ", cannot be read: "
				+ shorten(problem);
	}

	/**
	 * Whoever writes to the stream does not decide how much is logged.
	 */
	private static String shorten(String text) {
		return (text.length() <= LONGEST_TOLD) ? text : text.substring(0, LONGEST_TOLD) + "...";
	}

	private void problem(String problem) {
		if (this.problem == null) {
			this.problem = problem;
		}
	}

	/**
	 * What is no text in UTF-8 becomes U+FFFD.
	 */
	private static String wellFormed(String text) {
		if (text.chars().noneMatch(EnvelopeReader::isSurrogate)) {
			return text;
		}
		StringBuilder result = new StringBuilder(text.length());
		// Those of a pair are one code point.
		text.codePoints().map((each) -> isSurrogate(each) ? '\ufffd' : each).forEach(result::appendCodePoint);
		return result.toString();
	}

	private static boolean isSurrogate(int each) {
		return each >= Character.MIN_SURROGATE && each <= Character.MAX_SURROGATE;
	}

}
