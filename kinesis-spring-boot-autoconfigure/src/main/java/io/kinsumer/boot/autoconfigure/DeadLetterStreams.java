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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.kinsumer.core.client.AwsErrors;
import io.kinsumer.core.client.ClientSettings;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.core.shard.StreamDescription;
import io.kinsumer.core.shard.StreamReader;
import io.kinsumer.core.writer.RecordWriter;
import io.kinsumer.core.writer.WriterSettings;
import io.kinsumer.spring.deadletter.DeadLetterSender;
import io.kinsumer.spring.listener.KinesisListenerEndpointRegistry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;

/**
 * The streams that dead letters go to and come back from, and what writes to them, each
 * made when it is first used. Those that listeners are sure to need are looked for before
 * the first of them starts. Only the answer that there is no such stream ends the start:
 * whoever may not ask, or gets no answer, may still be able to write.
 */
final class DeadLetterStreams implements SmartLifecycle, DisposableBean {

	private static final Log logger = LogFactory.getLog(DeadLetterStreams.class);

	private static final long PATIENCE_SECONDS = 5;

	private final KinesisClients clients;

	private final KinesisNames names;

	private final Map<List<@Nullable String>, RecordWriter> writers = new ConcurrentHashMap<>();

	private final List<Needed> needed = new ArrayList<>();

	private volatile boolean running;

	DeadLetterStreams(KinesisClients clients, KinesisNames names) {
		this.clients = clients;
		this.names = names;
	}

	/**
	 * Finds the stream for what cannot be handled of a kinsumer.
	 * @param prefix the key of the kinsumer, without the last dot
	 */
	DeadLetterStream of(String prefix, KinsumerProperties properties, StreamName stream) {
		return DeadLetterStream.of(prefix, properties.getFailure().getDeadLetter(), this.names, stream);
	}

	/**
	 * What writes to a stream.
	 */
	DeadLetterSender sender(DeadLetterStream stream, ClientSettings client) {
		return (record) -> writer(this.clients.kinesis(client), client, stream.name(), stream.arn()).put(record);
	}

	/**
	 * What writes to a stream.
	 * @param client the client, under a name that tells it from others
	 * @param arn by which the stream is reached; {@code null}: by its name
	 */
	RecordWriter writer(KinesisAsyncClient kinesis, ClientSettings client, StreamName stream, @Nullable String arn) {
		List<@Nullable String> key = new ArrayList<>();
		key.add(client.name());
		key.add(client.roleArn());
		key.add((arn != null) ? arn : stream.value());
		return this.writers.computeIfAbsent(key,
				(ignored) -> RecordWriter.builder(kinesis, WriterSettings.of(stream.value(), stream).withStreamArn(arn))
					.build());
	}

	/**
	 * A listener that starts with the application is sure to write to a stream.
	 */
	void need(DeadLetterStream stream, ClientSettings client) {
		Needed needed = new Needed(stream, client);
		synchronized (this.needed) {
			if (!this.running) {
				this.needed.add(needed);
				return;
			}
		}
		describe(needed).whenComplete((description, failure) -> {
			if (failure != null && AwsErrors.unwrap(failure) instanceof ResourceNotFoundException) {
				logger.error(missing(stream).getMessage() + ". " + missing(stream).getRemedy());
			}
		});
	}

	private CompletableFuture<StreamDescription> describe(Needed needed) {
		return new StreamReader(this.clients.kinesis(needed.client()), needed.stream().name(), needed.stream().arn())
			.describe();
	}

	@Override
	public void start() {
		List<Needed> needed;
		synchronized (this.needed) {
			this.running = true;
			needed = List.copyOf(this.needed);
			this.needed.clear();
		}
		List<CompletableFuture<StreamDescription>> answers = needed.stream().map(this::describe).toList();
		for (int i = 0; i < answers.size(); i++) {
			try {
				answers.get(i).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
			}
			catch (ExecutionException | TimeoutException ex) {
				if (AwsErrors.unwrap(ex) instanceof ResourceNotFoundException) {
					throw missing(needed.get(i).stream());
				}
				logger.debug("Whether there is a stream " + needed.get(i).stream().name() + " is not known", ex);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return;
			}
		}
	}

	private static InvalidKinesisPropertyException missing(DeadLetterStream stream) {
		return new InvalidKinesisPropertyException(stream.property(),
				(stream.arn() != null) ? stream.arn() : stream.name().value(),
				"must name a stream that exists, because dead letters go there",
				"Create the stream (aws kinesis create-stream --stream-name " + stream.name()
						+ " --shard-count 1), or name another one, or a bean with dead-letter.target.");
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * Before the listeners.
	 */
	@Override
	public int getPhase() {
		return KinesisListenerEndpointRegistry.PHASE - 1;
	}

	@Override
	public void destroy() {
		this.writers.values().forEach(RecordWriter::close);
	}

	/**
	 * A stream that a listener is sure to write to.
	 *
	 * @param stream the stream
	 * @param client writes to it
	 */
	private record Needed(DeadLetterStream stream, ClientSettings client) {

	}

}
