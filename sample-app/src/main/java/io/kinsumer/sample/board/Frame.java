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

import java.util.List;

/**
 * What is new on the board.
 *
 * @param drawn what visitors did
 * @param comets how far the synthetic load came
 * @param next what is known with this frame
 */
public record Frame(List<Drawn> drawn, List<Comet> comets, Cursor next) {

	/**
	 * Whether nothing is new.
	 * @return {@code true} if nothing is
	 */
	public boolean empty() {
		return this.drawn.isEmpty() && this.comets.isEmpty();
	}

	/**
	 * How much of the board is known.
	 *
	 * @param drawn position among what was drawn
	 * @param comets version of the comets
	 */
	public record Cursor(long drawn, long comets) {

		/**
		 * Nothing is known.
		 */
		public static final Cursor START = new Cursor(0, 0);

	}

}
