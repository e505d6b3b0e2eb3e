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

package io.kinsumer.sample.board;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ListenerDelayTests {

	private final ListenerDelay delay = new ListenerDelay();

	@Test
	void waitsAsLongAsItIsSet() throws Exception {
		this.delay.change(50);
		long start = System.nanoTime();
		this.delay.await();
		assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(50));
	}

	@Test
	void changeIsHeededByThoseThatWaitAlready() throws Exception {
		this.delay.change(2000);
		long start = System.nanoTime();
		CompletableFuture<Void> waiting = CompletableFuture.runAsync(this::await);
		this.delay.change(0);
		waiting.get(10, TimeUnit.SECONDS);
		assertThat(System.nanoTime() - start).isLessThan(TimeUnit.MILLISECONDS.toNanos(1900));
	}

	@Test
	void interruptEndsTheWait() {
		this.delay.change(2000);
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(InterruptedException.class).isThrownBy(this.delay::await);
	}

	@Test
	void valuesOutOfRangeAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.delay.change(-1)).withMessageContaining("-1");
		assertThatIllegalArgumentException().isThrownBy(() -> this.delay.change(2001)).withMessageContaining("2001");
		assertThat(this.delay.millis()).isZero();
	}

	private void await() {
		try {
			this.delay.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
