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

package io.kinsumer.boot.actuate;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Messages of errors may quote addresses with a password in them, and keys: neither is
 * for the answer of an endpoint.
 */
final class SafeText {

	private static final Pattern USER_INFO = Pattern.compile("://[^/@\\s]+@");

	private static final Pattern ACCESS_KEY = Pattern.compile("\\b((?:AKIA|ASIA)[A-Z0-9]{2})[A-Z0-9]{10,}\\b");

	private static final int MAX_LENGTH = 500;

	private SafeText() {
	}

	static String of(String text) {
		String safe = ACCESS_KEY.matcher(USER_INFO.matcher(text).replaceAll("://***@")).replaceAll("$1***");
		return (safe.length() > MAX_LENGTH) ? safe.substring(0, MAX_LENGTH) + "..." : safe;
	}

	static @Nullable String ofNullable(@Nullable String text) {
		return (text != null) ? of(text) : null;
	}

}
