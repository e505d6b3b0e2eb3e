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
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Between one process and one service. Each call takes a while; some get lost before or
 * after they took effect, some arrive, or are answered, when nobody waits any more.
 */
public final class SimulatedNetwork {

	private static final int LATEST_MILLIS = 8000;

	private static final Duration LONG = Duration.ofSeconds(1);

	// A member gives a write up after five seconds, by the slowest of clocks.
	private static final Duration GIVEN_UP_AFTER = Duration.ofMillis(5060);

	static final Duration STREAM_DELAY = Duration.ofMillis(10);

	private final VirtualTime time;

	private final Random random;

	private final VirtualRuntime process;

	private final SimulatedService service;

	private final Map<String, Hindrances> failedWrites = new HashMap<>();

	private double loss;

	private double late;

	private int latencyMillis = 20;

	private boolean cut;

	private long reads;

	private long writes;

	/**
	 * Creates the network of a process that always runs, to a service that is well.
	 */
	public SimulatedNetwork(VirtualTime time, Random random) {
		this(time, random, new VirtualRuntime(time), new SimulatedService(random, IllegalStateException::new));
	}

	public SimulatedNetwork(VirtualTime time, Random random, VirtualRuntime process, SimulatedService service) {
		this.time = time;
		this.random = random;
		this.process = process;
		this.service = service;
	}

	/**
	 * Loses this share of the calls, half of them after they took effect.
	 */
	public void lose(double share) {
		this.loss = share;
	}

	/**
	 * Delays this share of the calls by up to eight seconds, half of them after they took
	 * effect.
	 */
	public void delay(double share) {
		this.late = share;
	}

	/**
	 * How long each way of a call takes at most.
	 */
	public void latency(int millis) {
		this.latencyMillis = millis;
	}

	/**
	 * Loses everything.
	 */
	public void cut(boolean now) {
		this.cut = now;
	}

	/**
	 * Calls made so far that cannot have changed anything.
	 */
	public long reads() {
		return this.reads;
	}

	/**
	 * Calls made so far that were to change something.
	 */
	public long writes() {
		return this.writes;
	}

	/**
	 * When writes to something were under way that did not succeed, or not soon, or not
	 * yet.
	 * @param subject what they were to change
	 */
	public Hindrances failedWrites(String subject) {
		return this.failedWrites.computeIfAbsent(subject, (key) -> new Hindrances());
	}

	<T> CompletableFuture<T> read(String operation, Supplier<T> effect) {
		this.reads++;
		return call(operation, effect);
	}

	<T> CompletableFuture<T> write(String operation, Supplier<T> effect) {
		this.writes++;
		return call(operation, effect);
	}

	/**
	 * Changes something, and remembers how long that was tried in vain.
	 */
	<T> CompletableFuture<T> write(String operation, String subject, Supplier<T> effect) {
		long sent = this.time.nanos();
		CompletableFuture<T> answer = write(operation, effect);
		Hindrances hindrances = failedWrites(subject);
		hindrances.attempted(sent);
		VirtualTime.Event givenUp = this.time.at(GIVEN_UP_AFTER,
				() -> hindrances.ended(sent, this.time.nanos(), false));
		// What goes on meanwhile is not written by a late one either.
		answer.whenComplete((ignored, failure) -> {
			hindrances.ended(sent, this.time.nanos(), failure == null && this.time.nanos() - sent <= LONG.toNanos());
			givenUp.cancel();
		});
		return answer;
	}

	private <T> CompletableFuture<T> call(String operation, Supplier<T> effect) {
		CompletableFuture<T> answer = new CompletableFuture<>();
		boolean lostBefore = this.loss > 0 && this.random.nextDouble() < this.loss / 2;
		boolean lostAfter = this.loss > 0 && this.random.nextDouble() < this.loss / 2;
		if (lostBefore || this.cut || !this.process.isAlive()) {
			return answer;
		}
		boolean isLate = this.late > 0 && this.random.nextDouble() < this.late;
		boolean arrivesLate = isLate && this.random.nextBoolean();
		this.time.at(way(arrivesLate), () -> {
			if (this.cut || this.service.isSilent(operation)) {
				return;
			}
			CompletableFuture<T> result = attempt(operation, effect);
			if (!lostAfter) {
				this.time.at(way(isLate && !arrivesLate), () -> answer(result, answer));
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
		if (this.cut || !this.process.isAlive() || this.service.isSilent("SubscribeToShard")) {
			return Carried.SILENCE;
		}
		double luck = this.random.nextDouble();
		if (luck < this.loss / 2) {
			return Carried.SILENCE;
		}
		if (luck < this.loss) {
			return Carried.RESET;
		}
		later(STREAM_DELAY, message);
		return Carried.DONE;
	}

	/**
	 * Whether there is a process that could receive anything.
	 */
	boolean isOpen() {
		return this.process.isAlive();
	}

	/**
	 * Lets the process receive something, in the order in which it was given.
	 */
	void later(Duration delay, Runnable task) {
		this.time.at(delay, () -> this.process.loop().execute(task));
	}

	/**
	 * Does something on the service's side.
	 */
	void there(Duration delay, Runnable task) {
		this.time.at(delay, task);
	}

	/**
	 * What became of a message.
	 */
	enum Carried {

		DONE, RESET, SILENCE

	}

	private Duration way(boolean isLate) {
		return Duration.ofMillis(1 + this.random.nextInt(isLate ? LATEST_MILLIS : this.latencyMillis));
	}

	private <T> CompletableFuture<T> attempt(String operation, Supplier<T> effect) {
		try {
			this.service.check(operation);
			return CompletableFuture.completedFuture(effect.get());
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private <T> void answer(CompletableFuture<T> result, CompletableFuture<T> answer) {
		if (this.cut) {
			return;
		}
		// A process that does not run cannot take an answer either.
		this.process.loop().execute(() -> result.whenComplete((value, failure) -> {
			if (failure != null) {
				answer.completeExceptionally(failure);
			}
			else {
				answer.complete(value);
			}
		}));
	}

}
