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

package io.kinsumer.core.processor;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Stands for a failure that can neither be logged nor told, because its own text throws,
 * or that of one of its causes: such as a message that quotes an entity whose session is
 * closed. It names the class of the failure and has its stack trace.
 */
public final class UnprintableException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private UnprintableException(Throwable failure, Throwable part, Throwable problem) {
		super(failure.getClass().getName() + ", which cannot be told: the text of " + part.getClass().getName()
				+ " throws " + problem.getClass().getName());
		setStackTrace(failure.getStackTrace());
	}

	/**
	 * Makes sure that a failure can be logged.
	 * @param failure why handling failed
	 * @return that failure, or what stands for it where its text, that of a cause or of
	 * something suppressed cannot be read
	 */
	public static Throwable orSame(Throwable failure) {
		Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
		Deque<Throwable> parts = new ArrayDeque<>(List.of(failure));
		while (!parts.isEmpty()) {
			Throwable part = parts.remove();
			if (!seen.add(part)) {
				continue;
			}
			try {
				read(part);
			}
			catch (RuntimeException | LinkageError | StackOverflowError ex) {
				return new UnprintableException(failure, part, ex);
			}
			parts.addAll(List.of(part.getSuppressed()));
			if (part.getCause() != null) {
				parts.add(part.getCause());
			}
		}
		return failure;
	}

	/** As loggers do: some ask for the message, some for the whole text. */
	private static void read(Throwable part) {
		part.getMessage();
		part.toString();
	}

}
