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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import io.kinsumer.core.client.AwsErrors;
import io.kinsumer.spring.converter.PayloadConverter;
import io.kinsumer.spring.event.message.EventMessage;
import io.kinsumer.spring.listener.KinesisListenerEndpoint;
import io.kinsumer.spring.listener.KinesisListenerEndpointRegistry;
import io.kinsumer.spring.listener.KinsumerContainer;

import org.springframework.beans.factory.DisposableBean;

/**
 * Publishes and subscribes in code. What is subscribed to before the application starts
 * is started with it; for what is subscribed to later, call {@link #start()}.
 * <p>
 * Subscriptions of the same stream and consumer group become one listener, which chooses
 * by the type of each event; it is in the registry of listeners as any other. Safe for
 * use by any thread.
 */
public final class KinesisBus implements DisposableBean {

	private final EventRegistry registry;

	private final KinesisPublisher publisher;

	private final KinesisListenerEndpointRegistry listeners;

	private final EventDecoder decoder;

	private final List<EventSubscription> pending = new ArrayList<>();

	private final Set<String> started = new LinkedHashSet<>();

	private volatile boolean down;

	/**
	 * Creates a bus.
	 * @param registry tells streams and names
	 * @param publisher publishes
	 * @param listeners what subscriptions are registered with
	 * @param converter decodes events
	 */
	public KinesisBus(EventRegistry registry, KinesisPublisher publisher, KinesisListenerEndpointRegistry listeners,
			PayloadConverter converter) {
		this.registry = registry;
		this.publisher = publisher;
		this.listeners = listeners;
		this.decoder = new EventDecoder(converter);
	}

	/**
	 * What the bus publishes with.
	 * @return the publisher
	 * @throws BusShutdownException after the shutdown
	 */
	public KinesisPublisher publisher() {
		checkUp();
		return this.publisher;
	}

	/**
	 * Publishes an event and waits until it is written.
	 * @param event the event
	 * @return its message
	 * @throws BusShutdownException after the shutdown
	 * @see KinesisPublisher#publish(Object)
	 */
	public EventMessage publish(Object event) {
		return publisher().publish(event);
	}

	/**
	 * Subscribes to events of a type, in the stream that it is registered with. An
	 * abstract type takes what no other subscription of the stream and group takes: its
	 * data must tell the class.
	 * @param <T> the type
	 * @param type the class of the events
	 * @param handler handles them
	 * @return the subscription, which may be changed until it is started
	 * @throws EventNotFoundException if nothing is known of the type
	 * @throws BusShutdownException after the shutdown
	 */
	public <T> EventSubscription subscribe(Class<T> type, EventHandler<? super T> handler) {
		return subscribe(this.registry.get(type).stream(), type, handler);
	}

	/**
	 * Subscribes to events of a type in a stream. A type of which nothing is known is
	 * registered with the stream.
	 * @param <T> the type
	 * @param stream the name of a kinsumer, or of a stream
	 * @param type the class of the events
	 * @param handler handles them
	 * @return the subscription, which may be changed until it is started
	 * @throws EventRegistrationException if the type is registered with another stream
	 * @throws BusShutdownException after the shutdown
	 */
	public <T> EventSubscription subscribe(String stream, Class<T> type, EventHandler<? super T> handler) {
		return subscribe(stream, type, false, (event, message) -> {
			handler.handle(event, message);
			return CompletableFuture.completedFuture(null);
		});
	}

	/**
	 * Subscribes to events of a type, in the stream that it is registered with, with a
	 * handler that does not wait.
	 * @param <T> the type
	 * @param type the class of the events
	 * @param handler handles them
	 * @return the subscription, which may be changed until it is started
	 * @throws EventNotFoundException if nothing is known of the type
	 * @throws BusShutdownException after the shutdown
	 */
	public <T> EventSubscription subscribeAsync(Class<T> type, AsyncEventHandler<? super T> handler) {
		return subscribeAsync(this.registry.get(type).stream(), type, handler);
	}

	/**
	 * Subscribes to events of a type in a stream, with a handler that does not wait. A
	 * type of which nothing is known is registered with the stream.
	 * @param <T> the type
	 * @param stream the name of a kinsumer, or of a stream
	 * @param type the class of the events
	 * @param handler handles them
	 * @return the subscription, which may be changed until it is started
	 * @throws EventRegistrationException if the type is registered with another stream
	 * @throws BusShutdownException after the shutdown
	 */
	public <T> EventSubscription subscribeAsync(String stream, Class<T> type, AsyncEventHandler<? super T> handler) {
		return subscribe(stream, type, true, handler);
	}

