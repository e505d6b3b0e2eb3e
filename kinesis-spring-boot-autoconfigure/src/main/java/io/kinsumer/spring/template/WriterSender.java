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

package io.kinsumer.spring.template;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.kinsumer.core.record.RecordResult;
import io.kinsumer.core.record.UserRecord;
import io.kinsumer.core.writer.RecordOutcome;
import io.kinsumer.core.writer.RecordWriter;

/**
 * Sends by a writer.
 */
record WriterSender(SendTarget target, RecordWriter writer) implements RecordSender {

	@Override
	public CompletableFuture<RecordResult> put(UserRecord record) {
		return this.writer.put(record);
	}

	@Override
	public Batch batch() {
		return new WriterBatch(this.writer);
	}

	@Override
	public CompletableFuture<Void> flush() {
		return this.writer.flush();
	}

	/**
	 * Shares requests among its records. An interceptor may add one late, from another
	 * thread.
	 */
	private static final class WriterBatch implements Batch {

		private final RecordWriter writer;

		private final List<UserRecord> records = new ArrayList<>();

		private final List<CompletableFuture<RecordResult>> results = new ArrayList<>();

		private boolean sent;

		WriterBatch(RecordWriter writer) {
			this.writer = writer;
		}

		@Override
		public CompletableFuture<RecordResult> add(UserRecord record) {
			synchronized (this) {
				if (!this.sent) {
					CompletableFuture<RecordResult> result = new CompletableFuture<>();
					this.records.add(record);
					this.results.add(result);
					return result;
				}
			}
			return this.writer.put(record);
		}

		@Override
		public void send() {
			synchronized (this) {
				this.sent = true;
			}
			if (!this.records.isEmpty()) {
				this.writer.putAll(this.records).whenComplete(this::settle);
			}
		}

		private void settle(List<RecordOutcome> outcomes, Throwable failure) {
			for (int i = 0; i < this.results.size(); i++) {
				CompletableFuture<RecordResult> result = this.results.get(i);
				if (failure != null) {
					result.completeExceptionally(failure);
				}
				else if (outcomes.get(i) instanceof RecordOutcome.Failed failed) {
					result.completeExceptionally(failed.failure());
				}
				else if (outcomes.get(i) instanceof RecordOutcome.Written written) {
					result.complete(written.result());
				}
			}
		}

	}

}
