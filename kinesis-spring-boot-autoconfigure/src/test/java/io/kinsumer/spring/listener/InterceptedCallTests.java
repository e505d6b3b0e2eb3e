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

package io.kinsumer.spring.listener;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.spring.error.BatchListenerFailedException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

class InterceptedCallTests {

	private final List<KinesisRecord> batch = Stream.generate(() -> mock(KinesisRecord.class)).limit(5).toList();

	private final List<KinesisRecord> seen = new ArrayList<>();

	@Test
	void aListenerGetsThePartOfItsBatchThatIsHandedOn() {
		assertThat(call(null)).isCompleted();
		assertThat(this.seen).containsExactly(this.batch.get(1), this.batch.get(3), this.batch.get(4));
	}

	@Test
	void theIndexOfAFailureIsThatInTheWholeBatch() {
		IllegalStateException cause = new IllegalStateException("failed");
		assertThat(call(new BatchListenerFailedException(1, cause))).failsWithin(Duration.ZERO)
			.withThrowableThat()
			.havingCause()
			.isInstanceOfSatisfying(BatchListenerFailedException.class, (failure) -> {
				assertThat(failure.index()).isEqualTo(3);
				assertThat(failure.getCause()).isSameAs(cause);
			});
	}

	@Test
	void theIndexOfWhatCannotBeReadIsThatInTheWholeBatch() {
		IllegalStateException cause = new IllegalStateException("unreadable");
		assertThat(call(new UnreadableRecordException(0, cause))).failsWithin(Duration.ZERO)
			.withThrowableThat()
			.havingCause()
			.isInstanceOfSatisfying(UnreadableRecordException.class, (failure) -> {
				assertThat(failure.index()).isEqualTo(1);
				assertThat(failure.reason()).isSameAs(cause);
			});
	}

	@Test
	void anIndexThatThePartDoesNotHaveIsNoneOfTheWholeBatch() {
		BatchListenerFailedException failure = new BatchListenerFailedException(3, new IllegalStateException("failed"));
		assertThat(call(failure)).failsWithin(Duration.ZERO)
			.withThrowableThat()
			.havingCause()
			.isInstanceOf(IllegalStateException.class)
			.withMessageContaining("record 3")
			.havingCause()
			.isSameAs(failure);
	}

	@Test
	void otherFailuresStayAsTheyAre() {
		IllegalStateException failure = new IllegalStateException("failed");
		assertThat(call(failure)).failsWithin(Duration.ZERO).withThrowableThat().havingCause().isSameAs(failure);
	}

	private CompletableFuture<?> call(Exception failure) {
		ListenerInterceptor part = (invocation) -> invocation.proceed(List.of(1, 3, 4), null);
		BatchListener listener = InterceptedCall.aroundBatches(List.of(part), (records, context) -> {
			this.seen.addAll(records);
			return (failure != null) ? CompletableFuture.failedFuture(failure)
					: CompletableFuture.completedFuture(null);
		});
		try {
			return listener.onBatch(this.batch, mock(ListenerContext.class)).toCompletableFuture();
		}
		catch (Exception ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

}
