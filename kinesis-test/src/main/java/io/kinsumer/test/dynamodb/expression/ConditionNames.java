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
import java.util.function.Consumer;

/**
 * Finds the paths in a condition.
 */
final class ConditionNames {

	private ConditionNames() {
	}

	static void collect(Condition condition, Consumer<Path> paths) {
		if (condition instanceof Condition.And and) {
			collect(and.left(), paths);
			collect(and.right(), paths);
		}
		else if (condition instanceof Condition.Or or) {
			collect(or.left(), paths);
			collect(or.right(), paths);
		}
		else if (condition instanceof Condition.Not not) {
			collect(not.condition(), paths);
		}
		else if (condition instanceof Condition.Comparison comparison) {
			operands(List.of(comparison.left(), comparison.right()), paths);
		}
		else if (condition instanceof Condition.Between between) {
			operands(List.of(between.value(), between.lower(), between.upper()), paths);
		}
		else if (condition instanceof Condition.In in) {
			operands(List.of(in.value()), paths);
			operands(in.candidates(), paths);
		}
		else if (condition instanceof Condition.Function function) {
			operands(function.arguments(), paths);
		}
	}

	private static void operands(List<Operand> operands, Consumer<Path> paths) {
		for (Operand operand : operands) {
			if (operand instanceof Operand.At at) {
				paths.accept(at.path());
			}
			else if (operand instanceof Operand.Size size) {
				paths.accept(size.path());
			}
		}
	}

}
