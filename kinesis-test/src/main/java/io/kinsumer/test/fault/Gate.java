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

package io.kinsumer.test.fault;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * The gate of one service, through which every call passes: counts calls and applies
 * {@link Faults}. Safe for use by several threads. It never waits itself: what a delay
 * means is up to the {@code pause} given to it.
 */
public final class Gate {

	private final Service service;

	private final Consumer<Duration> pause;

	private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

	private volatile Faults faults;

	/**
	 * Create a gate.
	 * @param service the service behind it
	 * @param faults what goes wrong
	 * @param pause called for each {@link Fault.Delay}, on the calling thread: may block,
	 * advance a virtual clock, or note the time by which the caller holds back
	 */
	public Gate(Service service, Faults faults, Consumer<Duration> pause) {
		this.service = service;
		this.faults = faults;
		this.pause = pause;
	}

	/**
	 * Create a gate that only counts, until faults are installed; delays have no effect.
	 * @param service the service behind it
	 * @return the gate
	 */
	public static Gate open(Service service) {
		return new Gate(service, Faults.NONE, (duration) -> {
		});
	}

	/**
	 * Replace what goes wrong, from the next call on.
	 * @param faults the new faults
	 */
	public void install(Faults faults) {
		this.faults = faults;
	}

	/**
	 * Return how often an operation was called, refused calls included.
	 * @param operation the operation as AWS names it
	 * @return the number of calls
	 */
	public long count(String operation) {
		LongAdder count = this.counts.get(operation);
		return (count != null) ? count.sum() : 0;
	}

	/**
	 * Return the number of calls per operation, refused calls included.
	 * @return a copy, sorted by operation; operations that were never called are absent
	 */
	public Map<String, Long> counts() {
		Map<String, Long> copy = new TreeMap<>();
		this.counts.forEach((operation, count) -> copy.put(operation, count.sum()));
		return copy;
	}

	/**
	 * Forget all counts.
	 */
	public void resetCounts() {
		this.counts.clear();
	}

	/**
	 * Let a call pass.
	 * @param <T> the type of the result
	 * @param operation the operation as AWS names it
	 * @param resource the stream or table, if it names one
	 * @param request the typed request
	 * @param effect what the call does
	 * @return the result of the effect
	 * @throws ServiceException if the effect or a fault answers with an error
	 * @throws NoAnswerException if a fault drops the answer
	 */
	public <T> T pass(String operation, @Nullable String resource, Object request, Supplier<T> effect) {
		this.counts.computeIfAbsent(operation, (key) -> new LongAdder()).increment();
		Faults current = this.faults;
		if (current == Faults.NONE) {
			return effect.get();
		}
		Call call = new Call(this.service, operation, resource, request);
		apply(current.before(call), call, false);
		T result;
		try {
			result = effect.get();
		}
		catch (ServiceException ex) {
			apply(current.after(call, null), call, true);
			throw ex;
		}
		apply(current.after(call, result), call, true);
		return result;
	}

	private void apply(Fault fault, Call call, boolean applied) {
		if (fault instanceof Fault.Fail fail) {
			throw fail.error();
		}
		if (fault instanceof Fault.Drop) {
			throw new NoAnswerException(call, applied);
		}
		if (fault instanceof Fault.Delay delay) {
			this.pause.accept(delay.duration());
			apply(delay.then(), call, applied);
		}
	}

}
