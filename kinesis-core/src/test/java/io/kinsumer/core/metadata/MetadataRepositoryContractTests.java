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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import io.kinsumer.core.metadata.ShardWrite.Kind;
import io.kinsumer.core.record.InitialPosition;
import io.kinsumer.core.record.PendingCheckpoint;
import io.kinsumer.core.record.SequenceNumber;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.ShardPosition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What each implementation of the metadata must do.
 */
abstract class MetadataRepositoryContractTests {

	private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");

	private static final Owner ANNA = new Owner("anna", "s1");

	private static final Owner BERT = new Owner("bert", "s2");

	private static final ShardId SHARD = new ShardId("shardId-000000000000");

	private static final ShardId CHILD = new ShardId("shardId-000000000002");

	private static final GroupItem GROUP = new GroupItem(CREATED, 0, CREATED.plusSeconds(60), InitialPosition.LATEST,
			Set.of(SHARD), Set.of());

	private MetadataRepository repository;

	abstract MetadataRepository create();

	@BeforeEach
	void prepare() throws Exception {
		this.repository = create();
		get(this.repository.initialize());
	}

	@Test
	void onlyTheFirstStartOfAGroupCounts() throws Exception {
		assertThat(get(this.repository.findGroup())).isEmpty();
		assertThat(get(this.repository.startGroup(GROUP, null))).isEqualTo(GROUP);
		GroupItem late = new GroupItem(CREATED, 0, CREATED.plusSeconds(99), InitialPosition.TRIM_HORIZON, Set.of(),
				Set.of(SHARD));
		assertThat(get(this.repository.startGroup(late, null))).isEqualTo(GROUP);
		assertThat(get(this.repository.findGroup())).contains(GROUP);
	}

	@Test
	void aStreamMadeAnewBeginsAnotherGeneration() throws Exception {
		get(this.repository.startGroup(GROUP, null));
		get(this.repository.checkpoints(GROUP).createShard(item()));
		GroupItem next = new GroupItem(CREATED.plusSeconds(3600), 1, CREATED.plusSeconds(3700),
				InitialPosition.TRIM_HORIZON, Set.of(SHARD), Set.of());
		assertThat(get(this.repository.startGroup(next, GROUP))).isEqualTo(next);
		assertThat(get(this.repository.startGroup(next, GROUP))).as("begun by another meanwhile").isEqualTo(next);
		assertThat(get(this.repository.checkpoints(next).shards())).isEmpty();
	}

	@Test
	void aSessionIsRenewedUntilAnotherTakesItsPlace() throws Exception {
		Session first = session(ANNA);
		get(this.repository.registerClient(first));
		Session renewed = first.next(7, Session.State.ACTIVE);
		get(this.repository.renew(renewed));
		assertThat(get(this.repository.sessions())).containsExactly(renewed);
		Session second = session(new Owner("anna", "s9"));
		get(this.repository.registerClient(second));
		assertRefused(this.repository.renew(renewed.next(7, Session.State.ACTIVE)));
		assertRefused(this.repository.deregisterClient(renewed));
		assertThat(get(this.repository.sessions())).containsExactly(second);
	}

	@Test
	void aLateRenewalDoesNotHideANewerOne() throws Exception {
		Session first = session(ANNA);
		get(this.repository.registerClient(first));
		Session late = first.next(0, Session.State.ACTIVE);
		Session newer = late.next(1, Session.State.LEAVING);
		get(this.repository.renew(newer));
		assertRefused(this.repository.renew(late));
		assertThat(get(this.repository.sessions())).containsExactly(newer);
	}

	@Test
	void aRenewalNeverCreatesASession() throws Exception {
		assertRefused(this.repository.renew(session(ANNA)));
		assertThat(get(this.repository.sessions())).isEmpty();
	}

	@Test
	void aSessionIsKilledOnlyAsItWasSeen() throws Exception {
		Session seen = session(ANNA);
		get(this.repository.registerClient(seen));
		Session renewed = seen.next(0, Session.State.ACTIVE);
		get(this.repository.renew(renewed));
		assertRefused(this.repository.kill(seen));
		get(this.repository.kill(renewed));
		assertThat(get(this.repository.sessions())).singleElement()
			.extracting(Session::state)
			.isEqualTo(Session.State.DEAD);
		assertRefused(this.repository.renew(renewed.next(0, Session.State.ACTIVE)));
	}

