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

package io.kinsumer.sample.cluster;

import java.util.Map;

import io.kinsumer.sample.InstanceName;
import io.kinsumer.sample.board.Frame;

/**
 * Another instance, as last heard of.
 *
 * @param name which
 * @param state how it is
 * @param seenNanos when it was last a member of the group
 * @param known what of its board is known here
 * @param lags by shard, in milliseconds
 * @param eventsPerSecond the load it makes
 * @param delayMillis how slow its listener is
 */
record Peer(InstanceName name, State state, long seenNanos, Frame.Cursor known, Map<String, Long> lags,
		int eventsPerSecond, int delayMillis) {

	static Peer joined(InstanceName name, long now) {
		return new Peer(name, State.SILENT, now, Frame.Cursor.START, Map.of(), 0, 0);
	}

	Peer answered(PeerState answer, long now) {
		return new Peer(this.name, State.LIVE, now, answer.frame().next(), answer.lags(), answer.eventsPerSecond(),
				answer.delayMillis());
	}

	Peer silent(long now) {
		return new Peer(this.name, State.SILENT, now, this.known, Map.of(), this.eventsPerSecond, this.delayMillis);
	}

	Peer gone(State how) {
		return new Peer(this.name, how, this.seenNanos, this.known, Map.of(), 0, 0);
	}

	/**
	 * How a peer is.
	 */
	enum State {

		/** A member that answers. */
		LIVE,

		/**
		 * A member that does not answer, or one that left and whose last counts are
		 * awaited.
		 */
		SILENT,

		/** Left and handed its counts over. */
		LEFT,

		/** Vanished without handing its counts over. */
		LOST

	}

}
