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

package io.kinsumer.core.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Time, timers and threads of one kinsumer. Its loop runs one task at a time; the
 * engine's state is touched by nothing else and needs no locks.
 */
public interface EngineRuntime {

	/**
	 * Elapsed time on this machine.
	 * @return nanoseconds from an arbitrary origin, never going back
	 */
	long nanoTime();

	/**
	 * This machine's wall clock, which may jump. Never compared with another machine's.
	 * @return now
	 */
	Instant now();

	/**
	 * Runs tasks one after the other, in the order given.
	 * @return the loop
	 */
	Executor loop();

	/**
	 * Runs handlers, which may block, as many at once as are given.
	 * @return the pool
	 */
	Executor handlers();

	/**
	 * Runs a task on the loop, later.
	 * @param delay how long to wait; zero or less means as soon as possible
	 * @param task what to run
	 * @return cancels the task if it has not begun
	 */
	Timer schedule(Duration delay, Runnable task);

	/**
	 * Frees the threads. Running handlers are interrupted; tasks that wait are dropped.
	 */
	void close();

	/**
	 * Fails a future that takes too long; the call behind it may still take effect.
	 * @param <T> the type of its result
	 * @param future an answer to come
	 * @param limit how long it may take
	 * @return completes on the loop
	 */
	default <T> CompletableFuture<T> within(Duration limit, CompletableFuture<T> future) {
		CompletableFuture<T> result = new CompletableFuture<>();
		Timer timer = schedule(limit,
				() -> result.completeExceptionally(new TimeoutException("no answer within " + limit)));
		future.whenCompleteAsync((value, failure) -> {
			timer.cancel();
			if (failure != null) {
				result.completeExceptionally(failure);
			}
			else {
				result.complete(value);
			}
		}, loop());
		return result;
	}

	/**
	 * Makes a call and tells the answer as a task of the loop, so that a step that fails
	 * at the answer is told like any other; the future of a call would keep that to
	 * itself.
	 * @param <T> the type of the result
	 * @param limit how long it may take; the call may still take effect after it
	 * @param call begins the call; if it throws, that is the answer
	 * @param answer told once: the result, or why there is none
	 */
	default <T> void ask(Duration limit, Supplier<CompletableFuture<T>> call,
			BiConsumer<T, @Nullable Throwable> answer) {
		CompletableFuture<T> asked;
		try {
			asked = call.get();
		}
		catch (Throwable ex) {
			asked = CompletableFuture.failedFuture(ex);
		}
		AtomicBoolean told = new AtomicBoolean();
		Timer timer = schedule(limit, () -> {
			if (!told.getAndSet(true)) {
				answer.accept(null, new TimeoutException("no answer within " + limit));
			}
		});
		asked.whenComplete((value, failure) -> loop().execute(() -> {
			timer.cancel();
			if (!told.getAndSet(true)) {
				answer.accept(value, failure);
			}
		}));
	}

	/**
	 * A task that waits for its time.
	 */
	@FunctionalInterface
	interface Timer {

		/**
		 * Forgets the task, unless it has begun.
		 */
		void cancel();

	}

}
