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

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.kinsumer.core.observe.ProducerInfo;
import io.kinsumer.core.observe.WriterInfo;
import io.kinsumer.core.producer.ProducerStatus;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.core.record.UserRecord;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SendingMetersTests {

	private static final UserRecord RECORD = UserRecord.withoutKey(new byte[0]);

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	@Test
	void producersAreCountedWithTheirBacklog() {
		ProducerInfo producer = new ProducerInfo("orders", new StreamName("dev-orders"));
		ProducerMeters meters = new ProducerMeters(this.registry,
				(name) -> new ProducerStatus(3, 400, 0.25, Duration.ofMillis(1500), 2, 4, false));
		meters.shardsRefreshed(producer, 4, Duration.ZERO);
		meters.recordsWritten(producer, new ShardId("s"), 30, 3000, 3, Duration.ofMillis(80));
		meters.requestCompleted(producer, 5, 50, 2, Duration.ofMillis(20));
		meters.recordsRetried(producer, 2);
		meters.recordRefused(producer, "InternalFailure");
		meters.recordFailed(producer, RECORD, new IllegalStateException());
		meters.shardsRefreshed(producer, 4, Duration.ofMillis(7));
		meters.shardsRefreshFailed(producer, new IllegalStateException());
		meters.shardMispredicted(producer, new ShardId("s"), new ShardId("t"));
		meters.aggregateMisplaced(producer, new ShardId("t"), 12);
		meters.recordsLimited(producer, new ShardId("s"), 30, Duration.ofMillis(9));
		assertThat(counter("kinesis.producer.retried.records")).isEqualTo(2);
		assertThat(counter("kinesis.producer.kinesis.records")).isEqualTo(1);
		assertThat(counter("kinesis.producer.mispredicted.records")).isEqualTo(1);
		assertThat(counter("kinesis.producer.misplaced.records")).isEqualTo(12);
		assertThat(counter("kinesis.producer.shard.refresh.failures")).isEqualTo(1);
		assertThat(timer("kinesis.producer.shard.refresh.duration")).isEqualTo(7);
		assertThat(timer("kinesis.producer.limiter.wait")).isEqualTo(9);
		assertThat(this.registry.get("kinesis.producer.records.per.kinesis.record").summary().mean()).isEqualTo(30);
		assertThat(this.registry.get("kinesis.producer.records.per.request").summary().mean()).isEqualTo(50);
		assertThat(this.registry.get("kinesis.producer.backlog.used").gauge().value()).isEqualTo(0.25);
		assertThat(this.registry.get("kinesis.producer.oldest.record.age").gauge().value()).isEqualTo(1.5);
		assertThat(this.registry.get("kinesis.producer.open.shards").gauge().value()).isEqualTo(4);
		assertThat(counter("kinesis.producer.records")).isEqualTo(30);
		assertThat(counter("kinesis.producer.bytes")).isEqualTo(3000);
		assertThat(counter("kinesis.producer.failed.records")).isEqualTo(1);
		assertThat(counter("kinesis.producer.put.records")).isEqualTo(5);
		assertThat(counter("kinesis.producer.put.records.failure")).isEqualTo(2);
		assertThat(this.registry.get("kinesis.producer.put.records.batch.size").summary().mean()).isEqualTo(5);
		assertThat(
				this.registry.get("kinesis.producer.refused.records").tag("error", "InternalFailure").counter().count())
			.isEqualTo(1);
		assertThat(timer("kinesis.producer.request.duration")).isEqualTo(20);
		assertThat(timer("kinesis.producer.buffered.duration")).isEqualTo(80);
		assertThat(this.registry.get("kinesis.producer.backlog.records").gauge().value()).isEqualTo(3);
		assertThat(this.registry.get("kinesis.producer.backlog.bytes").gauge().value()).isEqualTo(400);
		assertThat(this.registry.get("kinesis.producer.requests.in.flight").gauge().value()).isEqualTo(2);
		assertThat(this.registry.getMeters()).allSatisfy((meter) -> {
			assertThat(meter.getId().getTag("producer")).isEqualTo("orders");
			assertThat(meter.getId().getTag("stream")).isEqualTo("dev-orders");
			assertThat(meter.getId().getDescription()).isNotBlank();
			assertThat(meter.getId().getBaseUnit()).isNotBlank();
		});
	}

	@Test
	void writersAreCounted() {
		WriterInfo writer = new WriterInfo("audit", new StreamName("dev-audit"));
		WriterMeters meters = new WriterMeters(this.registry);
		meters.recordsWritten(writer, 3, 300);
		meters.requestCompleted(writer, 4, 1, Duration.ofMillis(20));
		meters.recordsRetried(writer, "Throttled", 1, Duration.ZERO);
		meters.recordsRefused(writer, "Throttled", 1);
		assertThat(counter("kinesis.writer.retried.records")).isEqualTo(1);
		meters.recordFailed(writer, RECORD, new IllegalStateException());
		assertThat(counter("kinesis.writer.records")).isEqualTo(3);
		assertThat(counter("kinesis.writer.bytes")).isEqualTo(300);
		assertThat(counter("kinesis.writer.put.records")).isEqualTo(4);
		assertThat(counter("kinesis.writer.put.records.failure")).isEqualTo(1);
		assertThat(counter("kinesis.writer.refused.records")).isEqualTo(1);
		assertThat(counter("kinesis.writer.failed.records")).isEqualTo(1);
		assertThat(timer("kinesis.writer.request.duration")).isEqualTo(20);
		assertThat(this.registry.getMeters())
			.allSatisfy((meter) -> assertThat(meter.getId().getTag("writer")).isEqualTo("audit"));
	}

	private double counter(String name) {
		return this.registry.get(name).counter().count();
	}

	private double timer(String name) {
		return this.registry.get(name).timer().totalTime(TimeUnit.MILLISECONDS);
	}

}
