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
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.kinsumer.test.dynamodb.expression.Lexer.Token;
import io.kinsumer.test.dynamodb.expression.Lexer.Type;
import io.kinsumer.test.dynamodb.expression.Update.Action;

/**
 * The grammars of updates and projections.
 */
final class UpdateParser {

	private final Tokens tokens;

	private final List<Action> actions = new ArrayList<>();

	private UpdateParser(Tokens tokens) {
		this.tokens = tokens;
	}

	static Parsed<Update> parse(String text) {
		Tokens tokens = new Tokens(Kind.UPDATE, text);
		return tokens.end(new UpdateParser(tokens).update());
	}

	static Parsed<List<Path>> parseProjection(String text) {
		Tokens tokens = new Tokens(Kind.PROJECTION, text);
		List<Path> paths = new ArrayList<>();
		do {
			paths.add(tokens.path());
		}
		while (tokens.takeSymbol(","));
		return tokens.end(List.copyOf(paths));
	}

	private Update update() {
		Set<String> sections = new HashSet<>();
		do {
			String section = this.tokens.peek().text().toUpperCase(Locale.ROOT);
			if (this.tokens.peek().type() != Type.WORD || !Set.of("SET", "REMOVE", "ADD", "DELETE").contains(section)) {
				throw this.tokens.syntaxError();
			}
			if (!sections.add(section)) {
				throw Kind.UPDATE
					.invalid("The \"" + section + "\" section can only be used once in an update expression;");
			}
			this.tokens.next();
			do {
				this.actions.add(action(section));
			}
			while (this.tokens.takeSymbol(","));
		}
		while (this.tokens.peek().type() != Type.END);
		return new Update(List.copyOf(this.actions));
	}

	private Action action(String section) {
		Path path = this.tokens.path();
		return switch (section) {
			case "SET" -> {
				this.tokens.expectSymbol("=");
				yield new Update.Assign(path, sum());
			}
			case "REMOVE" -> new Update.Remove(path);
			case "ADD" -> new Update.Add(path, this.tokens.value());
			default -> new Update.Delete(path, this.tokens.value());
		};
	}

	private Operand sum() {
		Operand left = operand();
		if (this.tokens.takeSymbol("+")) {
			return new Operand.Arithmetic(left, false, operand());
		}
		if (this.tokens.takeSymbol("-")) {
			return new Operand.Arithmetic(left, true, operand());
		}
		return left;
	}

	private Operand operand() {
		if (this.tokens.takeSymbol("(")) {
			Operand operand = sum();
			this.tokens.expectSymbol(")");
			return operand;
		}
		Token token = this.tokens.peek();
		if (token.type() == Type.WORD && this.tokens.peekNext().isSymbol("(")) {
			return function();
		}
		return this.tokens.atPath() ? new Operand.At(this.tokens.path()) : this.tokens.value();
	}

	private Operand function() {
		String name = this.tokens.next().text();
		this.tokens.expectSymbol("(");
		Operand function = switch (name) {
			case "if_not_exists" -> {
				Path path = this.tokens.path();
				this.tokens.expectSymbol(",");
				yield new Operand.IfNotExists(path, operand());
			}
			case "list_append" -> {
				Operand first = operand();
				this.tokens.expectSymbol(",");
				yield new Operand.ListAppend(first, operand());
			}
			default -> throw Kind.UPDATE.invalid("Invalid function name; function: " + name);
		};
		this.tokens.expectSymbol(")");
		return function;
	}

}
