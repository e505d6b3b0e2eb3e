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

package io.kinsumer.core.metadata;

import java.time.Duration;

/**
 * One client's membership of its group, from a join to a leave or loss.
 *
 * @param owner client id and session id
 * @param heartbeat grows by one with each renewal
 * @param revision grows when this session changed a shard item
 * @param state whether it takes part
 * @param timeout after which a session without renewal may be ended by others
 * @param host where it runs, for people to read
 * @param rules by which it assigns shards; members that differ move none
 * @param version of this library, for people to read
 */
public record Session(Owner owner, long heartbeat, long revision, State state, Duration timeout, String host,
		String rules, String version) {

	/**
	 * A session that tells nothing of its rules and version.
	 * @param owner client id and session id
	 * @param heartbeat grows by one with each renewal
	 * @param revision grows when this session changed a shard item
	 * @param state whether it takes part
	 * @param timeout after which a session without renewal may be ended by others
	 * @param host where it runs
	 */
	public Session(Owner owner, long heartbeat, long revision, State state, Duration timeout, String host) {
		this(owner, heartbeat, revision, state, timeout, host, "", "");
	}

	/**
	 * The next renewal of this session.
	 * @param revision present revision
	 * @param state present state
	 * @return a copy, one heartbeat later
	 */
	public Session next(long revision, State state) {
		return new Session(this.owner, this.heartbeat + 1, revision, state, this.timeout, this.host, this.rules,
				this.version);
	}

	/**
	 * This session once others have ended it.
	 * @return a copy
	 */
	public Session dead() {
		return new Session(this.owner, this.heartbeat, this.revision, State.DEAD, this.timeout, this.host, this.rules,
				this.version);
	}

	/**
	 * Whether a session takes part in sharing the shards.
	 */
	public enum State {

		/**
		 * It takes its share.
		 */
		ACTIVE,

		/**
		 * It hands its shards over and takes no more.
		 */
		LEAVING,

		/**
		 * Others have ended it. Nothing it holds is valid.
		 */
		DEAD

	}

}
