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

package io.kinsumer.core.client;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.kinsumer.core.record.InvalidSettingException;
import io.kinsumer.core.record.StreamName;
import org.jspecify.annotations.Nullable;

/**
 * ARNs of streams.
 */
public final class StreamArns {

	private static final Pattern ARN = Pattern
		.compile("arn:[^:]+:kinesis:[^:]+:\\d{12}:stream/([a-zA-Z0-9_.-]{1,128})");

	private StreamArns() {
	}

	/**
	 * The name in an ARN.
	 * @param arn such as {@code arn:aws:kinesis:eu-central-1:123456789012:stream/orders}
	 * @return the name
	 * @throws InvalidSettingException if it is not the ARN of a stream
	 */
	public static StreamName streamName(String arn) {
		Matcher matcher = ARN.matcher(arn);
		if (!matcher.matches()) {
			throw new InvalidSettingException("stream-arn", arn,
					"must look like arn:aws:kinesis:eu-central-1:123456789012:stream/orders");
		}
		return new StreamName(matcher.group(1));
	}

	/**
	 * Makes sure that name and ARN mean the same stream.
	 * @param name the name
	 * @param arn the ARN, or {@code null}
	 * @throws InvalidSettingException if they do not
	 */
	public static void requireSameStream(StreamName name, @Nullable String arn) {
		if (arn != null && !streamName(arn).equals(name)) {
			throw new InvalidSettingException("stream-arn", arn,
					"must be that of stream-name '" + name + "', unless one of them is removed");
		}
	}

}
