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

package io.kinsumer.spring.converter;

import java.util.Arrays;

/**
 * Tells Protobuf messages from other objects without the library.
 */
final class ProtobufTypes {

	private static final String MESSAGE = "com.google.protobuf.MessageLite";

	private static final ClassValue<Boolean> MESSAGES = new ClassValue<>() {

		@Override
		protected Boolean computeValue(Class<?> type) {
			return implementsMessage(type);
		}

	};

	private ProtobufTypes() {
	}

	static boolean isMessage(Class<?> type) {
		return MESSAGES.get(type);
	}

	private static boolean implementsMessage(Class<?> type) {
		for (Class<?> each = type; each != null; each = each.getSuperclass()) {
			if (each.getName().equals(MESSAGE)
					|| Arrays.stream(each.getInterfaces()).anyMatch(ProtobufTypes::implementsMessage)) {
				return true;
			}
		}
		return false;
	}

}
