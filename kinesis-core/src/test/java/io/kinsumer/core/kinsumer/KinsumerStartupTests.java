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

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

import io.kinsumer.core.client.StreamConsumerException;
import io.kinsumer.core.metadata.GroupItem;
import io.kinsumer.core.metadata.MetadataException;
import io.kinsumer.core.metadata.memory.InMemoryMetadataRepository;
import io.kinsumer.core.observe.KinsumerInfo;
import io.kinsumer.core.record.InitialPosition;
import io.kinsumer.core.record.ShardPosition;
import io.kinsumer.core.shard.Retrieval;
import io.kinsumer.core.shard.StreamConsumers;
import io.kinsumer.core.shard.StreamReader;
import io.kinsumer.core.sim.ModelKinesisClient;
import io.kinsumer.core.sim.SimulatedNetwork;
import io.kinsumer.core.sim.VirtualRuntime;
import io.kinsumer.test.kinesis.ConsumerRef;
import io.kinsumer.test.kinesis.ConsumerRequest;
import io.kinsumer.test.kinesis.KinesisRequest;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How a group begins on a stream of one shard, whose records are all handled at
 * {@code LATEST}.
 */
class KinsumerStartupTests {

	private static final String MIDDLE = "170141183460469231731687303715884105728";

	private final VirtualGroup group = new VirtualGroup(1);

	private final InMemoryMetadataRepository metadata = new InMemoryMetadataRepository();

	@Test
	void aShardThatClosedBeforeTheStartCountsAsFinished() {
		this.group.split(0, MIDDLE);
		GroupItem started = start(null);
		assertThat(started.isFinishedAtStart(Samples.shard(0))).isTrue();
		assertThat(started.startOf(Samples.shard(1))).isInstanceOf(ShardPosition.AtTimestamp.class);
	}

	@Test
	void aShardThatClosesDuringTheStartIsReadFromTheStart() {
		GroupItem started = start(() -> this.group.kinesis()
			.splitShard(new KinesisRequest.SplitShard(VirtualGroup.REF, Samples.shard(0).value(), MIDDLE)));
		assertThat(started.isFinishedAtStart(Samples.shard(0))).isFalse();
		assertThat(started.startOf(Samples.shard(0))).isInstanceOf(ShardPosition.AtTimestamp.class);
	}

	@Test
	void theTimeIsTakenBeforeTheShardsAreListedAndLessASecond() {
		GroupItem started = start(null);
		assertThat(Duration.between(started.started(), this.group.time().instant())).isBetween(Duration.ofSeconds(1),
				Duration.ofSeconds(3));
	}

	@Test
	void whatThisProcessKnowsCountsWhenNothingIsStoredAnyMore() {
		GroupItem first = start(null);
		this.metadata.delete().join();
		this.group.passes(Duration.ofMinutes(5));
		assertThat(run(first, null)).isEqualTo(first);
		this.metadata.delete().join();
		assertThat(run(null, null).started()).isAfter(first.started());
	}

	@Test
	void whatIsStoredCountsMoreThanWhatThisProcessKnows() {
		GroupItem first = start(null);
		this.group.passes(Duration.ofMinutes(5));
		GroupItem other = new GroupItem(first.streamCreated(), 0, this.group.time().instant(),
				InitialPosition.TRIM_HORIZON, first.openShards(), first.closedShards());
		assertThat(run(other, null)).isEqualTo(first);
	}

	@Test
	void aStreamThatIsMadeAgainBeforeTheGroupIsFoundStartsItOnceOnly() {
		start(null);
		CompletableFuture<Optional<GroupItem>> found = new CompletableFuture<>();
		CompletableFuture<KinsumerStartup.Start> start = begin(null, null,
				(operation, args, real) -> operation.equals("findGroup") ? found : real.answer(args));
		this.group.passes(Duration.ofSeconds(1));
		this.group.kinesis().deleteStream(new KinesisRequest.DeleteStream(VirtualGroup.REF));
		this.group.passes(Duration.ofSeconds(2));
		this.group.kinesis().createStream(VirtualGroup.STREAM.value(), 1);
		GroupItem another = start(null);
		assertThat(another.generation()).isOne();
		found.complete(Optional.of(another));
		this.group.passes(Duration.ofSeconds(1));
		assertThat(start.join().group()).isEqualTo(another);
		assertThat(this.metadata.findGroup().join()).contains(another);
	}

	@Test
	void aGroupThatIsFoundNeedsNoLookAtTheTable() {
		GroupItem first = start(null);
		List<String> asked = new ArrayList<>();
		GroupItem found = run(null, null, recording(asked));
		assertThat(found).isEqualTo(first);
		assertThat(asked).containsExactly("findGroup");
	}

	@Test
	void aGroupThatWasNotFoundIsLookedForAgainOnceTheTableIsReady() {
		GroupItem first = start(null);
		List<String> asked = new ArrayList<>();
		Interception absent = (operation, args, real) -> operation.equals("findGroup") && !asked.contains("initialize")
				? refused(asked, operation) : answered(asked, operation, args, real);
		assertThat(run(null, null, absent)).isEqualTo(first);
		assertThat(asked).containsExactly("findGroup", "initialize", "findGroup");
	}

