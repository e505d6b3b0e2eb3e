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

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An attribute value of DynamoDB. Immutable, provided that nobody changes the arrays and
 * collections given to it.
 */
public sealed interface Attribute {

	/**
	 * Return a string.
	 * @param value the string
	 * @return the attribute
	 */
	static Attribute s(String value) {
		return new Text(value);
	}

	/**
	 * Return a number.
	 * @param value the number
	 * @return the attribute
	 */
	static Attribute n(long value) {
		return new Number(BigDecimal.valueOf(value));
	}

	/**
	 * Return a number.
	 * @param value the number as text
	 * @return the attribute
	 * @throws io.kinsumer.test.fault.ServiceException if it is none, or out of range
	 */
	static Attribute n(String value) {
		return Numbers.parse(value);
	}

	/**
	 * Return a boolean.
	 * @param value the boolean
	 * @return the attribute
	 */
	static Attribute bool(boolean value) {
		return new Bool(value);
	}

	/**
	 * Return a list of strings.
	 * @param values the strings
	 * @return the attribute
	 */
	static Attribute list(List<String> values) {
		return new Items(values.stream().map(Attribute::s).toList());
	}

	/**
	 * Return the type as DynamoDB names it.
	 * @return such as {@code S} or {@code NS}
	 */
	String type();

	/**
	 * Return the size as DynamoDB counts it.
	 * @return the size in bytes, without the attribute's name
	 */
	int size();

	/**
	 * A string ({@code S}).
	 *
	 * @param value the string
	 */
	record Text(String value) implements Attribute {

		@Override
		public String type() {
			return "S";
		}

		@Override
		public int size() {
			return Attributes.utf8Length(this.value);
		}

	}

	/**
	 * A number ({@code N}). Numbers are equal if their values are.
	 *
	 * @param value the number
	 */
	record Number(BigDecimal value) implements Attribute {

		@Override
		public String type() {
			return "N";
		}

		@Override
		public int size() {
			return Numbers.size(this.value);
		}

		/**
		 * Return the number as DynamoDB writes it.
		 * @return plain digits without trailing zeros
		 */
		public String text() {
			return Numbers.text(this.value);
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof Number number && this.value.compareTo(number.value) == 0;
		}

		@Override
		public int hashCode() {
			return this.value.stripTrailingZeros().hashCode();
		}

	}

	/**
	 * Bytes ({@code B}).
	 *
	 * @param value the bytes
	 */
	record Binary(byte[] value) implements Attribute {

		@Override
		public String type() {
			return "B";
		}

		@Override
		public int size() {
			return this.value.length;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof Binary binary && Arrays.equals(this.value, binary.value);
		}

		@Override
		public int hashCode() {
			return Arrays.hashCode(this.value);
		}

		@Override
		public String toString() {
			return "Binary[" + new String(this.value, StandardCharsets.ISO_8859_1) + "]";
		}

	}

	/**
	 * A boolean ({@code BOOL}).
	 *
	 * @param value the boolean
	 */
	record Bool(boolean value) implements Attribute {

		@Override
		public String type() {
			return "BOOL";
		}

		@Override
		public int size() {
			return 1;
		}

	}

	/**
	 * The null value ({@code NULL}).
	 */
	record Null() implements Attribute {

		@Override
		public String type() {
			return "NULL";
		}

		@Override
		public int size() {
			return 1;
		}

	}

	/**
	 * A list ({@code L}).
	 *
	 * @param values the elements
	 */
	record Items(List<Attribute> values) implements Attribute {

		@Override
		public String type() {
			return "L";
		}

		@Override
		public int size() {
			int size = 3;
			for (Attribute value : this.values) {
				size += 1 + value.size();
			}
			return size;
		}

	}

	/**
	 * A map ({@code M}).
	 *
	 * @param values the entries
	 */
	record Document(Map<String, Attribute> values) implements Attribute {

		@Override
		public String type() {
			return "M";
		}

		@Override
		public int size() {
			return 3 + this.values.size() + Attributes.size(this.values);
		}

	}

	/**
	 * A set ({@code SS}, {@code NS} or {@code BS}): not empty, elements of one type.
	 *
	 * @param elementType the type of the elements: {@code S}, {@code N} or {@code B}
	 * @param values the elements
	 */
	record Elements(String elementType, Set<Attribute> values) implements Attribute {

		@Override
		public String type() {
			return this.elementType + "S";
		}

		@Override
		public int size() {
			int size = 0;
			for (Attribute value : this.values) {
				size += value.size();
			}
			return size;
		}

	}

}
