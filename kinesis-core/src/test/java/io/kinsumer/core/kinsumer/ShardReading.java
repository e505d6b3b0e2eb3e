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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.kinsumer.core.metadata.ShardItem;
import io.kinsumer.core.metadata.memory.InMemoryMetadataRepository;
import io.kinsumer.core.observe.KinsumerInfo;
import io.kinsumer.core.observe.KinsumerListener;
import io.kinsumer.core.record.SequenceNumber;
import io.kinsumer.core.record.ShardPosition;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.core.shard.Retrieval;
import io.kinsumer.core.shard.StreamConsumers;
import io.kinsumer.core.shard.StreamReader;
import io.kinsumer.core.sim.ModelKinesisClient;
import io.kinsumer.core.sim.SimulatedNetwork;
import io.kinsumer.core.sim.VirtualRuntime;
import io.kinsumer.core.sim.VirtualTime;
import io.kinsumer.test.fault.Gate;
import io.kinsumer.test.fault.Service;
import io.kinsumer.test.fault.ServiceException;
import io.kinsumer.test.kinesis.ConsumerRequest.RegisterStreamConsumer;
import io.kinsumer.test.kinesis.KinesisLimits;
import io.kinsumer.test.kinesis.KinesisModel;
import io.kinsumer.test.kinesis.KinesisOptions;
import io.kinsumer.test.kinesis.KinesisRequest;
import io.kinsumer.test.kinesis.StreamRef;
import software.amazon.awssdk.services.kinesis.model.Record;

/**
 * A history of one shard that is written, read with many faults, split in the end and
 * read to its end. The same seed gives the same history.
 */
final class ShardReading {

	private static final Duration LENGTH = Duration.ofMinutes(20);

	private static final Duration HEALED = LENGTH.plusMinutes(15);

	private static final String ARN = "arn:aws:kinesis:eu-central-1:000000000000:stream/orders";

	private static final StreamName STREAM = new StreamName("orders");

	private final VirtualTime time = new VirtualTime();

	private final VirtualRuntime runtime = new VirtualRuntime(this.time);

	private final ReadBudget budget = new ReadBudget(1 << 20);

	private final Random random;

	private final Retrieval retrieval;

	private final KinesisModel model;

	private final SimulatedNetwork network;

	private final KinsumerRun run;

	private final List<String> put = new ArrayList<>();

	private final List<String> handedOut = new ArrayList<>();

	private int firstExpected;

	private ShardSource source;

	private boolean handling;

	private boolean ended;

	private boolean healed;

	ShardReading(long seed, Retrieval retrieval) {
		this.random = new Random(seed);
		this.retrieval = retrieval;
		this.network = new SimulatedNetwork(this.time, this.random);
		this.model = new KinesisModel(this.time, KinesisOptions.defaults().withLimits(KinesisLimits.AWS),
				Gate.open(Service.KINESIS));
		this.model.createStream("orders", 1);
		ModelKinesisClient client = new ModelKinesisClient(this.model, this.time, this.network);
		KinsumerSettings settings = KinsumerSettings.builder("orders", STREAM, "group", "anna")
			.maxBatchSize(1 + this.random.nextInt(40))
			.build();
		this.run = kinsumer(client, settings, this.runtime, this.budget, List.of());
	}

	/**
	 * A kinsumer that does nothing by itself, for sources to belong to.
	 */
	static KinsumerRun kinsumer(ModelKinesisClient client, KinsumerSettings settings, VirtualRuntime runtime,
			ReadBudget budget, List<KinsumerListener> listeners) {
		KinsumerInfo info = new KinsumerInfo(settings.name(), settings.streamName(), settings.consumerGroup(),
				settings.clientId());
		return new KinsumerRun(
				new KinsumerEnvironment(settings, runtime, new StreamReader(client, settings.streamName(), null),
						new StreamConsumers(client), budget, new InMemoryMetadataRepository(), (shard) -> {
							throw new IllegalStateException("nothing is handled");
						}, new Reports(info, listeners), () -> "s1", "host"));
	}

	void run() {
		int before = this.random.nextInt(30);
		for (int i = 0; i < before; i++) {
			put();
		}
		this.source = open(position());
		this.network.lose(this.random.nextDouble() * 0.1);
		renew();
		this.source.advance();
		produce();
		disturb();
		this.time.at(LENGTH, this::heal);
		this.time.runUntil(HEALED);
		this.source.close();
	}

