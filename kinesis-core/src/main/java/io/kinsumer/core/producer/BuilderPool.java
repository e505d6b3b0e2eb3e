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

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

import io.kinsumer.core.aggregation.AggregateBuilder;

/**
 * Builders that wait to be used again, so that aggregates need no new buffers. Keeps a
 * few megabytes at most. For use by several threads.
 */
final class BuilderPool {

	private static final int MAX_BYTES = 4 * 1024 * 1024;

	private static final int MIN_IDLE = 4;

	private static final int MAX_IDLE = 64;

	private final BlockingQueue<AggregateBuilder> idle;

	/**
	 * Creates a pool.
	 * @param aggregateSize bytes that a builder holds at most
	 */
	BuilderPool(int aggregateSize) {
		this.idle = new ArrayBlockingQueue<>(Math.max(MIN_IDLE, Math.min(MAX_IDLE, MAX_BYTES / aggregateSize)));
	}

	/**
	 * Takes a builder.
	 * @return an empty one
	 */
	AggregateBuilder take() {
		AggregateBuilder builder = this.idle.poll();
		return (builder != null) ? builder : new AggregateBuilder();
	}

	/**
	 * Gives a builder back that nobody uses any more. One too many is let go.
	 */
	void giveBack(AggregateBuilder builder) {
		builder.clear();
		this.idle.offer(builder);
	}

}
