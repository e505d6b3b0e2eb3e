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

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import io.kinsumer.core.aggregation.Deaggregator;
import io.kinsumer.core.client.ThrottlingException;
import io.kinsumer.core.metadata.ShardItem;
import io.kinsumer.core.processor.InvalidCheckpointException;
import io.kinsumer.core.processor.PreparedCheckpoint;
import io.kinsumer.core.processor.ShutdownException;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.core.record.PendingCheckpoint;
import io.kinsumer.core.record.SequenceNumber;
import io.kinsumer.core.record.ShardPosition;
import io.kinsumer.core.record.StreamName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ProgressTests {

	private final Queue<CompletableFuture<Void>> writes = new ArrayDeque<>();

	private final Progress progress = new Progress(Samples.item(0, Samples.ANNA), this::write);

	@Test
	void beginsWhereTheShardWasAcquired() {
		assertThat(this.progress.handled()).isEqualTo(ShardPosition.TRIM_HORIZON);
		assertThat(this.progress.handledUpTo()).isNull();
		assertThat(Samples.progress(Samples.after(7)).handledUpTo()).isEqualTo(Samples.number(7));
	}

	@Test
	void aCheckpointWithoutNumberCoversWhatWasDelivered() {
		this.progress.checkpoint();
		assertThat(this.progress.handled()).isEqualTo(ShardPosition.TRIM_HORIZON);
		this.progress.delivering(Samples.number(9));
		this.progress.delivering(Samples.number(8));
		this.progress.checkpoint();
		assertThat(this.progress.handled()).isEqualTo(Samples.after(9));
	}

	@Test
	void aCheckpointWithoutNumberLeavesOutTheRestOfABatchThatWasLeft() {
		this.progress.delivering(Samples.number(9));
		this.progress.checkpoint(Samples.number(4));
		this.progress.leftUnfinished();
		this.progress.checkpoint();
		assertThat(this.progress.handled()).isEqualTo(Samples.after(4));
		assertThat(this.progress.isComplete()).isFalse();
		this.progress.checkpoint(Samples.number(6));
		this.progress.delivering(Samples.number(9));
		this.progress.checkpoint();
		assertThat(this.progress.handled()).isEqualTo(Samples.after(9));
	}

	@Test
	void aCheckpointMovesToAnyDeliveredRecord() {
		SequenceNumber middle = new SequenceNumber("9", 3);
		this.progress.delivering(new SequenceNumber("9", 5));
		this.progress.checkpoint(middle);
		this.progress.checkpoint(middle);
		assertThat(this.progress.handled()).isEqualTo(ShardPosition.after(middle));
	}

	@Test
	void whatWasNotDeliveredCannotBeCheckpointed() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.progress.checkpoint(Samples.number(1)))
			.withMessageContaining(Samples.SHARD.value());
		this.progress.delivering(Samples.number(9));
		assertThatIllegalArgumentException().isThrownBy(() -> this.progress.checkpoint(Samples.number(10)))
			.withMessageContaining("at 10/0")
			.withMessageContaining("delivered is 9/0");
		assertThat(this.progress.handled()).isEqualTo(ShardPosition.TRIM_HORIZON);
	}

	@Test
	void aCheckpointDoesNotGoBack() {
		this.progress.delivering(Samples.number(9));
		this.progress.checkpoint(Samples.number(8));
		assertThatIllegalArgumentException().isThrownBy(() -> this.progress.checkpoint(Samples.number(7)))
			.withMessageContaining("at 7/0")
			.withMessageContaining("at 8/0 already");
		assertThat(this.progress.handled()).isEqualTo(Samples.after(8));
	}

	@Test
	void isCompleteWhenAllThatWasDeliveredIsHandled() {
		assertThat(this.progress.isComplete()).isTrue();
		this.progress.delivering(Samples.number(9));
		assertThat(this.progress.isComplete()).isFalse();
		this.progress.checkpoint(Samples.number(8));
		assertThat(this.progress.isComplete()).isFalse();
		this.progress.checkpoint();
		assertThat(this.progress.isComplete()).isTrue();
	}

	@Test
	void nothingIsCheckpointedAfterTheEnd() {
		this.progress.delivering(Samples.number(9));
		this.progress.close();
		assertThatExceptionOfType(ShutdownException.class).isThrownBy(this.progress::checkpoint);
		assertThatExceptionOfType(ShutdownException.class).isThrownBy(() -> this.progress.checkpoint(Samples.number(9)))
			.withMessageContaining(Samples.SHARD.value());
		assertThat(this.progress.handled()).isEqualTo(ShardPosition.TRIM_HORIZON);
	}

	@Test
	void aRecordOfAnotherShardIsRefused() {
		this.progress.delivering(Samples.number(9));
		KinesisRecord foreign = Deaggregator
			.decode(new StreamName("orders-stream"), Samples.shard(7), Samples.behind(8).records(), null)
			.get(0);
		assertThatExceptionOfType(InvalidCheckpointException.class).isThrownBy(() -> this.progress.checkpoint(foreign))
			.withMessageContaining(Samples.shard(7).value())
			.withMessageContaining(Samples.SHARD.value());
	}

	@Test
	void aPreparedCheckpointIsPendingUntilItIsCommitted() {
		this.progress.delivering(Samples.number(9));
		CompletableFuture<PreparedCheckpoint> answer = this.progress.prepare(Samples.number(5), new byte[] { 1, 2 });
		assertThat(answer).isNotDone();
		PendingCheckpoint pending = new PendingCheckpoint(Samples.number(5), new byte[] { 1, 2 });
		assertThat(this.progress.snapshot()).isEqualTo(new Snapshot(ShardPosition.TRIM_HORIZON, pending));
		this.writes.remove().complete(null);
		assertThat(answer).isCompleted();
		assertThat(answer.join().pending()).isEqualTo(pending);
		CompletableFuture<Void> committed = answer.join().commit();
		assertThat(this.progress.snapshot()).isEqualTo(new Snapshot(Samples.after(5), null));
		this.writes.remove().complete(null);
		assertThat(committed).isCompleted();
	}

	@Test
	void aPreparationThatCouldNotBeStoredIsPendingNoMore() {
		this.progress.delivering(Samples.number(9));
		CompletableFuture<PreparedCheckpoint> answer = this.progress.prepare(Samples.number(5), new byte[0]);
		ThrottlingException failure = new ThrottlingException("slow down", null);
		this.writes.remove().completeExceptionally(failure);
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(answer::get).withCause(failure);
		assertThat(this.progress.snapshot().pending()).isNull();
	}

	@Test
	void aCheckpointBeforeThePendingOneLeavesItAndOneBeyondRemovesIt() {
		this.progress.delivering(Samples.number(9));
		PreparedCheckpoint prepared = prepared(5);
		this.progress.checkpoint(Samples.number(4));
		assertThat(this.progress.snapshot().pending()).isEqualTo(prepared.pending());
		this.progress.checkpoint(Samples.number(6));
		assertThat(this.progress.snapshot().pending()).isNull();
		assertThatExceptionOfType(InvalidCheckpointException.class).isThrownBy(prepared::commit)
			.withMessageContaining("do not go back");
	}

	@Test
	void whatIsPreparedMustBeInRange() {
		assertThatExceptionOfType(InvalidCheckpointException.class)
			.isThrownBy(() -> this.progress.prepare(Samples.number(1), new byte[0]));
		this.progress.delivering(Samples.number(9));
		this.progress.checkpoint(Samples.number(4));
		assertThatExceptionOfType(InvalidCheckpointException.class)
			.isThrownBy(() -> this.progress.prepare(Samples.number(3), new byte[0]));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.progress.prepare(Samples.number(5), new byte[PendingCheckpoint.MAX_STATE_BYTES + 1]))
			.withMessageContaining("65537 bytes")
			.withMessageContaining("at most 65536");
		assertThat(this.writes).isEmpty();
	}

	@Test
	void theNextOwnerMayAdoptWhatIsPendingAndNothingElseBeforeItsFirstRecord() {
		PendingCheckpoint pending = new PendingCheckpoint(new SequenceNumber("15", 2), new byte[] { 7 });
		Progress next = new Progress(new ShardItem(Samples.SHARD, List.of(), Samples.BERT, 2, 3, Samples.after(10),
				pending, false, null, null), () -> CompletableFuture.completedFuture(null));
		assertThat(next.snapshot()).isEqualTo(new Snapshot(Samples.after(10), pending));
		assertThatExceptionOfType(InvalidCheckpointException.class)
			.isThrownBy(() -> next.checkpoint(new SequenceNumber("15", 1)));
		assertThat(next.isComplete()).isTrue();
		next.checkpoint(pending.sequenceNumber());
		assertThat(next.snapshot()).isEqualTo(new Snapshot(ShardPosition.after(pending.sequenceNumber()), null));
	}

	@Test
	void nothingIsPreparedPersistedOrCommittedAfterTheEnd() {
		this.progress.delivering(Samples.number(9));
		PreparedCheckpoint prepared = prepared(5);
		this.progress.close();
		assertThatExceptionOfType(ShutdownException.class)
			.isThrownBy(() -> this.progress.prepare(Samples.number(6), new byte[0]));
		assertThatExceptionOfType(ShutdownException.class).isThrownBy(this.progress::persist);
		assertThatExceptionOfType(ShutdownException.class).isThrownBy(prepared::commit);
	}

	private PreparedCheckpoint prepared(int sequence) {
		CompletableFuture<PreparedCheckpoint> answer = this.progress.prepare(Samples.number(sequence), new byte[0]);
		this.writes.remove().complete(null);
		return answer.join();
	}

	private CompletableFuture<Void> write() {
		CompletableFuture<Void> answer = new CompletableFuture<>();
		this.writes.add(answer);
		return answer;
	}

}
