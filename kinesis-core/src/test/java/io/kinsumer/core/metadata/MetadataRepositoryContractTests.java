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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.kinsumer.core.metadata.ShardWrite.Kind;
import io.kinsumer.core.record.InitialPosition;
import io.kinsumer.core.record.PendingCheckpoint;
import io.kinsumer.core.record.SequenceNumber;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.ShardPosition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What each implementation of the metadata must do.
 */
abstract class MetadataRepositoryContractTests extends ShardResetContractTests {

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

}
