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
import java.util.List;

import io.kinsumer.core.metadata.ConditionFailedException;
import io.kinsumer.core.metadata.ShardWrite.Kind;
import io.kinsumer.core.processor.ShutdownException;
import io.kinsumer.core.shard.FetchedRecords;
import io.kinsumer.core.shard.Shard;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The consumer of a shard that another member takes.
 */
class LostShardTests {

	private static final KinsumerSettings SETTINGS = Samples.settings().build();

	private static final Throwable FAILURE = new IllegalStateException("broken");

	private static final FetchedRecords LAST = new FetchedRecords(List.of(Samples.record(2, Samples.START)), null,
			List.of(new Shard(Samples.shard(1), List.of(Samples.SHARD), true)), 0);

	@Test
	void aLostShardIsShutDownAsZombieAndNeverWritten() {
		ConsumerHarness shard = new ConsumerHarness(SETTINGS, Samples.behind(1, 2), Samples.behind(3)).running();
		shard.handled(2);
		shard.events();
		shard.consumer().lose();
		assertThat(shard.events()).containsExactly("interrupt in PT5S");
		assertThat(shard.gate().deliverable()).isFalse();
		assertThatExceptionOfType(ShutdownException.class).isThrownBy(shard.progress()::checkpoint);
		shard.persists();
		shard.passes(Duration.ofMinutes(5));
		assertThat(shard.events()).isEmpty();
		shard.processed(null);
		assertThat(shard.events()).containsExactly("shutdown ZOMBIE");
		shard.consumer().onShutdown(null);
		shard.consumer().drain();
		shard.persists();
		assertThat(shard.events()).containsExactly("ended LOST");
	}

	@Test
	void anIdleShardThatIsLostNeedsNoInterrupt() {
		ConsumerHarness shard = new ConsumerHarness(Samples.settings().releaseDelay(Duration.ofSeconds(30)).build(),
				Samples.behind(1))
			.running();
		shard.handled(1);
		shard.events();
		shard.consumer().lose();
		shard.consumer().lose();
		assertThat(shard.events()).containsExactly("shutdown ZOMBIE");
	}

	@Test
	void aHandlerIsInterruptedAfterTheReleaseDelay() {
		ConsumerHarness shard = new ConsumerHarness(Samples.settings().releaseDelay(Duration.ofSeconds(30)).build(),
				Samples.behind(1))
			.running();
		shard.events();
		shard.consumer().lose();
		assertThat(shard.events()).containsExactly("interrupt in PT30S");
	}

	@Test
	void aShardLostDuringItsReleaseEndsLost() {
		ConsumerHarness shard = new ConsumerHarness(SETTINGS).running();
		shard.consumer().drain();
		shard.consumer().onShutdown(null);
		shard.events();
		shard.consumer().lose();
		assertThat(shard.events()).containsExactly("ended LOST");
		shard.store().onWritten();
		shard.consumer().onStored(Kind.RELEASE);
		assertThat(shard.events()).isEmpty();
	}

	@Test
	void aReleaseIsNotRepeatedOnceTheShardIsLost() {
		ConsumerHarness shard = new ConsumerHarness(SETTINGS).running();
		shard.consumer().drain();
		shard.consumer().onShutdown(null);
		shard.store().onFailed(FAILURE);
		shard.events();
		shard.consumer().lose();
		shard.passes(Duration.ofSeconds(10));
		assertThat(shard.events()).containsExactly("ended LOST");
	}

	@Test
	void aShardLostAtItsEndIsNotFinished() {
		ConsumerHarness shard = new ConsumerHarness(SETTINGS, LAST).running();
		shard.handled(2);
		shard.consumer().onShutdown(null);
		shard.events();
		shard.consumer().lose();
		shard.consumer().onChildrenCreated();
		assertThat(shard.events()).containsExactly("ended LOST");
	}

	@Test
	void aRefusedWriteLosesTheShard() {
		ConsumerHarness shard = new ConsumerHarness(SETTINGS, Samples.behind(1)).running();
		shard.handled(1);
		shard.events();
		shard.persists();
		assertThat(shard.events()).containsExactly("PERSIST AFTER 1/0");
		shard.store().onFailed(new ConditionFailedException("another"));
		assertThat(shard.events()).containsExactly("shutdown ZOMBIE");
	}

}
