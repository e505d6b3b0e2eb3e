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

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.kinsumer.core.record.UserRecord;

/**
 * A growing buffer in protobuf's wire format, meant to be reused.
 */
final class WireBuffer {

	private byte[] bytes;

	private int size;

	WireBuffer(int capacity) {
		this.bytes = new byte[capacity];
	}

	int size() {
		return this.size;
	}

	void clear() {
		this.size = 0;
	}

	/**
	 * Forgets what was written last.
	 * @param size what is left
	 */
	void truncate(int size) {
		this.size = size;
	}

	void writeTag(int tag) {
		reserve(1);
		// All tags of the format have one byte.
		this.bytes[this.size++] = (byte) tag;
	}

	void writeVarint(int value) {
		reserve(5);
		int rest = value;
		while ((rest & ~0x7F) != 0) {
			this.bytes[this.size++] = (byte) (rest | 0x80);
			rest >>>= 7;
		}
		this.bytes[this.size++] = (byte) rest;
	}

	void writeBytes(byte[] value) {
		reserve(value.length);
		System.arraycopy(value, 0, this.bytes, this.size, value.length);
		this.size += value.length;
	}

	void writePayload(UserRecord record) {
		int length = record.size();
		reserve(length);
		record.copyTo(this.bytes, this.size);
		this.size += length;
	}

	/**
	 * Writes a text in UTF-8.
	 * @param text any text
	 * @param length its length as {@link Utf8#length} tells it
	 */
	void writeText(String text, int length) {
		if (length != text.length()) {
			writeBytes(text.getBytes(StandardCharsets.UTF_8));
			return;
		}
		reserve(length);
		for (int i = 0; i < length; i++) {
			char ch = text.charAt(i);
			// Of one byte each, so they are ASCII or without UTF-8 form.
			this.bytes[this.size++] = (byte) ((ch < 0x80) ? ch : '?');
		}
	}

	int copyTo(byte[] target, int offset) {
		System.arraycopy(this.bytes, 0, target, offset, this.size);
		return offset + this.size;
	}

	/**
	 * Makes room, so that what is written next cannot fail halfway.
	 */
	void reserve(int length) {
		if (this.bytes.length - this.size < length) {
			this.bytes = Arrays.copyOf(this.bytes, Math.max(2 * this.bytes.length, this.size + length));
		}
	}

	/**
	 * The bytes a varint takes.
	 * @param value not negative
	 * @return 1 to 5
	 */
	static int varintSize(int value) {
		return (38 - Integer.numberOfLeadingZeros(value | 1)) / 7;
	}

	/**
	 * The bytes a length-delimited field takes, with a tag of one byte.
	 * @param length of its content
	 * @return the size of tag, length and content
	 */
	static int fieldSize(int length) {
		return 1 + varintSize(length) + length;
	}

}
