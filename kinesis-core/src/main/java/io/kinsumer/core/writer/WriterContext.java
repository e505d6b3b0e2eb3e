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

package io.kinsumer.core.writer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

import io.kinsumer.core.client.KinesisException;
import io.kinsumer.core.client.RecordSizeExceededException;
import io.kinsumer.core.observe.WriterInfo;
import io.kinsumer.core.observe.WriterListener;
import io.kinsumer.core.record.UserRecord;
import io.kinsumer.core.runtime.EngineRuntime;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the operations of a writer have in common: limits, time, reports.
 */
record WriterContext(WriterSettings settings, PutRecordsCall call, RecordSizeLimit sizeLimit, EngineRuntime runtime,
		RandomGenerator random, List<WriterListener> listeners, WriterInfo info, Callbacks callbacks) {

	private static final Logger logger = LoggerFactory.getLogger(WriterContext.class);

	String stream() {
		return this.call.stream();
	}

	long nanoTime() {
		return this.runtime.nanoTime();
	}

	EngineRuntime.Timer schedule(Duration delay, Runnable task) {
		return this.runtime.schedule(delay, task);
	}

	/**
	 * Completes a future where callbacks of the application may block.
	 * @param completion what to run
	 */
	void complete(Runnable completion) {
		this.callbacks.run(this.runtime.handlers(), completion);
	}

	@Nullable KinesisException check(PendingEntry entry) {
		int limit = this.sizeLimit.limitFor(entry.size());
		return (entry.size() > limit) ? new RecordSizeExceededException(entry.size(), limit) : null;
	}

	List<List<PendingEntry>> split(List<PendingEntry> entries) {
		List<List<PendingEntry>> chunks = new ArrayList<>();
		int start = 0;
		long bytes = 0;
		for (int i = 0; i < entries.size(); i++) {
			int size = entries.get(i).size();
			if (i > start && (i - start == this.settings.batchCount() || bytes + size > this.settings.batchSize())) {
				chunks.add(entries.subList(start, i));
				start = i;
				bytes = 0;
			}
			bytes += size;
		}
		if (start < entries.size()) {
			chunks.add(entries.subList(start, entries.size()));
		}
		return chunks;
	}

	void written(int records, long bytes) {
		tell((listener) -> listener.recordsWritten(this.info, records, bytes));
	}

	void failed(UserRecord record, KinesisException failure) {
		tell((listener) -> listener.recordFailed(this.info, record, failure));
	}

	void completed(int records, int refused, Duration duration) {
		tell((listener) -> listener.requestCompleted(this.info, records, refused, duration));
	}

	void refused(String code, int records) {
		tell((listener) -> listener.recordsRefused(this.info, code, records));
	}

	void retried(String code, int records, Duration delay) {
		tell((listener) -> listener.recordsRetried(this.info, code, records, delay));
	}

	/**
	 * What a listener does wrong must not keep a record from its outcome.
	 */
	private void tell(Consumer<WriterListener> report) {
		for (WriterListener listener : this.listeners) {
			try {
				report.accept(listener);
			}
			catch (Throwable ex) {
				logger.warn("A listener of a writer failed; the writer goes on", ex);
			}
		}
	}

}
