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
import java.time.Instant;

import io.kinsumer.core.record.ShardPosition;
import io.kinsumer.core.runtime.EngineRuntime;

/**
 * Remembers when a shard last made progress.
 */
final class ProgressWatch {

	private final EngineRuntime runtime;

	private final Progress progress;

	private final ShardSource source;

	private final Duration consumeDelay;

	private ShardPosition lastSeen;

	private Instant lastMove;

	ProgressWatch(EngineRuntime runtime, Progress progress, ShardSource source, Duration consumeDelay) {
		this.runtime = runtime;
		this.progress = progress;
		this.source = source;
		this.consumeDelay = consumeDelay;
		this.lastSeen = progress.handled();
		this.lastMove = runtime.now();
	}

	/**
	 * Notes whether the position moved.
	 */
	void look() {
		ShardPosition handled = this.progress.handled();
		if (!handled.equals(this.lastSeen)) {
			this.lastSeen = handled;
			this.lastMove = this.runtime.now();
		}
	}

	/**
	 * Nothing could have moved until now.
	 */
	void resumed() {
		this.lastMove = this.runtime.now();
	}

	/**
	 * When the position last moved, or nothing was there that could have moved it:
	 * everything was found handled at the tip, or had been handled until the records that
	 * wait now came, or the oldest of them was too young.
	 */
	Instant lastProgress() {
		Mark read = this.source.isEmpty() ? this.source.reachedTip() : this.source.buffer().filled();
		Instant moved = (read != null && read.wall().isAfter(this.lastMove)) ? read.wall() : this.lastMove;
		ShardBatch oldest = this.source.buffer().oldest();
		if (oldest == null || this.consumeDelay.isZero()) {
			return moved;
		}
		Instant now = this.runtime.now();
		Instant due = oldest.arrival(0).plus(this.consumeDelay);
		Instant held = due.isAfter(now) ? now : due;
		return held.isAfter(moved) ? held : moved;
	}

}
