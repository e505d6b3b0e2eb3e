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

package io.kinsumer.core.processor;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.kinsumer.core.record.KinesisRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record of a batch that is handled record by record.
 */
final class BatchRecordDelivery implements RecordDelivery, RecordCompletion {

	private final ProcessRecordsInput input;

	private final KinesisRecord record;

	private volatile @Nullable CompletableFuture<Void> deferred;

	BatchRecordDelivery(ProcessRecordsInput input, KinesisRecord record) {
		this.input = input;
		this.record = record;
	}

	@Override
	public KinesisRecord record() {
		return this.record;
	}

	@Override
	public ShardContext shard() {
		return this.input.shard();
	}

	@Override
	public int attempt() {
		return 1;
	}

	@Override
	public Instant fetchedAt() {
		return this.input.fetchedAt();
	}

	@Override
	public long millisBehindLatest() {
		return this.input.millisBehindLatest();
	}

	@Override
	public RecordCompletion defer() {
		this.deferred = new CompletableFuture<>();
		return this;
	}

	CompletionStage<Void> completion() {
		CompletableFuture<Void> awaited = this.deferred;
		return (awaited != null) ? awaited : CompletableFuture.completedFuture(null);
	}

	@Override
	public void complete() {
		completion().toCompletableFuture().complete(null);
	}

	@Override
	public void fail(Throwable failure) {
		completion().toCompletableFuture().completeExceptionally(failure);
	}

}