	@Test
	void deregisteringRemovesTheSessionAndMayBeRepeated() throws Exception {
		Session session = session(ANNA);
		get(this.repository.registerClient(session));
		get(this.repository.deregisterClient(session));
		get(this.repository.deregisterClient(session));
		assertThat(get(this.repository.sessions())).isEmpty();
	}

	@Test
	void aShardIsCreatedOnceAndKeepsItsPosition() throws Exception {
		CheckpointRepository shards = shards();
		ShardItem child = ShardItem.initial(CHILD, List.of(SHARD, new ShardId("shardId-000000000001")),
				ShardPosition.at(CREATED), false);
		get(shards.createShard(child));
		get(shards.createShard(ShardItem.initial(CHILD, List.of(), ShardPosition.TRIM_HORIZON, true)));
		assertThat(get(shards.shards())).containsExactly(child);
	}

	@Test
	void aFreeShardIsAcquiredByOneClient() throws Exception {
		CheckpointRepository shards = shards();
		ShardItem seen = stored(shards, item());
		ShardItem acquired = get(acquire(shards, seen, null, ANNA));
		assertThat(acquired.owner()).isEqualTo(ANNA);
		assertThat(acquired.epoch()).isEqualTo(1);
		assertRefused(acquire(shards, seen, null, BERT));
		assertRefused(acquire(shards, acquired, null, BERT));
	}

	@Test
	void aShardThatWasOwnedSinceItWasSeenIsNotAcquired() throws Exception {
		CheckpointRepository shards = shards();
		ShardItem seen = stored(shards, item());
		get(acquire(shards, seen, null, ANNA));
		get(shards.write(write(ANNA, 1, 1, 100, Kind.RELEASE)));
		assertRefused(acquire(shards, seen, null, BERT));
	}

	@Test
	void onlyTheDeadOwnerNamedIsReplaced() throws Exception {
		CheckpointRepository shards = shards();
		ShardItem acquired = get(acquire(shards, stored(shards, item()), null, ANNA));
		assertRefused(acquire(shards, acquired, new Owner("carl", "s3"), BERT));
		ShardItem taken = get(acquire(shards, acquired, ANNA, BERT));
		assertThat(taken.owner()).isEqualTo(BERT);
		assertThat(taken.epoch()).isEqualTo(2);
	}

	@Test
	void theOwnerAloneMovesThePosition() throws Exception {
		CheckpointRepository shards = shards();
		ShardItem mine = get(acquire(shards, stored(shards, item()), null, ANNA));
		get(shards.write(write(ANNA, 1, 1, 100, Kind.PERSIST)));
		get(acquire(shards, mine, ANNA, BERT));
		assertRefused(shards.write(write(ANNA, 1, 2, 200, Kind.PERSIST)));
		assertRefused(shards.write(write(BERT, 1, 2, 200, Kind.PERSIST)));
		get(shards.write(write(BERT, 2, 2, 150, Kind.PERSIST)));
		assertThat(get(shards.shards())).singleElement().extracting(ShardItem::position).isEqualTo(after(150));
	}

	@Test
	void aLateWriteDoesNotMoveThePositionBack() throws Exception {
		CheckpointRepository shards = shards();
		get(acquire(shards, stored(shards, item()), null, ANNA));
		get(shards.write(write(ANNA, 1, 2, 200, Kind.PERSIST)));
		assertRefused(shards.write(write(ANNA, 1, 1, 100, Kind.PERSIST)));
		assertThat(get(shards.shards())).singleElement().extracting(ShardItem::position).isEqualTo(after(200));
	}

	@Test
	void releaseKeepsThePositionForTheNextOwner() throws Exception {
		CheckpointRepository shards = shards();
		get(acquire(shards, stored(shards, item()), null, ANNA));
		get(shards.write(write(ANNA, 1, 1, 100, Kind.RELEASE)));
		ShardItem released = get(shards.shards()).get(0);
		assertThat(released.owner()).isNull();
		assertThat(get(acquire(shards, released, null, BERT)).position()).isEqualTo(after(100));
	}

	@Test
	void oneShardIsFound() throws Exception {
		CheckpointRepository shards = shards();
		assertThat(get(shards.findShard(SHARD))).isEmpty();
		ShardItem item = stored(shards, item());
		assertThat(get(shards.findShard(SHARD))).contains(item);
		assertThat(get(shards.findShard(CHILD))).isEmpty();
	}

