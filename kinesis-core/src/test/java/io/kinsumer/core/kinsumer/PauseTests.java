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
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.kinsumer.core.metadata.ShardItem;
import io.kinsumer.core.observe.KinsumerInfo;
import io.kinsumer.core.observe.KinsumerListener;
import io.kinsumer.core.processor.RecordProcessor;
import io.kinsumer.core.processor.ShardContext;
import io.kinsumer.core.processor.ShardProcessorFactory;
import io.kinsumer.core.processor.ShardProcessors;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.ShardPosition;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.test.kinesis.KinesisRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holding shards back from outside, in virtual time.
 */
class PauseTests implements KinsumerListener {

	private static final Duration SOON = Duration.ofSeconds(10);

	private static final Duration LONG = Duration.ofMinutes(7);

	private static final ShardId SHARD = Samples.shard(0);

	private final VirtualGroup group = new VirtualGroup(1);

	private final List<String> handled = new ArrayList<>();

	private final List<String> told = new ArrayList<>();

	// What a handler has begun and not ended, by the data of the record.
	private final Map<String, CompletableFuture<Void>> running = new LinkedHashMap<>();

	private boolean slow;

	@ParameterizedTest
	@EnumSource
	void aPausedShardIsKeptAndHandlesNothingUntilItIsResumed(Style style) {
		VirtualGroup.Member member = join("anna", style);
		this.group.put("a", "1");
		this.group.passes(SOON);
		member.run().holds().pause(SHARD);
		put("2", "3");
		this.group.passes(LONG);
		assertThat(this.handled).containsExactly("1");
		assertThat(status(member).state()).isEqualTo(ShardStatus.State.PAUSED);
		assertThat(status(member).millisBehindLatest()).isGreaterThan(Duration.ofMinutes(6).toMillis());
		assertThat(owner()).isEqualTo("anna");
		Instant resumed = member.runtime().now();
		member.run().holds().resume(SHARD);
		assertThat(status(member).lastProgress()).as("nobody could have made any").isEqualTo(resumed);
		this.group.passes(SOON);
		assertThat(this.handled).containsExactly("1", "2", "3");
		assertThat(status(member).state()).isEqualTo(ShardStatus.State.ACTIVE);
		assertThat(this.told).containsExactly("paused 0", "resumed 0");
	}

	@ParameterizedTest
	@EnumSource
	void whatRunsWhenAShardIsPausedMayEndAndIsWritten(Style style) {
		this.slow = true;
		VirtualGroup.Member member = join("anna", style);
		put("1", "2");
		this.group.passes(SOON);
		assertThat(this.running).containsOnlyKeys("1");
		member.run().holds().pause(SHARD);
		end("1");
		this.group.passes(SOON);
		assertThat(this.running).as("nothing further begins").isEmpty();
		assertThat(item().position()).isNotEqualTo(ShardPosition.TRIM_HORIZON);
		member.run().holds().resume(SHARD);
		this.group.passes(SOON);
		assertThat(this.running).containsOnlyKeys("2");
		end("2");
		this.group.passes(SOON);
		assertThat(this.handled).containsExactly("1", "2");
	}

	@ParameterizedTest
	@EnumSource
	void aPausedShardIsHandedOverAndGoesOnElsewhereWhereItWasLeft(Style style) {
		VirtualGroup.Member anna = join("anna", style);
		put("1");
		this.group.passes(SOON);
		anna.run().holds().pause();
		put("2", "3");
		this.group.passes(SOON);
		VirtualGroup.Member berta = join("berta", style);
		anna.stop();
		this.group.passes(SOON);
		assertThat(anna.run().left()).isCompleted();
		assertThat(berta.shards()).isEqualTo(1);
		assertThat(this.handled).containsExactly("1", "2", "3");
	}

