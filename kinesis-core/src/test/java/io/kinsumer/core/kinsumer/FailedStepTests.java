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

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

import io.kinsumer.core.client.AccessDeniedException;
import io.kinsumer.core.metadata.Owner;
import io.kinsumer.core.observe.KinsumerInfo;
import io.kinsumer.core.observe.KinsumerListener;
import io.kinsumer.core.processor.ShardProcessorFactory;
import io.kinsumer.core.processor.ShardProcessors;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.shard.ShardAssignor;
import io.kinsumer.core.shard.StickyShardAssignor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of errors that are nobody's business: of listeners, of assignors, of the
 * system, and of the engine itself.
 */
class FailedStepTests {

	private final VirtualGroup group = new VirtualGroup(2);

	private final List<String> handled = new ArrayList<>();

	private final List<String> heard = new ArrayList<>();

	private final List<Throwable> stepsFailed = new ArrayList<>();

	private int threadsToRefuse;

	@Test
	void aListenerThatFailsByAnErrorDisturbsNobody() {
		this.group.put("key", "data");
		this.group.join("anna", new KinsumerListener() {

			@Override
			public void recordsRead(KinsumerInfo kinsumer, ShardId shardId, int records, long bytes,
					long millisBehindLatest) {
				throw new NoClassDefFoundError("expected by the test");
			}

		});
		this.group.passes(Duration.ofSeconds(30));
		assertThat(this.group.handled()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aShardThatFindsNoThreadBeginsAnewFromItsCheckpoint(boolean oneByOne) {
		ShardProcessorFactory processors = oneByOne
				? ShardProcessors.forRecords((record, shard) -> handle(record.data()))
				: ShardProcessors.forBatches((records, shard) -> records.forEach((record) -> handle(record.data())));
		join(processors);
		passes(Duration.ofSeconds(30));
		this.group.put("key", "first");
		passes(Duration.ofSeconds(30));
		this.threadsToRefuse = 2;
		this.group.put("key", "second");
		passes(Duration.ofSeconds(30));
		assertThat(this.threadsToRefuse).isZero();
		assertThat(this.handled).containsExactly("first", "second");
		assertThat(this.stepsFailed).hasSize(oneByOne ? 1 : 0);
		assertThat(this.heard).filteredOn((event) -> event.startsWith("lost")).hasSize(oneByOne ? 1 : 0);
	}

	private void handle(ByteBuffer data) {
		this.handled.add(StandardCharsets.UTF_8.decode(data).toString());
	}

	private void join(ShardProcessorFactory processors) {
		this.group.join(VirtualGroup.settings("anna").build(), (runtime) -> (task) -> {
			if (this.threadsToRefuse > 0) {
				this.threadsToRefuse--;
				throw new OutOfMemoryError("unable to create native thread");
			}
			runtime.loop().execute(task);
		}, processors, new KinsumerListener() {

			@Override
			public void shardLost(KinsumerInfo kinsumer, ShardId shardId, Duration took) {
				FailedStepTests.this.heard.add("lost " + shardId);
			}

		});
	}

	/**
	 * Lets time pass as a real runtime does, which goes on after a step that failed.
	 */
	private void passes(Duration duration) {
		Duration end = this.group.time().elapsed().plus(duration);
		boolean passed = false;
		while (!passed) {
			try {
				this.group.time().runUntil(end);
				passed = true;
			}
			catch (IllegalStateException ex) {
				this.stepsFailed.add(ex);
			}
		}
	}

	@Test
	void anAssignorThatFailsIsAskedAgain() {
		int[] failures = { 3 };
		ShardAssignor flawed = new ShardAssignor() {

			@Override
			public String name() {
				return "flawed";
			}

			@Override
			public Map<ShardId, Owner> assign(SortedSet<Owner> members, SortedMap<ShardId, @Nullable Owner> owners) {
				if (failures[0]-- > 0) {
					throw new StackOverflowError("expected by the test");
				}
				return new StickyShardAssignor().assign(members, owners);
			}

		};
		VirtualGroup.Member anna = this.group.join(VirtualGroup.settings("anna").shardAssignor(flawed).build());
		this.group.passes(Duration.ofSeconds(10));
		assertThat(failures[0]).isNegative();
		assertThat(anna.shards()).isEqualTo(2);
	}

	@Test
	void aRepositoryThatThrowsInPlaceOfAnsweringIsAskedAgain() {
		this.group.metadata((real) -> ((Interception) (operation, args, repository) -> {
			if (operation.equals("renew") && this.group.time().elapsed().compareTo(Duration.ofSeconds(90)) < 0) {
				throw new IllegalStateException("expected by the test");
			}
			return repository.answer(args);
		}).on(real));
		VirtualGroup.Member anna = this.group.join("anna");
		this.group.passes(Duration.ofSeconds(20));
		assertThat(anna.run().state()).isEqualTo(KinsumerState.SUSPENDED);
		this.group.passes(Duration.ofSeconds(20));
		assertThat(anna.run().state()).isEqualTo(KinsumerState.RUNNING);
	}

	@Test
	void aHandlerThatNeverEndsDoesNotKeepWhatItHoldsOfTheBudget() {
		ReadBudget budget = new ReadBudget(1 << 24);
		VirtualGroup.Member anna = this.group.join(VirtualGroup.settings("anna").build(), budget,
				ShardProcessors.forRecordsAsync((record, shard) -> new CompletableFuture<>().minimalCompletionStage()));
		this.group.passes(Duration.ofSeconds(20));
		this.group.put("key", "data");
		this.group.passes(Duration.ofSeconds(20));
		anna.stop();
		this.group.passes(Duration.ofMillis(1));
		assertThat(budget.used()).as("while it is waited for").isPositive();
		this.group.passes(Duration.ofSeconds(20));
		assertThat(anna.run().left()).isDone();
		assertThat(budget.used()).isZero();
	}

	@Test
	void aMemberThatMayNotRegisterFailsToStart() {
		this.group
			.metadata((real) -> ((Interception) (operation, args, repository) -> operation.equals("registerClient")
					? CompletableFuture.failedFuture(new AccessDeniedException("no PutItem", null))
					: repository.answer(args))
				.on(real));
		VirtualGroup.Member anna = this.group.join("anna");
		this.group.passes(Duration.ofSeconds(20));
		assertThat(anna.run().state()).isEqualTo(KinsumerState.FAILED);
		assertThat(anna.run().joined()).isCompletedExceptionally();
		assertThat(anna.run().failure()).isInstanceOf(AccessDeniedException.class);
	}

	@Test
	void listenersCountFailedCallsByOperation() {
		List<String> refused = new ArrayList<>();
		Set<String> writes = Set.of("acquireShard", "createShard", "write");
		this.group.metadata((real) -> ((Interception) (operation, args, repository) -> {
			if (!writes.contains(operation) || refused.contains(operation)) {
				return repository.answer(args);
			}
			refused.add(operation);
			return CompletableFuture.failedFuture(new IllegalStateException("expected by the test"));
		}).on(real));
		Set<String> operations = new TreeSet<>();
		this.group.join("anna", new KinsumerListener() {

			@Override
			public void callFailed(KinsumerInfo kinsumer, String operation, Throwable failure) {
				operations.add(operation);
			}

		});
		this.group.put("key", "data");
		this.group.passes(Duration.ofSeconds(30));
		assertThat(operations).containsExactly("acquisition of a shard", "creation of shard items",
				"writing of a position");
	}

}
