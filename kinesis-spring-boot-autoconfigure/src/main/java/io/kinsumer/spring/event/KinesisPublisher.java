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

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.kinsumer.core.client.AwsErrors;
import io.kinsumer.spring.event.message.EventMessage;
import io.kinsumer.spring.event.message.EventWriter;
import io.kinsumer.spring.event.message.EventsNotWrittenException;
import io.kinsumer.spring.event.message.PublishInterceptor;
import org.jspecify.annotations.Nullable;

/**
 * Publishes events to the streams that their types are registered with, or to a stream
 * that is named. The messages of a call are all made before the first is written: if one
 * of them cannot be, nothing is. Safe for use by any thread.
 * <p>
 * What a call returns are the messages that were written, in the order of the events;
 * their ids are what deduplication goes by.
 */
public class KinesisPublisher {

	private final EventMessageFactory messages;

	private final EventWriter writer;

	private final @Nullable Duration timeout;

	/**
	 * Creates a publisher.
	 * @param messages makes the messages
	 * @param writer writes them
	 * @param interceptors stand around the writer, the first one outermost
	 * @param timeout how long a call waits that returns no future; {@code null}: as long
	 * as it takes
	 */
	public KinesisPublisher(EventMessageFactory messages, EventWriter writer, List<PublishInterceptor> interceptors,
			@Nullable Duration timeout) {
		EventWriter chain = writer;
		for (int i = interceptors.size() - 1; i >= 0; i--) {
			PublishInterceptor interceptor = interceptors.get(i);
			EventWriter next = chain;
			chain = (batch) -> interceptor.intercept(batch, next);
		}
		this.messages = messages;
		this.writer = chain;
		this.timeout = timeout;
	}

	/**
	 * Publishes an event and waits until it is written.
	 * @param event the event
	 * @return its message
	 * @throws EventNotFoundException if nothing is known of its type
	 * @throws EventsNotWrittenException if it was not written, or not in time
	 */
	public EventMessage publish(Object event) {
		return publishAll(Collections.singletonList(event)).get(0);
	}

	/**
	 * Publishes an event to a stream of its own and waits until it is written.
	 * @param stream the name of a producer, of a writer, or of a stream; the type of the
	 * event need not be registered
	 * @param event the event
	 * @return its message
	 * @throws EventsNotWrittenException if it was not written, or not in time
	 */
	public EventMessage publishTo(String stream, Object event) {
		return publishAllTo(stream, Collections.singletonList(event)).get(0);
	}

	/**
	 * Publishes events and waits until all are written.
	 * @param events the events, of any types
	 * @return their messages, in the same order
	 * @throws EventNotFoundException if nothing is known of one of their types
	 * @throws EventsNotWrittenException if not all were written, or not in time; tells
	 * which
	 */
	public List<EventMessage> publishAll(Collection<?> events) {
		return await(create(null, events));
	}

	/**
	 * Publishes events to a stream of their own and waits until all are written.
	 * @param stream the name of a producer, of a writer, or of a stream
	 * @param events the events, of any types
	 * @return their messages, in the same order
	 * @throws EventsNotWrittenException if not all were written, or not in time; tells
	 * which
	 */
	public List<EventMessage> publishAllTo(String stream, Collection<?> events) {
		return await(create(stream, events));
	}

	/**
	 * Publishes an event.
	 * @param event the event
	 * @return completes with its message when it is written, or fails with
	 * {@link EventsNotWrittenException}
	 * @throws EventNotFoundException if nothing is known of its type
	 */
	public CompletableFuture<EventMessage> publishAsync(Object event) {
		return publishAllAsync(Collections.singletonList(event)).thenApply((written) -> written.get(0));
	}

	/**
	 * Publishes an event to a stream of its own.
	 * @param stream the name of a producer, of a writer, or of a stream
	 * @param event the event
	 * @return completes with its message when it is written, or fails with
	 * {@link EventsNotWrittenException}
	 */
	public CompletableFuture<EventMessage> publishToAsync(String stream, Object event) {
		return publishAllToAsync(stream, Collections.singletonList(event)).thenApply((written) -> written.get(0));
	}

	/**
	 * Publishes events.
	 * @param events the events, of any types
	 * @return completes with their messages when all are written, or fails with
	 * {@link EventsNotWrittenException}
	 * @throws EventNotFoundException if nothing is known of one of their types
	 */
	public CompletableFuture<List<EventMessage>> publishAllAsync(Collection<?> events) {
		return write(create(null, events));
	}

	/**
	 * Publishes events to a stream of their own.
	 * @param stream the name of a producer, of a writer, or of a stream
	 * @param events the events, of any types
	 * @return completes with their messages when all are written, or fails with
	 * {@link EventsNotWrittenException}
	 */
	public CompletableFuture<List<EventMessage>> publishAllToAsync(String stream, Collection<?> events) {
		return write(create(stream, events));
	}

	private List<EventMessage> create(@Nullable String stream, Collection<?> events) {
		List<EventMessage> created = new ArrayList<>(events.size());
		for (Object event : events) {
			created.add(this.messages.create(stream, event));
		}
		return List.copyOf(created);
	}

	private CompletableFuture<List<EventMessage>> write(List<EventMessage> created) {
		if (created.isEmpty()) {
			return CompletableFuture.completedFuture(created);
		}
		CompletableFuture<List<EventMessage>> result = new CompletableFuture<>();
		this.writer.write(created).whenComplete((nothing, failure) -> {
			if (failure == null) {
				result.complete(created);
			}
			else {
				Throwable cause = AwsErrors.unwrap(failure);
				result
					.completeExceptionally((cause instanceof EventsNotWrittenException) ? cause : none(created, cause));
			}
		});
		return result;
	}

	private List<EventMessage> await(List<EventMessage> created) {
		CompletableFuture<List<EventMessage>> outcome = write(created);
		try {
			return (this.timeout != null) ? outcome.get(this.timeout.toNanos(), TimeUnit.NANOSECONDS) : outcome.get();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw none(created, ex);
		}
		catch (TimeoutException ex) {
			throw none(created, new TimeoutException("not known within " + this.timeout));
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof EventsNotWrittenException cause) ? cause : none(created, ex);
		}
	}

	/**
	 * Nothing is known of any of them.
	 */
	private static EventsNotWrittenException none(List<EventMessage> created, Throwable cause) {
		Map<EventMessage, Throwable> failures = new LinkedHashMap<>();
		created.forEach((message) -> failures.put(message, cause));
		return new EventsNotWrittenException(List.of(), failures);
	}

}
