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
import java.util.Set;

import io.kinsumer.test.dynamodb.expression.Lexer.Token;
import io.kinsumer.test.dynamodb.expression.Lexer.Type;
import io.kinsumer.test.fault.ServiceException;

/**
 * The tokens of one expression, with what all grammars share: paths and placeholders.
 */
final class Tokens {

	private final Kind kind;

	private final String text;

	private final List<Token> tokens;

	private final Set<String> names = new HashSet<>();

	private final Set<String> values = new HashSet<>();

	private int index;

	Tokens(Kind kind, String text) {
		if (text.isBlank()) {
			throw kind.invalid("The expression can not be empty;");
		}
		this.kind = kind;
		this.text = text;
		this.tokens = Lexer.tokens(kind, text);
	}

	Kind kind() {
		return this.kind;
	}

	Token peek() {
		return this.tokens.get(this.index);
	}

	Token peekNext() {
		return this.tokens.get(Math.min(this.index + 1, this.tokens.size() - 1));
	}

	Token next() {
		Token token = this.tokens.get(this.index);
		if (token.type() != Type.END) {
			this.index++;
		}
		return token;
	}

	boolean takeSymbol(String symbol) {
		if (peek().isSymbol(symbol)) {
			this.index++;
			return true;
		}
		return false;
	}

	boolean takeKeyword(String keyword) {
		if (peek().isKeyword(keyword)) {
			this.index++;
			return true;
		}
		return false;
	}

	void expectSymbol(String symbol) {
		if (!takeSymbol(symbol)) {
			throw syntaxError();
		}
	}

	ServiceException syntaxError() {
		Token token = peek();
		return this.kind.invalid("Syntax error; token: \"" + token.text() + "\", near: \""
				+ Lexer.near(this.text, token.position()) + "\"");
	}

	boolean atPath() {
		return peek().type() == Type.WORD || peek().type() == Type.NAME_PLACEHOLDER;
	}

	Path path() {
		List<Object> steps = new ArrayList<>(2);
		steps.add(name());
		while (true) {
			if (takeSymbol(".")) {
				steps.add(name());
			}
			else if (takeSymbol("[")) {
				if (peek().type() != Type.INTEGER || peek().text().length() > 9) {
					throw syntaxError();
				}
				steps.add(Integer.valueOf(next().text()));
				expectSymbol("]");
			}
			else {
				return new Path(List.copyOf(steps));
			}
		}
	}

	private String name() {
		if (!atPath()) {
			throw syntaxError();
		}
		Token token = next();
		if (token.type() == Type.NAME_PLACEHOLDER) {
			this.names.add(token.text());
		}
		else if (ReservedWords.contains(token.text())) {
			throw this.kind.invalid("Attribute name is a reserved keyword; reserved keyword: " + token.text());
		}
		return token.text();
	}

	Operand.Value value() {
		if (peek().type() != Type.VALUE_PLACEHOLDER) {
			throw syntaxError();
		}
		String name = next().text();
		this.values.add(name);
		return new Operand.Value(name);
	}

	<T> Parsed<T> end(T tree) {
		if (peek().type() != Type.END) {
			throw syntaxError();
		}
		return new Parsed<>(this.kind, tree, Set.copyOf(this.names), Set.copyOf(this.values));
	}

}