	@Test
	void aShardIsRemovedOnlyAsItWasSeen() throws Exception {
		CheckpointRepository shards = shards();
		ShardItem free = stored(shards, item());
		ShardItem acquired = get(acquire(shards, free, null, ANNA));
		assertRefused(shards.removeShard(free));
		ShardItem other = get(acquire(shards, acquired, ANNA, BERT));
		assertRefused(shards.removeShard(acquired));
		assertThat(get(shards.shards())).containsExactly(other);
		get(shards.removeShard(other));
		get(shards.removeShard(other));
		assertThat(get(shards.shards())).isEmpty();
	}

	@Test
	void aReleasedShardIsNotRemovedByWhoSawItBefore() throws Exception {
		CheckpointRepository shards = shards();
		ShardItem free = stored(shards, item());
		get(acquire(shards, free, null, ANNA));
		get(shards.write(write(ANNA, 1, 1, 100, Kind.RELEASE)));
		assertRefused(shards.removeShard(free));
	}

	@Test
	void whoFinishedAShardIsKept() throws Exception {
		CheckpointRepository shards = shards();
		assertThat(get(acquire(shards, stored(shards, item()), null, ANNA)).finishedBy()).isNull();
		get(shards.write(write(ANNA, 1, 1, 100, Kind.FINISH)));
		assertThat(get(shards.shards())).singleElement().extracting(ShardItem::finishedBy).isEqualTo(ANNA);
	}

	@Test
	void aRegistrationTellsThePlaceAmongThoseThatTakePart() throws Exception {
		assertThat(get(this.repository.registerClient(session(BERT))))
			.isEqualTo(new Registration(0, 1, null, List.of(session(BERT))));
		Session carl = session(new Owner("carl", "s3"));
		get(this.repository.registerClient(carl));
		get(this.repository.renew(carl.next(0, Session.State.LEAVING)));
		Session dora = session(new Owner("dora", "s4"));
		get(this.repository.registerClient(dora));
		get(this.repository.kill(dora));
		assertPlace(get(this.repository.registerClient(session(ANNA))), 0, 2);
		assertPlace(get(this.repository.registerClient(session(new Owner("emil", "s5")))), 2, 3);
	}

	private void assertPlace(Registration registration, int index, int total) throws Exception {
		assertThat(registration.clientIndex()).isEqualTo(index);
		assertThat(registration.totalClients()).isEqualTo(total);
		assertThat(registration.replaced()).isNull();
		assertThat(registration.sessions()).as("those that do not take part, too")
			.containsExactlyInAnyOrderElementsOf(get(this.repository.sessions()));
	}

	@Test
	void aRegistrationTellsWhichSessionItReplaced() throws Exception {
		Session first = session(ANNA);
		get(this.repository.registerClient(first));
		get(this.repository.kill(first));
		Registration second = get(this.repository.registerClient(session(new Owner("anna", "s9"))));
		assertThat(second.replaced()).isEqualTo(first.dead());
		assertThat(get(this.repository.registerClient(session(new Owner("anna", "s9")))).replaced())
			.as("repeated after a lost answer")
			.isNull();
	}

	@Test
	void aSessionIsStoredWithAllItTells() throws Exception {
		Session session = new Session(ANNA, 1, 2, Session.State.ACTIVE, Duration.ofSeconds(12), "host", "modulo",
				"1.2");
		get(this.repository.registerClient(session));
		get(this.repository.renew(session.next(3, Session.State.ACTIVE)));
		assertThat(get(this.repository.sessions())).containsExactly(session.next(3, Session.State.ACTIVE));
	}

	@Test
	void deletionLeavesNothingAndMayBeRepeated() throws Exception {
		get(this.repository.registerClient(session(ANNA)));
		stored(shards(), item());
		get(this.repository.delete());
		get(this.repository.delete());
		get(this.repository.initialize());
		assertThat(get(this.repository.findGroup())).isEmpty();
		assertThat(get(this.repository.sessions())).isEmpty();
		assertThat(get(shards().shards())).isEmpty();
	}

	@Test
	void tenThatStartAtOnceBeginOneGroup() throws Exception {
		List<CompletableFuture<GroupItem>> starts = new ArrayList<>();
		for (int i = 0; i < 10; i++) {
			starts.add(this.repository.startGroup(
					new GroupItem(CREATED, 0, CREATED.plusSeconds(i), InitialPosition.LATEST, Set.of(SHARD), Set.of()),
					null));
		}
		CompletableFuture.allOf(starts.toArray(CompletableFuture[]::new)).get();
		GroupItem stored = get(this.repository.findGroup()).orElseThrow();
		assertThat(starts).allSatisfy((start) -> assertThat(get(start)).isEqualTo(stored));
	}

