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

import io.kinsumer.core.runtime.EngineRuntime;
import org.jspecify.annotations.Nullable;

/**
 * Whether this client may be sure that nobody has ended its session: its last successful
 * renewal was sent less than nine tenths of the session timeout ago. Others wait for the
 * whole timeout; the rest is for clocks of differing rate. Safe for use by any thread.
 */
final class SessionLease {

	private final EngineRuntime runtime;

	private final Duration limit;

	private volatile @Nullable Mark renewed;

	SessionLease(EngineRuntime runtime, Duration sessionTimeout) {
		this.runtime = runtime;
		this.limit = sessionTimeout.multipliedBy(9).dividedBy(10);
	}

	void renewed(Mark sent) {
		this.renewed = sent;
	}

	void revoke() {
		this.renewed = null;
	}

	boolean isValid() {
		Mark sent = this.renewed;
		return sent != null && sent.until(Mark.now(this.runtime)).compareTo(this.limit) < 0;
	}

}
