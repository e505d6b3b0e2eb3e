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

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.messaging.handler.annotation.SendTo;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * What becomes of the values that a method returns.
 */
final class ListenerReplies {

	private static final Set<String> PUBLISHERS = Set.of("org.reactivestreams.Publisher",
			"java.util.concurrent.Flow$Publisher");

	private final boolean asynchronous;

	private final @Nullable String destination;

	private final @Nullable ReplySender sender;

	private ListenerReplies(boolean asynchronous, @Nullable String destination, @Nullable ReplySender sender) {
		this.asynchronous = asynchronous;
		this.destination = destination;
		this.sender = sender;
	}

	/**
	 * Looks at what a method returns.
	 * @throws ListenerConfigurationException if it returns what is not supported
	 */
	static ListenerReplies of(ListenerMethod listener, @Nullable ReplySender sender,
			UnaryOperator<String> placeholders) {
		Method method = listener.declared();
		ResolvableType returned = ResolvableType.forMethodReturnType(method, listener.targetClass());
		Class<?> type = returned.resolve(Object.class);
		boolean asynchronous = CompletionStage.class.isAssignableFrom(type);
		if (!asynchronous && Future.class.isAssignableFrom(type)) {
			throw new ListenerConfigurationException(
					"Listener " + listener + " returns " + returned + ", whose end cannot be awaited without a thread.",
					"Return a CompletableFuture or another CompletionStage.");
		}
		refuseStreams(listener, returned);
		boolean nothing = isNothing(asynchronous ? returned.as(CompletionStage.class).getGeneric() : returned);
		SendTo sendTo = sendTo(method, listener.targetClass(), nothing);
		if (sendTo == null) {
			requireNothing(listener, returned, nothing || asynchronous);
			return new ListenerReplies(asynchronous, null, null);
		}
		if (nothing) {
			throw new ListenerConfigurationException(
					"Listener " + listener + " has @SendTo, but returns nothing to send.",
					"Return what is to be sent, or remove @SendTo.");
		}
		if (sender == null) {
			throw new ListenerConfigurationException(
					"Listener " + listener + " has @SendTo, but there is nothing to send with.",
					"Define a bean of type KinesisOperations, or one of type ReplySender.");
		}
		return new ListenerReplies(asynchronous, destination(listener, sendTo, placeholders), sender);
	}

	/**
	 * Refuses what does nothing before somebody subscribes, such as a {@code Mono}.
	 */
	private static void refuseStreams(ListenerMethod listener, ResolvableType returned) {
		for (Class<?> type : ClassUtils.getAllInterfacesForClassAsSet(returned.resolve(Object.class))) {
			if (PUBLISHERS.contains(type.getName())) {
				throw new ListenerConfigurationException(
						"Listener " + listener + " returns " + returned + ", to which nobody would subscribe.",
						"Return a CompletionStage, as Mono.toFuture() does; of a Flux, what collectList() or then() "
								+ "makes of it.");
			}
		}
	}

	private static boolean isNothing(ResolvableType type) {
		Class<?> resolved = type.resolve();
		return resolved == void.class || resolved == Void.class;
	}

	private static @Nullable SendTo sendTo(Method method, Class<?> type, boolean nothing) {
		SendTo ofMethod = AnnotatedElementUtils.findMergedAnnotation(method, SendTo.class);
		return (ofMethod != null || nothing) ? ofMethod
				: AnnotatedElementUtils.findMergedAnnotation(type, SendTo.class);
	}

	private static void requireNothing(ListenerMethod listener, ResolvableType returned, boolean fits) {
		if (!fits) {
			throw new ListenerConfigurationException(
					"Listener " + listener + " returns " + returned + ", but nothing says where that is to be sent.",
					"Add @SendTo with the name of a producer or stream, or change the return type to void, or to "
							+ "CompletionStage<Void> if records are handled later than the method returns.");
		}
	}

	private static String destination(ListenerMethod listener, SendTo sendTo, UnaryOperator<String> placeholders) {
		List<String> names = List.of(sendTo.value()).stream().map(placeholders).map(String::trim).toList();
		if (names.size() != 1 || !StringUtils.hasText(names.get(0))) {
			throw new ListenerConfigurationException(
					"The @SendTo of listener " + listener + " names " + names + ", but it must name one destination.",
					"Name one producer or stream, as in @SendTo(\"replies\").");
		}
		return names.get(0);
	}

	boolean isAsynchronous() {
		return this.asynchronous;
	}

	/**
	 * Sends what was returned, if it is to be sent.
	 * @param partitionKey the key of the record that is answered; {@code null} when there
	 * are several
	 * @return completes when all is done
	 */
	CompletionStage<?> handle(@Nullable Object returned, @Nullable String partitionKey) {
		if (this.asynchronous) {
			Objects.requireNonNull(returned, "the listener returned null in place of a CompletionStage");
		}
		// Its type may have told less, such as Object.
		if (returned instanceof CompletionStage<?> stage) {
			return (this.sender != null) ? answered(stage, this.sender.captured(), partitionKey) : stage;
		}
		return send(returned, this.sender, partitionKey);
	}

	/**
	 * Sends what a stage completes with. To cancel what it returns cancels that stage.
	 */
	private CompletionStage<?> answered(CompletionStage<?> stage, ReplySender captured, @Nullable String partitionKey) {
		return Pipeline.then(stage, (value, failure) -> (failure != null) ? CompletableFuture.failedFuture(failure)
				: send(value, captured, partitionKey));
	}

	private CompletionStage<?> send(@Nullable Object value, @Nullable ReplySender sender,
			@Nullable String partitionKey) {
		String destination = this.destination;
		if (value == null || sender == null || destination == null) {
			return Pipeline.DONE;
		}
		Collection<?> values = (value instanceof Collection<?> several) ? several : List.of(value);
		return CompletableFuture.allOf(values.stream()
			.filter(Objects::nonNull)
			.map((each) -> sender.send(new ReplySender.Reply(destination, each, partitionKey)).toCompletableFuture())
			.toArray(CompletableFuture[]::new));
	}

}