	private <T> EventSubscription subscribe(String stream, Class<T> type, boolean asynchronous,
			AsyncEventHandler<? super T> handler) {
		checkUp();
		String known = this.registry.find(type).map(EventRegistration::stream).orElse(null);
		if (known == null) {
			this.registry.register(type, stream);
		}
		else if (!known.equals(stream)) {
			throw new EventRegistrationException(
					"Events of type " + type.getName() + " are subscribed to in stream '" + stream
							+ "', but they are registered with stream '" + known + "'.",
					"Subscribe without naming the stream, correct the registration, or use subscribeStream(\"" + stream
							+ "\", ...) if the type is published there by name.");
		}
		return add(new EventSubscription(stream, type, asynchronous,
				(event, message) -> handler.handle(type.cast(event), message)));
	}

	/**
	 * Subscribes to a stream: its handler gets the events of all types that no other
	 * subscription of the stream and group takes.
	 * @param stream the name of a kinsumer, or of a stream
	 * @param handler handles them
	 * @return the subscription, which may be changed until it is started
	 * @throws BusShutdownException after the shutdown
	 */
	public EventSubscription subscribeStream(String stream, StreamHandler handler) {
		checkUp();
		return add(new EventSubscription(stream, null, false, (event, message) -> {
			handler.handle(message);
			return CompletableFuture.completedFuture(null);
		}));
	}

	private EventSubscription add(EventSubscription subscription) {
		synchronized (this.pending) {
			checkUp();
			this.pending.add(subscription);
		}
		return subscription;
	}

	/**
	 * Decodes the data of a message by its content type.
	 * @param <T> the type
	 * @param message a message
	 * @param type what it is decoded to
	 * @return the event
	 * @throws io.kinsumer.spring.converter.PayloadConversionException if it is something
	 * else, or of a content type that nothing reads
	 */
	public <T> T decode(EventMessage message, Class<T> type) {
		return type.cast(this.decoder.decode(message, type));
	}

	/**
	 * Starts what was subscribed to since the last start, and waits until all are members
	 * of their groups. Subscriptions with {@code auto-startup=false} are registered only.
	 * @throws NoSubscriptionException if nothing was ever subscribed to
	 * @throws EventRegistrationException if subscriptions contradict each other
	 * @throws BusShutdownException after the shutdown
	 */
	public void start() {
		synchronized (this.pending) {
			checkUp();
			if (this.pending.isEmpty() && this.started.isEmpty()) {
				throw new NoSubscriptionException();
			}
		}
		List<KinsumerContainer> containers = new ArrayList<>();
		register().forEach((id) -> {
			KinsumerContainer container = this.listeners.getContainer(id);
			if (container != null && container.autoStartup()) {
				containers.add(container);
			}
		});
		join(containers.stream().map(KinsumerContainer::start).toList());
	}

	/**
	 * Registers what was subscribed to, for the registry to start.
	 * @return the ids of the new listeners
	 */
	List<String> register() {
		synchronized (this.pending) {
			Map<String, List<EventSubscription>> groups = new LinkedHashMap<>();
			this.pending
				.forEach((subscription) -> groups.computeIfAbsent(subscription.kinsumer(), (name) -> new ArrayList<>())
					.add(subscription));
			List<KinesisListenerEndpoint> endpoints = groups.values()
				.stream()
				.map((group) -> new SubscriptionGroup(group).endpoint(this.registry, this.decoder))
				.toList();
			List<String> ids = new ArrayList<>();
			for (KinesisListenerEndpoint endpoint : endpoints) {
				this.listeners.register(endpoint);
				this.started.add(endpoint.id());
				ids.add(endpoint.id());
				List<EventSubscription> group = groups.get(endpoint.kinsumer());
				if (group != null) {
					group.forEach((subscription) -> subscription.setStarted(true));
					this.pending.removeAll(group);
				}
			}
			return ids;
		}
	}

	/**
	 * Ends all subscriptions and waits until what they handle is handled and their shards
	 * are free. Afterwards, nothing can be published or subscribed to through this bus.
	 */
	public void shutdown() {
		List<CompletableFuture<Void>> left = new ArrayList<>();
		synchronized (this.pending) {
			this.down = true;
			this.pending.clear();
			this.started.stream()
				.filter((id) -> this.listeners.getContainer(id) != null)
				.forEach((id) -> left.add(this.listeners.unregister(id)));
			this.started.clear();
		}
		join(left);
	}

	/**
	 * Shuts the bus down. By then, the registry has stopped all listeners.
	 */
	@Override
	public void destroy() {
		shutdown();
	}

	private static void join(List<CompletableFuture<Void>> all) {
		try {
			CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
		}
		catch (CompletionException ex) {
			throw (AwsErrors.unwrap(ex) instanceof RuntimeException cause) ? cause : ex;
		}
	}

	private void checkUp() {
		if (this.down) {
			throw new BusShutdownException();
		}
	}

}
