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

package io.kinsumer.core.record;

import java.util.Arrays;

/**
 * The first phase of a two-phase checkpoint: where a shard will be checkpointed, and what
 * the application wants its next owner to know until then. Immutable.
 */
public final class PendingCheckpoint {

	/**
	 * The most bytes that a state may have.
	 */
	public static final int MAX_STATE_BYTES = 65_536;

	private final SequenceNumber sequenceNumber;

	private final byte[] state;

	/**
	 * Creates a pending checkpoint.
	 * @param sequenceNumber the last record that will be handled
	 * @param state for the application; copied
	 * @throws IllegalArgumentException if the state is too large
	 */
	public PendingCheckpoint(SequenceNumber sequenceNumber, byte[] state) {
		if (state.length > MAX_STATE_BYTES) {
			throw new IllegalArgumentException("the state of the checkpoint prepared at " + sequenceNumber + " has "
					+ state.length + " bytes, but it must have at most " + MAX_STATE_BYTES
					+ ": store it elsewhere, and only a reference to it here");
		}
		this.sequenceNumber = sequenceNumber;
		this.state = state.clone();
	}

	/**
	 * The last record that will be handled.
	 * @return never {@code null}
	 */
	public SequenceNumber sequenceNumber() {
		return this.sequenceNumber;
	}

	/**
	 * What the application stored.
	 * @return a copy, empty when it stored nothing
	 */
	public byte[] state() {
		return this.state.clone();
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof PendingCheckpoint that && this.sequenceNumber.equals(that.sequenceNumber)
				&& Arrays.equals(this.state, that.state);
	}

	@Override
	public int hashCode() {
		return 31 * this.sequenceNumber.hashCode() + Arrays.hashCode(this.state);
	}

	@Override
	public String toString() {
		return "pending " + this.sequenceNumber + " with " + this.state.length + " bytes";
	}

}
