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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.kinsumer.test.dynamodb.expression.Lexer.Token;
import io.kinsumer.test.dynamodb.expression.Lexer.Type;
import org.jspecify.annotations.Nullable;

/**
 * The grammar of conditions: {@code NOT} binds tighter than {@code AND}, which binds
 * tighter than {@code OR}.
 */
final class ConditionParser {

	private static final Map<String, Integer> FUNCTIONS = Map.of("attribute_exists", 1, "attribute_not_exists", 1,
			"attribute_type", 2, "begins_with", 2, "contains", 2);

	private static final List<String> COMPARATORS = List.of("=", "<>", "<", "<=", ">", ">=");

	private static final int MAX_CANDIDATES = 100;

	private static final int MAX_DEPTH = 300;

	private final Tokens tokens;

	private int depth;

	private int parenthesised;

	private @Nullable Condition lastGroup;

	private ConditionParser(Tokens tokens) {
		this.tokens = tokens;
	}

	static Parsed<Condition> parse(Kind kind, String text) {
		Tokens tokens = new Tokens(kind, text);
		return tokens.end(new ConditionParser(tokens).or());
	}

	private Condition or() {
		if (++this.depth > MAX_DEPTH) {
			throw this.tokens.kind().invalid("The expression is nested too deeply");
		}
		Condition left = and();
		while (this.tokens.takeKeyword("OR")) {
			left = new Condition.Or(left, and());
		}
		this.depth--;
		return left;
	}

	private Condition and() {
		Condition left = not();
		while (this.tokens.takeKeyword("AND")) {
			left = new Condition.And(left, not());
		}
		return left;
	}

	private Condition not() {
		boolean negated = false;
		boolean any = false;
		while (this.tokens.takeKeyword("NOT")) {
			negated = !negated;
			any = true;
		}
		Condition condition = primary();
		if (!any) {
			return condition;
		}
		return negated ? new Condition.Not(condition) : condition;
	}

	private Condition primary() {
		if (this.tokens.takeSymbol("(")) {
			int before = this.parenthesised;
			Condition condition = or();
			this.tokens.expectSymbol(")");
			// only a group that is nothing but a group counts: ((a = b)), not ((a = b)
			// AND c)
			if (this.parenthesised != before && this.lastGroup == condition) {
				throw this.tokens.kind().invalid("The expression has redundant parentheses;");
			}
			this.parenthesised++;
			this.lastGroup = condition;
			return condition;
		}
		Token token = this.tokens.peek();
		if (token.type() == Type.WORD && this.tokens.peekNext().isSymbol("(") && !"size".equals(token.text())) {
			return function();
		}
		Operand left = operand();
		if (this.tokens.takeKeyword("BETWEEN")) {
			Operand lower = operand();
			if (!this.tokens.takeKeyword("AND")) {
				throw this.tokens.syntaxError();
			}
			return new Condition.Between(left, lower, operand());
		}
		if (this.tokens.takeKeyword("IN")) {
			this.tokens.expectSymbol("(");
			return new Condition.In(left, operands(MAX_CANDIDATES));
		}
		if (!COMPARATORS.contains(this.tokens.peek().text())) {
			throw this.tokens.syntaxError();
		}
		return new Condition.Comparison(left, this.tokens.next().text(), operand());
	}

	private Condition function() {
		String name = this.tokens.next().text();
		Integer arity = FUNCTIONS.get(name);
		if (arity == null) {
			throw this.tokens.kind().invalid("Invalid function name; function: " + name);
		}
		this.tokens.expectSymbol("(");
		List<Operand> arguments = operands(MAX_CANDIDATES);
		if (arguments.size() != arity) {
			throw this.tokens.kind()
				.invalid("Incorrect number of operands for operator or function; operator or function: " + name
						+ ", number of operands: " + arguments.size());
		}
		if (!"contains".equals(name) && !"begins_with".equals(name) && !(arguments.get(0) instanceof Operand.At)) {
			throw this.tokens.kind()
				.invalid("Operator or function requires a document path; operator or function: " + name);
		}
		return new Condition.Function(name, arguments);
	}

	private List<Operand> operands(int max) {
		List<Operand> operands = new ArrayList<>();
		do {
			operands.add(operand());
		}
		while (this.tokens.takeSymbol(","));
		this.tokens.expectSymbol(")");
		if (operands.size() > max) {
			throw this.tokens.kind().invalid("Invalid number of operands: " + operands.size() + " exceeds " + max);
		}
		return List.copyOf(operands);
	}

	private Operand operand() {
		if (this.tokens.peek().text().equals("size") && this.tokens.peekNext().isSymbol("(")) {
			this.tokens.next();
			this.tokens.next();
			Operand.Size size = new Operand.Size(this.tokens.path());
			this.tokens.expectSymbol(")");
			return size;
		}
		return this.tokens.atPath() ? new Operand.At(this.tokens.path()) : this.tokens.value();
	}

}
