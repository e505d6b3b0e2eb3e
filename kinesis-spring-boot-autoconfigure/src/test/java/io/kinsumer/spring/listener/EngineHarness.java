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

import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Supplier;

import io.kinsumer.core.kinsumer.Kinsumer;
import io.kinsumer.core.kinsumer.KinsumerSettings;
import io.kinsumer.core.kinsumer.ShardStatus;
import io.kinsumer.core.metadata.CheckpointRepository;
import io.kinsumer.core.metadata.MetadataRepository;
import io.kinsumer.core.metadata.memory.InMemoryMetadataRepository;
import io.kinsumer.core.observe.KinsumerInfo;
import io.kinsumer.core.observe.KinsumerListener;
import io.kinsumer.core.processor.ShardProcessorFactory;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.ShardPosition;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.test.EmbeddedKinesisServer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;

/**
 * Listeners on the real engine, which reads streams of one shard of the embedded server.
 * Records are numbers from 1.
 */
final class EngineHarness implements AutoCloseable {

	static final ShardId SHARD = new ShardId("shardId-000000000000");

	private static final Duration TICK = Duration.ofMillis(100);

	private final EmbeddedKinesisServer server = EmbeddedKinesisServer.builder().start();

	private final KinesisAsyncClient kinesis = KinesisAsyncClient.builder()
		.endpointOverride(this.server.endpoint())
		.region(Region.EU_CENTRAL_1)
		.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
		.build();

	private final AtomicInteger streams = new AtomicInteger();

	private final AtomicInteger clients = new AtomicInteger();

	private final List<Kinsumer> started = new CopyOnWriteArrayList<>();

	EmbeddedKinesisServer server() {
		return this.server;
	}

	KinesisAsyncClient kinesis() {
		return this.kinesis;
	}

	/**
	 * A new stream with the records 1 to the given number, all of one key.
	 */
	Stream stream(int records) {
		String name = "stream-" + this.streams.incrementAndGet();
		this.server.createStream(name, 1);
		Stream stream = new Stream(name);
		for (int i = 1; i <= records; i++) {
			stream.put("key", i);
		}
		return stream;
	}

	/**
	 * A stream that is there already.
	 */
	Stream existing(String name) {
		return new Stream(name);
	}

	static int number(KinesisRecord record) {
		return Integer.parseInt(StandardCharsets.UTF_8.decode(record.data()).toString());
	}

	private static <T> T proxy(Class<T> type, Object target, BiFunction<String, Supplier<Object>, Object> around) {
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
				(proxy, method, arguments) -> around.apply(method.getName(), () -> {
					try {
						return method.invoke(target, arguments);
					}
					catch (ReflectiveOperationException ex) {
						throw new IllegalStateException(ex);
					}
				})));
	}

	static <T> T get(CompletableFuture<T> future) {
		try {
			return future.get(20, TimeUnit.SECONDS);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.started.forEach((kinsumer) -> get(kinsumer.stop()));
		this.kinesis.close();
		this.server.close();
	}

	/**
	 * A stream and the group that reads it.
	 */
	final class Stream {

		private final String name;

		private final MetadataRepository metadata = metadata();

		private final List<Throwable> failed = new CopyOnWriteArrayList<>();

		private final List<ShardPosition> persisted = new CopyOnWriteArrayList<>();

		volatile Duration persistFrequency = TICK;

		volatile Duration sessionTimeout = Duration.ofSeconds(5);

		volatile boolean throttled;

		final AtomicInteger refusedWrites = new AtomicInteger();

		Stream(String name) {
			this.name = name;
		}

		String name() {
			return this.name;
		}

		void put(String key, Object number) {
			EngineHarness.this.server.put(this.name, key, number.toString().getBytes(StandardCharsets.UTF_8));
		}

		void putRaw(ByteBuffer data) {
			EngineHarness.this.server.put(this.name, "key", data.array());
		}

		/**
		 * The failures that the engine told.
		 */
		List<Throwable> failed() {
			return this.failed;
		}

		/**
		 * The positions that were written, in their order.
		 */
		List<ShardPosition> persisted() {
			return this.persisted;
		}

		/**
		 * Remembers in memory, unless writes of positions are throttled.
		 */
		private MetadataRepository metadata() {
			MetadataRepository memory = new InMemoryMetadataRepository();
			return proxy(MetadataRepository.class, memory, (method, result) -> {
				if (!method.equals("checkpoints")) {
					return result.get();
				}
				return proxy(CheckpointRepository.class, result.get(), (call, written) -> {
					if (!call.equals("write") || !this.throttled) {
						return written.get();
					}
					this.refusedWrites.incrementAndGet();
					return CompletableFuture.failedFuture(
							ProvisionedThroughputExceededException.builder().message("too many writes").build());
				});
			});
		}

		Run start(ListenerHandler handler, ListenerOptions options) {
			return start(handler, options, 1, Duration.ofSeconds(1));
		}

		Run start(ListenerHandler handler, ListenerOptions options, int concurrency, Duration releaseDelay) {
			KinesisListenerEndpoint endpoint = new KinesisListenerEndpoint("listener", "orders", Map.of(), handler,
					"test");
			ShardProcessorFactory processors = new ListenerProcessors(InstantSource.system(),
					(attempt) -> Duration.ofMillis(1))
				.create(endpoint, "shop", options);
			KinsumerSettings settings = KinsumerSettings
				.builder("orders", new StreamName(this.name), "shop",
						"client-" + EngineHarness.this.clients.incrementAndGet())
				.waitTime(Duration.ofMillis(20))
				.persistFrequency(this.persistFrequency)
				.heartbeatInterval(TICK)
				.sessionTimeout(this.sessionTimeout)
				.discoverFrequency(Duration.ofSeconds(1))
				.releaseDelay(releaseDelay)
				.concurrency(concurrency)
				.build();
			ConsecutiveFailures failures = new ConsecutiveFailures();
			Kinsumer kinsumer = Kinsumer.builder(settings, EngineHarness.this.kinesis, this.metadata, processors)
				.listener(failures)
				.listener(new KinsumerListener() {

					@Override
					public void handlingFailed(KinsumerInfo kinsumer, ShardId shardId, Throwable failure, int attempt,
							Duration retryIn) {
						Stream.this.failed.add(failure);
					}

					@Override
					public void persisted(KinsumerInfo kinsumer, ShardId shardId, ShardPosition position) {
						Stream.this.persisted.add(position);
					}

				})
				.build();
			EngineHarness.this.started.add(kinsumer);
			get(kinsumer.start());
			return new Run(kinsumer, failures);
		}

	}

	/**
	 * A member of the group.
	 */
	record Run(Kinsumer kinsumer, ConsecutiveFailures failures) {

		ShardStatus shard() {
			return find().orElseThrow(() -> new AssertionError("no shard is this member's"));
		}

		private Optional<ShardStatus> find() {
			return this.kinsumer.status()
				.shards()
				.stream()
				.filter((shard) -> shard.shardId().equals(SHARD))
				.findFirst();
		}

		boolean isStopped() {
			return find().filter((shard) -> shard.state() == ShardStatus.State.STOPPED).isPresent();
		}

		/**
		 * Whether health finds nothing to say of the shard.
		 */
		boolean isHealthy() {
			return find().filter((shard) -> shard.state() == ShardStatus.State.ACTIVE && shard.failure() == null)
				.isPresent();
		}

		void resume() {
			get(this.kinsumer.resume(SHARD));
		}

		void stop() {
			get(this.kinsumer.stop());
		}

	}

}
