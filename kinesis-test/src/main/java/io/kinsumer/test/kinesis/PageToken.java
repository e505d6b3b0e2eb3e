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

package io.kinsumer.test.kinesis;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where the listing of a stream's consumers goes on.
 *
 * @param stream the name of the stream
 * @param incarnation which stream of that name
 * @param after the name of the last consumer listed
 * @param issuedAt when it was given out, in milliseconds of the epoch
 */
record PageToken(String stream, long incarnation, String after, long issuedAt) {

	static final long LIFETIME_MILLIS = 300_000;

	private static final String MARK = "lc1";

	String encode() {
		String text = String.join("/", MARK, this.stream, Long.toString(this.incarnation), this.after,
				Long.toString(this.issuedAt));
		return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.ISO_8859_1));
	}

	static PageToken decode(String token) {
		try {
			String[] parts = new String(Base64.getDecoder().decode(token), StandardCharsets.ISO_8859_1).split("/", -1);
			if (parts.length == 5 && MARK.equals(parts[0])) {
				return new PageToken(parts[1], Long.parseLong(parts[2]), parts[3], Long.parseLong(parts[4]));
			}
		}
		catch (IllegalArgumentException ex) {
			throw KinesisErrors.invalid("NextToken " + token + " is not valid: " + ex.getMessage());
		}
		throw KinesisErrors.invalid("NextToken " + token + " is not valid.");
	}

}
