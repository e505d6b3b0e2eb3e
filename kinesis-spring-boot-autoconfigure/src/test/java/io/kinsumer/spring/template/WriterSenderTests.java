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

package io.kinsumer.spring.template;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import io.kinsumer.core.client.ThrottlingException;
import io.kinsumer.core.record.DataRecord;
import io.kinsumer.core.record.RecordResult;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.core.record.UserRecord;
import io.kinsumer.core.writer.RecordOutcome;
import io.kinsumer.core.writer.RecordWriter;
import io.kinsumer.core.writer.WriterSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

/**
 * How a writer puts records together.
 */
class WriterSenderTests {

	private static final UserRecord FIRST = record("first");

	private static final UserRecord SECOND = record("second");

	private final RecordWriter writer = mock(RecordWriter.class);

	private RecordSender sender;

	@BeforeEach
	void create() {
		given(this.writer.settings()).willReturn(WriterSettings.of("orders", new StreamName("orders-stream")));
		this.sender = RecordSender.of("orders", this.writer);
	}

	@Test
	void aBatchIsPutAtOnceAndEachRecordHasItsOutcome() {
		ThrottlingException failure = new ThrottlingException("too much", null);
		given(this.writer.putAll(List.of(FIRST, SECOND))).willReturn(CompletableFuture.completedFuture(List
			.of(new RecordOutcome.Written(FIRST, TestTemplate.WRITTEN), new RecordOutcome.Failed(SECOND, failure))));
		RecordSender.Batch batch = this.sender.batch();
		CompletableFuture<RecordResult> first = batch.add(FIRST);
		CompletableFuture<RecordResult> second = batch.add(SECOND);
		assertThat(first).isNotDone();
		batch.send();
		assertThat(first).isCompletedWithValue(TestTemplate.WRITTEN);
		assertThat(second).failsWithin(Duration.ZERO)
			.withThrowableOfType(ExecutionException.class)
			.havingCause()
			.isSameAs(failure);
	}

	@Test
	void whatComesAfterItsBatchIsPutByItself() {
		given(this.writer.put(FIRST)).willReturn(CompletableFuture.completedFuture(TestTemplate.WRITTEN));
		RecordSender.Batch batch = this.sender.batch();
		batch.send();
		assertThat(batch.add(FIRST)).isCompletedWithValue(TestTemplate.WRITTEN);
		then(this.writer).should(never()).putAll(List.of());
	}

	private static UserRecord record(String text) {
		return new DataRecord("key", null, ByteBuffer.wrap(text.getBytes()), Map.of());
	}

}
