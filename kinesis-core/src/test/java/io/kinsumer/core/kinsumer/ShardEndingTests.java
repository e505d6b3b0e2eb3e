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
import java.util.concurrent.CancellationException;

import io.kinsumer.core.processor.ShutdownException;
import io.kinsumer.core.processor.StopShardException;
import io.kinsumer.core.record.ShardPosition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How an ownership goes on and ends while handlers run, records are awaited or a shard is
 * stopped.
 */
class ShardEndingTests {

	private static final KinsumerSettings SETTINGS = Samples.settings().build();

	private static final Throwable FAILURE = new IllegalStateException("broken");

	@Test
	void whatIsInterruptedIsNotCheckpointedEvenIfItReturns() {
		ConsumerHarness shard = new ConsumerHarness(SETTINGS, Samples.behind(1, 2, 3)).running();
		shard.progress().checkpoint(Samples.number(1));
		shard.consumer().drain();
		shard.events();
		shard.consumer().interrupt();
		assertThat(shard.events()).as("what was handled before is written, because the handler may never end")
			.containsExactly("interrupt", "interrupted with 3 in hand", "PERSIST AFTER 1/0");
		shard.store().onWritten();
		shard.consumer().interrupt();
		assertThat(shard.events()).as("it is told once").containsExactly("interrupt");
		assertThatExceptionOfType(ShutdownException.class)
			.isThrownBy(() -> shard.progress().checkpoint(Samples.number(3)));
		shard.processed(null);
		shard.consumer().onShutdown(null);
		assertThat(shard.events()).containsExactly("shutdown REQUESTED", "RELEASE AFTER 1/0");
	}

	@Test
	void anInterruptThatFindsNothingRunningChangesNothing() {
		ConsumerHarness shard = new ConsumerHarness(SETTINGS, Samples.behind(1)).running();
		shard.handled(1);
		shard.events();
		shard.consumer().interrupt();
		assertThat(shard.events()).isEmpty();
		shard.progress().checkpoint();
	}

	@Test
	void aHandoverWaitsForDeferredRecordsAfterTheShutdown() {
		AwaitedDelivery delivery = new AwaitedDelivery();
		ConsumerHarness shard = new ConsumerHarness(SETTINGS).started();
		shard.consumer().onInitialized(delivery);
		shard.consumer().drain();
		shard.events();
		shard.consumer().onShutdown(null);
		shard.passes(Duration.ofSeconds(2));
		assertThat(shard.events()).isEmpty();
		delivery.awaited = false;
		shard.consumer().advance();
		assertThat(shard.events()).containsExactly("RELEASE TRIM_HORIZON");
	}

	@Test
	void aHandoverWaitsNoLongerThanTheReleaseDelay() {
		ConsumerHarness shard = new ConsumerHarness(SETTINGS).started();
		shard.consumer().onInitialized(new AwaitedDelivery());
		shard.consumer().drain();
		shard.events();
		shard.consumer().onShutdown(null);
		shard.passes(SETTINGS.releaseDelay().minusMillis(1));
		assertThat(shard.events()).isEmpty();
		shard.passes(Duration.ofMillis(1));
		assertThat(shard.events()).containsExactly("interrupted with 2 in hand", "RELEASE TRIM_HORIZON");
	}

	@Test
	void aHandoverTellsAHandlerThatKeepsItWaiting() {
		ConsumerHarness shard = new ConsumerHarness(SETTINGS, Samples.behind(1)).running();
		shard.consumer().drain();
		assertThat(shard.overdueIn).isEqualTo(SETTINGS.releaseDelay());
		ConsumerHarness idle = new ConsumerHarness(SETTINGS).running();
		idle.consumer().drain();
		assertThat(idle.overdueIn).as("nothing to wait for").isNull();
	}

	@Test
	void aBatchThatWasCancelledWhenItsShardWasWantedBackDidNotFail() {
		ConsumerHarness shard = new ConsumerHarness(SETTINGS, Samples.behind(1)).running();
		shard.consumer().drain();
		shard.events();
		shard.processed(new CancellationException());
		assertThat(shard.events()).containsExactly("shutdown REQUESTED");
		shard.consumer().onShutdown(null);
		assertThat(shard.events()).containsExactly("RELEASE TRIM_HORIZON");
		ConsumerHarness open = new ConsumerHarness(SETTINGS, Samples.behind(1)).running();
		open.events();
		open.processed(new CancellationException());
		assertThat(open.events()).as("a handler's own matter while the gate is open").hasSize(1);
	}

