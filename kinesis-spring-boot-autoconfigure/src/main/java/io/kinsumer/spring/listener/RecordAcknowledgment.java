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
import java.util.concurrent.atomic.AtomicBoolean;

import io.kinsumer.core.processor.RecordCompletion;
import io.kinsumer.core.processor.RecordDelivery;
import io.kinsumer.core.processor.RetryAfterException;

/**
 * Acknowledges a single record.
 */
final class RecordAcknowledgment implements Acknowledgment {

	private final RecordListenerProcessor processor;

	private final RecordDelivery delivery;

	private final RecordCompletion completion;

	private final AtomicBoolean settled = new AtomicBoolean();

	RecordAcknowledgment(RecordListenerProcessor processor, RecordDelivery delivery) {
		this.processor = processor;
		this.delivery = delivery;
		this.completion = delivery.defer();
	}

	@Override
	public void acknowledge() {
		if (settle()) {
			complete();
		}
	}

	@Override
	public void acknowledge(int index) {
		Objects.checkIndex(index, 1);
		acknowledge();
	}

	@Override
	public void fail(Throwable cause) {
		Objects.requireNonNull(cause, "'cause' must not be null");
		if (settle()) {
			Pipeline.then(this.processor.failed(this.delivery.record(), this.delivery.shard(), cause), (problem) -> {
				if (problem != null) {
					this.completion.fail(problem);
				}
				else {
					complete();
				}
				return Pipeline.DONE;
			});
		}
	}

	@Override
	public void retryAfter(Duration delay) {
		RetryAfterException retry = new RetryAfterException(delay, null);
		if (settle()) {
			this.completion.fail(retry);
		}
	}

	/**
	 * Claims the last word.
	 * @return {@code false} when somebody has had it
	 */
	boolean settle() {
		return !this.settled.getAndSet(true);
	}

	void complete() {
		this.processor.forget(this.delivery.record());
		this.completion.complete();
	}

}
