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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;

import io.kinsumer.core.observe.KinsumerInfo;
import io.kinsumer.core.observe.KinsumerListener;
import io.kinsumer.core.processor.RetryAfterException;
import io.kinsumer.core.processor.ShardProcessorFactory;
import io.kinsumer.core.processor.ShardProcessors;
import io.kinsumer.core.processor.StopShardException;
import io.kinsumer.core.processor.UnprintableException;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.core.sim.VirtualRuntime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Handlers that fail by an exception whose own text throws.
 */
class UnprintableFailureTests {

	private final VirtualGroup group = new VirtualGroup(1);

	private final List<String> handled = new ArrayList<>();

	private final List<Integer> attempts = new ArrayList<>();

	private final List<Throwable> told = new ArrayList<>();

	private final List<ShardId> lost = new ArrayList<>();

	private RuntimeException failure = new Unprintable();

	private int failures = 3;

	private Function<VirtualRuntime, Executor> threads = VirtualRuntime::handlers;

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void areRepeatedLikeAllOthers(boolean oneByOne) {
		VirtualGroup.Member anna = join(oneByOne);
		this.group.passes(Duration.ofSeconds(60));
		assertThat(this.handled).containsExactly("data");
		assertThat(this.attempts).containsExactly(1, 2, 3);
		assertThat(this.told).allSatisfy((problem) -> assertThat(problem).isInstanceOf(UnprintableException.class)
			.hasMessageContaining(Unprintable.class.getName())
			.hasMessageContaining(UnsupportedOperationException.class.getName()));
		assertThat(this.lost).isEmpty();
		assertThat(status(anna).failure()).isNull();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void areShownInTheStatus(boolean oneByOne) {
		this.failures = Integer.MAX_VALUE;
		VirtualGroup.Member anna = join(oneByOne);
		this.group.passes(Duration.ofSeconds(60));
		assertThat(status(anna).failure()).contains(UnprintableException.class.getName(), Unprintable.class.getName());
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void areRepeatedThoughTheHandlerIsDoneBeforeItIsWaitedFor(boolean oneByOne) {
		this.threads = (runtime) -> Runnable::run;
		join(oneByOne);
		this.group.passes(Duration.ofSeconds(60));
		assertThat(this.handled).containsExactly("data");
		assertThat(this.attempts).containsExactly(1, 2, 3);
		assertThat(this.lost).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void stopTheirShardWhenTheHandlerSaysSo(boolean oneByOne) {
		this.failure = new StopShardException("expected by the test", new Unprintable());
		VirtualGroup.Member anna = join(oneByOne);
		this.group.passes(Duration.ofSeconds(60));
		assertThat(this.attempts).containsExactly(1);
		assertThat(status(anna).state()).isEqualTo(ShardStatus.State.STOPPED);
		assertThat(status(anna).failure()).contains(StopShardException.class.getName());
	}

	@Test
	void mayBeTheReasonForALaterAttempt() {
		assertThat(new RetryAfterException(Duration.ZERO, new Unprintable()))
			.hasMessageContaining(Unprintable.class.getName());
	}

	@Test
	void areFoundAmongWhatWasSuppressed() {
		Exception failed = new IllegalStateException("expected by the test");
		assertThat(UnprintableException.orSame(failed)).isSameAs(failed);
		failed.addSuppressed(new IllegalStateException("wrapped", new Unprintable()));
		assertThat(UnprintableException.orSame(failed)).isInstanceOf(UnprintableException.class)
			.hasMessageContaining(Unprintable.class.getName());
	}

	@Test
	void causesMayGoRound() {
		Exception cause = new IllegalStateException("cause");
		Exception failed = new IllegalStateException("failure", cause);
		cause.initCause(failed);
		assertThat(UnprintableException.orSame(failed)).isSameAs(failed);
	}

	private VirtualGroup.Member join(boolean oneByOne) {
		this.group.put("key", "data");
		ShardProcessorFactory processors = oneByOne ? ShardProcessors.forRecords((record, shard) -> handle(record))
				: ShardProcessors.forBatches((records, shard) -> records.forEach(this::handle));
		return this.group.join(VirtualGroup.settings("anna").build(), this.threads, processors, new KinsumerListener() {

			@Override
			public void handlingFailed(KinsumerInfo kinsumer, ShardId shardId, Throwable problem, int attempt,
					Duration retryIn) {
				UnprintableFailureTests.this.attempts.add(attempt);
				UnprintableFailureTests.this.told.add(problem);
			}

			@Override
			public void shardLost(KinsumerInfo kinsumer, ShardId shardId, Duration took) {
				UnprintableFailureTests.this.lost.add(shardId);
			}

		});
	}

	private void handle(KinesisRecord record) {
		if (this.failures-- > 0) {
			throw this.failure;
		}
		this.handled.add(StandardCharsets.UTF_8.decode(record.data()).toString());
	}

	private ShardStatus status(VirtualGroup.Member member) {
		KinsumerInfo info = new KinsumerInfo("orders", new StreamName("orders"), "group", "anna");
		return StatusReader.read(info, member.run()).shards().get(0);
	}

	/**
	 * Cannot be told.
	 */
	private static final class Unprintable extends RuntimeException {

		private static final long serialVersionUID = 1L;

		@Override
		public String getMessage() {
			throw new UnsupportedOperationException("no session");
		}

	}

}
