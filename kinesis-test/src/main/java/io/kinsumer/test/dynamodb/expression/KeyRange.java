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

import io.kinsumer.test.dynamodb.value.Attribute;
import org.jspecify.annotations.Nullable;

/**
 * The keys that a query reads: one hash key, and what the range key must meet.
 *
 * @param hash the hash key
 * @param comparator one of {@code = < <= > >= BETWEEN begins_with}, {@code null} for all
 * @param operand what the range key is compared with
 * @param upper the upper bound of BETWEEN
 */
public record KeyRange(Attribute hash, @Nullable String comparator, @Nullable Attribute operand,
		@Nullable Attribute upper) {

	/**
	 * Return whether a range key meets the condition.
	 * @param range the range key
	 * @return whether it does
	 */
	public boolean matches(@Nullable Attribute range) {
		if (this.comparator == null || this.operand == null) {
			return true;
		}
		if (range == null) {
			return false;
		}
		return switch (this.comparator) {
			case "BETWEEN" -> ConditionEvaluator.compare(range, ">=", this.operand)
					&& ConditionEvaluator.compare(range, "<=", this.upper);
			case "begins_with" -> ConditionEvaluator.beginsWith(range, this.operand);
			default -> ConditionEvaluator.compare(range, this.comparator, this.operand);
		};
	}

	/**
	 * Return the least range key that may meet the condition.
	 * @return a lower bound, {@code null} for none
	 */
	public @Nullable Attribute lower() {
		return ("<".equals(this.comparator) || "<=".equals(this.comparator)) ? null : this.operand;
	}

}
