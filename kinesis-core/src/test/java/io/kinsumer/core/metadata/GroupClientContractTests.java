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

package io.kinsumer.core.metadata;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import io.kinsumer.core.record.InitialPosition;
import io.kinsumer.core.record.SequenceNumber;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.ShardPosition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What gosoline's metadata repository and checkpoint promise, with each implementation.
 */
abstract class GroupClientContractTests {

	private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");

	private static final ShardId SHARD = new ShardId("shardId-000000000000");

	private static final GroupItem GROUP = new GroupItem(CREATED, 0, CREATED.plusSeconds(60), InitialPosition.LATEST,
			Set.of(SHARD), Set.of());

	private MetadataRepository repository;

	private long nanos;

	abstract MetadataRepository create();

	@BeforeEach
	void prepare() throws Exception {
		this.repository = create();
		this.repository.initialize().get();
	}

	@Test
	void registeringTellsIndexAndTotalAndIsRefreshed() throws Exception {
		GroupClient anna = client("anna");
		GroupClient bert = client("bert");
		assertPlace(bert.registerClient().get(), 0, 1);
		assertPlace(anna.registerClient().get(), 0, 2);
		assertPlace(bert.registerClient().get(), 1, 2);
		anna.deregisterClient().get();
		assertPlace(bert.registerClient().get(), 0, 1);
	}

	@Test
	void aRefreshAfterOthersEndedTheSessionFails() throws Exception {
		GroupClient anna = client("anna");
		anna.registerClient().get();
		this.repository.kill(this.repository.sessions().get().get(0)).get();
		assertFails(anna.registerClient(), ConditionFailedException.class);
	}

	@Test
	void aClientThatIsNotAmongThoseThatAreStoredHasNoPlace() throws Exception {
		client("anna").registerClient().get();
		List<Session> stored = this.repository.sessions().get();
		Session gone = stored.get(0).next(0, Session.State.LEAVING);
		assertThatIllegalStateException().isThrownBy(() -> Registration.among(List.of(gone), stored.get(0), null))
			.withMessageContaining("client 'anna' is not among the clients");
	}

	@Test
	void othersLearnOfEachChangeOfAShardByTheRevision() throws Exception {
		GroupClient anna = client("anna");
		anna.registerClient().get();
		long before = revisionAfterRefresh(anna);
		assertThat(revisionAfterRefresh(anna)).as("nothing changed").isEqualTo(before);
		Checkpoint checkpoint = acquire(anna).orElseThrow();
		long acquired = revisionAfterRefresh(anna);
		assertThat(acquired).isGreaterThan(before);
		checkpoint.release().get();
		assertThat(revisionAfterRefresh(anna)).isGreaterThan(acquired);
	}

	private long revisionAfterRefresh(GroupClient client) throws Exception {
		client.registerClient().get();
		return this.repository.sessions().get().get(0).revision();
	}

	@Test
	void aShardIsFinishedOnceItWasAndThatIsRemembered() throws Exception {
		GroupClient anna = client("anna");
		GroupClient bert = client("bert");
		assertThat(anna.isShardFinished(SHARD).get()).as("not known").isFalse();
		finish(anna);
		assertThat(bert.isShardFinished(SHARD).get()).isTrue();
		this.repository.delete().get();
		assertThat(bert.isShardFinished(SHARD).get()).as("from memory").isTrue();
	}

	@Test
	void aNewShardBeginsWhereTheGroupBegan() throws Exception {
		Checkpoint checkpoint = acquire(client("anna")).orElseThrow();
		assertThat(checkpoint.position()).isEqualTo(ShardPosition.at(GROUP.started()));
	}

	@Test
	void anOwnedShardIsNotAcquiredByAnother() throws Exception {
		GroupClient anna = client("anna");
		anna.registerClient().get();
		acquire(anna);
		assertThat(acquire(client("bert"))).isEmpty();
		assertThat(acquire(anna)).as("nor twice").isEmpty();
	}

