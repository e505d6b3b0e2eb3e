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

package io.kinsumer.spring.event.deduplication;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * An id or a group as every storage can have it for a key. Ids come from whoever writes
 * to a stream: a long one must not block its shard. What cannot be stored as it is
 * becomes its hash, because it is longer than a column or a key of DynamoDB, has
 * characters that PostgreSQL does not take, or ends with a space, which MySQL overlooks.
 */
final class StoredText {

	private static final int LONGEST = 255;

	private static final String HASHED = "sha-256:";

	private StoredText() {
	}

	static String of(String text) {
		return isStorable(text) ? text : HASHED + HexFormat.of().formatHex(hash(text));
	}

	private static boolean isStorable(String text) {
		return text.length() <= LONGEST && !text.endsWith(" ") && text.chars().noneMatch(Character::isISOControl);
	}

	private static byte[] hash(String text) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java platform has SHA-256", ex);
		}
	}

}
