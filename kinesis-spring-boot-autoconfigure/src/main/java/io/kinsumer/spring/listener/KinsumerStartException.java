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

package io.kinsumer.spring.listener;

import java.io.Serial;

/**
 * A kinsumer could not join its group. The cause is the engine's typed error.
 */
public class KinsumerStartException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final String kinsumer;

	private final String stream;

	private final String location;

	private final String listener;

	KinsumerStartException(KinsumerContainer container, Throwable cause) {
		super("Kinsumer '" + container.kinsumer() + "' on stream '" + container.settings().streamName() + "' ("
				+ container.options().location() + ") could not start: " + cause.getMessage(), cause);
		this.kinsumer = container.kinsumer();
		this.stream = container.settings().streamName().value();
		this.location = container.options().location();
		this.listener = container.description();
	}

	/**
	 * The kinsumer.
	 * @return its name
	 */
	public String getKinsumer() {
		return this.kinsumer;
	}

	/**
	 * What was to handle the records.
	 * @return such as a method's signature
	 */
	public String getListener() {
		return this.listener;
	}

	/**
	 * The stream.
	 * @return its full name
	 */
	public String getStream() {
		return this.stream;
	}

	/**
	 * Where the kinsumer looked for the stream.
	 * @return region and endpoint, for people to read
	 */
	public String getLocation() {
		return this.location;
	}

}
