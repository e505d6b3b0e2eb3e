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

package io.kinsumer.boot.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * A pattern of a name with placeholders in braces. An empty placeholder vanishes together
 * with the separator after it, or before it where it is the last.
 */
final class StreamNaming {

	private static final Pattern TOKEN = Pattern.compile("\\{([^{}]*)}|([-_.]+)|([^-_.{}]+)|([{}])");

	private final String property;

	private final String pattern;

	/**
	 * Creates a naming.
	 * @param property the configuration property that the pattern came from
	 * @param pattern the pattern
	 */
	StreamNaming(String property, String pattern) {
		this.property = property;
		this.pattern = pattern;
	}

	/**
	 * Fills the pattern in.
	 * @param values the known placeholders; {@code null} and blank values vanish
	 * @return the name
	 * @throws InvalidKinesisPropertyException if the pattern has another placeholder
	 */
	String expand(Map<String, @Nullable String> values) {
		StringBuilder name = new StringBuilder();
		String separator = "";
		boolean vanishing = false;
		List<Token> tokens = tokens(values);
		for (int i = 0; i < tokens.size(); i++) {
			Token token = tokens.get(i);
			if (token.separator()) {
				separator += vanishing ? "" : token.text();
				vanishing = false;
			}
			else if (StringUtils.hasText(token.text())) {
				name.append(separator).append(token.text());
				separator = "";
			}
			else if (i + 1 < tokens.size() && tokens.get(i + 1).separator()) {
				vanishing = true;
			}
			else {
				separator = "";
			}
		}
		return name.append(separator).toString();
	}

	private List<Token> tokens(Map<String, @Nullable String> values) {
		List<Token> tokens = new ArrayList<>();
		Matcher matcher = TOKEN.matcher(this.pattern);
		while (matcher.find()) {
			String placeholder = matcher.group(1);
			if (matcher.group(4) != null) {
				throw invalid("has a brace without its counterpart", values);
			}
			if (placeholder == null) {
				tokens.add(new Token(matcher.group(), matcher.group(2) != null));
			}
			else if (values.containsKey(placeholder)) {
				String value = values.get(placeholder);
				tokens.add(new Token((value != null) ? value.trim() : "", false));
			}
			else {
				throw invalid("has the unknown placeholder {" + placeholder + "}", values);
			}
		}
		return tokens;
	}

	private InvalidKinesisPropertyException invalid(String rule, Map<String, @Nullable String> values) {
		return new InvalidKinesisPropertyException(this.property, this.pattern, rule,
				"Use the placeholders {" + String.join("}, {", values.keySet()) + "} only.");
	}

	/**
	 * A piece of the pattern, placeholders filled in.
	 */
	private record Token(String text, boolean separator) {

	}

}
