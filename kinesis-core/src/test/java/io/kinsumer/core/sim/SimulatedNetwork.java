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

package io.kinsumer.core.sim;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Between a process and the services: each call takes a while, and some get lost before
 * or after they took effect.
 */
public final class SimulatedNetwork {

	static final Duration STREAM_DELAY = Duration.ofMillis(10);

	private final VirtualTime time;

	private final Random random;

	private double loss;

	private boolean cut;

	public SimulatedNetwork(VirtualTime time, Random random) {
		this.time = time;
		this.random = random;
	}

	/**
	 * Loses this share of the calls, half of them after they took effect.
	 */
	public void lose(double share) {
		this.loss = share;
	}

	/**
	 * Loses everything.
	 */
	public void cut(boolean now) {
		this.cut = now;
	}

	public <T> CompletableFuture<T> call(Supplier<T> effect) {
		CompletableFuture<T> answer = new CompletableFuture<>();
		boolean lostBefore = this.cut || this.random.nextDouble() < this.loss / 2;
		boolean lostAfter = this.random.nextDouble() < this.loss / 2;
		if (lostBefore) {
			return answer;
		}
		this.time.at(delay(), () -> {
			CompletableFuture<T> result = attempt(effect);
			if (!lostAfter && !this.cut) {
				this.time.at(delay(), () -> complete(result, answer));
			}
		});
		return answer;
	}

	/**
	 * Carries one message, in the order in which messages are given.
	 * @return whether the connection holds; each half of the losses breaks it, with or
	 * without a word
	 */
	Carried carry(Runnable message) {
		if (this.cut) {
			return Carried.SILENCE;
		}
		double luck = this.random.nextDouble();
		if (luck < this.loss / 2) {
			return Carried.SILENCE;
		}
		if (luck < this.loss) {
			return Carried.RESET;
		}
		this.time.at(STREAM_DELAY, message);
		return Carried.DONE;
	}

	void later(Duration delay, Runnable task) {
		this.time.at(delay, task);
	}

	enum Carried {

		DONE, RESET, SILENCE

	}

	private Duration delay() {
		return Duration.ofMillis(1 + this.random.nextInt(20));
	}

	private static <T> CompletableFuture<T> attempt(Supplier<T> effect) {
		try {
			return CompletableFuture.completedFuture(effect.get());
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private static <T> void complete(CompletableFuture<T> result, CompletableFuture<T> answer) {
		result.whenComplete((value, failure) -> {
			if (failure != null) {
				answer.completeExceptionally(failure);
			}
			else {
				answer.complete(value);
			}
		});
	}

}
