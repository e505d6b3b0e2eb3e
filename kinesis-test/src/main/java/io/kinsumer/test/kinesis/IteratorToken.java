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
import java.util.Set;

import io.kinsumer.test.fault.ServiceException;
import org.jspecify.annotations.Nullable;

/**
 * What a shard iterator holds.
 *
 * @param stream the name of the stream
 * @param incarnation which stream of that name
 * @param shard the index of the shard
 * @param position the index of the next record
 * @param issuedAt when it was given out, in milliseconds of the epoch
 */
record IteratorToken(String stream, long incarnation, int shard, long position, long issuedAt) {

	static final long LIFETIME_MILLIS = 300_000;

	private static final String MARK = "it1";

	String encode() {
		String text = MARK + '/' + this.stream + '/' + this.incarnation + '/' + this.shard + '/' + this.position + '/'
				+ this.issuedAt;
		return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.ISO_8859_1));
	}

	static IteratorToken decode(String token) {
		IteratorToken decoded = tryDecode(token);
		if (decoded == null) {
			throw invalid();
		}
		return decoded;
	}

	static ServiceException invalid() {
		return KinesisErrors.invalid("Invalid ShardIterator.");
	}

	static @Nullable String streamOf(String token) {
		IteratorToken decoded = tryDecode(token);
		return (decoded != null) ? decoded.stream() : null;
	}

	static Set<String> shardOf(String token) {
		IteratorToken decoded = tryDecode(token);
		return (decoded != null) ? Set.of(ShardLog.idOf(decoded.shard())) : Set.of();
	}

	private static @Nullable IteratorToken tryDecode(String token) {
		try {
			String[] parts = new String(Base64.getDecoder().decode(token), StandardCharsets.ISO_8859_1).split("/", -1);
			if (parts.length != 6 || !MARK.equals(parts[0])) {
				return null;
			}
			return new IteratorToken(parts[1], Long.parseLong(parts[2]), Integer.parseInt(parts[3]),
					Long.parseLong(parts[4]), Long.parseLong(parts[5]));
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

}
