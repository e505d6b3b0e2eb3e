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
 * How a request names a registered consumer: by its ARN, by the stream's ARN and its
 * name, or by all three when they agree.
 *
 * @param consumerArn the ARN of the consumer, if given
 * @param streamArn the ARN of the stream, if given
 * @param consumerName the name of the consumer, if given
 */
public record ConsumerRef(@Nullable String consumerArn, @Nullable String streamArn, @Nullable String consumerName) {

	private static final Pattern ARN = Pattern
		.compile("(arn:aws.*:kinesis:.*:\\d{12}:.*stream/([a-zA-Z0-9_.-]+))/consumer/([a-zA-Z0-9_.-]+):\\d+");

	/**
	 * Name a consumer by its ARN.
	 * @param consumerArn the ARN
	 * @return the reference
	 */
	public static ConsumerRef arn(String consumerArn) {
		return new ConsumerRef(consumerArn, null, null);
	}

	/**
	 * Return whether an ARN is that of a consumer.
	 */
	static boolean isConsumer(String arn) {
		return ARN.matcher(arn).matches();
	}

	/**
	 * Return the name of the stream.
	 * @return the name
	 * @throws io.kinsumer.test.fault.ServiceException if what is given is not enough, is
	 * malformed, or does not agree
	 */
	String stream() {
		if (this.consumerArn == null) {
			if (this.streamArn == null || this.consumerName == null) {
				throw KinesisErrors.invalid("Either ConsumerARN, or StreamARN and ConsumerName should be provided.");
			}
			return StreamRef.arn(this.streamArn).resolve();
		}
		Matcher matcher = ARN.matcher(this.consumerArn);
		if (!matcher.matches()) {
			throw KinesisErrors.constraint(this.consumerArn, "consumerARN",
					"Member must satisfy regular expression pattern: " + ARN.pattern());
		}
		if (this.streamArn != null && !this.streamArn.equals(matcher.group(1))) {
			throw KinesisErrors
				.invalid("StreamARN " + this.streamArn + " and ConsumerARN " + this.consumerArn + " do not match.");
		}
		if (this.consumerName != null && !this.consumerName.equals(matcher.group(3))) {
			throw KinesisErrors.invalid(
					"ConsumerName " + this.consumerName + " and ConsumerARN " + this.consumerArn + " do not match.");
		}
		return matcher.group(2);
	}

	boolean names(String name, String arn) {
		return (this.consumerArn != null) ? this.consumerArn.equals(arn) : name.equals(this.consumerName);
	}

	/**
	 * Return what the caller named, for messages.
	 * @return the ARN or the name of the consumer, {@code null} when neither is given
	 */
	public @Nullable String display() {
		return (this.consumerArn != null) ? this.consumerArn : this.consumerName;
	}

}
