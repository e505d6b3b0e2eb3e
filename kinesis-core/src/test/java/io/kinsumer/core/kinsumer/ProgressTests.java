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

import io.kinsumer.core.processor.ShutdownException;
import io.kinsumer.core.record.SequenceNumber;
import io.kinsumer.core.record.ShardPosition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ProgressTests {

	private final Progress progress = new Progress(Samples.SHARD, ShardPosition.TRIM_HORIZON);

	@Test
	void beginsWhereTheShardWasAcquired() {
		assertThat(this.progress.handled()).isEqualTo(ShardPosition.TRIM_HORIZON);
		assertThat(this.progress.handledUpTo()).isNull();
		assertThat(new Progress(Samples.SHARD, Samples.after(7)).handledUpTo()).isEqualTo(Samples.number(7));
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

}
