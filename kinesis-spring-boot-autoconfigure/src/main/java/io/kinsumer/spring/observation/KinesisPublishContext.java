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

package io.kinsumer.spring.observation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import io.kinsumer.spring.event.message.EventMessage;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.SenderContext;

/**
 * The context of the observation of an event that is published. What is put into its
 * carrier travels as headers of the message.
 */
public class KinesisPublishContext extends SenderContext<Map<String, String>> {

	private final EventMessage message;

	/**
	 * Creates the context.
	 * @param message the message
	 */
	public KinesisPublishContext(EventMessage message) {
		super((carrier, key, value) -> Objects.requireNonNull(carrier).put(key, value), Kind.PRODUCER);
		this.message = message;
		setCarrier(new LinkedHashMap<>());
		setRemoteServiceName("AWS Kinesis");
	}

	/**
	 * The message, as it was before it got the context of its trace.
	 * @return never {@code null}
	 */
	public EventMessage getMessage() {
		return this.message;
	}

	Map<String, String> traceHeaders() {
		Map<String, String> carrier = getCarrier();
		return (carrier != null) ? carrier : Map.of();
	}

}
