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
import java.util.List;

import io.kinsumer.core.kinsumer.KinsumerState;
import io.kinsumer.core.kinsumer.ShardStatus;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.ShardPosition;
import io.kinsumer.spring.listener.FakeKinsumer;
import io.kinsumer.spring.listener.KinsumerContainer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class KinsumerMetersTests {

	private static final ShardId FIRST = new ShardId("shardId-000000000000");

	private static final Duration TOOK = Duration.ofMillis(30);

	private static final ShardId SECOND = new ShardId("shardId-000000000001");

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final FakeKinsumer kinsumer = new FakeKinsumer("orders", "dev-orders", "shop");

	private KinsumerContainer container = this.kinsumer.container();

	private final KinsumerMeters meters = new KinsumerMeters(this.registry,
			(name) -> name.equals("orders") ? this.container : null);

	@Test
	void lagIsThatOfTheOwnedShardFarthestBehind() {
		this.meters.joined(this.kinsumer.info, TOOK);
		this.kinsumer.status(KinsumerState.RUNNING);
		assertThat(gauge("kinesis.kinsumer.millis.behind.latest")).isZero();
		this.kinsumer.status(KinsumerState.RUNNING, shard(FIRST, true, 10L), shard(SECOND, true, 70L),
				shard(new ShardId("shardId-000000000002"), false, 900L));
		assertThat(gauge("kinesis.kinsumer.millis.behind.latest")).isEqualTo(70);
		assertThat(gauge("kinesis.kinsumer.shards")).isEqualTo(2);
		assertThat(gauge("kinesis.kinsumer.members")).isEqualTo(2);
		this.meters.left(this.kinsumer.info, TOOK);
		assertThat(this.registry.find("kinesis.kinsumer.millis.behind.latest").gauge()).isNull();
		this.meters.joined(this.kinsumer.info, TOOK);
		assertThat(gauge("kinesis.kinsumer.millis.behind.latest")).isEqualTo(70);
	}

	@Test
	void aKinsumerThatFailedOwnsNothingAndKnowsNoLag() {
		this.meters.joined(this.kinsumer.info, TOOK);
		this.kinsumer.status(KinsumerState.FAILED);
		assertThat(gauge("kinesis.kinsumer.millis.behind.latest")).isNaN();
		assertThat(gauge("kinesis.kinsumer.shards")).isZero();
	}

	@ParameterizedTest
	@EnumSource(names = { "JOINING", "STOPPING", "STOPPED" })
	void aKinsumerWithoutSessionKnowsNoLag(KinsumerState state) {
		this.meters.joined(this.kinsumer.info, TOOK);
		this.kinsumer.status(state);
		assertThat(gauge("kinesis.kinsumer.millis.behind.latest")).isNaN();
	}

	@Test
	void aKinsumerOfTheSameNameMayReadAnotherStreamLater() {
		this.meters.joined(this.kinsumer.info, TOOK);
		this.meters.left(this.kinsumer.info, TOOK);
		FakeKinsumer other = new FakeKinsumer("orders", "dev-returns", "shop");
		this.container = other.container();
		this.meters.joined(other.info, TOOK);
		this.meters.recordsHandled(other.info, FIRST, 30, TOOK);
		assertThat(counter("records")).isZero();
		assertThat(this.registry.get("kinesis.kinsumer.records").tag("stream", "dev-returns").counter().count())
			.isEqualTo(30);
		assertThat(this.registry.get("kinesis.kinsumer.shards").gauges()).singleElement()
			.satisfies((gauge) -> assertThat(gauge.getId().getTag("stream")).isEqualTo("dev-returns"));
	}

	@Test
	void whatWasNotReadYetIsNotAtTheTip() {
		this.meters.joined(this.kinsumer.info, TOOK);
		this.kinsumer.status(KinsumerState.RUNNING, shard(FIRST, true, null));
		assertThat(gauge("kinesis.kinsumer.millis.behind.latest")).isNaN();
		this.kinsumer.status(KinsumerState.RUNNING, shard(FIRST, true, null), shard(SECOND, true, 70L));
		assertThat(gauge("kinesis.kinsumer.millis.behind.latest")).isEqualTo(70);
		this.kinsumer.status(KinsumerState.RUNNING, shard(FIRST, false, null));
		assertThat(gauge("kinesis.kinsumer.millis.behind.latest")).as("others own the shards").isZero();
	}

	@Test
	void countsWhatHappens() {
		this.meters.recordsRead(this.kinsumer.info, FIRST, 3, 300, 0);
		this.meters.recordsRead(this.kinsumer.info, FIRST, 0, 0, 0);
		this.meters.recordsHandled(this.kinsumer.info, FIRST, 30, Duration.ofMillis(20));
		this.meters.handlingFailed(this.kinsumer.info, FIRST, new IllegalStateException(), 1, Duration.ZERO);
		this.meters.recordsMisplaced(this.kinsumer.info, FIRST, 4, false);
		this.meters.repeatsExpected(this.kinsumer.info, FIRST, 5);
		this.meters.persisted(this.kinsumer.info, FIRST, ShardPosition.TRIM_HORIZON);
		this.meters.sessionLost(this.kinsumer.info);
		this.meters.callFailed(this.kinsumer.info, "GetRecords", new IllegalStateException());
		assertThat(counter("read.count")).isEqualTo(2);
		assertThat(counter("read.records")).isEqualTo(3);
		assertThat(counter("read.bytes")).isEqualTo(300);
		assertThat(counter("records")).isEqualTo(30);
		assertThat(counter("failed.records")).isEqualTo(1);
		assertThat(counter("misplaced.records")).isEqualTo(4);
		assertThat(counter("repeated.records")).isEqualTo(5);
		assertThat(counter("persist.count")).isEqualTo(1);
		assertThat(counter("sessions.lost")).isEqualTo(1);
		assertThat(this.registry.get("kinesis.kinsumer.call.failures").tag("operation", "GetRecords").counter().count())
			.isEqualTo(1);
		assertThat(this.registry.get("kinesis.kinsumer.process.duration")
			.timer()
			.totalTime(java.util.concurrent.TimeUnit.MILLISECONDS)).isEqualTo(20);
	}

	@Test
	void tellsHowLongThingsTookAndHowManyShardsWereLostAndFinished() {
		this.meters.joined(this.kinsumer.info, TOOK);
		this.meters.shardAssigned(this.kinsumer.info, FIRST, ShardPosition.TRIM_HORIZON, TOOK);
		this.meters.shardReleased(this.kinsumer.info, FIRST, ShardPosition.TRIM_HORIZON, TOOK);
		this.meters.shardLost(this.kinsumer.info, FIRST, TOOK);
		this.meters.shardFinished(this.kinsumer.info, FIRST, TOOK);
		this.meters.shardVanished(this.kinsumer.info, FIRST);
		this.meters.retentionGap(this.kinsumer.info, FIRST, ShardPosition.TRIM_HORIZON, TOOK);
		this.meters.left(this.kinsumer.info, TOOK);
		assertThat(List.of("join", "acquire", "release", "leave"))
			.allSatisfy((name) -> assertThat(this.registry.get("kinesis.kinsumer." + name + ".duration")
				.timer()
				.totalTime(java.util.concurrent.TimeUnit.MILLISECONDS)).isEqualTo(30));
		assertThat(counter("shards.lost")).isEqualTo(1);
		assertThat(counter("shards.finished")).isEqualTo(1);
		assertThat(counter("retention.gaps")).isEqualTo(2);
	}

	@Test
	void thereAreNoMetersOfShardsByDefault() {
		this.meters.shardAssigned(this.kinsumer.info, FIRST, ShardPosition.TRIM_HORIZON, TOOK);
		this.meters.recordsRead(this.kinsumer.info, FIRST, 3, 300, 0);
		assertThat(this.registry.getMeters()).noneMatch((meter) -> meter.getId().getTag("shard") != null);
	}

	@Test
	void metersOfAShardComeAndGoWithIt() {
		this.container = this.kinsumer.container(true, true);
		this.kinsumer.status(KinsumerState.RUNNING, shard(FIRST, true, 10L), shard(SECOND, true, 70L));
		this.meters.shardAssigned(this.kinsumer.info, FIRST, ShardPosition.TRIM_HORIZON, TOOK);
		this.meters.shardAssigned(this.kinsumer.info, SECOND, ShardPosition.TRIM_HORIZON, TOOK);
		this.meters.recordsRead(this.kinsumer.info, FIRST, 3, 300, 0);
		this.meters.recordsHandled(this.kinsumer.info, FIRST, 30, Duration.ofMillis(20));
		this.meters.handlingFailed(this.kinsumer.info, SECOND, new IllegalStateException(), 1, Duration.ZERO);
		assertThat(ofShard("millis.behind.latest", SECOND).gauge().value()).isEqualTo(70);
		assertThat(ofShard("read.records", FIRST).counter().count()).isEqualTo(3);
		assertThat(ofShard("records", FIRST).counter().count()).isEqualTo(30);
		assertThat(ofShard("failed.records", SECOND).counter().count()).isEqualTo(1);
		this.meters.shardReleased(this.kinsumer.info, FIRST, ShardPosition.TRIM_HORIZON, TOOK);
		this.meters.shardLost(this.kinsumer.info, SECOND, TOOK);
		assertThat(this.registry.getMeters()).noneMatch((meter) -> meter.getId().getTag("shard") != null);
	}

	@Test
	void allMetersHaveDescriptionsUnitsAndOneSetOfTags() {
		this.container = this.kinsumer.container(true, true);
		this.meters.joined(this.kinsumer.info, TOOK);
		this.meters.shardAssigned(this.kinsumer.info, FIRST, ShardPosition.TRIM_HORIZON, TOOK);
		List<Meter> all = this.registry.getMeters();
		assertThat(all).hasSize(24).allSatisfy((meter) -> {
			assertThat(meter.getId().getDescription()).isNotBlank();
			assertThat(meter.getId().getBaseUnit()).isNotBlank();
			assertThat(meter.getId().getTag("kinsumer")).isEqualTo("orders");
			assertThat(meter.getId().getTag("stream")).isEqualTo("dev-orders");
			assertThat(meter.getId().getTag("shard") != null)
				.isEqualTo(meter.getId().getName().startsWith("kinesis.kinsumer.shard."));
		});
	}

	private double gauge(String name) {
		return this.registry.get(name).tags("kinsumer", "orders", "stream", "dev-orders").gauge().value();
	}

	private double counter(String name) {
		return this.registry.get("kinesis.kinsumer." + name)
			.tags("kinsumer", "orders", "stream", "dev-orders")
			.counter()
			.count();
	}

	private io.micrometer.core.instrument.search.RequiredSearch ofShard(String name, ShardId shardId) {
		return this.registry.get("kinesis.kinsumer.shard." + name).tag("shard", shardId.value());
	}

	private static ShardStatus shard(ShardId shardId, boolean mine, @Nullable Long millisBehindLatest) {
		return new ShardStatus(shardId, ShardStatus.State.ACTIVE, "me", mine, 1, ShardPosition.TRIM_HORIZON,
				millisBehindLatest, List.of(), null, null);
	}

}
