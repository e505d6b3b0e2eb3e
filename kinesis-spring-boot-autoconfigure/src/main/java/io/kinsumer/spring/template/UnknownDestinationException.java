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

import io.kinsumer.core.client.NoSuchStreamException;

/**
 * The stream behind a destination does not exist.
 */
public class UnknownDestinationException extends NoSuchStreamException {

	private static final long serialVersionUID = 1L;

	private final String destination;

	UnknownDestinationException(SendTarget target, NoSuchStreamException cause) {
		super(message(target), cause.getStream(), cause);
		this.destination = target.destination();
	}

	private static String message(SendTarget target) {
		String section = (target.mode() == SendMode.WRITER) ? "writers" : "producers";
		return "nothing can be sent to '" + target.destination() + "': there is no stream '" + target.stream()
				+ "' in the region and account of its client. Create it, or set kinesis." + section + "."
				+ target.destination() + ".stream-name; see also kinesis.naming.pattern and kinesis." + section + "."
				+ target.destination() + ".client-name";
	}

	/**
	 * What nothing can be sent to.
	 * @return as the application called it
	 */
	public String getDestination() {
		return this.destination;
	}

}
