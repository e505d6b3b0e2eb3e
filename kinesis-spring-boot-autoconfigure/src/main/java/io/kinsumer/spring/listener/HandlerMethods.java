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
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import io.kinsumer.spring.event.message.EventMessage;
import org.jspecify.annotations.Nullable;

import org.springframework.core.BridgeMethodResolver;
import org.springframework.core.MethodParameter;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.Headers;
import org.springframework.messaging.handler.annotation.Payload;

/**
 * Makes one listener of the handler methods of a class.
 */
final class HandlerMethods {

	// What a method may take beside its payload.
	private static final Set<String> OURS = Set.of(ListenerContext.class.getName(), Acknowledgment.class.getName(),
			"io.kinsumer.spring.deadletter.DeadLetterRecord", EventMessage.class.getName());

	private final Class<?> type;

	private final PayloadTypeNames names;

	private final Map<String, RecordListener> byType = new LinkedHashMap<>();

	private final Map<String, Method> methods = new LinkedHashMap<>();

	private @Nullable Method defaultMethod;

	private @Nullable RecordListener others;

	HandlerMethods(Class<?> type, PayloadTypeNames names) {
		this.type = type;
		this.names = names;
	}

	/**
	 * Makes the listener.
	 * @param listeners makes the handler of one method
	 */
	RecordListener listener(List<HandlerMethod> handlers, Function<Method, ListenerHandler> listeners) {
		handlers.forEach((handler) -> add(handler, listeners.apply(handler.method())));
		boolean acknowledging = takesAcknowledgment(handlers.get(0).method());
		for (HandlerMethod handler : handlers) {
			if (takesAcknowledgment(handler.method()) != acknowledging) {
				throw new ListenerConfigurationException(
						"Of the @KinesisHandler methods " + handlers.get(0).method().toGenericString() + " and "
								+ handler.method().toGenericString()
								+ ", only one takes an Acknowledgment, but the ack mode is that of both.",
						"Give all of them an Acknowledgment parameter, with ackMode = \"manual\", or none.");
			}
		}
		return new DispatchingListener(this.type.getName(), this.byType, this.others, acknowledging);
	}

	private void add(HandlerMethod handler, ListenerHandler listener) {
		if (!(listener instanceof ListenerHandler.OfRecords ofRecords)) {
			throw new ListenerConfigurationException(
					"The @KinesisHandler " + handler.method().toGenericString()
							+ " takes batches, but one of several handlers gets one record at a time.",
					"Let it take one payload, or make it a @KinesisListener of its own.");
		}
		for (String each : types(handler)) {
			Method other = this.methods.put(each, handler.method());
			if (other != null) {
				throw new ListenerConfigurationException(
						"Two @KinesisHandler methods take records of type '" + each + "': " + other.toGenericString()
								+ " and " + handler.method().toGenericString() + ".",
						"Name the types of one of them, as in @KinesisHandler(\"order-placed\").");
			}
			this.byType.put(each, ofRecords.listener());
		}
		if (handler.isDefault()) {
			if (this.defaultMethod != null) {
				throw new ListenerConfigurationException("Two @KinesisHandler methods are the default: "
						+ this.defaultMethod.toGenericString() + " and " + handler.method().toGenericString() + ".",
						"Leave isDefault = true at one of them.");
			}
			this.defaultMethod = handler.method();
			this.others = ofRecords.listener();
		}
	}

	private static boolean takesAcknowledgment(Method method) {
		return Arrays.asList(method.getParameterTypes()).contains(Acknowledgment.class);
	}

	private Set<String> types(HandlerMethod handler) {
		if (!handler.types().isEmpty()) {
			return handler.types();
		}
		Class<?> payload = payload(handler.method());
		if (payload != null) {
			return this.names.namesOf(payload);
		}
		if (handler.isDefault()) {
			return Set.of();
		}
		throw new ListenerConfigurationException(
				"The @KinesisHandler " + handler.method().toGenericString()
						+ " has no payload parameter whose class could name its type.",
				"Name the type, as in @KinesisHandler(\"order-placed\").");
	}

	private @Nullable Class<?> payload(Method method) {
		Class<?> found = null;
		for (MethodParameter parameter : ListenerMethod
			.parameters(BridgeMethodResolver.getMostSpecificMethod(method, this.type), this.type)) {
			Class<?> candidate = payload(parameter);
			if (candidate != null && parameter.hasParameterAnnotation(Payload.class)) {
				return candidate;
			}
			found = (found != null) ? found : candidate;
		}
		return found;
	}

	private @Nullable Class<?> payload(MethodParameter parameter) {
		if (parameter.hasParameterAnnotation(Header.class) || parameter.hasParameterAnnotation(Headers.class)) {
			return null;
		}
		if (parameter.getParameterType() == Message.class) {
			Type argument = Parameters.argumentOf(Parameters.typeOf(parameter));
			return (argument instanceof Class<?> payload) ? payload : null;
		}
		Class<?> raw = parameter.getParameterType();
		return (Parameters.isPayload(raw) && !OURS.contains(raw.getName())) ? raw : null;
	}

}
