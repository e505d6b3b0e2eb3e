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
import java.util.List;

import io.kinsumer.core.processor.ShardContext;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.spring.converter.PayloadConversionException;
import io.kinsumer.spring.converter.PayloadConverter;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.messaging.Message;

/**
 * The arguments of a listener that takes batches.
 */
final class BatchArguments {

	private final List<@Nullable Element> elements = new ArrayList<>();

	BatchArguments(ListenerMethod listener, PayloadConverter converter) {
		for (MethodParameter parameter : listener.parameters()) {
			if (parameter.getParameterType() == ShardContext.class) {
				this.elements.add(null);
			}
			else if (parameter.getParameterType() == List.class) {
				this.elements.add(element(listener, parameter, converter));
			}
			else {
				throw Parameters.unsupported(listener, parameter, "a batch listener cannot take it");
			}
		}
	}

	private static Element element(ListenerMethod listener, MethodParameter parameter, PayloadConverter converter) {
		Type type = Parameters.genericType(parameter);
		if (type == null) {
			throw Parameters.unsupported(listener, parameter, "the type of its elements is missing, as in List<Order>");
		}
		if (type == KinesisRecord.class) {
			return (record) -> record;
		}
		if (type == Message.class
				|| (type instanceof ParameterizedType parameterized && parameterized.getRawType() == Message.class)) {
			return RecordPayload.ofMessage(listener, parameter, Parameters.argumentOf(type), converter)::message;
		}
		return new RecordPayload(listener, parameter, type, converter)::read;
	}

	Resolved resolve(List<KinesisRecord> records, ListenerContext context) {
		List<List<Object>> columns = new ArrayList<>();
		this.elements.forEach((element) -> columns.add(new ArrayList<>()));
		int count = 0;
		PayloadConversionException failure = null;
		while (count < records.size() && failure == null) {
			try {
				add(records.get(count), columns);
				count++;
			}
			catch (PayloadConversionException ex) {
				failure = ex;
			}
		}
		Object[] arguments = new Object[columns.size()];
		for (int i = 0; i < arguments.length; i++) {
			arguments[i] = (this.elements.get(i) != null)
					? Collections.unmodifiableList(columns.get(i).subList(0, count)) : context.shard();
		}
		return new Resolved(arguments, count, failure);
	}

	private void add(KinesisRecord record, List<List<Object>> columns) {
		for (int i = 0; i < columns.size(); i++) {
			Element element = this.elements.get(i);
			if (element != null) {
				columns.get(i).add(element.of(record));
			}
		}
	}

	/**
	 * What a list holds for a record.
	 */
	private interface Element {

		Object of(KinesisRecord record);

	}

	/**
	 * Arguments for the records that could be converted.
	 *
	 * @param arguments one for each parameter
	 * @param count how many records, from the first
	 * @param failure why the record after them could not be converted, if there is one
	 */
	record Resolved(Object[] arguments, int count, @Nullable PayloadConversionException failure) {

	}

}
