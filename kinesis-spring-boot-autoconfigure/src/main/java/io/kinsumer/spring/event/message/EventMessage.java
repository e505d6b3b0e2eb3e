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

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * An event on its way: the unit of transport of the seed {@code streams}, there called
 * {@code Message}.
 *
 * @param id identifies it, also when it arrives several times; not blank
 * @param stream where it was sent: the name that its type is registered with
 * @param key events of a key go to the same shard; empty: any shard will do
 * @param headers what travels beside it; sorted by name, unmodifiable
 * @param contentType what the data is, such as {@code application/json} (RFC 2046)
 * @param data the encoded event; not copied, must not be changed
 * @param time when it was published
 */
public record EventMessage(String id, String stream, String key, Map<String, String> headers, String contentType,
		byte[] data, Instant time) {

	public EventMessage {
		if (id.isBlank()) {
			throw new IllegalArgumentException("'id' must not be blank");
		}
		headers = Collections.unmodifiableMap(new TreeMap<>(headers));
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof EventMessage that && this.id.equals(that.id) && this.stream.equals(that.stream)
				&& this.key.equals(that.key) && this.headers.equals(that.headers)
				&& this.contentType.equals(that.contentType) && Arrays.equals(this.data, that.data)
				&& this.time.equals(that.time);
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.id, this.stream, this.time);
	}

	/**
	 * Names the message, without headers and data, which may be confidential.
	 */
	@Override
	public String toString() {
		return "message " + this.id + " of stream " + this.stream + " (" + this.contentType + ", " + this.data.length
				+ " bytes)";
	}

}
