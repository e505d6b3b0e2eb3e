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

package io.kinsumer.core.aggregation;

/**
 * Reads protobuf's wire format from a part of an array, as strict as protobuf's own
 * parser. Positions are indexes of the array, so that callers can keep them instead of
 * copies.
 */
final class WireReader {

	private static final int MAX_GROUP_DEPTH = 100;

	private final byte[] bytes;

	private int position;

	private int limit;

	WireReader(byte[] bytes, int position, int limit) {
		this.bytes = bytes;
		this.position = position;
		this.limit = limit;
	}

	int position() {
		return this.position;
	}

	void position(int position) {
		this.position = position;
	}

	int limit() {
		return this.limit;
	}

	void limit(int limit) {
		this.limit = limit;
	}

	boolean hasRemaining() {
		return this.position < this.limit;
	}

	int readTag() throws MalformedAggregateException {
		int tag = (int) readVarint();
		if (tag >>> 3 == 0) {
			throw new MalformedAggregateException("field number 0");
		}
		return tag;
	}

	long readVarint() throws MalformedAggregateException {
		long result = 0;
		for (int shift = 0; shift < 64; shift += 7) {
			byte next = readByte();
			result |= (long) (next & 0x7F) << shift;
			if (next >= 0) {
				return result;
			}
		}
		throw new MalformedAggregateException("varint of more than 10 bytes");
	}

	/**
	 * Reads the length of a length-delimited field, whose content is then at
	 * {@link #position()} and complete.
	 * @return the length in bytes
	 */
	int readLength() throws MalformedAggregateException {
		int length = (int) readVarint();
		if (length < 0 || length > this.limit - this.position) {
			throw new MalformedAggregateException("field is longer than its message");
		}
		return length;
	}

	void skip(int length) throws MalformedAggregateException {
		if (length > this.limit - this.position) {
			throw new MalformedAggregateException("field is longer than its message");
		}
		this.position += length;
	}

	/**
	 * Skips the content of a field that has no meaning here.
	 * @param tag the tag just read
	 */
	void skipField(int tag) throws MalformedAggregateException {
		skipField(tag, 0);
	}

	private void skipField(int tag, int depth) throws MalformedAggregateException {
		switch (tag & 7) {
			case KplFormat.VARINT -> readVarint();
			case KplFormat.FIXED64 -> skip(8);
			case KplFormat.LENGTH_DELIMITED -> skip(readLength());
			case KplFormat.START_GROUP -> skipGroup(tag >>> 3, depth + 1);
			case KplFormat.FIXED32 -> skip(4);
			default -> throw new MalformedAggregateException("wire type " + (tag & 7));
		}
	}

	private void skipGroup(int field, int depth) throws MalformedAggregateException {
		if (depth > MAX_GROUP_DEPTH) {
			throw new MalformedAggregateException("groups nested too deeply");
		}
		int end = (field << 3) | KplFormat.END_GROUP;
		for (int tag = readTag(); tag != end; tag = readTag()) {
			skipField(tag, depth);
		}
	}

	private byte readByte() throws MalformedAggregateException {
		if (this.position >= this.limit) {
			throw new MalformedAggregateException("message ends within a field");
		}
		return this.bytes[this.position++];
	}

}
