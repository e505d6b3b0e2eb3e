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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import io.kinsumer.core.shard.FetchedRecords;
import io.kinsumer.core.shard.Shard;
import io.kinsumer.core.sim.VirtualRuntime;
import io.kinsumer.core.sim.VirtualTime;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.model.Record;

/**
 * Answers calls after a while from a list of answers; when that is empty, never.
 */
final class PolledReads implements PollingSource.Effects {

	private final VirtualTime time;

	private final VirtualRuntime runtime;

	final List<String> calls = new ArrayList<>();

	final List<Throwable> failures = new ArrayList<>();

	private final Deque<Object> answers = new ArrayDeque<>();

	final PollingSource source;

	private final TimerSlot wake;

	Duration latency = Duration.ofMillis(50);

	PolledReads(VirtualTime time, VirtualRuntime runtime, KinsumerSettings settings) {
		this(time, runtime, settings, new ReadBudget(1 << 26));
	}

	PolledReads(VirtualTime time, VirtualRuntime runtime, KinsumerSettings settings, ReadBudget budget) {
		this.time = time;
		this.runtime = runtime;
		ShardBuffer buffer = new ShardBuffer(this.runtime, settings.maxBatchSize(), budget.share(this::advance));
		this.source = new PollingSource(settings, this.runtime, buffer, this);
		this.wake = new TimerSlot(this.runtime, this.source::advance);
	}

	private void advance() {
		this.source.advance();
	}

	void answer(Object... next) {
		this.answers.addAll(List.of(next));
	}

	List<String> head() {
		ShardBatch head = this.source.head();
		return (head != null) ? head.records().stream().map(Record::sequenceNumber).toList() : List.of();
	}

	void handled(int count) {
		this.source.take(count);
		this.source.release();
		this.source.advance();
	}

	List<String> callsWithoutTime() {
		return this.calls.stream().map((call) -> call.substring(call.indexOf(' ') + 1)).toList();
	}

	private void call(String what) {
		this.calls.add(this.time.elapsed().toMillis() + " " + what);
	}

	@Override
	public void openIterator(@Nullable String lastSequence) {
		call((lastSequence != null) ? "open after " + lastSequence : "open");
		String opened = (lastSequence != null) ? "after " + lastSequence : "start";
		this.runtime.schedule(this.latency, () -> this.source.onIterator(opened));
	}

	@Override
	public void fetch(String iterator, int limit) {
		call("fetch " + iterator + ((limit < 10_000) ? " limit " + limit : ""));
		Object answer = this.answers.poll();
		if (answer instanceof FetchedRecords records) {
			this.runtime.schedule(this.latency, () -> this.source.onFetched(records));
		}
		else if (answer instanceof Throwable failure) {
			this.runtime.schedule(this.latency, () -> this.source.onFailed(failure));
		}
	}

	@Override
	public void confirmEnd() {
		call("confirm the end");
		Object answer = this.answers.remove();
		this.runtime.schedule(this.latency, () -> {
			if (answer instanceof Throwable failure) {
				this.source.onFailed(failure);
			}
			else {
				this.source.onEnd(List.of((Shard) answer));
			}
		});
	}

	@Override
	public void advanceIn(Duration delay) {
		this.wake.set(delay);
	}

	@Override
	public void cancelAdvance() {
		this.wake.cancel();
	}

	@Override
	public void readFailed(Throwable failure) {
		this.failures.add(failure);
	}

}
