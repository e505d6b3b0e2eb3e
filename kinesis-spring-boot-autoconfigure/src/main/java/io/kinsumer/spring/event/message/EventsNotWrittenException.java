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

package io.kinsumer.spring.event.message;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.kinsumer.core.client.KinesisException;

/**
 * Not all messages of a call were written. Its cause is the first failure. After a
 * timeout, a message that counts as not written may have been written nevertheless: who
 * publishes it again under the same id lets deduplication find that.
 */
public class EventsNotWrittenException extends KinesisException {

	private static final long serialVersionUID = 1L;

	private static final int NAMED = 10;

	private final transient List<EventMessage> written;

	private final transient Map<EventMessage, Throwable> failures;

	/**
	 * Creates the exception.
	 * @param written what was written
	 * @param failures what was not written, in order, and why; not empty
	 */
	public EventsNotWrittenException(List<EventMessage> written, Map<EventMessage, Throwable> failures) {
		super(message(written, failures), failures.values().iterator().next());
		this.written = List.copyOf(written);
		this.failures = Collections.unmodifiableMap(new LinkedHashMap<>(failures));
	}

	private static String message(List<EventMessage> written, Map<EventMessage, Throwable> failures) {
		String named = failures.keySet().stream().limit(NAMED).map(Object::toString).collect(Collectors.joining("; "));
		return failures.size() + " of " + (written.size() + failures.size()) + " messages were not written, the first "
				+ "because: " + failures.values().iterator().next().getMessage() + ". Not written: " + named
				+ ((failures.size() > NAMED) ? "; and " + (failures.size() - NAMED) + " more" : "");
	}

	/**
	 * What was written.
	 * @return possibly empty
	 */
	public List<EventMessage> getWritten() {
		return this.written;
	}

	/**
	 * What was not written, in the order in which it was given. They can be handed to the
	 * {@link EventWriter} again as they are.
	 * @return one or more
	 */
	public List<EventMessage> getNotWritten() {
		return List.copyOf(this.failures.keySet());
	}

	/**
	 * Why a message was not written.
	 * @return by message, in the order in which they were given
	 */
	public Map<EventMessage, Throwable> getFailures() {
		return this.failures;
	}

}