	@Test
	void aHandoverWhilePausedClosesTheGapsSoThatNothingIsRepeated() {
		this.slow = true;
		VirtualGroup.Member anna = join("anna", Style.RECORDS_AT_ONCE);
		this.group.put("a", "1");
		this.group.put("a", "2");
		this.group.put("b", "3");
		this.group.put("b", "4");
		this.group.passes(SOON);
		assertThat(this.running).containsOnlyKeys("1", "3");
		anna.run().holds().pause();
		end("3");
		this.group.passes(SOON);
		assertThat(this.running).containsOnlyKeys("1");
		anna.stop();
		end("1");
		this.group.passes(Duration.ofSeconds(1));
		assertThat(this.running).as("comes before one that is handled").containsOnlyKeys("2");
		end("2");
		this.group.passes(SOON);
		this.slow = false;
		join("berta", Style.RECORDS_AT_ONCE);
		this.group.passes(SOON);
		assertThat(this.handled).containsExactly("3", "1", "2", "4");
	}

	@ParameterizedTest
	@EnumSource
	void aPauseOfTheKinsumerAppliesToShardsThatComeLater(Style style) {
		VirtualGroup.Member member = join("anna", style);
		this.group.passes(SOON);
		member.run().holds().pause();
		assertThat(member.run().holds().isPaused()).isTrue();
		VirtualGroup.Member other = join("berta", style);
		this.group.split(0, "170141183460469231731687303715884105728");
		this.group.passes(SOON);
		// The parent is at its end, but that is for a handler to see.
		assertThat(member.shards()).isEqualTo(1);
		member.run().holds().resume(SHARD);
		this.group.passes(SOON);
		assertThat(member.shards()).isEqualTo(1);
		assertThat(other.shards()).isEqualTo(1);
		other.stop();
		this.group.passes(SOON);
		assertThat(member.shards()).isEqualTo(2);
		this.group.put("a", "1");
		this.group.put("b", "2");
		this.group.put("c", "3");
		this.group.passes(LONG);
		assertThat(this.handled).isEmpty();
		assertThat(this.told).contains("paused 1", "paused 2");
		member.run().holds().resume();
		this.group.passes(SOON);
		assertThat(this.handled).containsExactlyInAnyOrder("1", "2", "3");
	}

	@Test
	void aShardThatComesBackIsPausedStill() {
		VirtualGroup.Member member = join("anna", Style.BATCHES);
		this.group.passes(SOON);
		member.run().holds().pause(SHARD);
		member.runtime().pause();
		this.group.passes(Duration.ofSeconds(5));
		VirtualGroup.Member other = join("berta", Style.BATCHES);
		this.group.passes(Duration.ofMinutes(1));
		assertThat(owner()).isEqualTo("berta");
		member.runtime().resume();
		this.group.passes(SOON);
		other.stop();
		this.group.passes(SOON);
		assertThat(owner()).isEqualTo("anna");
		put("1");
		this.group.passes(SOON);
		assertThat(this.handled).isEmpty();
		assertThat(this.told).containsExactly("paused 0", "paused 0");
	}

	@ParameterizedTest
	@EnumSource
	void aShardThatWasStoppedFromOutsideIsToldAsStoppedUntilItIsResumed(Style style) {
		VirtualGroup.Member member = join("anna", style);
		this.group.passes(SOON);
		member.run().holds().stop(SHARD);
		member.run().holds().pause(SHARD);
		put("1");
		this.group.passes(SOON);
		assertThat(this.handled).isEmpty();
		assertThat(status(member).state()).isEqualTo(ShardStatus.State.STOPPED);
		member.run().holds().resume(SHARD);
		this.group.passes(SOON);
		assertThat(this.handled).containsExactly("1");
		assertThat(this.told).containsExactly("stopped 0 the shard was stopped on request", "resumed 0");
	}

	@Test
	void whatIsNotOwnedCanNeitherBePausedNorStoppedNorResumed() {
		VirtualGroup.Member member = join("anna", Style.BATCHES);
		this.group.passes(SOON);
		ShardId other = Samples.shard(7);
		assertThat(member.run().holds().pause(other)).isFalse();
		assertThat(member.run().holds().stop(other)).isFalse();
		assertThat(member.run().holds().resume(other)).isFalse();
		assertThat(this.told).isEmpty();
	}