	private void renew() {
		this.run.lease().renewed(Mark.now(this.runtime));
		this.time.at(Duration.ofSeconds(1), this::renew);
	}

	private ShardPosition position() {
		if (this.put.isEmpty() || this.random.nextBoolean()) {
			return this.random.nextBoolean() ? ShardPosition.TRIM_HORIZON
					: ShardPosition.at(Instant.parse("2026-01-01T00:00:00Z"));
		}
		// An aggregate of which a part was handled is read again.
		this.firstExpected = this.random.nextInt(this.put.size());
		return ShardPosition.after(new SequenceNumber(this.put.get(this.firstExpected), 3));
	}

	private ShardSource open(ShardPosition position) {
		ShardItem item = new ShardItem(Samples.SHARD, List.of(), Samples.ANNA, 1, 0, position, false);
		ShardBuffer buffer = new ShardBuffer(this.runtime, this.run.settings().maxBatchSize(),
				this.budget.share(() -> this.runtime.loop().execute(this::changed)));
		if (this.retrieval instanceof Retrieval.FanOut) {
			String consumer = this.model.registerStreamConsumer(new RegisterStreamConsumer(ARN, "app", Map.of()))
				.consumerArn();
			return new FanOutDriver(item, () -> consumer, this.run, this.runtime, buffer, this::changed).source();
		}
		return new PollingDriver(item, this.run, this.runtime, buffer, this::changed).source();
	}

	private void changed() {
		this.source.advance();
		if (this.handling) {
			return;
		}
		ShardBatch head = this.source.head();
		if (head == null) {
			this.ended |= this.source.childrenAtEnd() != null;
			return;
		}
		ShardBatch taken = this.source.take(1 + this.random.nextInt(head.records().size()));
		taken.records().stream().map(Record::sequenceNumber).forEach(this.handedOut::add);
		this.handling = true;
		// Now and then longer than an iterator or a subscription lives.
		if (this.healed) {
			this.time.at(Duration.ZERO, this::handled);
			return;
		}
		int seconds = (this.random.nextInt(40) == 0) ? 400 : this.random.nextInt(3);
		this.time.at(Duration.ofSeconds(seconds), this::handled);
	}

	private void handled() {
		this.handling = false;
		this.source.release();
		changed();
	}

	private void produce() {
		if (this.healed) {
			return;
		}
		int count = this.random.nextInt(12);
		for (int i = 0; i < count; i++) {
			put();
		}
		this.time.at(Duration.ofMillis(1 + this.random.nextInt(20_000)), this::produce);
	}

	private void put() {
		try {
			this.put.add(
					this.model
						.putRecord(new KinesisRequest.PutRecord(StreamRef.named("orders"), "key", null, null,
								new byte[this.random.nextInt(100_000)]))
						.sequenceNumber());
		}
		catch (ServiceException ex) {
			// More than a shard takes: not put.
			return;
		}
	}

	private void disturb() {
		this.model.endSubscriptions(StreamRef.named("orders"), null,
				new ServiceException("InternalFailureException", "a fault", 500));
		if (this.time.elapsed().compareTo(LENGTH) < 0) {
			this.time.at(Duration.ofMillis(1 + this.random.nextInt(120_000)), this::disturb);
		}
	}

	private void heal() {
		this.healed = true;
		this.network.lose(0);
		this.model.splitShard(new KinesisRequest.SplitShard(StreamRef.named("orders"), Samples.SHARD.value(),
				"170141183460469231731687303715884105728"));
	}

	/**
	 * What is wrong with what was handed out.
	 */
	String mistake() {
		List<String> expected = this.put.subList(this.firstExpected, this.put.size());
		if (expected.equals(this.handedOut)) {
			return "none";
		}
		int same = 0;
		while (same < expected.size() && same < this.handedOut.size()
				&& expected.get(same).equals(this.handedOut.get(same))) {
			same++;
		}
		return "%d records were put, %d handed out, of which the first %d are right".formatted(expected.size(),
				this.handedOut.size(), same);
	}

	boolean ended() {
		return this.ended;
	}

	ReadBudget budget() {
		return this.budget;
	}

}
