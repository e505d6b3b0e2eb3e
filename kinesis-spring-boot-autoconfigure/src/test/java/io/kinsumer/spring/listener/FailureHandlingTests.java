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

import java.util.concurrent.CancellationException;

import io.kinsumer.core.processor.ShardContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Which failures only say that a shard is wanted back.
 */
class FailureHandlingTests {

	private final ShardContext shard = mock(ShardContext.class);

	@Test
	void aFailureThatWasCausedByAnInterruptIsNone() {
		Exception failure = new IllegalStateException(new InterruptedException());
		assertThat(FailureHandling.isLeft(failure, this.shard)).isTrue();
		assertThat(FailureHandling.isLeft(new CancellationException(), this.shard)).isTrue();
		given(this.shard.deliverable()).willReturn(true);
		assertThat(FailureHandling.isLeft(failure, this.shard)).isFalse();
	}

	@Test
	@Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
	void causesMayGoRound() {
		Exception cause = new IllegalStateException("cause");
		Exception failure = new IllegalStateException("failure", cause);
		cause.initCause(failure);
		assertThat(FailureHandling.isLeft(failure, this.shard)).isFalse();
	}

}
