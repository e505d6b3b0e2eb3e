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

package io.kinsumer.test.kinesis;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * How a request names a stream: by name, by ARN, or by both when they agree.
 *
 * @param name the name, if given
 * @param arn the ARN, if given
 */
public record StreamRef(@Nullable String name, @Nullable String arn) {

	private static final Pattern ARN = Pattern
		.compile("arn:aws[^:]*:kinesis:[^:]*:\\d{12}:stream/([a-zA-Z0-9_.-]{1,128})");

	/**
	 * Name a stream by its name.
	 * @param name the name
	 * @return the reference
	 */
	public static StreamRef named(String name) {
		return new StreamRef(name, null);
	}

	/**
	 * Name a stream by its ARN.
	 * @param arn the ARN
	 * @return the reference
	 */
	public static StreamRef arn(String arn) {
		return new StreamRef(null, arn);
	}

	/**
	 * Return the name of the stream.
	 * @return the name
	 * @throws io.kinsumer.test.fault.ServiceException if neither name nor a well-formed
	 * ARN is given, or if they disagree
	 */
	public String resolve() {
		if (this.arn == null) {
			if (this.name == null) {
				throw KinesisErrors.invalid("Either StreamName or StreamARN should be provided.");
			}
			return Names.require(this.name, "streamName");
		}
		Matcher matcher = ARN.matcher(this.arn);
		if (!matcher.matches()) {
			throw KinesisErrors.constraint(this.arn, "streamARN",
					"Member must satisfy regular expression pattern: arn:aws.*:kinesis:.*:\\d{12}:stream/\\S+");
		}
		String named = matcher.group(1);
		if (this.name != null && !this.name.equals(named)) {
			throw KinesisErrors.invalid("StreamName " + this.name + " and StreamARN " + this.arn + " do not match.");
		}
		return named;
	}

	/**
	 * Return what the caller named, for messages.
	 * @return the name or the ARN, {@code null} when neither is given
	 */
	public @Nullable String display() {
		return (this.name != null) ? this.name : this.arn;
	}

}
