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
 * A condition's syntax tree.
 */
sealed interface Condition {

	/**
	 * Two operands and a comparator.
	 *
	 * @param left the left operand
	 * @param comparator one of {@code = <> < <= > >=}
	 * @param right the right operand
	 */
	record Comparison(Operand left, String comparator, Operand right) implements Condition {

	}

	/**
	 * An operand within bounds, both included.
	 *
	 * @param value the operand
	 * @param lower the lower bound
	 * @param upper the upper bound
	 */
	record Between(Operand value, Operand lower, Operand upper) implements Condition {

	}

	/**
	 * An operand that equals one of several.
	 *
	 * @param value the operand
	 * @param candidates the others
	 */
	record In(Operand value, List<Operand> candidates) implements Condition {

	}

	/**
	 * A function of conditions.
	 *
	 * @param name its name
	 * @param arguments its arguments
	 */
	record Function(String name, List<Operand> arguments) implements Condition {

	}

	/**
	 * Both hold.
	 *
	 * @param left a condition
	 * @param right a condition
	 */
	record And(Condition left, Condition right) implements Condition {

	}

	/**
	 * One of two holds.
	 *
	 * @param left a condition
	 * @param right a condition
	 */
	record Or(Condition left, Condition right) implements Condition {

	}

	/**
	 * It does not hold.
	 *
	 * @param condition a condition
	 */
	record Not(Condition condition) implements Condition {

	}

}
