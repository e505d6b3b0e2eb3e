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

import io.kinsumer.core.record.KinesisRecord;

/**
 * A record that was taken from a {@link RecordQueue}. Whoever took it tells its end.
 */
public final class QueuedRecord implements RecordCompletion {

	private final RecordDelivery delivery;

	private final RecordCompletion completion;

	QueuedRecord(RecordDelivery delivery) {
		this.delivery = delivery;
		this.completion = delivery.defer();
	}

	/**
	 * The record.
	 * @return never {@code null}
	 */
	public KinesisRecord record() {
		return this.delivery.record();
	}

	/**
	 * The shard it came from.
	 * @return never {@code null}
	 */
	public ShardContext shard() {
		return this.delivery.shard();
	}

	/**
	 * How often it was delivered in this period of ownership, this time included.
	 * @return 1 for the first time
	 */
	public int attempt() {
		return this.delivery.attempt();
	}

	@Override
	public void complete() {
		this.completion.complete();
	}

	@Override
	public void fail(Throwable failure) {
		this.completion.fail(failure);
	}

	@Override
	public String toString() {
		return this.delivery.record().toString();
	}

}
