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

/**
 * Takes a session on to another stream of the same name, as many attempts as that takes.
 * Everything happens on the loop.
 */
final class OtherStream {

	private static final Duration RETRY = Duration.ofSeconds(1);

	private final KinsumerRun run;

	private final Joining joining;

	private final EngineRuntime runtime;

	OtherStream(KinsumerRun run, Joining joining) {
		this.run = run;
		this.joining = joining;
		this.runtime = run.runtime();
	}

	/**
	 * Begins with the stream that is there now.
	 * @param session lasts as long as it is the run's
	 */
	void begin(SessionDriver session) {
		this.joining.startUp().whenComplete((found, problem) -> this.runtime.loop().execute(() -> {
			if (this.run.session() != session) {
				return;
			}
			if (problem != null) {
				this.run.reports().callFailed("start on the new stream", Reports.cause(problem));
				this.runtime.schedule(RETRY, () -> begin(session));
				return;
			}
			CoordinatorDriver shards = new CoordinatorDriver(session.membership().self(), found.group(),
					FirstReads.none(), this.run);
			this.run.onBegun(shards);
			shards.start();
			shards.coordinator().onMembers(session.membership().members());
			if (this.run.isLeaving()) {
				shards.coordinator().leave();
			}
		}));
	}

}
