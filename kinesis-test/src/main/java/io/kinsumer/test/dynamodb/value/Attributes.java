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

package io.kinsumer.test.dynamodb.value;

import java.util.Arrays;
import java.util.Map;

import io.kinsumer.test.dynamodb.value.Attribute.Binary;
import io.kinsumer.test.dynamodb.value.Attribute.Number;
import io.kinsumer.test.dynamodb.value.Attribute.Text;

/**
 * Order and size of attributes.
 */
public final class Attributes {

	private Attributes() {
	}

	/**
	 * Return whether attributes of this type have an order.
	 * @param type the type
	 * @return whether it is {@code S}, {@code N} or {@code B}
	 */
	public static boolean isScalar(String type) {
		return "S".equals(type) || "N".equals(type) || "B".equals(type);
	}

	/**
	 * Compare two attributes of one ordered type: strings by UTF-8 bytes, numbers by
	 * value, bytes as unsigned.
	 * @param one an attribute
	 * @param other an attribute of the same type
	 * @return negative, zero or positive
	 * @throws IllegalArgumentException if the types differ or have no order
	 */
	public static int compare(Attribute one, Attribute other) {
		if (one instanceof Text a && other instanceof Text b) {
			return compareUtf8(a.value(), b.value());
		}
		if (one instanceof Number a && other instanceof Number b) {
			return a.value().compareTo(b.value());
		}
		if (one instanceof Binary a && other instanceof Binary b) {
			return Arrays.compareUnsigned(a.value(), b.value());
		}
		throw new IllegalArgumentException("No order between " + one.type() + " and " + other.type());
	}

	// UTF-16 and UTF-8 order differ only where a surrogate meets a character above them
	private static int compareUtf8(String one, String other) {
		int length = Math.min(one.length(), other.length());
		for (int i = 0; i < length; i++) {
			char a = one.charAt(i);
			char b = other.charAt(i);
			if (a != b) {
				// a supplementary character exceeds every character of the basic plane
				boolean surrogate = Character.isSurrogate(a);
				if (surrogate != Character.isSurrogate(b)) {
					return surrogate ? 1 : -1;
				}
				return Character.compare(a, b);
			}
		}
		return Integer.compare(one.length(), other.length());
	}

	/**
	 * Return the size of an item.
	 * @param item the attributes by name
	 * @return the size in bytes, names included
	 */
	public static int size(Map<String, Attribute> item) {
		int size = 0;
		for (Map.Entry<String, Attribute> entry : item.entrySet()) {
			size += utf8Length(entry.getKey()) + entry.getValue().size();
		}
		return size;
	}

	static int utf8Length(String text) {
		int length = text.length();
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c >= 0x80) {
				length += (c < 0x800 || Character.isSurrogate(c)) ? 1 : 2;
			}
		}
		return length;
	}

}
