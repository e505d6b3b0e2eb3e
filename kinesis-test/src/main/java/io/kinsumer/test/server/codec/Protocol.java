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

package io.kinsumer.test.server.codec;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The wire formats of AWS that the server speaks.
 */
public enum Protocol {

	/** JSON 1.0, spoken by DynamoDB. */
	JSON_1_0("application/x-amz-json-1.0"),

	/** JSON 1.1, spoken by Kinesis. */
	JSON_1_1("application/x-amz-json-1.1"),

	/** CBOR 1.1, spoken by Kinesis and the default of its AWS SDK. */
	CBOR_1_1("application/x-amz-cbor-1.1");

	private static final int CBOR_EPOCH_TAG = 1;

	private static final StreamReadConstraints CONSTRAINTS = StreamReadConstraints.builder()
		.maxStringLength(32 * 1024 * 1024)
		.maxNestingDepth(200)
		.build();

	private static final ObjectMapper JSON = new ObjectMapper(
			JsonFactory.builder().streamReadConstraints(CONSTRAINTS).build());

	private static final ObjectMapper CBOR = new ObjectMapper(
			CBORFactory.builder().streamReadConstraints(CONSTRAINTS).build());

	private final String contentType;

	Protocol(String contentType) {
		this.contentType = contentType;
	}

	/**
	 * Return the protocol of a content type.
	 * @param contentType the header, if any
	 * @return the protocol, {@code null} when it is none of AWS
	 */
	public static @Nullable Protocol of(@Nullable String contentType) {
		if (contentType != null) {
			String type = contentType.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
			for (Protocol protocol : values()) {
				if (protocol.contentType.equals(type)) {
					return protocol;
				}
			}
			if ("application/json".equals(type)) {
				return JSON_1_1;
			}
		}
		return null;
	}

	/**
	 * Return the content type of answers.
	 * @return the header's value
	 */
	public String contentType() {
		return this.contentType;
	}

	JsonNode read(byte[] body) throws IOException {
		return mapper().readTree(body);
	}

	JsonGenerator generator(OutputStream out) throws IOException {
		return mapper().getFactory().createGenerator(out);
	}

	Instant instant(JsonNode number) {
		if (this == CBOR_1_1) {
			return Instant.ofEpochMilli(number.longValue());
		}
		return Instant.ofEpochMilli(number.decimalValue().movePointRight(3).longValue());
	}

	void writeInstant(JsonGenerator generator, Instant instant) throws IOException {
		if (generator instanceof CBORGenerator cbor) {
			cbor.writeTag(CBOR_EPOCH_TAG);
			cbor.writeNumber(instant.toEpochMilli());
		}
		else {
			generator.writeNumber(BigDecimal.valueOf(instant.toEpochMilli(), 3));
		}
	}

	private ObjectMapper mapper() {
		return (this == CBOR_1_1) ? CBOR : JSON;
	}

}
