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

package io.kinsumer.spring.observation;

import java.util.List;
import java.util.Map;

import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.spring.listener.ListenerContext;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;
import org.jspecify.annotations.Nullable;

/**
 * What is known about records that are handled. A single record brings the context of its
 * sender along; a batch has several, which become links.
 */
public class KinesisListenerContext extends ReceiverContext<List<KinesisRecord>> {

	private final List<KinesisRecord> records;

	private final ListenerContext listener;

	/**
	 * Creates a context.
	 * @param records one record, or a batch
	 * @param listener what else is known
	 */
	public KinesisListenerContext(List<KinesisRecord> records, ListenerContext listener) {
		super((carrier, key) -> header(carrier, key), Kind.CONSUMER);
		this.records = records;
		this.listener = listener;
		setCarrier(records);
		setRemoteServiceName("AWS Kinesis");
	}

	private static @Nullable String header(@Nullable List<KinesisRecord> carrier, String name) {
		if (carrier == null || carrier.size() != 1) {
			return null;
		}
		return header(carrier.get(0).headers(), name);
	}

	/**
	 * Finds a header; names that differ in case only are the same, as other producers may
	 * write them otherwise.
	 */
	static @Nullable String header(Map<String, String> headers, String name) {
		String value = headers.get(name);
		if (value != null || headers.isEmpty()) {
			return value;
		}
		for (Map.Entry<String, String> header : headers.entrySet()) {
			if (header.getKey().equalsIgnoreCase(name)) {
				return header.getValue();
			}
		}
		return null;
	}

	/**
	 * The records.
	 * @return one or more
	 */
	public List<KinesisRecord> getRecords() {
		return this.records;
	}

	/**
	 * What else is known.
	 * @return never {@code null}
	 */
	public ListenerContext getListener() {
		return this.listener;
	}

	/**
	 * Whether there are several records, of several senders.
	 * @return {@code false} for a single record
	 */
	public boolean isBatch() {
		return this.records.size() > 1;
	}

}
