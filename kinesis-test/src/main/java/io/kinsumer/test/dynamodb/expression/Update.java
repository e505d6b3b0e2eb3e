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

package io.kinsumer.test.dynamodb.expression;

import java.util.List;

/**
 * An update's syntax tree.
 *
 * @param actions the actions, in the order of the text
 */
record Update(List<Action> actions) {

	/** One action on one path. */
	sealed interface Action {

		/** The path it changes. */
		Path path();

	}

	/** Assign a value. */
	record Assign(Path path, Operand value) implements Action {

	}

	/** Remove an attribute or a list element. */
	record Remove(Path path) implements Action {

	}

	/** Add to a number or to a set. */
	record Add(Path path, Operand value) implements Action {

	}

	/** Remove elements from a set. */
	record Delete(Path path, Operand value) implements Action {

	}

}
