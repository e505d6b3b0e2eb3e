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
import java.util.concurrent.ExecutionException;

import io.kinsumer.core.processor.RecordCompletion;
import io.kinsumer.core.processor.RecordDelivery;
import io.kinsumer.core.processor.RetryAfterException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.assertArg;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;

/**
 * The first word of a listener about its records is the last.
 */
class AcknowledgmentTests {

	private static final Duration DELAY = Duration.ofSeconds(5);

	private final RecordListenerProcessor processor = mock(RecordListenerProcessor.class);

	private final RecordDelivery delivery = mock(RecordDelivery.class);

	private final RecordCompletion completion = mock(RecordCompletion.class);

	private final List<Integer> checkpoints = new ArrayList<>();

	private final BatchAcknowledgment batch = new BatchAcknowledgment(3, this.checkpoints::add);

	private RecordAcknowledgment single;

	@BeforeEach
	void create() {
		given(this.delivery.defer()).willReturn(this.completion);
		this.single = new RecordAcknowledgment(this.processor, this.delivery);
	}

	@Test
	void aRecordThatIsAcknowledgedDoesNotFail() {
		this.single.acknowledge();
		this.single.acknowledge();
		this.single.fail(new IllegalStateException("too late"));
		this.single.retryAfter(DELAY);
		then(this.completion).should(times(1)).complete();
		then(this.completion).should(never()).fail(any());
		then(this.processor).should(never()).failed(any(), any(), any());
	}

	@Test
	void aRecordThatIsToComeAgainIsNotAcknowledged() {
		this.single.retryAfter(DELAY);
		this.single.acknowledge();
		then(this.completion).should()
			.fail(assertArg((failure) -> assertThat(failure).asInstanceOf(type(RetryAfterException.class))
				.returns(DELAY, RetryAfterException::delay)));
		then(this.completion).should(never()).complete();
	}

	@Test
	void aBatchThatIsToComeAgainIsNotAcknowledged() {
		this.batch.acknowledge(0);
		this.batch.retryAfter(DELAY);
		this.batch.acknowledge();
		assertThat(this.checkpoints).containsExactly(1);
		assertThat(this.batch.settled()).failsWithin(Duration.ZERO)
			.withThrowableOfType(ExecutionException.class)
			.havingCause()
			.asInstanceOf(type(RetryAfterException.class))
			.returns(DELAY, RetryAfterException::delay);
	}

	@Test
	void whatFailsForNoReasonIsNotSettled() {
		assertThatNullPointerException().isThrownBy(() -> this.batch.fail(null));
		assertThatNullPointerException().isThrownBy(() -> this.single.fail(null));
		this.batch.acknowledge();
		this.single.acknowledge();
		assertThat(this.batch.settled()).isCompleted();
		then(this.completion).should().complete();
	}

	@Test
	void aBatchThatIsAcknowledgedDoesNotFail() {
		this.batch.acknowledge();
		this.batch.fail(new IllegalStateException("too late"));
		assertThat(this.checkpoints).containsExactly(3);
		assertThat(this.batch.settled()).isCompleted();
	}

}