	@Test
	void whatIsWrongWithTheTableEndsTheStart() {
		List<String> asked = new ArrayList<>();
		assertThatExceptionOfType(CompletionException.class)
			.isThrownBy(() -> run(null, null, (operation, args, real) -> refused(asked, operation)))
			.havingCause()
			.isInstanceOf(MetadataException.class)
			.withMessage("initialize");
	}

	private static Interception recording(List<String> asked) {
		return (operation, args, real) -> answered(asked, operation, args, real);
	}

	private static CompletableFuture<?> answered(List<String> asked, String operation, Object[] args,
			Interception.Operation real) {
		asked.add(operation);
		return real.answer(args);
	}

	private static CompletableFuture<?> refused(List<String> asked, String operation) {
		asked.add(operation);
		return CompletableFuture.failedFuture(new MetadataException(operation, null));
	}

	@Test
	void aKinsumerWhoseRegisteredConsumerCannotBeUsedFailsAndDoesNotPoll() {
		this.group.put("key", "data");
		String missing = "arn:aws:kinesis:eu-central-1:000000000000:stream/orders/consumer/app:1";
		VirtualGroup.Member anna = this.group
			.join(VirtualGroup.settings("anna").retrieval(Retrieval.fanOutByArn(missing)).build());
		this.group.passes(Duration.ofMinutes(5));
		assertThat(anna.run().state()).isEqualTo(KinsumerState.FAILED);
		assertThat(anna.run().failure()).isInstanceOf(StreamConsumerException.class).hasMessageContaining(missing);
		assertThat(this.group.handled()).isEmpty();
		assertThat(this.group.kinesis().gate().count("GetRecords")).isZero();
	}

	@Test
	void aConsumerThatIsDeregisteredMeanwhileIsRegisteredAnewAndNothingIsMissed() {
		VirtualGroup.Member anna = this.group.join(VirtualGroup.settings("anna").retrieval(Retrieval.fanOut()).build());
		this.group.put("key", "first");
		this.group.passes(Duration.ofMinutes(1));
		String former = anna.run().consumer().arn();
		this.group.kinesis()
			.deregisterStreamConsumer(
					new ConsumerRequest.DeregisterStreamConsumer(new ConsumerRef(former, null, null)));
		this.group.put("key", "second");
		this.group.passes(Duration.ofMinutes(1));
		this.group.put("key", "third");
		this.group.passes(Duration.ofMinutes(1));
		assertThat(this.group.handled()).containsExactly("anna 0 first", "anna 0 second", "anna 0 third");
		assertThat(anna.run().consumer().arn()).isNotEqualTo(former);
	}

	/**
	 * Starts the group; something happens right after the time was taken.
	 */
	private GroupItem start(Runnable afterTheTime) {
		return run(null, afterTheTime);
	}

	private GroupItem run(GroupItem known, Runnable afterTheTime) {
		return run(known, afterTheTime, (operation, args, real) -> real.answer(args));
	}

	private GroupItem run(GroupItem known, Runnable afterTheTime, Interception interception) {
		CompletableFuture<KinsumerStartup.Start> start = begin(known, afterTheTime, interception);
		this.group.passes(Duration.ofSeconds(1));
		return start.join().group();
	}

	private CompletableFuture<KinsumerStartup.Start> begin(GroupItem known, Runnable afterTheTime,
			Interception interception) {
		VirtualRuntime runtime = new VirtualRuntime(this.group.time());
		KinesisAsyncClient client = new ModelKinesisClient(this.group.kinesis(), this.group.time(),
				new SimulatedNetwork(this.group.time(), new Random(1)));
		int[] descriptions = new int[1];
		StreamReader reader = new StreamReader(client(client, () -> {
			if (++descriptions[0] == 2 && afterTheTime != null) {
				afterTheTime.run();
			}
		}), VirtualGroup.STREAM, null);
		KinsumerSettings settings = VirtualGroup.settings("anna").initialPosition(InitialPosition.LATEST).build();
		return new KinsumerStartup(new KinsumerEnvironment(settings, runtime, reader, new StreamConsumers(client),
				ReadBudget.ofDefaultSize(), interception.on(this.metadata), (shard) -> null,
				new Reports(new KinsumerInfo("orders", VirtualGroup.STREAM, "group", "anna"), List.of()), () -> "s1",
				"host"))
			.run(known);
	}

	private static KinesisAsyncClient client(KinesisAsyncClient client, Runnable afterDescription) {
		return (KinesisAsyncClient) Proxy.newProxyInstance(KinsumerStartupTests.class.getClassLoader(),
				new Class<?>[] { KinesisAsyncClient.class }, (proxy, method, arguments) -> {
					if (method.isDefault() && arguments != null && arguments[0] instanceof Consumer<?>) {
						return InvocationHandler.invokeDefault(proxy, method, arguments);
					}
					Object answer = method.invoke(client, arguments);
					if (method.getName().equals("describeStreamSummary")) {
						return ((CompletableFuture<?>) answer).thenApply((value) -> {
							afterDescription.run();
							return value;
						});
					}
					return answer;
				});
	}

}
