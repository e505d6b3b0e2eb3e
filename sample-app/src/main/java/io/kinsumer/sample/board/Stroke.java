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

package io.kinsumer.sample.board;

/**
 * A straight line, or a dot where both ends are equal.
 *
 * @param x1 0 at the left end of the board to 1 at its right end
 * @param y1 0 at the top of the board to 1 at its bottom
 * @param x2 as {@code x1}
 * @param y2 as {@code y1}
 * @param hue colour of the visitor, 0 to 359 degrees
 * @param mark by which the page that drew it knows it again
 */
public record Stroke(double x1, double y1, double x2, double y2, int hue, long mark) {

	public Stroke {
		requireOnBoard("x1", x1);
		requireOnBoard("y1", y1);
		requireOnBoard("x2", x2);
		requireOnBoard("y2", y2);
		if (hue < 0 || hue > 359) {
			throw new IllegalArgumentException("hue must be between 0 and 359, but is " + hue);
		}
	}

	private static void requireOnBoard(String name, double value) {
		if (!(value >= 0 && value <= 1)) {
			throw new IllegalArgumentException(name + " must be between 0 and 1, but is " + value);
		}
	}

}
