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

package io.kinsumer.core.producer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

import io.kinsumer.core.client.KinesisException;
import io.kinsumer.core.observe.ProducerListener;
import io.kinsumer.core.record.RecordResult;
import io.kinsumer.core.runtime.EngineRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a step of the producer brings about, done after its lock is released: futures are
 * completed and requests sent by the runtime's threads, listeners called by the present
 * one.
 */
final class Effects {

	private static final Logger logger = LoggerFactory.getLogger(Effects.class);

	// Most steps put a record and bring about nothing: lists are made when needed.
	private List<Completions.Completion> settled = List.of();

	private List<Runnable> sendings = List.of();

	private List<Consumer<ProducerListener>> reports = List.of();

	private long released;

	void complete(PendingRecord record, RecordResult result) {
		settle(record, () -> record.future.complete(result));
	}

	void fail(PendingRecord record, KinesisException failure) {
		settle(record, () -> record.future.completeExceptionally(failure));
	}

	private void settle(PendingRecord record, Runnable completion) {
		this.settled = added(this.settled, new Completions.Completion(record, completion));
		this.released += record.cost;
	}

	void send(Runnable sending) {
		this.sendings = added(this.sendings, sending);
	}

	void report(Consumer<ProducerListener> report) {
		this.reports = added(this.reports, report);
	}

	private static <T> List<T> added(List<T> list, T element) {
		List<T> result = list.isEmpty() ? new ArrayList<>() : list;
		result.add(element);
		return result;
	}

	void run(EngineRuntime runtime, Budget budget, List<ProducerListener> listeners) {
		if (!this.settled.isEmpty()) {
			budget.release(this.settled.size(), this.released);
		}
		for (Consumer<ProducerListener> report : this.reports) {
			listeners.forEach((listener) -> guarded(() -> report.accept(listener)));
		}
		this.sendings.forEach((sending) -> execute(runtime, sending));
		if (!this.settled.isEmpty()) {
			execute(runtime, new Completions(runtime, this.settled)::run);
		}
	}

	/**
	 * Runs a task on a thread of the producer or, if it is closed or no thread is to be
	 * had, on the present one.
	 */
	static void execute(EngineRuntime runtime, Runnable task) {
		try {
			runtime.handlers().execute(task);
		}
		catch (RejectedExecutionException | VirtualMachineError ex) {
			logger.debug("There is no other thread left", ex);
			task.run();
		}
	}

	private static void guarded(Runnable task) {
		try {
			task.run();
		}
		catch (Throwable ex) {
			logger.warn("A listener of a producer failed; the producer goes on", ex);
		}
	}

}
