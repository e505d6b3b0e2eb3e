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

/**
 * Nothing says which stream events of a class go to.
 */
public class EventNotFoundException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient Class<?> type;

	EventNotFoundException(Class<?> type) {
		super("nothing says which stream events of type " + type.getName() + " go to: put @EventType on the class, "
				+ "define a bean of type EventRegistration, or set kinesis.events.types.<name>.type and .stream; or "
				+ "name the stream where you publish or subscribe");
		this.type = type;
	}

	/**
	 * The class that nothing is known of.
	 * @return the class
	 */
	public Class<?> getType() {
		return this.type;
	}

}
