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

package io.kinsumer.spring.event;

import java.util.Collection;

import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.spring.error.NonRetryableException;
import io.kinsumer.spring.listener.KinesisHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A listener or the subscriptions of a stream met an event of a type that they do not
 * take. It is never left out silently, nor read as another type.
 */
public class UnexpectedEventException extends NonRetryableException {

	private static final long serialVersionUID = 1L;

	UnexpectedEventException(KinesisRecord record, String listener, Collection<String> expected, String remedy) {
		super("record " + record.sequenceNumber() + " of shard " + record.shardId() + ", stream " + record.stream()
				+ ", is " + describe(record.headers().get(KinesisHeaders.TYPE)) + ", but " + listener + " takes "
				+ String.join(", ", expected) + ": " + remedy);
	}

	private static String describe(@Nullable String type) {
		return (type != null) ? "an event of type '" + type + "'"
				: "an event without a type, which the header " + KinesisHeaders.TYPE + " would name";
	}

}
