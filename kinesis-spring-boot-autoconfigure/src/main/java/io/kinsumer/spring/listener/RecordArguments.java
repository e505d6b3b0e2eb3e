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

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.kinsumer.core.processor.ShardContext;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.spring.deadletter.DeadLetterRecord;
import io.kinsumer.spring.event.message.EventMessage;
import io.kinsumer.spring.event.message.EventRecord;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.Headers;

/**
 * The arguments of a listener that takes one record at a time. Which parameter takes what
 * is decided once; whatever is not supported fails then.
 */
final class RecordArguments {

	private final List<Argument> arguments = new ArrayList<>();

	private final Set<Class<?>> payloadTypes = new LinkedHashSet<>();

	private final boolean acknowledgment;

	RecordArguments(ListenerMethod listener, PayloadReading reading) {
		MethodParameter payload = null;
		boolean acknowledgment = false;
		boolean record = false;
		for (MethodParameter parameter : listener.parameters()) {
			ParameterKind kind = ParameterKind.of(parameter);
			if (kind == ParameterKind.PAYLOAD && payload != null) {
				throw Parameters.unsupported(listener, parameter, "it would be a second payload parameter beside "
						+ Parameters.describe(payload) + "; a header needs @Header, a Map of all headers @Headers");
			}
			payload = (kind == ParameterKind.PAYLOAD) ? parameter : payload;
			acknowledgment |= (kind == ParameterKind.ACKNOWLEDGMENT);
			record |= (kind == ParameterKind.PAYLOAD || kind == ParameterKind.RECORD
					|| kind == ParameterKind.DEAD_LETTER || kind == ParameterKind.EVENT_MESSAGE
					|| kind == ParameterKind.MESSAGE);
			this.arguments.add(argument(kind, listener, parameter, reading));
		}
		if (!record) {
			throw new ListenerConfigurationException("Listener " + listener + " takes no record.", Parameters.REMEDY);
		}
		this.acknowledgment = acknowledgment;
	}

	private Argument argument(ParameterKind kind, ListenerMethod listener, MethodParameter parameter,
			PayloadReading reading) {
		return switch (kind) {
			case RECORD -> (record, context) -> record;
			case SHARD -> (record, context) -> context.shard();
			case DEAD_LETTER -> (record, context) -> DeadLetterRecord.of(EventRecord.original(record));
			case EVENT_MESSAGE -> {
				this.payloadTypes.add(EventMessage.class);
				yield (record, context) -> EventRecord.message(record);
			}
			case CONTEXT -> (record, context) -> context;
			case ACKNOWLEDGMENT -> (record, context) -> context.acknowledgment();
			case HEADER -> new HeaderArgument(listener, parameter, reading.placeholders());
			case HEADERS -> headers(listener, parameter);
			case MESSAGE -> {
				RecordPayload payload = reading.ofMessage(listener, parameter, Parameters.genericType(parameter));
				this.payloadTypes.add(payload.type());
				yield (record, context) -> payload.message(record);
			}
			case PAYLOAD -> {
				RecordPayload payload = reading.ofParameter(listener, parameter, Parameters.typeOf(parameter));
				this.payloadTypes.add(payload.type());
				yield (record, context) -> payload.readNullable(record);
			}
		};
	}

	private static Argument headers(ListenerMethod listener, MethodParameter parameter) {
		Class<?> type = parameter.getParameterType();
		if (type == MessageHeaders.class) {
			return (record, context) -> new MessageHeaders(RecordHeaders.of(record));
		}
		if (type == Map.class) {
			return (record, context) -> RecordHeaders.of(record);
		}
		throw Parameters.unsupported(listener, parameter, "headers come as Map<String, Object> or MessageHeaders");
	}

	boolean takesAcknowledgment() {
		return this.acknowledgment;
	}

	Set<Class<?>> payloadTypes() {
		return Set.copyOf(this.payloadTypes);
	}

	@Nullable Object[] resolve(KinesisRecord record, ListenerContext context) {
		@Nullable Object[] result = new @Nullable Object[this.arguments.size()];
		for (int i = 0; i < result.length; i++) {
			result[i] = this.arguments.get(i).resolve(record, context);
		}
		return result;
	}

	/**
	 * Finds the value of one parameter.
	 */
	interface Argument {

		@Nullable Object resolve(KinesisRecord record, ListenerContext context);

	}

	/**
	 * What a parameter takes.
	 */
	enum ParameterKind {

		RECORD, DEAD_LETTER, EVENT_MESSAGE, SHARD, CONTEXT, ACKNOWLEDGMENT, HEADER, HEADERS, MESSAGE, PAYLOAD;

		static ParameterKind of(MethodParameter parameter) {
			Class<?> type = parameter.getParameterType();
			if (parameter.hasParameterAnnotation(Header.class)) {
				return HEADER;
			}
			if (parameter.hasParameterAnnotation(Headers.class) || type == MessageHeaders.class) {
				return HEADERS;
			}
			if (type == KinesisRecord.class) {
				return RECORD;
			}
			if (type == ShardContext.class) {
				return SHARD;
			}
			if (type == DeadLetterRecord.class) {
				return DEAD_LETTER;
			}
			if (type == EventMessage.class) {
				return EVENT_MESSAGE;
			}
			if (type == ListenerContext.class) {
				return CONTEXT;
			}
			if (type == Acknowledgment.class) {
				return ACKNOWLEDGMENT;
			}
			return (type == Message.class) ? MESSAGE : PAYLOAD;
		}

	}

}
