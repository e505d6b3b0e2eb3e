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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import io.kinsumer.core.client.AwsClients;
import io.kinsumer.core.client.ClientCredentials;
import io.kinsumer.core.client.ClientSettings;
import io.kinsumer.core.metadata.memory.InMemoryMetadataRepository;
import io.kinsumer.core.observe.KinsumerInfo;
import io.kinsumer.core.observe.KinsumerListener;
import io.kinsumer.core.processor.RecordHandler;
import io.kinsumer.core.processor.ShardProcessors;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.core.shard.Retrieval;
import io.kinsumer.test.EmbeddedKinesisServer;
import io.kinsumer.test.kinesis.KinesisLimits;
import org.junit.jupiter.api.AfterEach;

/**
 * Kinsumers over the wire, against a server that keeps to the limits of AWS.
 */
abstract class AbstractReadingTests {

	final ShiftedClock clock = new ShiftedClock();

	final EmbeddedKinesisServer server = EmbeddedKinesisServer.builder()
		.streams("orders:2", "large:1")
		.clock(this.clock)
		.limits(KinesisLimits.AWS)
		.start();

	final AwsClients clients = AwsClients.create(ClientSettings.builder("default")
		.region(EmbeddedKinesisServer.REGION)
		.endpoint(this.server.endpoint())
		.credentials(new ClientCredentials("test", "test", null))
		.build());

	final Queue<String> handled = new ConcurrentLinkedQueue<>();

	final Reads reads = new Reads();

	final List<Kinsumer> started = new ArrayList<>();

	static Stream<Retrieval> bothWays() {
		return Stream.of(Retrieval.polling(), Retrieval.fanOut());
	}

	@AfterEach
	void stop() throws Exception {
		for (Kinsumer kinsumer : this.started) {
			kinsumer.stop().get(20, TimeUnit.SECONDS);
		}
		this.clients.close();
		this.server.close();
	}

	void start(String stream, Retrieval retrieval, RecordHandler handler, ReadBudget budget) throws Exception {
		start(settings(stream, retrieval, "group").build(), handler, budget);
	}

	void start(KinsumerSettings settings, RecordHandler handler, ReadBudget budget) throws Exception {
		Kinsumer kinsumer = Kinsumer
			.builder(settings, this.clients.kinesis(), new InMemoryMetadataRepository(),
					ShardProcessors.forRecords(handler))
			.readClient(this.clients.kinesisReads())
			.readBudget(budget)
			.listener(this.reads)
			.build();
		this.started.add(kinsumer);
		kinsumer.start().get(20, TimeUnit.SECONDS);
	}

	static KinsumerSettings.Builder settings(String stream, Retrieval retrieval, String group) {
		return KinsumerSettings.builder(group, new StreamName(stream), group, "one")
			.retrieval(retrieval)
			.discoverFrequency(Duration.ofSeconds(2));
	}

	/**
	 * What was read.
	 */
	static final class Reads implements KinsumerListener {

		private final Map<String, AtomicLong> bytes = new ConcurrentHashMap<>();

		final Queue<String> failures = new ConcurrentLinkedQueue<>();

		long bytes(String shard) {
			AtomicLong read = this.bytes.get(shard);
			return (read != null) ? read.get() : 0;
		}

		@Override
		public void recordsRead(KinsumerInfo kinsumer, ShardId shardId, int records, long read,
				long millisBehindLatest) {
			this.bytes.computeIfAbsent(shardId.value(), (id) -> new AtomicLong()).addAndGet(read);
		}

		@Override
		public void callFailed(KinsumerInfo kinsumer, String operation, Throwable failure) {
			this.failures.add(operation + ": " + failure);
		}

	}

}
