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

package io.kinsumer.boot.autoconfigure;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.kinsumer.core.client.ClientSettings;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.core.writer.RecordWriter;
import io.kinsumer.core.writer.WriterSettings;
import io.kinsumer.spring.deadletter.DeadLetterSender;

import org.springframework.beans.factory.DisposableBean;

/**
 * The streams that dead letters go to and come back from, and what writes to them, each
 * made when it is first used.
 */
final class DeadLetterStreams implements DisposableBean {

	static final String SUFFIX = ".dlq";

	private final KinesisClients clients;

	private final KinesisNames names;

	private final Map<String, RecordWriter> writers = new ConcurrentHashMap<>();

	DeadLetterStreams(KinesisClients clients, KinesisNames names) {
		this.clients = clients;
		this.names = names;
	}

	/**
	 * The stream for what cannot be handled of another one.
	 * @param property the property that may name it
	 */
	static StreamName of(String property, StreamName stream) {
		try {
			return new StreamName(stream.value() + SUFFIX);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidKinesisPropertyException(property, null,
					"must be set, because '" + stream + SUFFIX + "' is no name of a stream",
					"Set it to the name of a stream for dead letters.");
		}
	}

	static boolean isDeadLetterStream(StreamName stream) {
		return stream.value().endsWith(SUFFIX);
	}

	StreamName named(String property, String streamName) {
		return this.names.stream(property, streamName);
	}

	/**
	 * What writes to a stream.
	 */
	DeadLetterSender sender(StreamName stream, ClientSettings client) {
		return (record) -> writer(stream, client).put(record);
	}

	private RecordWriter writer(StreamName stream, ClientSettings client) {
		return this.writers.computeIfAbsent(client.name() + "/" + stream,
				(key) -> RecordWriter.builder(this.clients.kinesis(client), WriterSettings.of(stream.value(), stream))
					.build());
	}

	@Override
	public void destroy() {
		this.writers.values().forEach(RecordWriter::close);
	}

}
