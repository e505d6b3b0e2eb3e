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

package io.kinsumer.core.kinsumer;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.kinsumer.core.metadata.MetadataRepository;
import io.kinsumer.core.observe.KinsumerInfo;
import io.kinsumer.core.observe.KinsumerListener;
import io.kinsumer.core.processor.ShardProcessorFactory;
import io.kinsumer.core.runtime.EngineRuntime;
import io.kinsumer.core.runtime.HandlerThreads;
import io.kinsumer.core.runtime.ThreadedRuntime;
import io.kinsumer.core.shard.StreamConsumers;
import io.kinsumer.core.shard.StreamReader;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;

/**
 * Builds a {@link Kinsumer}. Not safe for use by several threads.
 */
public final class KinsumerBuilder {

	private final KinsumerSettings settings;

	private final KinesisAsyncClient kinesis;

	private final MetadataRepository metadata;

	private final ShardProcessorFactory processors;

	private final List<KinsumerListener> listeners = new ArrayList<>();

	private @Nullable ReadBudget budget;

	private @Nullable KinesisAsyncClient reads;

	private HandlerThreads handlerThreads = HandlerThreads.VIRTUAL_IF_AVAILABLE;

	KinsumerBuilder(KinsumerSettings settings, KinesisAsyncClient kinesis, MetadataRepository metadata,
			ShardProcessorFactory processors) {
		this.settings = settings;
		this.kinesis = kinesis;
		this.metadata = metadata;
		this.processors = processors;
	}

	/**
	 * Adds a listener.
	 * @param listener hears what the kinsumer does
	 * @return this builder
	 */
	public KinsumerBuilder listener(KinsumerListener listener) {
		this.listeners.add(listener);
		return this;
	}

	/**
	 * Sets a client of its own for the calls that read shards. These are many at once,
	 * with enhanced fan-out one for each shard all the time, and the kinsumer repeats
	 * them by itself: the client should retry nothing, have no limit for the time of a
	 * call, and allow as many calls at once as there are shards. Without it, the client
	 * for everything is used. It remains the caller's.
	 * @param reads the client
	 * @return this builder
	 */
	public KinsumerBuilder readClient(KinesisAsyncClient reads) {
		this.reads = reads;
		return this;
	}

	/**
	 * Sets what may be held of the records that were read and are not handled yet. To be
	 * shared by all kinsumers of a process; without it, the kinsumer has a budget
	 * {@linkplain ReadBudget#ofDefaultSize() of default size} of its own.
	 * @param budget the budget
	 * @return this builder
	 */
	public KinsumerBuilder readBudget(ReadBudget budget) {
		this.budget = budget;
		return this;
	}

	/**
	 * Sets the kind of threads that handlers run on.
	 * @param handlerThreads virtual where the JVM has them, by default
	 * @return this builder
	 */
	public KinsumerBuilder handlerThreads(HandlerThreads handlerThreads) {
		this.handlerThreads = handlerThreads;
		return this;
	}

	/**
	 * Builds the kinsumer, which owns the threads it needs from {@link Kinsumer#start()}
	 * to {@link Kinsumer#stop()}. The client and the repository remain the caller's.
	 * @return a kinsumer that is not started
	 */
	public Kinsumer build() {
		KinsumerInfo info = new KinsumerInfo(this.settings.name(), this.settings.streamName(),
				this.settings.consumerGroup(), this.settings.clientId());
		StreamReader reader = new StreamReader(this.kinesis, (this.reads != null) ? this.reads : this.kinesis,
				this.settings.streamName(), this.settings.streamArn());
		StreamConsumers consumers = new StreamConsumers(this.kinesis);
		ReadBudget budget = (this.budget != null) ? this.budget : ReadBudget.ofDefaultSize();
		HandlerThreads threads = this.handlerThreads;
		Reports reports = new Reports(info, this.listeners);
		return new DefaultKinsumer(info, () -> {
			EngineRuntime runtime = new ThreadedRuntime("kinsumer-" + this.settings.name(), threads);
			return new KinsumerEnvironment(this.settings, runtime, reader, consumers, budget, this.metadata,
					(shard) -> new ProcessorHandler(this.processors, shard, runtime.handlers()), reports,
					() -> UUID.randomUUID().toString(), host());
		});
	}

	private static String host() {
		String name = System.getenv("HOSTNAME");
		return ((name != null) ? name : "localhost") + "/" + ProcessHandle.current().pid();
	}

}
