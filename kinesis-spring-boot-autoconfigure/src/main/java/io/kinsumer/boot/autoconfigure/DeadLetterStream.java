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

import io.kinsumer.core.record.StreamName;
import org.jspecify.annotations.Nullable;

/**
 * A stream that takes dead letters.
 *
 * @param property the property that names it, or would
 * @param name its full name
 * @param arn its ARN, by which it is reached; {@code null}: by its name
 */
record DeadLetterStream(String property, StreamName name, @Nullable String arn) {

	static final String SUFFIX = ".dlq";

	/**
	 * Finds the stream for what cannot be handled of a kinsumer.
	 * @param prefix the key of the kinsumer, without the last dot
	 * @param stream what the kinsumer reads
	 * @throws InvalidKinesisPropertyException if a value breaks its rule
	 */
	static DeadLetterStream of(String prefix, KinsumerFailureProperties.DeadLetter properties, KinesisNames names,
			StreamName stream) {
		String byName = prefix + ".failure.dead-letter.stream-name";
		String byArn = prefix + ".failure.dead-letter.stream-arn";
		String streamName = properties.getStreamName();
		String arn = properties.getStreamArn();
		if (arn != null) {
			if (streamName != null) {
				throw new InvalidKinesisPropertyException(byArn, arn, "must not be set together with " + byName,
						"Remove one of them.");
			}
			return new DeadLetterStream(byArn, KinesisNames.streamOfArn(byArn, arn), arn);
		}
		if (streamName != null) {
			return new DeadLetterStream(byName, names.stream(byName, streamName), null);
		}
		try {
			return new DeadLetterStream(byName, new StreamName(stream.value() + SUFFIX), null);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidKinesisPropertyException(byName, null,
					"must be set, because '" + stream + SUFFIX + "' is no name of a stream",
					"Set it to the name of a stream for dead letters.");
		}
	}

	/**
	 * Whether it is what a kinsumer reads, as far as names tell.
	 */
	boolean isStream(StreamName stream, @Nullable String streamArn) {
		return (this.arn != null && streamArn != null) ? this.arn.equals(streamArn) : this.name.equals(stream);
	}

	static boolean isDeadLetterStream(StreamName stream) {
		return stream.value().endsWith(SUFFIX);
	}

}
