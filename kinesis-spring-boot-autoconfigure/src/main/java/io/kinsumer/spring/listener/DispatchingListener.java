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

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.kinsumer.core.record.KinesisRecord;
import org.jspecify.annotations.Nullable;

/**
 * Hands each record to the listener for its type.
 */
final class DispatchingListener implements RecordListener, MethodListener {

	private final String description;

	private final Map<String, RecordListener> byType;

	private final @Nullable RecordListener others;

	private final boolean acknowledging;

	private final Set<Class<?>> payloadTypes;

	/**
	 * Creates the listener.
	 * @param description names it in messages
	 * @param others takes what no other takes
	 * @param acknowledging whether all of them take an {@link Acknowledgment}; otherwise
	 * none does
	 */
	DispatchingListener(String description, Map<String, RecordListener> byType, @Nullable RecordListener others,
			boolean acknowledging) {
		this.acknowledging = acknowledging;
		this.description = description;
		this.byType = Map.copyOf(byType);
		this.others = others;
		this.payloadTypes = Stream.concat(byType.values().stream(), Stream.ofNullable(others))
			.filter(TypedListener.class::isInstance)
			.flatMap((listener) -> ((TypedListener) listener).payloadTypes().stream())
			.collect(Collectors.toUnmodifiableSet());
	}

	@Override
	public boolean takesAcknowledgment() {
		return this.acknowledging;
	}

	@Override
	public Set<Class<?>> payloadTypes() {
		return this.payloadTypes;
	}

	@Override
	public boolean selectsByType() {
		return true;
	}

	@Override
	public boolean isAsynchronous() {
		return Stream.concat(this.byType.values().stream(), Stream.ofNullable(this.others))
			.anyMatch((listener) -> listener instanceof MethodListener method && method.isAsynchronous());
	}

	@Override
	public CompletionStage<?> onRecord(KinesisRecord record, ListenerContext context) throws Exception {
		String type = record.headers().get(KinesisHeaders.TYPE);
		RecordListener listener = (type != null) ? this.byType.getOrDefault(type, this.others) : this.others;
		if (listener == null) {
			throw new NoHandlerException(this.description, type, new TreeSet<>(this.byType.keySet()));
		}
		return listener.onRecord(record, context);
	}

}