	@Test
	void theShardOfADeadClientIsTakenOverAndItCannotWriteAnyMore() throws Exception {
		GroupClient anna = client("anna");
		anna.registerClient().get();
		Checkpoint lost = acquire(anna).orElseThrow();
		lost.advance(SequenceNumber.of("5"));
		lost.persist().get();
		this.repository.kill(this.repository.sessions().get().get(0)).get();
		Checkpoint taken = acquire(client("bert")).orElseThrow();
		assertThat(taken.position()).isEqualTo(ShardPosition.after(SequenceNumber.of("5")));
		lost.advance(SequenceNumber.of("6"));
		assertFails(lost.persist(), ConditionFailedException.class);
		assertFails(lost.release(), ConditionFailedException.class);
		assertThatIllegalStateException().isThrownBy(() -> lost.advance(SequenceNumber.of("7")));
		taken.advance(SequenceNumber.of("7"));
		assertThat(taken.persist().get()).isFalse();
	}

	@Test
	void theShardOfAClientThatIsSilentForItsTimeoutIsTakenOver() throws Exception {
		GroupClient anna = client("anna");
		anna.registerClient().get();
		acquire(anna);
		GroupClient bert = client("bert");
		bert.registerClient().get();
		for (int second = 3; second < 10; second += 3) {
			this.nanos = Duration.ofSeconds(second).toNanos();
			bert.registerClient().get();
			assertThat(acquire(bert)).as("after " + second + " s").isEmpty();
		}
		this.nanos = Duration.ofSeconds(10).toNanos();
		assertThat(bert.registerClient().get()).extracting(Registration::clientIndex, Registration::totalClients)
			.containsExactly(0, 1);
		assertThat(acquire(bert)).isPresent();
		assertFails(anna.registerClient(), ConditionFailedException.class);
	}

	@Test
	void aClientThatIsRefreshedOrThatNobodyLookedAtLives() throws Exception {
		GroupClient anna = client("anna");
		anna.registerClient().get();
		GroupClient bert = client("bert");
		bert.registerClient().get();
		for (int second = 4; second <= 20; second += 4) {
			this.nanos = Duration.ofSeconds(second).toNanos();
			anna.registerClient().get();
			bert.registerClient().get();
		}
		this.nanos = Duration.ofSeconds(60).toNanos();
		assertPlace(bert.registerClient().get(), 1, 2);
		assertPlace(anna.registerClient().get(), 0, 2);
	}

	@Test
	void theShardOfAClientWithoutASessionIsTakenOverAfterTheTimeout() throws Exception {
		GroupClient anna = client("anna");
		anna.registerClient().get();
		acquire(anna);
		anna.deregisterClient().get();
		GroupClient bert = client("bert");
		assertThat(acquire(bert)).isEmpty();
		this.nanos = Duration.ofSeconds(10).toNanos() - 1;
		assertThat(acquire(bert)).isEmpty();
		this.nanos++;
		assertThat(acquire(bert)).isPresent();
	}

	@Test
	void anAcquisitionWhoseAnswerWasLostIsRepeated() throws Exception {
		GroupClient anna = client("anna");
		ShardItem item = ShardItem.initial(SHARD, List.of(), ShardPosition.TRIM_HORIZON, false);
		CheckpointRepository checkpoints = this.repository.checkpoints(GROUP);
		checkpoints.createShard(item).get();
		checkpoints.acquireShard(item, null, new Owner("anna", "s-anna"), 1).get();
		Checkpoint found = acquire(anna).orElseThrow();
		found.advance(SequenceNumber.of("5"));
		found.persist().get();
		assertThat(acquire(anna)).as("held").isEmpty();
	}

	@Test
	void aFinishedShardIsNotAcquired() throws Exception {
		finish(client("anna"));
		assertFails(client("bert").acquireShard(SHARD, List.of()), ShardFinishedException.class);
	}

	@Test
	void advancePersistDoneAndRelease() throws Exception {
		Checkpoint checkpoint = acquire(client("anna")).orElseThrow();
		checkpoint.advance(SequenceNumber.of("5"));
		assertThat(checkpoint.persist().get()).isFalse();
		assertThat(stored().position()).isEqualTo(ShardPosition.after(SequenceNumber.of("5")));
		long version = stored().version();
		assertThat(checkpoint.persist().get()).isFalse();
		assertThat(stored().version()).as("nothing moved").isEqualTo(version);
		checkpoint.done(SequenceNumber.of("9"));
		assertThat(checkpoint.persist().get()).as("the last record is not handled yet").isFalse();
		checkpoint.advance(SequenceNumber.of("9"));
		assertThat(checkpoint.persist().get()).isTrue();
		assertThat(stored().finished()).isFalse();
		checkpoint.release().get();
		assertThat(stored().finished()).isTrue();
		assertThat(stored().owner()).isNull();
	}

