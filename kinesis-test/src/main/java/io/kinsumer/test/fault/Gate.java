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
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * The gate of one service, through which every call passes: counts calls and applies
 * {@link Faults}. Safe for use by several threads. It never waits itself: what a delay
 * means is up to the {@link Passage} of the call, or else to the {@code pause} given to
 * it.
 */
public final class Gate {

	private final Service service;

	private final Consumer<Duration> pause;

	private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

	private volatile Faults faults;

	private volatile @Nullable FaultRules rules;

	/**
	 * Create a gate.
	 * @param service the service behind it
	 * @param faults what goes wrong
	 * @param pause called for each {@link Fault.Delay} outside a {@link Passage}, on the
	 * calling thread: may block, or advance a virtual clock
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
	 * Replace what goes wrong, from the next call on. Rules stay.
	 * @param faults the new faults
	 */
	public void install(Faults faults) {
		this.faults = faults;
	}

	/**
	 * Ask rules first, whatever faults are installed.
	 * @param rules the rules
	 */
	public void installRules(FaultRules rules) {
		this.rules = rules;
	}

	private Faults current() {
		FaultRules current = this.rules;
		return (current != null && !current.isEmpty()) ? current.orElse(this.faults) : this.faults;
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
	 * @throws HeldBackException if a fault holds the call back, within a {@link Passage}
	 */
	public <T> T pass(String operation, @Nullable String resource, Object request, Supplier<T> effect) {
		return pass(operation, resource, request, Set::of, effect);
	}

	/**
	 * Let a call that puts records pass.
	 * @param <T> the type of the result
	 * @param operation the operation as AWS names it
	 * @param resource the stream or table, if it names one
	 * @param request the typed request
	 * @param routing finds the shards that records of the request go to; asked only when
	 * a fault depends on it
	 * @param effect what the call does
	 * @return the result of the effect
	 * @throws ServiceException if the effect or a fault answers with an error
	 * @throws NoAnswerException if a fault drops the answer
	 * @throws HeldBackException if a fault holds the call back, within a {@link Passage}
	 */
	public <T> T pass(String operation, @Nullable String resource, Object request, Supplier<Set<String>> routing,
			Supplier<T> effect) {
		Passage passage = Passage.current();
		Fault resumed = (passage != null) ? passage.resume() : null;
		if (resumed == null) {
			this.counts.computeIfAbsent(operation, (key) -> new LongAdder()).increment();
		}
		Faults current = current();
		if (resumed == null && current == Faults.NONE) {
			return effect.get();
		}
		Call call = new Call(this.service, operation, resource, request, routing);
		apply((resumed != null) ? resumed : current.before(call), call, passage, null, false);
		T result;
		try {
			result = effect.get();
		}
		catch (ServiceException ex) {
			apply(current.after(call, null), call, passage, null, true);
			throw ex;
		}
		apply(current.after(call, result), call, passage, result, true);
		return result;
	}

	/**
	 * Decide about one entry of a call that passed.
	 * @param entry the entry
	 * @return what happens to it, {@code null} when nothing does
	 */
	public @Nullable EntryFault entry(CallEntry entry) {
		Faults current = current();
		return (current != Faults.NONE) ? current.entry(entry) : null;
	}

	/**
	 * Return whether entries meet no faults now, so that there is no need to ask.
	 * @return whether there are no faults at all
	 */
	public boolean isClear() {
		return current() == Faults.NONE;
	}

	private void apply(Fault fault, Call call, @Nullable Passage passage, @Nullable Object result, boolean applied) {
		if (fault instanceof Fault.Fail fail) {
			throw fail.error();
		}
		if (fault instanceof Fault.Drop) {
			throw new NoAnswerException(call, applied);
		}
		if (fault instanceof Fault.Reset) {
			if (passage != null) {
				passage.reset();
			}
			throw new NoAnswerException(call, applied);
		}
		if (fault instanceof Fault.EndEarly end && result instanceof Endable endable) {
			endable.endAfter(end.events(), end.error());
		}
		if (fault instanceof Fault.Slow slow) {
			if (passage != null) {
				passage.slow(slow.bytesPerSecond());
			}
			apply(slow.then(), call, passage, result, applied);
		}
		if (fault instanceof Fault.Delay delay) {
			if (passage != null) {
				passage.holdBack(delay, applied);
			}
			else {
				this.pause.accept(delay.duration());
			}
			apply(delay.then(), call, passage, result, applied);
		}
	}

}
