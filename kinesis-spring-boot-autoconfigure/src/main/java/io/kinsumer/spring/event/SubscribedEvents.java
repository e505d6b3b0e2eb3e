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

import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.spring.event.message.EventMessage;
import io.kinsumer.spring.event.message.EventRecord;
import io.kinsumer.spring.listener.KinesisHeaders;
import io.kinsumer.spring.listener.ListenerContext;
import io.kinsumer.spring.listener.ListenerInterceptor;
import io.kinsumer.spring.listener.RecordListener;
import io.kinsumer.spring.listener.TypedListener;
import org.jspecify.annotations.Nullable;

/**
 * The subscriptions that share a kinsumer, as one listener: chooses by the type of a
 * record. An event that tells no type, such as one of the seed {@code streams}, goes to
 * the only typed subscription if there is just one.
 */
final class SubscribedEvents implements RecordListener, TypedListener {

	private final List<EventSubscription> subscriptions;

	private final String description;

	private final Map<String, RecordListener> byType = new HashMap<>();

	private final Set<Class<?>> types = new HashSet<>();

	private @Nullable RecordListener others;

	private @Nullable RecordListener single;

	private boolean othersIgnored;

	SubscribedEvents(List<EventSubscription> subscriptions, EventRegistry registry, EventDecoder decoder) {
		this.subscriptions = List.copyOf(subscriptions);
		this.description = (subscriptions.size() == 1) ? subscriptions.get(0).toString()
				: "the subscriptions to stream '" + subscriptions.get(0).stream() + "'";
		for (EventSubscription subscription : subscriptions) {
			RecordListener listener = listener(subscription, decoder);
			this.othersIgnored |= subscription.ignoresOthers();
			Class<?> type = subscription.type();
			if (type == null || Modifier.isAbstract(type.getModifiers())) {
				// The names of the classes that extend it are not known here.
				check(this.others == null, "Two subscriptions take all events of stream '" + subscription.stream()
						+ "' in the same consumer group that no other takes.");
				this.others = listener;
				continue;
			}
			this.single = this.types.isEmpty() ? listener : null;
			this.types.add(type);
			for (String name : registry.namesOf(type)) {
				check(this.byType.put(name, listener) == null, "Two subscriptions to stream '" + subscription.stream()
						+ "' in the same consumer group take events of type '" + name + "'.");
			}
		}
	}

	/**
	 * Names them in messages.
	 */
	String description() {
		return this.description;
	}

	private static void check(boolean valid, String problem) {
		if (!valid) {
			throw new EventRegistrationException(problem,
					"Give one of them a consumerGroup of its own, so that both get all events, or let one handler do "
							+ "what both do.");
		}
	}

	private static RecordListener listener(EventSubscription subscription, EventDecoder decoder) {
		AsyncEventHandler<Object> handler = subscription.handler();
		Class<?> type = subscription.type();
		RecordListener listener = (record, context) -> {
			EventMessage message = EventRecord.message(record);
			return handler.handle((type != null) ? decoder.decode(message, type) : message, message);
		};
		return listener.interceptedBy(subscription.interceptors());
	}

	@Override
	public Set<Class<?>> payloadTypes() {
		// Whatever the types are: they come in messages.
		return Set.of(EventMessage.class);
	}

	@Override
	public boolean takesAcknowledgment() {
		return false;
	}

	@Override
	public boolean isAsynchronous() {
		return this.subscriptions.stream().anyMatch(EventSubscription::isAsynchronous);
	}

	@Override
	public List<ListenerInterceptor> interceptors() {
		return this.subscriptions.stream().flatMap((each) -> each.interceptors().stream()).toList();
	}

	@Override
	public boolean selectsByType() {
		return true;
	}

	@Override
	public CompletionStage<?> onRecord(KinesisRecord record, ListenerContext context) throws Exception {
		String type = record.headers().get(KinesisHeaders.TYPE);
		RecordListener listener = (type != null) ? this.byType.get(type) : this.single;
		listener = (listener != null) ? listener : this.others;
		if (listener != null) {
			return listener.onRecord(record, context);
		}
		if (this.othersIgnored) {
			return CompletableFuture.completedFuture(null);
		}
		throw new UnexpectedEventException(record, this.description, this.byType.keySet().stream().sorted().toList(),
				"subscribe to that type as well, subscribe to the whole stream for what is left, or say "
						+ "ignoreOtherTypes() of a subscription");
	}

}
