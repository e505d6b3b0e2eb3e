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

import java.util.Arrays;

/**
 * A growing list of (offset, length) pairs without objects for them.
 */
final class Slices {

	private int[] values = new int[16];

	private int count;

	void add(int offset, int length) {
		if (2 * this.count == this.values.length) {
			this.values = Arrays.copyOf(this.values, 2 * this.values.length);
		}
		this.values[2 * this.count] = offset;
		this.values[2 * this.count + 1] = length;
		this.count++;
	}

	int count() {
		return this.count;
	}

	int offset(int index) {
		return this.values[2 * index];
	}

	int length(int index) {
		return this.values[2 * index + 1];
	}

}
