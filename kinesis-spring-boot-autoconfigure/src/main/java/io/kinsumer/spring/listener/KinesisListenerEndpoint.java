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

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * What shall handle the records of a kinsumer: an annotated method, or anything that was
 * registered in code.
 *
 * @param id id in the registry, unique in the application
 * @param kinsumer the name of a configured kinsumer, or a stream
 * @param properties settings of this listener, which come before those of
 * {@code kinesis.kinsumers.<kinsumer>}, by the same names, such as {@code concurrency} or
 * {@code failure.max-attempts}
 * @param handler handles the records
 * @param description names its origin in error messages, such as a method's signature
 */
public record KinesisListenerEndpoint(String id, String kinsumer, Map<String, String> properties,
		ListenerHandler handler, String description) {

	public KinesisListenerEndpoint {
		Assert.hasText(id, "'id' must not be blank");
		Assert.hasText(kinsumer, "'kinsumer' must not be blank");
		properties = Map.copyOf(properties);
	}

	/**
	 * An endpoint without settings of its own.
	 * @param id id in the registry
	 * @param kinsumer the name of a configured kinsumer, or a stream
	 * @param handler handles the records
	 * @return an endpoint
	 */
	public static KinesisListenerEndpoint of(String id, String kinsumer, ListenerHandler handler) {
		return new KinesisListenerEndpoint(id, kinsumer, Map.of(), handler, "listener '" + id + "'");
	}

	/**
	 * The types of payloads that the handler takes, as far as it tells.
	 * @return possibly empty
	 * @see TypedListener#payloadTypes()
	 */
	public Set<Class<?>> payloadTypes() {
		TypedListener listener = typedListener();
		return (listener != null) ? listener.payloadTypes() : Set.of();
	}

	/**
	 * Whether the handler itself chooses by the type of a record.
	 * @return {@code false} if it does not tell
	 * @see TypedListener#selectsByType()
	 */
	public boolean selectsByType() {
		TypedListener listener = typedListener();
		return listener != null && listener.selectsByType();
	}

	/**
	 * Whether its method returns before its records are handled.
	 * @return {@code false} also where that cannot be known, as for listeners that are
	 * registered in code
	 */
	public boolean isAsynchronous() {
		TypedListener listener = typedListener();
		return listener != null && listener.isAsynchronous();
	}

	/**
	 * The interceptors that stand around its listener alone.
	 */
	List<ListenerInterceptor> ownInterceptors() {
		TypedListener listener = typedListener();
		return (listener != null) ? listener.interceptors() : List.of();
	}

	private @Nullable TypedListener typedListener() {
		return (listener() instanceof TypedListener typed) ? typed : null;
	}

	private @Nullable Object listener() {
		return (this.handler instanceof ListenerHandler.OfRecords records) ? records.listener()
				: (this.handler instanceof ListenerHandler.OfBatches batches) ? batches.listener() : null;
	}

	/**
	 * The same with one more setting.
	 * @param name its name below {@code kinesis.kinsumers.<kinsumer>}
	 * @param value its value
	 * @return a new endpoint
	 */
	public KinesisListenerEndpoint withProperty(String name, String value) {
		Map<String, String> more = new TreeMap<>(this.properties);
		more.put(name, value);
		return new KinesisListenerEndpoint(this.id, this.kinsumer, more, this.handler, this.description);
	}

}
