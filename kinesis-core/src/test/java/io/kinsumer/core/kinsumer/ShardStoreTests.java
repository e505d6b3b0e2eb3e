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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

import io.kinsumer.core.metadata.ConditionFailedException;
import io.kinsumer.core.metadata.ShardItem;
import io.kinsumer.core.metadata.ShardWrite;
import io.kinsumer.core.metadata.ShardWrite.Kind;
import io.kinsumer.core.record.PendingCheckpoint;
import io.kinsumer.core.record.ShardPosition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ShardStoreTests {

	private static final ShardItem ITEM = new ShardItem(Samples.SHARD, List.of(), Samples.ANNA, 7, 40,
			Samples.after(10), false);

	private static final Throwable NO_ANSWER = new TimeoutException();

	private static final Throwable REFUSED = new ConditionFailedException("another");

	private final Writes writes = new Writes();

	private final ShardStore store = new ShardStore(ITEM, Samples.ANNA, this.writes);

	@Test
	void aPositionIsWrittenWhenItMoved() {
		this.store.persist(at(10));
		assertThat(this.writes.sent).isEmpty();
		this.store.persist(at(11));
		assertThat(this.writes.sent).containsExactly(write(41, 11, Kind.PERSIST));
		this.store.onWritten();
		this.store.persist(at(11));
		assertThat(this.writes.sent).hasSize(1);
		assertThat(this.writes.events).containsExactly("persisted AFTER 11/0");
	}

	@Test
	void aFailedWriteLeavesThePositionToBeWrittenAgainWithAGreaterVersion() {
		this.store.persist(at(11));
		this.store.onFailed(NO_ANSWER);
		this.store.persist(at(11));
		this.store.onFailed(NO_ANSWER);
		this.store.persist(at(12));
		assertThat(this.writes.sent).containsExactly(write(41, 11, Kind.PERSIST), write(42, 11, Kind.PERSIST),
				write(43, 12, Kind.PERSIST));
		assertThat(this.writes.events).containsExactly("failed", "failed");
		this.store.onWritten();
		this.store.persist(at(12));
		assertThat(this.writes.sent).as("stored, and not moved since").hasSize(3);
	}

	@Test
	void oneWriteIsUnderWayAtATime() {
		this.store.persist(at(11));
		this.store.persist(at(12));
		this.store.end(Kind.RELEASE, at(13));
		assertThat(this.writes.sent).containsExactly(write(41, 11, Kind.PERSIST));
		this.store.onWritten();
		assertThat(this.writes.sent).last().isEqualTo(write(42, 13, Kind.RELEASE));
	}

	@Test
	void theLastWriteFollowsAFailedOne() {
		this.store.persist(at(11));
		this.store.end(Kind.RELEASE, at(13));
		this.store.onFailed(NO_ANSWER);
		assertThat(this.writes.sent).hasSize(1);
		assertThat(this.writes.events).containsExactly("failed", "retry PT0.5S");
		this.store.onRetry();
		assertThat(this.writes.sent).last().isEqualTo(write(42, 13, Kind.RELEASE));
	}

	@Test
	void theLastWriteIsMadeEvenWhenThePositionDidNotMove() {
		this.store.end(Kind.RELEASE, at(10));
		assertThat(this.writes.sent).containsExactly(write(41, 10, Kind.RELEASE));
	}

	@Test
	void theLastWriteIsRepeatedUntilItIsAnswered() {
		this.store.end(Kind.FINISH, at(13));
		this.store.onFailed(NO_ANSWER);
		this.store.onRetry();
		this.store.onFailed(NO_ANSWER);
		this.store.onRetry();
		this.store.onWritten();
		this.store.onRetry();
		assertThat(this.writes.sent).containsExactly(write(41, 13, Kind.FINISH), write(42, 13, Kind.FINISH),
				write(43, 13, Kind.FINISH));
		assertThat(this.writes.events).containsExactly("failed", "retry PT0.5S", "failed", "retry PT0.5S",
				"persisted AFTER 13/0", "stored FINISH");
	}

	@Test
	void nothingIsPersistedAfterTheLastWrite() {
		this.store.end(Kind.RELEASE, at(13));
		this.store.onFailed(NO_ANSWER);
		this.store.persist(at(14));
		assertThat(this.writes.sent).hasSize(1);
	}

	@Test
	void aRefusalAfterAnUnansweredReleaseMeansReleased() {
		this.store.end(Kind.RELEASE, at(13));
		this.store.onFailed(NO_ANSWER);
		this.store.onRetry();
		this.store.onFailed(REFUSED);
		assertThat(this.writes.events).containsExactly("failed", "retry PT0.5S", "stored RELEASE");
	}

	@Test
	void aRefusalMeansNotTheOwner() {
		this.store.persist(at(11));
		this.store.onFailed(REFUSED);
		this.store.persist(at(12));
		assertThat(this.writes.sent).hasSize(1);
		assertThat(this.writes.events).containsExactly("not owner");
	}

	@Test
	void aRefusedReleaseMeansNotTheOwnerWhenItIsTheFirst() {
		this.store.persist(at(11));
		this.store.onFailed(NO_ANSWER);
		this.store.end(Kind.RELEASE, at(11));
		this.store.onFailed(REFUSED);
		assertThat(this.writes.events).containsExactly("failed", "not owner");
	}

	@Test
	void nothingHappensAfterClose() {
		this.store.persist(at(11));
		this.store.close();
		this.store.onWritten();
		this.store.persist(at(12));
		this.store.end(Kind.RELEASE, at(12));
		this.store.onRetry();
		assertThat(this.writes.sent).hasSize(1);
		assertThat(this.writes.events).isEmpty();
	}

	@Test
	void aFailureAfterCloseDoesNotCount() {
		this.store.persist(at(11));
		this.store.close();
		this.store.onFailed(REFUSED);
		assertThat(this.writes.events).isEmpty();
	}

	@Test
	void aFlushWritesAtOnce() {
		this.store.flush(1, at(11));
		assertThat(this.writes.sent).containsExactly(write(41, 11, Kind.PERSIST));
		assertThat(this.writes.events).isEmpty();
		this.store.onWritten();
		assertThat(this.writes.events).containsExactly("persisted AFTER 11/0", "flushed 1");
		this.store.flush(2, at(11));
		assertThat(this.writes.sent).as("nothing moved").hasSize(1);
		assertThat(this.writes.events).last().isEqualTo("flushed 2");
	}

	@Test
	void aFlushWaitsForTheWriteUnderWay() {
		this.store.persist(at(11));
		this.store.flush(1, at(12));
		this.store.flush(2, at(13));
		assertThat(this.writes.sent).hasSize(1);
		this.store.onWritten();
		assertThat(this.writes.events).as("that write did not carry it").containsExactly("persisted AFTER 11/0");
		assertThat(this.writes.sent).last().isEqualTo(write(42, 13, Kind.PERSIST));
		this.store.onWritten();
		assertThat(this.writes.events).last().isEqualTo("flushed 2");
	}

	@Test
	void aFailedFlushIsToldAndTheNextTickWritesAgain() {
		this.store.flush(1, at(11));
		this.store.onFailed(NO_ANSWER);
		assertThat(this.writes.events).containsExactly("failed", "flushed 1 in vain");
		this.store.persist(at(10));
		assertThat(this.writes.sent).as("what is stored is uncertain").last().isEqualTo(write(42, 10, Kind.PERSIST));
	}

	@Test
	void aFlushThatWaitsIsTriedAlthoughTheWriteBeforeItFailed() {
		this.store.persist(at(11));
		this.store.flush(1, at(12));
		this.store.onFailed(NO_ANSWER);
		assertThat(this.writes.sent).last().isEqualTo(write(42, 12, Kind.PERSIST));
		this.store.onWritten();
		assertThat(this.writes.events).last().isEqualTo("flushed 1");
	}

	@Test
	void aFlushIsAnsweredByTheLastWrite() {
		this.store.persist(at(11));
		this.store.flush(1, at(12));
		this.store.end(Kind.RELEASE, at(12));
		this.store.onWritten();
		assertThat(this.writes.sent).last().isEqualTo(write(42, 12, Kind.RELEASE));
		this.store.onWritten();
		assertThat(this.writes.events).contains("flushed 1");
	}

	@Test
	void aFlushIsInVainOnceTheShardIsLost() {
		this.store.flush(1, at(11));
		this.store.flush(2, at(12));
		this.store.onFailed(REFUSED);
		assertThat(this.writes.events).containsExactly("flushed 2 in vain", "not owner");
		this.store.flush(3, at(12));
		assertThat(this.writes.events).last().isEqualTo("flushed 3 in vain");
	}

	@Test
	void aFlushThatWaitsIsInVainWhenTheStoreIsClosed() {
		this.store.flush(1, at(11));
		this.store.flush(2, at(12));
		this.store.close();
		assertThat(this.writes.events).containsExactly("flushed 2 in vain");
	}

	@Test
	void whatIsPendingIsWrittenUntilItIsNoMore() {
		PendingCheckpoint pending = new PendingCheckpoint(Samples.number(15), new byte[] { 1 });
		this.store.flush(1, new Snapshot(Samples.after(10), pending));
		assertThat(this.writes.sent).last().extracting(ShardWrite::pending).isEqualTo(pending);
		this.store.onWritten();
		this.store.persist(new Snapshot(Samples.after(10), pending));
		assertThat(this.writes.sent).hasSize(1);
		this.store.persist(new Snapshot(Samples.after(15), null));
		assertThat(this.writes.sent).last().extracting(ShardWrite::pending).isNull();
	}

	private static ShardWrite write(long version, int sequence, Kind kind) {
		return new ShardWrite(Samples.SHARD, Samples.ANNA, 7, version, Samples.after(sequence), null, kind);
	}

	private static Snapshot at(int sequence) {
		return new Snapshot(Samples.after(sequence), null);
	}

	private static final class Writes implements ShardStore.Effects {

		private final List<ShardWrite> sent = new ArrayList<>();

		private final List<String> events = new ArrayList<>();

		@Override
		public void write(ShardWrite write) {
			this.sent.add(write);
		}

		@Override
		public void retryWriteIn(Duration delay) {
			this.events.add("retry " + delay);
		}

		@Override
		public void persisted(ShardPosition position) {
			this.events.add("persisted " + position);
		}

		@Override
		public void writeFailed(Throwable failure) {
			this.events.add("failed");
		}

		@Override
		public void flushed(long upTo, @Nullable Throwable failure) {
			this.events.add("flushed " + upTo + ((failure != null) ? " in vain" : ""));
		}

		@Override
		public void stored(Kind kind) {
			this.events.add("stored " + kind);
		}

		@Override
		public void notOwner() {
			this.events.add("not owner");
		}

	}

}