	@Test
	void aPausedShardReadsOneAnswerAheadAndLeavesTheBudgetToOthers() {
		VirtualGroup many = new VirtualGroup(2);
		ReadBudget budget = new ReadBudget(1 << 20);
		KinsumerSettings settings = VirtualGroup.settings("anna").maxBatchSize(10).build();
		VirtualGroup.Member member = many.join(settings, budget, processors(settings, Style.BATCHES), this);
		many.passes(SOON);
		member.run().holds().pause(SHARD);
		// Hash keys of the first shard, and of the second.
		for (int i = 0; i < 100; i++) {
			putLarge(many, "0", i);
		}
		many.passes(SOON);
		for (int i = 0; i < 100; i++) {
			putLarge(many, "340282366920938463463374607431768211455", i);
		}
		many.passes(Duration.ofSeconds(20));
		assertThat(this.handled).as("none of the first shard, all of the second").hasSize(100);
		assertThat(budget.used()).isBetween(1L, 10 * 60_000L);
		member.run().holds().resume();
		many.passes(Duration.ofSeconds(20));
		assertThat(this.handled).hasSize(200);
		assertThat(budget.used()).isZero();
	}

	private static void putLarge(VirtualGroup group, String hashKey, int number) {
		group.kinesis()
			.putRecord(new KinesisRequest.PutRecord(VirtualGroup.REF, "key-" + hashKey, hashKey, null,
					(number + "x".repeat(50_000)).getBytes(StandardCharsets.UTF_8)));
		group.passes(Duration.ofMillis(60));
	}

	private void put(String... data) {
		Stream.of(data).forEach((text) -> this.group.put("key", text));
	}

	private VirtualGroup.Member join(String clientId, Style style) {
		KinsumerSettings settings = VirtualGroup.settings(clientId).concurrency(style.concurrency).build();
		return this.group.join(settings, ReadBudget.ofDefaultSize(), processors(settings, style), this);
	}

	private ShardProcessorFactory processors(KinsumerSettings settings, Style style) {
		if (style == Style.BATCHES) {
			return ShardProcessors.forRecordsAsync((record, shard) -> handle(record, shard));
		}
		return (shard) -> (RecordProcessor) (delivery) -> handle(delivery.record(), delivery.shard());
	}

	private CompletableFuture<Void> handle(KinesisRecord record, ShardContext shard) {
		String data = StandardCharsets.UTF_8.decode(record.data()).toString();
		CompletableFuture<Void> result = new CompletableFuture<>();
		this.running.put(data, result);
		result.thenRun(() -> {
			this.running.remove(data);
			this.handled.add(data);
		});
		if (!this.slow) {
			result.complete(null);
		}
		return result;
	}

	private void end(String data) {
		this.running.getOrDefault(data, new CompletableFuture<>()).complete(null);
	}

	private ShardItem item() {
		return this.group.items().get(0);
	}

	private String owner() {
		return Objects.requireNonNull(item().owner()).clientId();
	}

	private static ShardStatus status(VirtualGroup.Member member) {
		KinsumerInfo info = new KinsumerInfo("orders", new StreamName("orders"), "group", "anna");
		return StatusReader.read(info, member.run()).shards().get(0);
	}

	@Override
	public void shardPaused(KinsumerInfo kinsumer, ShardId shardId) {
		this.told.add("paused " + number(shardId));
	}

	@Override
	public void shardResumed(KinsumerInfo kinsumer, ShardId shardId) {
		this.told.add("resumed " + number(shardId));
	}

	@Override
	public void shardStopped(KinsumerInfo kinsumer, ShardId shardId, Throwable failure) {
		this.told.add("stopped " + number(shardId) + " " + failure.getMessage());
	}

	private static int number(ShardId shardId) {
		return Integer.parseInt(shardId.value().substring(8));
	}

	/**
	 * How records are handled.
	 */
	enum Style {

		BATCHES(1), RECORDS(1), RECORDS_AT_ONCE(4);

		private final int concurrency;

		Style(int concurrency) {
			this.concurrency = concurrency;
		}

	}

}