	@Test
	void theStopOfTheProcessEndsTheWaitForDeferredRecords() {
		ConsumerHarness shard = new ConsumerHarness(SETTINGS).started();
		shard.consumer().onInitialized(new AwaitedDelivery());
		shard.consumer().drain();
		shard.consumer().onShutdown(null);
		shard.events();
		shard.consumer().interrupt();
		assertThat(shard.events()).containsExactly("interrupted with 2 in hand", "RELEASE TRIM_HORIZON");
	}

	@Test
	void aShardLostWhileItAwaitsDeferredRecordsEndsLost() {
		ConsumerHarness shard = new ConsumerHarness(SETTINGS).started();
		shard.consumer().onInitialized(new AwaitedDelivery());
		shard.consumer().drain();
		shard.consumer().onShutdown(null);
		shard.events();
		shard.consumer().lose();
		shard.passes(Duration.ofMinutes(1));
		assertThat(shard.events()).containsExactly("ended LOST");
	}

	@Test
	void aStoppedShardWaitsForItsResumption() {
		ConsumerHarness shard = new ConsumerHarness(SETTINGS, Samples.behind(1)).running();
		shard.events();
		shard.processed(new StopShardException("poison", FAILURE));
		assertThat(shard.events()).containsExactly("failed 1: poison, stopped");
		assertThat(shard.consumer().isStopped()).isTrue();
		shard.passes(Duration.ofHours(1));
		assertThat(shard.events()).isEmpty();
		shard.consumer().resume();
		assertThat(shard.consumer().isStopped()).isFalse();
		assertThat(shard.events()).containsExactly("process [1]");
	}

	@Test
	void aStoppedShardIsHandedOverAtOnce() {
		ConsumerHarness shard = new ConsumerHarness(SETTINGS, Samples.behind(1)).running();
		shard.processed(new StopShardException("poison", FAILURE));
		shard.events();
		shard.consumer().drain();
		shard.consumer().onShutdown(null);
		assertThat(shard.events()).containsExactly("shutdown REQUESTED", "RELEASE TRIM_HORIZON");
	}

	@Test
	void anInitializationMayStopTheShardToo() {
		ConsumerHarness shard = new ConsumerHarness(SETTINGS).started();
		shard.consumer().onInitializationFailed(new StopShardException("no licence", FAILURE));
		shard.passes(Duration.ofHours(1));
		assertThat(shard.events()).containsExactly("initialize TRIM_HORIZON", "failed 1: no licence, stopped");
		shard.consumer().resume();
		assertThat(shard.events()).containsExactly("initialize TRIM_HORIZON");
	}

	@Test
	void aResumptionNeedsNoStop() {
		ConsumerHarness shard = new ConsumerHarness(SETTINGS, Samples.behind(1)).running();
		shard.processed(FAILURE);
		shard.events();
		shard.consumer().resume();
		assertThat(shard.events()).containsExactly("process [1]");
		assertThat(shard.consumer().position()).isEqualTo(ShardPosition.TRIM_HORIZON);
	}

	@Test
	void readsOnAsSoonAsTheDeliveryHasMadeRoom() {
		ConsumerHarness shard = new ConsumerHarness(Samples.settings().maxBatchSize(1).build(), Samples.behind(1, 2),
				Samples.behind(3, 4), Samples.behind(5, 6))
			.started();
		shard.consumer().onInitialized(new AwaitedDelivery() {

			@Override
			public void advance() {
				while (shard.source().head() != null) {
					shard.source().take(1);
					shard.source().release();
				}
			}

		});
		shard.passes(Duration.ofSeconds(5));
		assertThat(shard.unread()).isZero();
	}

	/**
	 * Two records are deferred and nothing runs.
	 */
	private static class AwaitedDelivery implements Delivery {

		private boolean awaited = true;

		@Override
		public void advance() {
		}

		@Override
		public void drain(Duration patience) {
		}

		@Override
		public void stop() {
		}

		@Override
		public boolean isBusy() {
			return false;
		}

		@Override
		public boolean isAwaited() {
			return this.awaited;
		}

		@Override
		public int handledAhead() {
			return 0;
		}

		@Override
		public int inHand() {
			return 2;
		}

		@Override
		public boolean isStopped() {
			return false;
		}

		@Override
		public void resume() {
		}

		@Override
		public Throwable failure() {
			return null;
		}

	}

}
