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
	 * Notes whether the position moved, or nothing was there to move it.
	 */
	void look() {
		ShardPosition handled = this.progress.handled();
		if (!handled.equals(this.lastSeen)) {
			this.lastSeen = handled;
			this.lastMove = this.runtime.now();
		}
		else {
			this.lastMove = lastProgress();
		}
	}

	/**
	 * Nothing could have moved until now.
	 */
	void resumed() {
		this.lastMove = this.runtime.now();
	}

	/**
	 * When the position last moved, or everything was found handled at the tip; now as
	 * long as all that waits is too young to be handled.
	 */
	Instant lastProgress() {
		if (isTooYoung()) {
			return this.runtime.now();
		}
		Mark tip = this.source.reachedTip();
		return (this.source.isEmpty() && tip != null && tip.wall().isAfter(this.lastMove)) ? tip.wall() : this.lastMove;
	}

	private boolean isTooYoung() {
		ShardBatch head = this.source.head();
		return head != null && !this.consumeDelay.isZero() && !this.source.isTaken()
				&& head.countOlderThan(this.consumeDelay, this.runtime.now()) == 0;
	}

}
