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

/**
 * Cuts an expression into tokens.
 */
final class Lexer {

	private final Kind kind;

	private final String text;

	private int position;

	private Lexer(Kind kind, String text) {
		this.kind = kind;
		this.text = text;
	}

	static List<Token> tokens(Kind kind, String text) {
		return new Lexer(kind, text).run();
	}

	private List<Token> run() {
		List<Token> tokens = new ArrayList<>();
		while (true) {
			while (this.position < this.text.length() && Character.isWhitespace(this.text.charAt(this.position))) {
				this.position++;
			}
			if (this.position == this.text.length()) {
				tokens.add(new Token(Type.END, "<EOF>", this.position));
				return tokens;
			}
			tokens.add(next());
		}
	}

	private Token next() {
		int start = this.position;
		char first = this.text.charAt(start);
		this.position++;
		if (first == '#' || first == ':') {
			word();
			if (this.position > start + 1) {
				return token((first == '#') ? Type.NAME_PLACEHOLDER : Type.VALUE_PLACEHOLDER, start);
			}
		}
		else if (isLetter(first)) {
			word();
			return token(Type.WORD, start);
		}
		else if (isDigit(first)) {
			while (this.position < this.text.length() && isDigit(this.text.charAt(this.position))) {
				this.position++;
			}
			return token(Type.INTEGER, start);
		}
		else if ("(),.[]=+-".indexOf(first) >= 0) {
			return token(Type.SYMBOL, start);
		}
		else if (first == '<' || first == '>') {
			if (this.position < this.text.length() && (peek() == '=' || (first == '<' && peek() == '>'))) {
				this.position++;
			}
			return token(Type.SYMBOL, start);
		}
		throw this.kind.invalid("Syntax error; token: \"" + first + "\", near: \"" + near(this.text, start) + "\"");
	}

	private char peek() {
		return this.text.charAt(this.position);
	}

	private void word() {
		while (this.position < this.text.length()
				&& (isLetter(this.text.charAt(this.position)) || isDigit(this.text.charAt(this.position)))) {
			this.position++;
		}
	}

	private Token token(Type type, int start) {
		return new Token(type, this.text.substring(start, this.position), start);
	}

	private static boolean isLetter(char c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
	}

	private static boolean isDigit(char c) {
		return c >= '0' && c <= '9';
	}

	static String near(String text, int position) {
		return text.substring(Math.max(0, position - 8), Math.min(text.length(), position + 12));
	}

	/** What a token is. */
	enum Type {

		WORD, NAME_PLACEHOLDER, VALUE_PLACEHOLDER, INTEGER, SYMBOL, END

	}

	/** A token and where it starts. */
	record Token(Type type, String text, int position) {

		boolean isKeyword(String keyword) {
			return this.type == Type.WORD && this.text.equalsIgnoreCase(keyword);
		}

		boolean isSymbol(String symbol) {
			return this.type == Type.SYMBOL && this.text.equals(symbol);
		}

	}

}
