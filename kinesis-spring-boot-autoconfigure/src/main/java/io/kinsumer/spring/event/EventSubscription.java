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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.kinsumer.spring.listener.ListenerInterceptor;
import org.jspecify.annotations.Nullable;

/**
 * A subscription of a {@link KinesisBus}, as it is before the bus is started: its methods
 * may be chained. Subscriptions of the same stream and consumer group share a kinsumer,
 * and what they say of it must be the same. Not for use by several threads.
 */
public final class EventSubscription {

	private final String stream;

	private final @Nullable Class<?> type;

	private final boolean asynchronous;

	private final AsyncEventHandler<Object> handler;

	private final Map<String, String> properties = new TreeMap<>();

	private final List<ListenerInterceptor> interceptors = new ArrayList<>();

	private @Nullable String id;

	private @Nullable String consumerGroup;

	private boolean othersIgnored;

	private boolean started;

	EventSubscription(String stream, @Nullable Class<?> type, boolean asynchronous, AsyncEventHandler<Object> handler) {
		this.stream = stream;
		this.type = type;
		this.asynchronous = asynchronous;
		this.handler = handler;
	}

	/**
	 * Sets the id of the listener, by which it is stopped, paused and resumed.
	 * @param id unique in the application; that of the kinsumer by default
	 * @return this subscription
	 */
	public EventSubscription id(String id) {
		changeable().id = id;
		return this;
	}

	/**
	 * Reads the stream in a group of its own, so that others get all its events as well.
	 * The kinsumer is called {@code <stream>-<group>} then, and has its settings under
	 * that name.
	 * @param consumerGroup the group; that of the application by default
	 * @return this subscription
	 */
	public EventSubscription consumerGroup(String consumerGroup) {
		changeable().consumerGroup = consumerGroup;
		return this;
	}

	/**
	 * Handles several events of a shard at a time; those of a key stay in order.
	 * @param concurrency from 1 to 1000
	 * @return this subscription
	 */
	public EventSubscription concurrency(int concurrency) {
		return property("concurrency", Integer.toString(concurrency));
	}

	/**
	 * Sets any setting of the kinsumer, before what is configured.
	 * @param name its name below {@code kinesis.kinsumers.<name>}, such as
	 * {@code failure.max-attempts}
	 * @param value its value
	 * @return this subscription
	 */
	public EventSubscription property(String name, String value) {
		changeable().properties.put(name, value);
		return this;
	}

	/**
	 * Puts an interceptor around the handler of this subscription, inside of those that
	 * are beans and of those that were added before.
	 * @param interceptor the interceptor
	 * @return this subscription
	 */
	public EventSubscription interceptor(ListenerInterceptor interceptor) {
		changeable().interceptors.add(interceptor);
		return this;
	}

	/**
	 * Lets events of types that no subscription of the stream and group takes count as
	 * handled. By default, they fail.
	 * @return this subscription
	 */
	public EventSubscription ignoreOtherTypes() {
		changeable().othersIgnored = true;
		return this;
	}

	private EventSubscription changeable() {
		if (this.started) {
			throw new IllegalStateException(
					this + " is started: change it before that, in the statement that subscribes");
		}
		return this;
	}

	void setStarted(boolean started) {
		this.started = started;
	}

	String stream() {
		return this.stream;
	}

	/**
	 * What it takes; {@code null} for all that others do not take.
	 */
	@Nullable Class<?> type() {
		return this.type;
	}

	boolean isAsynchronous() {
		return this.asynchronous;
	}

	AsyncEventHandler<Object> handler() {
		return this.handler;
	}

	List<ListenerInterceptor> interceptors() {
		return List.copyOf(this.interceptors);
	}

	boolean ignoresOthers() {
		return this.othersIgnored;
	}

	@Nullable String id() {
		return this.id;
	}

	String kinsumer() {
		return (this.consumerGroup != null) ? this.stream + "-" + this.consumerGroup : this.stream;
	}

	/**
	 * What it says of the kinsumer.
	 */
	Map<String, String> properties() {
		Map<String, String> all = new TreeMap<>();
		if (this.consumerGroup != null) {
			all.put("stream-name", this.stream);
			all.put("consumer-group", this.consumerGroup);
		}
		all.putAll(this.properties);
		return all;
	}

	/**
	 * Names the subscription in messages.
	 */
	@Override
	public String toString() {
		return "the subscription to "
				+ ((this.type != null) ? this.type.getName() + " of stream '" : "all events of stream '") + this.stream
				+ "'";
	}

}
