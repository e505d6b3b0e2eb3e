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

package io.kinsumer.spring.listener;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;

import io.kinsumer.core.processor.RetryAfterException;

/**
 * Acknowledges a batch, at once or from its beginning.
 */
final class BatchAcknowledgment implements Acknowledgment {

	private final int size;

	private final IntConsumer checkpoint;

	private final CompletableFuture<Void> settled = new CompletableFuture<>();

	private int handled;

	private boolean closed;

	/**
	 * Creates an acknowledgment.
	 * @param size how many records there are
	 * @param checkpoint takes how many of them are handled, each time more
	 */
	BatchAcknowledgment(int size, IntConsumer checkpoint) {
		this.size = size;
		this.checkpoint = checkpoint;
	}

	@Override
	public void acknowledge() {
		acknowledge(this.size - 1);
	}

	@Override
	public void acknowledge(int index) {
		Objects.checkIndex(index, this.size);
		synchronized (this) {
			if (this.closed || index < this.handled) {
				return;
			}
			this.checkpoint.accept(index + 1);
			this.handled = index + 1;
			this.closed = this.handled == this.size;
			if (!this.closed) {
				return;
			}
		}
		this.settled.complete(null);
	}

	@Override
	public void fail(Throwable cause) {
		end(Objects.requireNonNull(cause, "'cause' must not be null"));
	}

	@Override
	public void retryAfter(Duration delay) {
		end(new RetryAfterException(delay, null));
	}

	private void end(Throwable failure) {
		if (close()) {
			this.settled.completeExceptionally(failure);
		}
	}

	/**
	 * Claims the last word.
	 * @return {@code false} when somebody has had it
	 */
	synchronized boolean close() {
		boolean first = !this.closed;
		this.closed = true;
		return first;
	}

	/**
	 * Nobody waits any longer; what is acknowledged as long as the shard is owned counts
	 * still.
	 */
	void abandon() {
		this.settled.complete(null);
	}

	/**
	 * How many records are acknowledged, from the first.
	 */
	synchronized int handled() {
		return this.handled;
	}

	/**
	 * Completes when all is acknowledged or nobody waits any longer; fails as the
	 * listener said.
	 */
	CompletableFuture<Void> settled() {
		return this.settled;
	}

}