	@Test
	void whatIsPendingReachesTheNextOwnerUntilAWriteRemovesIt() throws Exception {
		CheckpointRepository shards = shards();
		ShardItem mine = get(acquire(shards, stored(shards, item()), null, ANNA));
		assertThat(mine.pending()).isNull();
		PendingCheckpoint pending = new PendingCheckpoint(new SequenceNumber("120", 4), new byte[] { 1, 0, -1 });
		get(shards.write(new ShardWrite(SHARD, ANNA, 1, 1, after(100), pending, Kind.PERSIST)));
		ShardItem taken = get(acquire(shards, mine, ANNA, BERT));
		assertThat(taken.position()).isEqualTo(after(100));
		assertThat(taken.pending()).isEqualTo(pending);
		PendingCheckpoint stateless = new PendingCheckpoint(new SequenceNumber("130", 0), new byte[0]);
		get(shards.write(new ShardWrite(SHARD, BERT, 2, 2, after(110), stateless, Kind.RELEASE)));
		assertThat(get(shards.shards())).singleElement().extracting(ShardItem::pending).isEqualTo(stateless);
		get(acquire(shards, get(shards.shards()).get(0), null, ANNA));
		get(shards.write(write(ANNA, 3, 3, 130, Kind.PERSIST)));
		assertThat(get(shards.shards())).singleElement().extracting(ShardItem::pending).isNull();
	}

	@Test
	void aFinishedShardIsNeverAcquired() throws Exception {
		CheckpointRepository shards = shards();
		get(acquire(shards, stored(shards, item()), null, ANNA));
		get(shards.write(write(ANNA, 1, 1, 100, Kind.FINISH)));
		ShardItem finished = get(shards.shards()).get(0);
		assertThat(finished.finished()).isTrue();
		assertRefused(acquire(shards, finished, null, BERT));
	}

	@Test
	void aWriteToAnItemThatWasRemovedDoesNotReachTheOneMadeAnew() throws Exception {
		CheckpointRepository shards = shards();
		ShardItem mine = get(acquire(shards, stored(shards, item()), null, ANNA));
		get(shards.write(write(ANNA, 1, 1, 100, Kind.PERSIST)));
		get(shards.removeShard(mine));
		ShardItem anew = get(shards.acquireShard(stored(shards, item()), null, ANNA, 2));
		assertThat(anew.epoch()).isEqualTo(2);
		assertThat(anew.position()).isEqualTo(ShardPosition.TRIM_HORIZON);
		assertRefused(shards.write(write(ANNA, 1, 2, 200, Kind.PERSIST)));
		assertRefused(shards.acquireShard(item(), null, BERT, 3));
		get(shards.write(write(ANNA, 2, 1, 50, Kind.PERSIST)));
		assertThat(get(shards.shards())).singleElement().extracting(ShardItem::position).isEqualTo(after(50));
	}

	@Test
	void anOwnerMayAcquireItsShardOnceMore() throws Exception {
		CheckpointRepository shards = shards();
		ShardItem mine = get(acquire(shards, stored(shards, item()), null, ANNA));
		ShardItem again = get(shards.acquireShard(mine, ANNA, ANNA, 7));
		assertThat(again.owner()).isEqualTo(ANNA);
		assertThat(again.epoch()).isEqualTo(7);
		assertRefused(shards.write(write(ANNA, 1, 1, 100, Kind.PERSIST)));
	}

	@Test
	void aWriteThatAnotherOwnerMadeIsNotTakenForTheOwn() throws Exception {
		CheckpointRepository shards = shards();
		ShardItem mine = get(acquire(shards, stored(shards, item()), null, ANNA));
		get(shards.removeShard(mine));
		get(acquire(shards, stored(shards, item()), null, BERT));
		get(shards.write(write(BERT, 1, 1, 50, Kind.PERSIST)));
		assertRefused(shards.write(write(ANNA, 1, 1, 200, Kind.PERSIST)));
	}

	private static CompletableFuture<ShardItem> acquire(CheckpointRepository shards, ShardItem seen,
			@Nullable Owner dead, Owner owner) {
		return shards.acquireShard(seen, dead, owner, seen.epoch() + 1);
	}

