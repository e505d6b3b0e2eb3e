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

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.kinsumer.core.processor.ShardContext;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.spring.deadletter.DeadLetterRecord;
import io.kinsumer.spring.event.message.EventMessage;
import io.kinsumer.spring.event.message.EventRecord;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.Header;

/**
 * The arguments of a listener that takes batches.
 */
final class BatchArguments {

	private final List<Argument> arguments = new ArrayList<>();

	private final List<Element> elements = new ArrayList<>();

	private final Set<Class<?>> payloadTypes = new LinkedHashSet<>();

	private boolean acknowledgment;

	BatchArguments(ListenerMethod listener, PayloadReading reading) {
		for (MethodParameter parameter : listener.parameters()) {
			Class<?> type = parameter.getParameterType();
			if (type == ShardContext.class) {
				this.arguments.add((columns, context) -> context.shard());
			}
			else if (type == ListenerContext.class) {
				this.arguments.add((columns, context) -> context);
			}
			else if (type == Acknowledgment.class) {
				this.acknowledgment = true;
				this.arguments.add((columns, context) -> context.acknowledgment());
			}
			else if (isList(parameter)) {
				int column = this.elements.size();
				this.elements.add(element(listener, parameter, reading));
				this.arguments.add((columns, context) -> Collections.unmodifiableList(columns.get(column)));
			}
			else {
				throw Parameters.unsupported(listener, parameter, "a batch listener cannot take it");
			}
		}
	}

	/**
	 * Whether a parameter takes a list with something of each record.
	 */
	static boolean isList(MethodParameter parameter) {
		return parameter.getParameterType() == List.class && !parameter.hasParameterAnnotation(Header.class);
	}

	boolean takesAcknowledgment() {
		return this.acknowledgment;
	}

	private Element element(ListenerMethod listener, MethodParameter parameter, PayloadReading reading) {
		Type type = Parameters.genericType(parameter);
		if (type == null) {
			throw Parameters.unsupported(listener, parameter, "the type of its elements is missing, as in List<Order>");
		}
		if (type == KinesisRecord.class) {
			return (record) -> record;
		}
		if (type == DeadLetterRecord.class) {
			return (record) -> DeadLetterRecord.of(EventRecord.original(record));
		}
		if (type == EventMessage.class) {
			this.payloadTypes.add(EventMessage.class);
			return EventRecord::message;
		}
		if (type == Message.class
				|| (type instanceof ParameterizedType parameterized && parameterized.getRawType() == Message.class)) {
			return of(reading.ofMessage(listener, parameter, Parameters.argumentOf(type)))::message;
		}
		return of(reading.ofElement(listener, parameter, type))::read;
	}

	private RecordPayload of(RecordPayload payload) {
		this.payloadTypes.add(payload.type());
		return payload;
	}

	Set<Class<?>> payloadTypes() {
		return Set.copyOf(this.payloadTypes);
	}

	/**
	 * Converts all records.
	 * @throws UnreadableRecordException if one of them cannot be converted
	 */
	@Nullable Object[] resolve(List<KinesisRecord> records, ListenerContext context) {
		List<List<Object>> columns = new ArrayList<>();
		this.elements.forEach((element) -> columns.add(new ArrayList<>(records.size())));
		for (int i = 0; i < records.size(); i++) {
			try {
				add(records.get(i), columns);
			}
			catch (RuntimeException ex) {
				throw new UnreadableRecordException(i, ex);
			}
		}
		@Nullable Object[] result = new @Nullable Object[this.arguments.size()];
		for (int i = 0; i < result.length; i++) {
			result[i] = this.arguments.get(i).of(columns, context);
		}
		return result;
	}

	private void add(KinesisRecord record, List<List<Object>> columns) {
		for (int i = 0; i < columns.size(); i++) {
			columns.get(i).add(this.elements.get(i).of(record));
		}
	}

	/**
	 * What a list holds for a record.
	 */
	private interface Element {

		Object of(KinesisRecord record);

	}

	/**
	 * What a parameter takes.
	 */
	private interface Argument {

		@Nullable Object of(List<List<Object>> columns, ListenerContext context);

	}

}
