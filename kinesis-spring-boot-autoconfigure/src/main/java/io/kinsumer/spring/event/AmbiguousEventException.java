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
import java.util.stream.Collectors;

/**
 * An object is an event by several of its super types, none of which is closer than the
 * others.
 */
public class AmbiguousEventException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	AmbiguousEventException(Class<?> type, Collection<? extends EventRegistration<?>> candidates) {
		super(type.getName() + " is an event by several of its super types: "
				+ candidates.stream().map(Object::toString).sorted().collect(Collectors.joining(", "))
				+ ". Register the class itself, by @EventType, a bean of type EventRegistration or "
				+ "kinesis.events.types.<name>");
	}

}