	@Test
	void aResetMovesThePositionOfAFreeShardAndNobodyElseMovesItBack() throws Exception {
		CheckpointRepository shards = shards();
		ShardItem free = stored(shards, item());
		get(acquire(shards, free, null, ANNA));
		PendingCheckpoint pending = new PendingCheckpoint(new SequenceNumber("250", 0), new byte[] { 1 });
		get(shards.write(new ShardWrite(SHARD, ANNA, 1, 1, after(200), pending, Kind.RELEASE)));
		ShardItem released = get(shards.shards()).get(0);
		assertRefused(shards.resetShard(free, null, after(100)));
		ShardItem reset = get(shards.resetShard(released, null, after(100)));
		assertThat(reset).isEqualTo(new ShardItem(SHARD, List.of(), null, 2, 2, after(100), false));
		assertThat(get(shards.shards())).containsExactly(reset);
		assertRefused(shards.write(write(ANNA, 1, 5, 300, Kind.PERSIST)));
		assertRefused(shards.write(write(ANNA, 2, 5, 300, Kind.PERSIST)));
		assertRefused(acquire(shards, released, null, BERT));
		assertRefused(shards.removeShard(released));
		ShardItem taken = get(acquire(shards, reset, null, BERT));
		assertThat(taken.position()).isEqualTo(after(100));
		assertThat(taken.epoch()).isEqualTo(3);
		get(shards.write(write(BERT, 3, taken.version() + 1, 110, Kind.PERSIST)));
	}

	@Test
	void aResetIsRefusedWhileSomebodyOwnsTheShardWhoIsNotKnownToBeDead() throws Exception {
		CheckpointRepository shards = shards();
		ShardItem owned = get(acquire(shards, stored(shards, item()), null, ANNA));
		assertRefused(shards.resetShard(owned, null, after(100)));
		assertRefused(shards.resetShard(owned, BERT, after(100)));
		ShardItem reset = get(shards.resetShard(owned, ANNA, ShardPosition.at(CREATED)));
		assertThat(reset.owner()).isNull();
		assertThat(reset.position()).isEqualTo(ShardPosition.at(CREATED));
		assertRefused(shards.write(write(ANNA, 1, 1, 300, Kind.PERSIST)));
		assertRefused(shards.write(write(ANNA, 1, 2, 300, Kind.FINISH)));
		assertThat(get(shards.shards())).containsExactly(reset);
	}

	@Test
	void aResetLetsAFinishedShardBeHandledAgain() throws Exception {
		CheckpointRepository shards = shards();
		get(acquire(shards, stored(shards, item()), null, ANNA));
		get(shards.write(write(ANNA, 1, 1, 100, Kind.FINISH)));
		ShardItem reset = get(shards.resetShard(get(shards.shards()).get(0), null, ShardPosition.TRIM_HORIZON));
		assertThat(reset.finished()).isFalse();
		assertThat(reset.finishedBy()).isNull();
		assertThat(reset.persistedAt()).isNull();
		assertThat(get(acquire(shards, reset, null, BERT)).position()).isEqualTo(ShardPosition.TRIM_HORIZON);
	}

	@Test
	void aResetNeverCreatesAShard() throws Exception {
		assertRefused(shards().resetShard(item(), null, after(100)));
		assertThat(get(shards().shards())).isEmpty();
	}

	private CheckpointRepository shards() throws Exception {
		return this.repository.checkpoints(get(this.repository.startGroup(GROUP, null)));
	}

	private static ShardItem item() {
		return ShardItem.initial(SHARD, List.of(), ShardPosition.TRIM_HORIZON, false);
	}

	private static ShardItem stored(CheckpointRepository shards, ShardItem item) throws Exception {
		get(shards.createShard(item));
		return item;
	}

	private static ShardWrite write(Owner owner, long epoch, long version, int sequence, Kind kind) {
		return new ShardWrite(SHARD, owner, epoch, version, after(sequence), null, kind);
	}

	private static ShardPosition after(int sequence) {
		return ShardPosition.after(new SequenceNumber(Integer.toString(sequence), 3));
	}

	private static Session session(Owner owner) {
		return new Session(owner, 1, 0, Session.State.ACTIVE, Duration.ofSeconds(10), "host");
	}

	private static void assertRefused(CompletableFuture<?> answer) {
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(answer::get)
			.withCauseInstanceOf(ConditionFailedException.class);
	}

	private static <T> T get(CompletableFuture<T> answer) throws Exception {
		return answer.get();
	}

}
