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

/**
 * Who works at the records of a shard, and for how long. Not safe for use by several
 * threads.
 */
final class Workers {

	private final int most;

	private int present;

	private int busy;

	private long busyNanos;

	private boolean scouting;

	/**
	 * Creates an account of nobody.
	 * @param most how many work at once
	 */
	Workers(int most) {
		this.most = most;
	}

	/**
	 * Whether a scout may come. None may while one is on its way.
	 */
	boolean mayCome() {
		return !this.scouting && this.present < this.most;
	}

	void sent() {
		this.scouting = true;
		this.present++;
	}

	void arrived() {
		this.scouting = false;
	}

	void left() {
		this.present--;
	}

	/**
	 * Whether as many records are handled as may be at once, by workers or by whatever
	 * they began.
	 */
	boolean areAllBusy() {
		return this.busy == this.most;
	}

	int busy() {
		return this.busy;
	}

	void began() {
		this.busy++;
	}

	void ended(long nanos) {
		this.busy--;
		this.busyNanos += nanos;
	}

	/**
	 * How long calls took since this was last asked.
	 */
	long takeBusyNanos() {
		long result = this.busyNanos;
		this.busyNanos = 0;
		return result;
	}

}
