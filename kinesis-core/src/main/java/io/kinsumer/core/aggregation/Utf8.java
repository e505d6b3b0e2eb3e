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
 * Lengths of texts in UTF-8, without encoding them.
 */
public final class Utf8 {

	private Utf8() {
	}

	/**
	 * The length {@code text.getBytes(UTF_8)} would have, with {@code ?} for what is
	 * unpaired.
	 * @param text any text
	 * @return bytes
	 */
	public static int length(String text) {
		int length = text.length();
		int result = length;
		for (int i = 0; i < length; i++) {
			char ch = text.charAt(i);
			if (ch >= 0x80) {
				result += extraBytes(text, i, ch);
			}
		}
		return result;
	}

	private static int extraBytes(String text, int index, char ch) {
		if (ch < 0x800) {
			return 1;
		}
		if (!Character.isSurrogate(ch)) {
			return 2;
		}
		// A pair has four bytes for two characters: two more, counted at its first half.
		boolean pair = Character.isHighSurrogate(ch) && index + 1 < text.length()
				&& Character.isLowSurrogate(text.charAt(index + 1));
		return pair ? 2 : 0;
	}

}
