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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.kinsumer.core.aggregation.AggregateBuilder;
import io.kinsumer.core.aggregation.Deaggregator;
import io.kinsumer.core.metadata.memory.InMemoryMetadataRepository;
import io.kinsumer.core.observe.KinsumerInfo;
import io.kinsumer.core.observe.KinsumerListener;
import io.kinsumer.core.processor.ShardProcessors;
import io.kinsumer.core.record.HashKey;
import io.kinsumer.core.record.HashKeyRange;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.core.record.UserRecord;
import io.kinsumer.core.sim.VirtualRuntime;
import io.kinsumer.core.sim.VirtualTime;
import io.kinsumer.test.EmbeddedKinesisServer;
import io.kinsumer.test.context.EmbeddedKinesisClients;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class MisplacedRecordsTests {

	private static final HashKeyRange RANGE = new HashKeyRange(HashKey.MIN, HashKey.MIN);

	private final List<Integer> told = new ArrayList<>();

	@ParameterizedTest
	@EnumSource(MisplacedRecordPolicy.class)
	void theKinsumerHandlesOrLeavesOutWhatIsInTheWrongShard(MisplacedRecordPolicy policy) throws Exception {
		Queue<String> handled = new ConcurrentLinkedQueue<>();
		Queue<String> reported = new ConcurrentLinkedQueue<>();
		AtomicBoolean failed = new AtomicBoolean();
		try (EmbeddedKinesisServer server = EmbeddedKinesisServer.builder().streams("orders:2").start();
				EmbeddedKinesisClients clients = new EmbeddedKinesisClients(server)) {
			// Wherever the aggregate goes, one of the two is in the wrong shard.
			server.put("orders", "k", aggregate());
			server.put("orders", "k", "last".getBytes(StandardCharsets.UTF_8));
			Kinsumer kinsumer = Kinsumer.builder(settings().misplacedRecords(policy).build(), clients.kinesisAsync(),
					new InMemoryMetadataRepository(), ShardProcessors.forRecords((record, shard) -> {
						String text = StandardCharsets.UTF_8.decode(record.data()).toString();
						if (text.equals("last") && failed.compareAndSet(false, true)) {
							throw new IllegalStateException("so that the batch comes twice");
						}
						handled.add(text);
					}))
				.listener(new KinsumerListener() {

					@Override
					public void recordsMisplaced(KinsumerInfo kinsumer, ShardId shardId, int records, boolean dropped) {
						reported.add(records + (dropped ? " dropped" : " delivered"));
					}

				})
				.build();
			kinsumer.start().get(20, TimeUnit.SECONDS);
			await().atMost(Duration.ofSeconds(30)).until(() -> handled.contains("last"));
			kinsumer.stop().get(20, TimeUnit.SECONDS);
		}
		if (policy == MisplacedRecordPolicy.DELIVER) {
			assertThat(handled).contains("low", "high");
			assertThat(reported).containsExactly("1 delivered");
		}
		else {
			assertThat(handled).containsAnyOf("low", "high");
			assertThat(handled.contains("low")).isNotEqualTo(handled.contains("high"));
			assertThat(reported).containsExactly("1 dropped");
		}
	}

	@Test
	void recordsAreToldOnceAndLoggedOnceInAWhile() {
		VirtualTime time = new VirtualTime();
		Logger logger = (Logger) LoggerFactory.getLogger(Reports.class);
		ListAppender<ILoggingEvent> log = new ListAppender<>();
		log.start();
		Level level = logger.getLevel();
		logger.setLevel(Level.WARN);
		logger.addAppender(log);
		try {
			MisplacedRecords records = records(time);
			find(records, 1, 2);
			find(records, 1, 2, 3);
			find(records);
			assertThat(this.told).containsExactly(2, 1);
			assertThat(log.list).hasSize(1);
			assertThat(log.list.get(0).getFormattedMessage()).contains("2 user records").contains("handled");
			time.runUntil(MisplacedRecords.LOG_INTERVAL);
			find(records, 4);
			assertThat(log.list).hasSize(2);
			assertThat(log.list.get(1).getFormattedMessage()).contains("2 user records, the last at 4/0");
		}
		finally {
			logger.detachAppender(log);
			logger.setLevel(level);
		}
	}

	private MisplacedRecords records(VirtualTime time) {
		KinsumerListener listener = new KinsumerListener() {

			@Override
			public void recordsMisplaced(KinsumerInfo kinsumer, ShardId shardId, int records, boolean dropped) {
				MisplacedRecordsTests.this.told.add(records);
			}

		};
		Reports reports = new Reports(new KinsumerInfo("orders", new StreamName("orders"), "group", "anna"),
				List.of(listener));
		return new MisplacedRecords(Samples.settings().build(), Samples.SHARD, new VirtualRuntime(time), reports);
	}

	private static void find(MisplacedRecords records, int... sequences) {
		for (int sequence : sequences) {
			List<KinesisRecord> decoded = Deaggregator.decode(new StreamName("orders"), Samples.SHARD,
					List.of(Samples.record(sequence, Samples.START)), null);
			assertThat(records.isDelivered(decoded.get(0))).isTrue();
		}
		records.report(RANGE);
	}

	private static byte[] aggregate() {
		AggregateBuilder builder = new AggregateBuilder();
		builder.add("a", UserRecord.of("a", "low".getBytes(StandardCharsets.UTF_8)).withExplicitHashKey("0"));
		builder.add("a", UserRecord.of("a", "high".getBytes(StandardCharsets.UTF_8))
			.withExplicitHashKey(HashKey.MAX.toString()));
		return builder.build();
	}

	private static KinsumerSettings.Builder settings() {
		return KinsumerSettings.builder("orders", new StreamName("orders"), "group", "anna")
			.waitTime(Duration.ofMillis(200));
	}

}
