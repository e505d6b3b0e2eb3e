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

package io.kinsumer.spring.template;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import io.kinsumer.spring.converter.ContentTypes;
import io.kinsumer.spring.listener.KinesisHeaders;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.util.MimeType;

/**
 * Makes requests of messages.
 */
final class MessageRequests {

	private static final String OURS = "kinesis_";

	/**
	 * Headers that mean something within the process only.
	 */
	private static final Set<String> LOCAL = Set.of(MessageHeaders.ID, MessageHeaders.TIMESTAMP,
			MessageHeaders.REPLY_CHANNEL, MessageHeaders.ERROR_CHANNEL);

	private MessageRequests() {
	}

	static SendRequest of(@Nullable String destination, Message<?> message) {
		MessageHeaders headers = message.getHeaders();
		Map<String, String> travelling = new LinkedHashMap<>();
		headers.forEach((name, value) -> {
			if (travels(name)) {
				travelling.put(name, text(name, value));
			}
		});
		return new SendRequest((destination != null) ? destination : string(headers, KinesisHeaders.DESTINATION),
				string(headers, KinesisHeaders.PARTITION_KEY), string(headers, KinesisHeaders.EXPLICIT_HASH_KEY),
				message.getPayload(), travelling);
	}

	private static boolean travels(String name) {
		return !LOCAL.contains(name) && (!name.startsWith(OURS) || name.equals(KinesisHeaders.TYPE));
	}

	private static @Nullable String string(MessageHeaders headers, String name) {
		Object value = headers.get(name);
		if (value == null || value instanceof String) {
			return (String) value;
		}
		throw new IllegalArgumentException(
				"the header '" + name + "' must be a String, but is " + value.getClass().getName());
	}

	private static String text(String name, Object value) {
		if (value instanceof String text) {
			return text;
		}
		if (value instanceof MimeType || BeanUtils.isSimpleValueType(value.getClass())) {
			return value.toString();
		}
		throw new IllegalArgumentException("the header '" + name + "' cannot travel, because it is of type "
				+ value.getClass().getName() + ": make it a String, or leave it out. Strings travel as they are, "
				+ "numbers, booleans, enums, dates, UUIDs and the like as their text"
				+ (ContentTypes.HEADER.equals(name) ? "; a content type is a String or MimeType" : ""));
	}

}