	@Test
	void aShardThatEndsWithoutARecordIsFinished() throws Exception {
		Checkpoint checkpoint = acquire(client("anna")).orElseThrow();
		checkpoint.done();
		assertThat(checkpoint.persist().get()).as("to be released").isTrue();
		checkpoint.release().get();
		assertThat(stored()).extracting(ShardItem::finished, ShardItem::position)
			.containsExactly(true, ShardPosition.at(GROUP.started()));
		assertFails(client("bert").acquireShard(SHARD, List.of()), ShardFinishedException.class);
	}

	@Test
	void theCheckpointOfAnItemThatWasRemovedDoesNotReachTheOneMadeAnew() throws Exception {
		GroupClient anna = client("anna");
		Checkpoint former = acquire(anna).orElseThrow();
		former.advance(SequenceNumber.of("5"));
		former.persist().get();
		this.repository.checkpoints(GROUP).removeShard(stored()).get();
		Checkpoint anew = acquire(anna).orElseThrow();
		anew.advance(SequenceNumber.of("9"));
		anew.persist().get();
		former.advance(SequenceNumber.of("6"));
		assertFails(former.persist(), ConditionFailedException.class);
		assertThat(stored().position()).isEqualTo(ShardPosition.after(SequenceNumber.of("9")));
	}

	@Test
	void aReleasedShardGoesOnWhereItWas() throws Exception {
		Checkpoint checkpoint = acquire(client("anna")).orElseThrow();
		checkpoint.advance(new SequenceNumber("5", 3));
		checkpoint.release().get();
		assertThat(acquire(client("bert")).orElseThrow().position())
			.isEqualTo(ShardPosition.after(new SequenceNumber("5", 3)));
	}

	@Test
	void afterTheReleaseItIsOfNoUse() throws Exception {
		Checkpoint checkpoint = acquire(client("anna")).orElseThrow();
		checkpoint.release().get();
		assertThatIllegalStateException().isThrownBy(checkpoint::position).withMessageContaining("released already");
		assertThatIllegalStateException().isThrownBy(() -> checkpoint.advance(SequenceNumber.of("5")));
		assertThatIllegalStateException().isThrownBy(() -> checkpoint.done(SequenceNumber.of("5")));
		assertThatIllegalStateException().isThrownBy(checkpoint::done);
		assertFails(checkpoint.persist(), IllegalStateException.class);
		assertFails(checkpoint.release(), IllegalStateException.class);
	}

	@Test
	void positionsDoNotMoveBack() throws Exception {
		Checkpoint checkpoint = acquire(client("anna")).orElseThrow();
		checkpoint.advance(SequenceNumber.of("10"));
		assertThatIllegalArgumentException().isThrownBy(() -> checkpoint.advance(SequenceNumber.of("9")))
			.withMessageContaining("only move forward");
	}

	private GroupClient client(String clientId) throws Exception {
		GroupItem group = this.repository.startGroup(GROUP, null).get();
		return new GroupClient(this.repository, group, new Session(new Owner(clientId, "s-" + clientId), 1, 0,
				Session.State.ACTIVE, Duration.ofSeconds(10), "host"), () -> this.nanos);
	}

	private static Optional<Checkpoint> acquire(GroupClient client) throws Exception {
		return client.acquireShard(SHARD, List.of()).get();
	}

	private static void finish(GroupClient client) throws Exception {
		Checkpoint checkpoint = acquire(client).orElseThrow();
		checkpoint.advance(SequenceNumber.of("9"));
		checkpoint.done(SequenceNumber.of("9"));
		checkpoint.release().get();
	}

	private ShardItem stored() throws Exception {
		return this.repository.checkpoints(GROUP).findShard(SHARD).get().orElseThrow();
	}

	private static void assertFails(CompletableFuture<?> answer, Class<?> type) {
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(answer::get).havingCause().isInstanceOf(type);
	}

	private static void assertPlace(Registration registration, int index, int total) {
		assertThat(registration.clientIndex()).isEqualTo(index);
		assertThat(registration.totalClients()).isEqualTo(total);
		assertThat(registration.replaced()).isNull();
		assertThat(registration.sessions()).hasSize(total);
	}

}
